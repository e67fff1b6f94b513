"""The verbs `seed` and `simulate` of the command line; the city is loaded when asked for."""

import argparse
import json
import os
import secrets
import signal
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from field_api.settings import Settings

if TYPE_CHECKING:
    from field_api.simulator.script import Script

PASSWORD_VARIABLE = "KOBRA_ADMIN_PASSWORD"
SUPERVISOR = "supervisora@villa-ambar.example"
ADMIN = "admin@villa-ambar.example"


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add both verbs to the subparsers of the command line; each sets `act(given, settings)`."""
    seed = verbs.add_parser(
        "seed",
        parents=[common],
        help="prepare an empty database and fill it with the invented city",
    )
    seed.add_argument("--script", type=Path, required=True, help="where the script is written")
    seed.add_argument("--data-folder", type=Path, help="where the map's tiles are kept")
    seed.add_argument("--cache", type=Path, help="where city, past and map are kept for next time")
    seed.add_argument("--files", type=Path, help="where last night's files of the bank are put")
    seed.add_argument("--seed", type=int, default=7)
    seed.add_argument("--days", type=int, default=90, help="of visits before today")
    seed.add_argument("--trail-days", type=int, default=14, help="of positions before today")
    seed.add_argument(
        "--hours-ago", type=float, default=0.0, help="begin in the past, to be caught up at speed"
    )
    seed.add_argument("--agents", type=int, default=24)
    seed.add_argument("--parties", type=int, default=3_400)
    seed.set_defaults(act=_seed)

    simulate = verbs.add_parser("simulate", parents=[common], help="let the city's phones speak")
    simulate.add_argument("--server", required=True, metavar="URL")
    simulate.add_argument("--script", type=Path, required=True, help="what seed wrote")
    simulate.add_argument("--cache", type=Path, help="where seed kept the city")
    simulate.add_argument("--seconds", type=float, help="stop after so long (else: when told to)")
    simulate.add_argument(
        "--speed", type=float, default=1.0, help="times as fast as real time, until now"
    )
    simulate.add_argument("--without-forms", action="store_true")
    simulate.set_defaults(act=_simulate)


def _seed(given: argparse.Namespace, settings: Settings) -> None:
    from field_api.change_log.identity import become_another, establish
    from field_api.database import Database
    from field_api.simulator.kept import Shelf
    from field_api.simulator.mails import set_mails
    from field_api.simulator.nightly_files import write_files
    from field_api.simulator.script import Script
    from field_api.simulator.stage import set_stage
    from field_api.tables.upgrade import upgrade

    now = settings.clock() - timedelta(hours=given.hours_ago)
    script = Script(
        now=now,
        seed=given.seed,
        agents=given.agents,
        parties=given.parties,
        days=given.days,
        trail_days=given.trail_days,
        phone_key=secrets.token_urlsafe(24),
    )
    password = _password()
    shelf = None if given.cache is None else Shelf(given.cache)
    if shelf is not None:
        script.lend_city(shelf.city(script.city_seed))
    has_past = shelf is not None and shelf.take_past(script, settings.database_url)
    database = Database(settings.database_url)
    with database.begin() as connection:
        upgrade(connection)
        establish(connection, now)
        if has_past:
            become_another(connection)
    if not has_past:
        _refuse_filled(database)
    settled = set_stage(
        database,
        settings.data_folder,
        script,
        password,
        shelf=shelf,
        has_past=has_past,
        cache=given.cache,
        report=_say,
    )
    set_mails(database, now)
    database.close()
    if given.files is not None:
        write_files(script, given.files)
    given.script.touch(mode=0o600)
    given.script.write_text(script.to_json(), encoding="utf-8")
    _answer(_summary(script, settled))


def _refuse_filled(database: Any) -> None:
    from sqlalchemy import select

    from field_api.tables.replicated import users

    with database.read() as connection:
        strangers = users.c.email_key != ADMIN
        if connection.scalar(select(users.c.id).where(strangers).limit(1)) is not None:
            raise ValueError("the database has people in it; the city needs an empty one")


def _summary(script: "Script", settled: Any) -> dict[str, Any]:
    return {
        "admin": ADMIN,
        "supervisor": SUPERVISOR,
        "city": "Villa Ámbar (ciudad inventada)",
        "is_special_hours": script.world.is_special_hours,
        "entities": settled.entities,
        "visits": settled.visits,
        "alerts": settled.alerts,
        "positions": settled.positions,
    }


def _simulate(given: argparse.Namespace, settings: Settings) -> None:
    import requests

    from field_api.simulator.kept import Shelf
    from field_api.simulator.phones import SimulatedClock, run
    from field_api.simulator.script import read_script

    script = read_script(given.script)
    if given.cache is not None:
        script.lend_city(Shelf(given.cache).city(script.city_seed))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    if given.seconds is not None:
        threading.Timer(given.seconds, stop.set).start()
    start_at = settings.clock() if given.speed == 1.0 else script.now
    clock = SimulatedClock(start_at, given.speed, settings.clock)
    try:
        told = run(
            given.server,
            script,
            _password(),
            stop=stop,
            clock=clock,
            with_forms=not given.without_forms,
            report=_say_counts,
        )
    except requests.RequestException as problem:
        raise ValueError(f"the server at {given.server} cannot be used: {problem}") from problem
    _answer(dict(sorted(told.items())))


def _password() -> str:
    password = os.environ.get(PASSWORD_VARIABLE) or sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise ValueError(f"no password: give it on standard input or in {PASSWORD_VARIABLE}")
    return password


def _say(text: str) -> None:
    sys.stderr.write(f"seed: {text}\n")
    sys.stderr.flush()


def _say_counts(told: Counter[str]) -> None:
    sys.stderr.write(f"simulate: {told['fixes']} fixes, {told['failed']} refused\n")
    sys.stderr.flush()


def _answer(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
