"""`kobra-field-api`: prepare a database, add people, serve.
Reads flags and KOBRA_… variables; decides nothing.
"""

import argparse
import errno
import json
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from field_api.auth.people import add_user, set_password, user_by_email
from field_api.backups.noting import note_restored
from field_api.backups.verbs import add_backup_verbs
from field_api.change_log.identity import establish, renew_epoch
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.configuration.stored import overlaid, stored
from field_api.configuration.verbs import add_settings_verbs
from field_api.database import Database, normalised
from field_api.doctor.verb import Unwell, add_doctor
from field_api.dossiers.verbs import add_dossier_verbs
from field_api.founding.asking import Terminal
from field_api.founding.guided import (
    ask,
    asked_password,
    found,
    has_administrator,
    tell_what_is_next,
)
from field_api.imports.staff_verbs import add_staff_verb
from field_api.imports.verbs import add_portfolio_verbs
from field_api.mail.verbs import add_follow_verb
from field_api.operations.verbs import add_rules_verb
from field_api.outgoing.verbs import add_outgoing_verbs
from field_api.phones.enrolment import new_address
from field_api.phones.verbs import add_questionnaire_verbs
from field_api.places.archive import BASEMAP as OWN_MAP
from field_api.places.verbs import add_place_verbs
from field_api.reports.verbs import add_report_verbs
from field_api.settings import Settings, from_environment
from field_api.simulator.verbs import add_verbs
from field_api.submissions.verbs import add_submission_verbs
from field_api.tables.replicated import agents, folded
from field_api.tables.upgrade import is_current, refuse_newer, upgrade
from field_api.tiles_extract.verb import add_tiles_verb
from field_api.webhooks.verbs import add_webhook_verbs
from kobra_domain.errors import DomainError
from kobra_domain.invitations import is_this_machine
from kobra_domain.limits import check
from kobra_domain.people import Agent, Consent, Role, Team, User
from kobra_domain.words import say
from kobra_records.ids import new_id
from kobra_records.speaking import language_of_system

_NO_ROOM = "import_no_room"
_PASSWORD_VARIABLE = "KOBRA_ADMIN_PASSWORD"
_LAST_PORT = 65_535
_DEGREES = re.compile(r"-[\d.]+(,[-\d.]+){3}")


class Misused(Exception):
    """What was asked cannot be done; the text says why and what to do."""


def main(
    arguments: Sequence[str] | None = None, clock: Callable[[], datetime] | None = None
) -> int:
    """Run one verb; answers the exit code. `clock`: what a demonstration goes by."""
    multiprocessing.freeze_support()  # forms are compiled in a process of their own
    given = parser().parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    try:
        settings = from_environment(
            os.environ,
            database_url=given.database_url,
            **{
                name: getattr(given, name, None)
                for name in ("host", "port", "data_folder", "public_url")
            },
        )
        if clock is not None:
            settings = replace(settings, clock=clock)
        _refuse_left_behind(settings)
        act: Callable[[argparse.Namespace, Settings], None] = given.act
        act(given, settings)
    except Unwell:
        return 1
    except DomainError as problem:
        code = 4 if problem.code == _NO_ROOM else 2
        return _failed(code, say(problem.code, problem.params, language_of_system()))
    except (Misused, ValueError) as problem:
        return _failed(2, str(problem))
    except SQLAlchemyError as problem:
        return _failed(3, f"the database cannot be used: {problem}")
    except KeyboardInterrupt:
        return 130  # as a shell says it of who was interrupted
    except OSError as problem:
        return _failed(4, _unreadable(problem))
    return 0


def _joined(words: Sequence[str]) -> list[str]:
    """`--bbox -74.2,4.5,…` as `--bbox=-74.2,4.5,…`: degrees west begin as a flag does, and half the
    world, all of its customers, lies there.
    """
    found: list[str] = []
    for word in words:
        if found and found[-1].startswith("--") and _DEGREES.fullmatch(word):
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _unreadable(problem: OSError) -> str:
    """A file that cannot be had, or no room for one, in the system's language; anything else as the
    system says it.
    """
    if problem.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return say("disk_full", {}, language_of_system())
    if not isinstance(problem, FileNotFoundError | IsADirectoryError | PermissionError):
        return str(problem)
    name = str(problem.filename or "")
    if not isinstance(problem, PermissionError):  # of what is not there the name is what was typed
        name = Path(name).name or name
    return say("file.unreadable", {"filename": name}, language_of_system())


