"""`kobra-field-api outgoing set|make|list`: a portfolio's file of gestiones from the server's own
command line.
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from field_api.auth.audit import note
from field_api.database import Database
from field_api.operations.named import portfolio_named
from field_api.outgoing import files
from field_api.outgoing.maker import OutgoingMaker
from field_api.outgoing.told_terms import keep_terms, kept_of
from field_api.settings import Settings
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.outgoing.answers import OutgoingFile
from kobra_domain.outgoing.things import OutgoingState, OutgoingTerms
from kobra_records import json_form
from kobra_records.files.exports.deed import whole_file
from kobra_records.private_files import make_folder

Opened = Callable[[Settings], Database]


def add_outgoing_verbs(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `outgoing set`, `outgoing make` and `outgoing list`."""
    group = verbs.add_parser("outgoing", help="files of gestiones for client institutions")
    acts = group.add_subparsers(required=True, metavar="ACT")
    tell = acts.add_parser("set", parents=[common], help="say how a portfolio's file is made")
    tell.add_argument("terms", type=Path, metavar="FILE.json")
    make = acts.add_parser("make", parents=[common], help="make the next file now")
    make.add_argument("--to", type=Path, metavar="DIR", help="put a copy there")
    make.add_argument("--data-folder", type=Path, help="where the server keeps its files")
    listed = acts.add_parser("list", parents=[common], help="those that were made, as JSON lines")
    for act in (tell, make, listed):
        act.add_argument("--portfolio", required=True, metavar="NAME")
    tell.set_defaults(act=lambda given, settings: _set(given, opened(settings), settings))
    make.set_defaults(act=lambda given, settings: _make(given, opened(settings), settings))
    listed.set_defaults(act=lambda given, settings: _list(given, opened(settings)))


def _set(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    try:
        terms = msgspec.json.decode(given.terms.read_bytes(), type=OutgoingTerms)
    except msgspec.ValidationError as problem:
        raise Invalid("wrong_type", field=str(problem)) from problem
    except (OSError, msgspec.DecodeError) as problem:
        raise Invalid("malformed") from problem
    now = settings.clock()
    with closing(database), database.begin() as connection:
        portfolio = portfolio_named(connection, given.portfolio)
        keep_terms(connection, portfolio, terms, now)
        files.try_again(connection, portfolio.id)
        about = ("portfolio", portfolio.id)
        note(connection, at=now, user_id=None, act="outgoing.terms", subject=about)


def _make(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    now = settings.clock()
    with closing(database):
        with database.begin() as connection:
            portfolio = portfolio_named(connection, given.portfolio)
            kept = kept_of(connection, portfolio.id)
            if kept is None or kept.terms is None:
                raise DomainError("outgoing_no_terms")
            first = files.first_to_make(connection, portfolio.id)
            wanted = first.id if first else files.ask(connection, portfolio.id, now, None)
            files.try_again(connection, portfolio.id)
        make_folder(settings.data_folder)
        OutgoingMaker(database, settings).work(now)
        with database.read() as connection:
            made = files.file_of(connection, portfolio.id, wanted)
        if made.state is OutgoingState.HELD:
            raise DomainError(made.problem, **made.params)
        if given.to is not None and made.manifest is not None:
            with whole_file(given.to / made.name) as part:
                files.write_content(database, made, part)
    _say(made)


def _list(given: argparse.Namespace, database: Database) -> None:
    with closing(database), database.read() as connection:
        portfolio = portfolio_named(connection, given.portfolio)
        found = files.files_of(connection, [portfolio.id], 500)
    for one in found:
        _say(one)


def _say(one: OutgoingFile) -> None:
    sys.stdout.write(json.dumps(json_form.builtin(one), ensure_ascii=False) + "\n")
