"""From a phone's 201 to those who wait for its visit: to the mail that the SMTP server took, to the
client's endpoint, to the replicas of 20 control centers and the notice on the screen of one.

The real server, 200 forms a minute over HTTP, a real mail server, a real endpoint, one real window
and 19 replicas that follow without a screen, each of these a process of its own.
`python -m benchmarks.told [--forms 200]` prints JSON, for SQLite and PostgreSQL; `--engine sqlite`
for one. With `--forms 20 --replicas 3` it is small enough to be tried.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests

from benchmarks import _told_parts as parts
from benchmarks._crowd import Part
from benchmarks._facts import machine
from field_api import command_line
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.phones.form_keys import new_key
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.people import ShiftSpan
from kobra_domain.visits import VisitState
from kobra_records.ids import new_id
from tests.field_api.databases import create_database, free_port, migrate, postgresql_server
from tests.field_api.servers import PASSWORD
from tests.field_api.submissions.phone import publish
from tests.field_api.world import World, build_world, write

A_MINUTE = 200
REPLICAS, AGENTS = 19, 20
_LATE_S = 60.0  # what has not come so long after the last form is lost
_REST_S = 15.0  # until desktops have compared what they hold, as they do each hour
_PARTS = "benchmarks._told_parts"


@dataclass(frozen=True)
class Case:
    """One engine, and how much is asked of it."""

    url: str
    folder: Path
    forms: int
    replicas: int


@contextmanager
def serving(case: Case, smtp: str) -> Iterator[str]:
    """The server as it is started, a process of its own; answers its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "field_api", "serve", "--port", str(port)],
        env={
            **os.environ,
            "KOBRA_DATABASE_URL": case.url,
            "KOBRA_DATA_FOLDER": str(case.folder / "data"),
            "KOBRA_SMTP_URL": smtp,
            "KOBRA_MAIL_FROM": "kobra@kobra.example",
            "KOBRA_LOG_LEVEL": "WARNING",
        },
    )
    base = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _is_ready(base) and time.monotonic() < until:
            time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(base: str) -> bool:
    try:
        return requests.get(f"{base}/ready", timeout=5).ok
    except requests.RequestException:
        return False


def founded(case: Case, hook: str) -> tuple[World, list[tuple[str, str]]]:
    """The small field, who follows it, and for each form the key of its phone and its visit."""
    migrate(case.url)
    database = Database(case.url)
    now = datetime.now(UTC)  # a control center goes by the hour that answers carry
    world = build_world(database, now)
    publish(database)
    always = [
        ShiftSpan(weekday=day, start=time_of_day(0), end=time_of_day(23, 59)) for day in range(7)
    ]
    day, year = now.date(), timedelta(days=365)
    asked = HoursException(
        spans=tuple(always),
        document="Acta 3",
        asked_on=day - timedelta(days=2),
        contract_on=day - year,
        expires_on=day + year,
        names_holidays=True,
    )
    party = replace(world.north.party, hours_exceptions=(asked,))
    with database.begin() as connection:
        record_all(connection, [(party, world.north.party)], at=now)
    agents = [
        replace(world.north.agent, id=new_id(), code=f"TL-{number:02}") for number in range(AGENTS)
    ]
    write(database, *agents)
    with database.begin() as connection:
        keys = [new_key(connection, agent.id, now) for agent in agents]
    moments = {"created_at": now, "assigned_at": now, "on_phone_at": now}
    today = now.astimezone(ZoneInfo("America/Bogota")).date()
    made = {"planned_on": today, "state": VisitState.ON_PHONE, **moments}
    visits = [
        world.north.visit(agent_id=agents[number % AGENTS].id, **made)
        for number in range(case.forms)
    ]
    write(database, *visits)
    database.close()
    where = ["--database-url", case.url, "--portfolio", world.north.portfolio.name]
    os.environ["KOBRA_DATA_FOLDER"] = str(case.folder / "data")
    follow = ["follow", *where, "--email", "jefa@kobra.example", "--each"]
    assert command_line.main(follow) == 0
    assert command_line.main(["webhook", "add", *where, "--url", hook, "--allow-private"]) == 0
    return world, [(keys[number % AGENTS], visit.id) for number, visit in enumerate(visits)]


def measured(case: Case) -> dict[str, Any]:
    """One engine's minute."""
    with ExitStack() as stack:

        def begun(part: str, **wish: Any) -> Part:
            made = Part(_PARTS, [part], {"folder": str(case.folder), **wish})
            stack.callback(made.end)
            return made

        mail, hook = begun(parts.MAIL), begun(parts.ENDPOINT)
        smtp = mail.heard()
        world, forms = founded(case, hook.heard())
        base = stack.enter_context(serving(case, smtp))
        who = {"server": base, "email": world.email("supervisor"), "password": PASSWORD}
        desks = begun(parts.DESKS, count=case.replicas, **who)
        window = begun(parts.WINDOW, **who)
        synced = desks.heard()["synced"]
        window.heard()
        time.sleep(_REST_S)
        phones = begun(parts.PHONES, server=base, forms=forms, a_minute=A_MINUTE)
        answers = phones.heard()
        answered = {visit: at for visit, (at, _took) in answers.items()}
        until = time.monotonic() + _LATE_S
        while True:
            came = [one.seen() for one in (mail, hook, window)]
            of_desks = desks.seen()
            is_all = all(answered.keys() <= one.keys() for one in (*came, *of_desks))
            if is_all or time.monotonic() > until:
                break
            time.sleep(0.5)
    everywhere = {f"{v} {n}": at for n, seen in enumerate(of_desks) for v, at in seen.items()}
    asked = {f"{v} {n}": at for n in range(case.replicas) for v, at in answered.items()}
    return {
        "synced": synced,
        "post": spread_s({visit: at - took for visit, (at, took) in answers.items()}, answered),
        "mail": spread_s(answered, came[0]),
        "webhook": spread_s(answered, came[1]),
        "replicas": spread_s(asked, everywhere),
        "notice": spread_s(answered, came[2]),
    }


def spread_s(answered: Mapping[str, float], came: Mapping[str, float]) -> dict[str, Any]:
    """Seconds from one moment to the other; `lost`: what never came. A little less than nothing:
    it was there before the phone had read its answer.
    """
    took = [came[one] - at for one, at in answered.items() if one in came]
    if len(took) < 2:
        return {"lost": len(answered) - len(took)}
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    found = {f"p{n}_s": round(cuts[n - 1], 3) for n in (50, 95, 99)}
    return {**found, "lost": len(answered) - len(took)}


def one_engine(name: str, forms: int, replicas: int) -> dict[str, Any]:
    """On a database of its own."""
    with ExitStack() as stack:
        kept = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(kept))
        url = f"sqlite:///{folder / 'one.db'}"
        if name == "postgresql":
            (folder / "pg").mkdir()
            engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
            url = create_database(engine, "one")
        return measured(Case(url, folder, forms, replicas))


def main() -> None:
    """Measure each engine and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=A_MINUTE)
    parser.add_argument("--replicas", type=int, default=REPLICAS)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    asked = parser.parse_args()
    said: dict[str, Any] = {
        **machine(),
        "forms": asked.forms,
        "forms_a_minute": A_MINUTE,
        "agents": AGENTS,
        "desktops": asked.replicas + 1,
    }
    with redirect_stdout(sys.stderr):  # the command line says what it has done
        for name in asked.engine or ("sqlite", "postgresql"):
            said[name] = one_engine(name, asked.forms, asked.replicas)
    sys.stdout.write(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