def _refuse_left_behind(settings: Settings) -> None:
    """Until there was a folder of its own, a server kept its files wherever it was run."""
    default = Settings()
    for flag, value, standard, name in (
        ("--database-url", settings.database_url, default.database_url, "kobra.db"),
        ("--data-folder", settings.data_folder, default.data_folder, "kobra-data"),
    ):
        if value == standard and Path(name).exists():
            own = f"sqlite:///{name}" if name == "kobra.db" else name
            raise Misused(
                f"here lies {name} of an earlier version, and {standard} is used now: "
                f"move it there, or give {flag} {own}"
            )


def _port(text: str) -> int:
    """A port of TCP; 0 is any that is free. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"not a port from 0 to {_LAST_PORT}: {text}")
    return int(text)


def _failed(code: int, sentence: str) -> int:
    print(f"kobra-field-api: {sentence}", file=sys.stderr)
    return code


def parser() -> argparse.ArgumentParser:
    """What can be asked."""
    made = argparse.ArgumentParser(prog="kobra-field-api", description="The Kobra field API.")
    verbs = made.add_subparsers(required=True, metavar="VERB")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--database-url", help="sqlite:///FILE or postgresql://… (KOBRA_DATABASE_URL)"
    )

    _add_server_verbs(verbs, common)
    _add_people_verbs(verbs, common)
    add_questionnaire_verbs(verbs, common, _opened)
    add_submission_verbs(verbs, common, _opened)
    add_dossier_verbs(verbs)
    add_place_verbs(verbs, common, _opened, OWN_MAP)
    add_tiles_verb(verbs, common, _opened)
    add_portfolio_verbs(verbs, common, _opened)
    add_settings_verbs(verbs, common, _opened)
    add_webhook_verbs(verbs, common, _opened)
    add_follow_verb(verbs, common, _opened)
    add_outgoing_verbs(verbs, common, _opened)
    add_report_verbs(verbs, common, _opened)
    add_rules_verb(verbs, common, _opened)
    add_verbs(verbs, common)
    add_backup_verbs(verbs, common, _opened)
    add_doctor(verbs, common)
    return made


def _add_server_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    init = verbs.add_parser("init", parents=[common], help="prepare or upgrade a database")
    init.add_argument(
        "--admin", metavar="EMAIL", help="the first administrator; on a terminal it may be asked"
    )
    init.add_argument("--name", default="Administrador")
    init.add_argument(
        "--restored", action="store_true", help="a backup was put back: begin a new epoch"
    )
    init.set_defaults(act=_init)

    serve = verbs.add_parser("serve", parents=[common], help="answer phones and control centers")
    serve.add_argument("--host")
    serve.add_argument("--port", type=_port)
    serve.add_argument("--data-folder", type=Path, help="where photos and the map's tiles are kept")
    serve.add_argument("--public-url", help="how phones reach this server from outside")
    serve.set_defaults(act=_serve)


def _add_people_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    agent = verbs.add_parser("agent", help="agents").add_subparsers(required=True, metavar="ACT")
    add = agent.add_parser(
        "add", parents=[common], help="add an agent and print its phone's address"
    )
    add.add_argument("--code", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--team")
    add.add_argument("--public-url", help="how the phone reaches the server")
    add.add_argument("--host")
    add.add_argument("--port", type=_port)
    add.set_defaults(act=_add_agent)
    add_staff_verb(agent, common, _opened)

    user = verbs.add_parser("user", help="users").add_subparsers(required=True, metavar="ACT")
    add = user.add_parser(
        "add",
        parents=[common],
        help="add a user; the password is asked for, or read from standard input",
    )
    add.add_argument("--email", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.set_defaults(act=_add_user)
    password = user.add_parser("password", parents=[common], help="set a user's password")
    password.add_argument("--email", required=True)
    password.set_defaults(act=_set_password)


def _init(given: argparse.Namespace, settings: Settings) -> None:
    is_guided = given.admin is None
    if is_guided and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Misused("give the first administrator with --admin EMAIL")
    now = settings.clock()
    with closing(Database(settings.database_url)) as database:
        with database.begin() as connection:
            upgrade(connection)
            establish(connection, now)
            if given.restored:
                renew_epoch(connection)
                note_restored(connection, now)
        if is_guided:
            _guide(database, settings)
        else:
            _add_admin(database, given, settings)


def _add_admin(database: Database, given: argparse.Namespace, settings: Settings) -> None:
    with database.read() as connection:
        is_new = user_by_email(connection, given.admin) is None
    if is_new:
        admin = User(id=new_id(), name=given.name, email=given.admin, role=Role.ADMIN)
        _write_user(database, admin, _password(), settings)
    print(json.dumps({"admin": given.admin, "is_new": is_new}))


def _guide(database: Database, settings: Settings) -> None:
    """On a terminal; a server that has its administrator is only brought up to date."""
    terminal = Terminal(language_of_system())
    with database.read() as connection:
        is_founded = has_administrator(connection)
    if is_founded:
        terminal.tell("setup.done_before")
    else:
        with _leaving_is_said():
            found(database, settings, ask(terminal, settings), settings.clock())
    tell_what_is_next(terminal, settings)


@contextmanager
def _leaving_is_said() -> Iterator[None]:
    """Around questions: who leaves them is told that nothing was kept."""
    try:
        yield
    except (EOFError, KeyboardInterrupt) as problem:
        print()
        raise DomainError("setup.left") from problem


def _write_user(database: Database, user: User, password: str, settings: Settings) -> None:
    with database.begin() as connection:
        add_user(connection, user, settings.clock())
        set_password(connection, user.id, password, settings.clock())


def _password() -> str:
    """From the environment, else from whoever sits at the terminal or what stands there instead."""
    password = os.environ.get(_PASSWORD_VARIABLE)
    if not password and sys.stdin.isatty():
        with _leaving_is_said():
            return asked_password(Terminal(language_of_system()))
    password = password or sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Misused(f"no password: give it on standard input or in {_PASSWORD_VARIABLE}")
    return password


def _opened(settings: Settings) -> Database:
    address = normalised(settings.database_url)
    if address.get_backend_name() == "sqlite":
        path = str(address.database)
        if not path.startswith("file:") and not Path(path).is_file():  # nor is it made by a slip
            raise Misused(f"there is no database {path}: run kobra-field-api init")
    database = Database(settings.database_url)
    try:
        with database.read() as connection:
            refuse_newer(connection)
            if not is_current(connection):
                raise Misused(
                    "the database is not at the expected revision: run kobra-field-api init"
                )
    except BaseException:
        database.close()
        raise
    return database


def _serve(given: argparse.Namespace, settings: Settings) -> None:
    from field_api.app.serving import serve

    _opened(settings).close()
    serve(settings)


def _add_agent(given: argparse.Namespace, settings: Settings) -> None:
    database, now = _opened(settings), settings.clock()
    with database.begin() as connection:
        settings = overlaid(settings, stored(connection, settings.data_folder))
        base_url = settings.public_url or f"http://{settings.host}:{settings.port}"
        if entities(connection, Agent, agents.c.code_key == folded(given.code)):
            raise Misused(f"there is an agent {given.code} already")
        team = _team(connection, given.team.strip()) if given.team else None
        agent = Agent(
            id=new_id(),
            code=given.code.strip(),
            name=given.name,
            team_id=team.id if team else None,
            consent=Consent(given_at=now, source="administrator", purpose="location in shift"),
            enrolled_at=now,
        )
        new: list[Team | Agent] = [agent]
        if team is not None and find(connection, Team, team.id) is None:
            new.insert(0, team)
        for row in new:
            check(row)
        phone = new_address(connection, agent, base_url.rstrip("/"), now)
        record_all(connection, [(row, None) for row in new], at=now)
    database.close()
    print(json.dumps({"id": agent.id, "code": agent.code, **asdict(phone)}))
    if is_this_machine(urlsplit(base_url).hostname or ""):
        said = say("agent.address_near", {"address": base_url}, language_of_system())
        print(f"kobra-field-api: {said}", file=sys.stderr)


def _team(connection: Connection, name: str) -> Team:
    """The team of that name, whatever its case; a new one if there is none."""
    there = [t for t in entities(connection, Team) if t.name.casefold() == name.casefold()]
    return there[0] if there else Team(id=new_id(), name=name)


def _add_user(given: argparse.Namespace, settings: Settings) -> None:
    user = User(id=new_id(), name=given.name, email=given.email, role=Role(given.role))
    database = _opened(settings)
    _write_user(database, user, _password(), settings)
    print(json.dumps({"user_id": user.id}))


def _set_password(given: argparse.Namespace, settings: Settings) -> None:
    database = _opened(settings)
    with database.read() as connection:
        user = user_by_email(connection, given.email)
    if user is None:
        raise Misused(f"there is no user {given.email}")
    password = _password()  # nothing is locked while somebody types
    with database.begin() as connection:
        set_password(connection, user.id, password, settings.clock())
