"""100 reports due at once, to a real mail server on loopback: from the moment they are due to the
last mail taken, with documents and with links alone.

Visits of the small field, all days packed, one reader each, five filters. `python -m
benchmarks.report_mails [--schedules 100] [--visits 20000]` prints JSON, for SQLite and PostgreSQL;
`--engine sqlite` for one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks._facts import machine
from field_api.change_log.identity import identity
from field_api.database import Database
from field_api.holding import Holding
from field_api.jobs.packing import pack_days
from field_api.mail.letters.office import furnished
from field_api.reports.schedules import save_schedule
from field_api.reports.sending import ReportSender
from field_api.results.sender import LEASE, Sender
from field_api.settings import Settings
from kobra_domain.reports.schedules import Every
from kobra_domain.reports.sharing import Pair, ReportForm, ScheduleWish
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.databases import create_database, migrate, postgresql_server
from tests.field_api.mail.postbox import Postbox, postbox
from tests.field_api.world import World, build_world, write

NOW = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
_AT_ONCE, _LATE_S = 2_000, 600.0
_SPANS = ("last_7", "last_30", "last_90", "this_month", "last_month")


@dataclass(frozen=True)
class Case:
    """One engine, and how much is asked of it."""

    url: str
    folder: Path
    schedules: int
    visits: int


def founded(case: Case) -> tuple[Database, World]:
    """The small field with visits of 90 days."""
    migrate(case.url)
    database = Database(case.url)
    world = build_world(database, NOW)
    outcomes = (Outcome.PROMISE, Outcome.NO_CONTACT, Outcome.CONTACT_THIRD_PARTY)
    for begun in range(0, case.visits, _AT_ONCE):
        rows = [
            world.north.visit(
                state=VisitState.COMPLETED,
                outcome=outcomes[n % 3],
                ended_at=NOW - timedelta(days=n % 90, minutes=n % 600),
                agent_id=world.north.agent.id,
            )
            for n in range(begun, min(begun + _AT_ONCE, case.visits))
        ]
        write(database, *rows)
    while pack_days(database, NOW):
        pass
    return database, world


def scheduled(database: Database, world: World, count: int, form: ReportForm) -> None:
    """All due at the same minute, each with its own reader and one of a few filters."""
    owner = world.users["supervisor"]
    with database.begin() as connection:
        for n in range(count):
            wish = ScheduleWish(
                report="hours",
                filters=(Pair("period", _SPANS[n % len(_SPANS)]),),
                every=Every.DAY,
                at=time_of_day(8),
                time_zone="America/Bogota",
                to=(f"lector{n}@entidad.example",),
                form=form,
            )
            save_schedule(connection, new_id(), wish, owner, NOW)


@contextmanager
def mailing(database: Database, settings: Settings) -> Iterator[None]:
    """The outbox is sent as long as the block lasts."""
    with database.read() as connection:
        key = identity(connection).signing_key
    office = partial(furnished, key=key, thumbnails=None, painter=None)
    holding = Holding(database, LEASE, settings.clock)
    sender = Sender(database, holding, lambda: settings, office)
    for part in (holding, sender):
        part.start()
    try:
        yield
    finally:
        for part in (sender, holding):
            part.stop()


def sent(case: Case, database: Database, box: Postbox) -> dict[str, float]:
    """How long until all are made, and until the mail server has the last."""
    due = NOW + timedelta(minutes=30)
    settings = Settings(
        clock=lambda: due,
        data_folder=case.folder,
        smtp_url=box.url,
        mail_from="kobra@kobra.example",
        public_url="https://kobra.example",
    )
    before = len(box.raw)
    with mailing(database, settings):
        sender = ReportSender(database, settings)
        begun, worked = time.monotonic(), time.process_time()
        made = sender.work(due)
        made_s = time.monotonic() - begun
        sender.ended()
        assert made == case.schedules, made
        while len(box.raw) - before < case.schedules:
            assert time.monotonic() - begun < _LATE_S, "the mail server waits still"
            time.sleep(0.01)
        all_s, cpu_s = time.monotonic() - begun, time.process_time() - worked
    took = sum(map(len, box.raw[before:])) / case.schedules / 1_000
    return {
        "made_s": round(made_s, 2),
        "taken_s": round(all_s, 2),
        "server_cpu_s": round(cpu_s, 2),
        "kb_a_mail": round(took, 1),
    }


def measured(case: Case) -> dict[str, Any]:
    """One engine: the same schedules with links, then with documents."""
    found: dict[str, Any] = {}
    for form in ReportForm:
        part = replace(case, url=_another(case.url, form.value), folder=case.folder / form.value)
        part.folder.mkdir(parents=True)
        database, world = founded(part)
        with postbox() as box:
            scheduled(database, world, part.schedules, form)
            found[form.value] = sent(part, database, box)
        database.close()
    return found


def _another(url: str, name: str) -> str:
    if url.startswith("sqlite"):
        return url.replace(".db", f"_{name}.db")
    return create_database(url, f"kobra_reports_{name}")


def main() -> int:
    """Print what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--schedules", type=int, default=100)
    asked.add_argument("--visits", type=int, default=20_000)
    asked.add_argument("--engine", choices=("sqlite", "postgresql"))
    wish = asked.parse_args()
    made: dict[str, Any] = {"machine": machine(), "schedules": wish.schedules}
    made["visits"] = wish.visits
    with tempfile.TemporaryDirectory(prefix="kobra-reports-") as name:
        folder = Path(name)
        if wish.engine != "postgresql":
            url = f"sqlite:///{folder / 'reports.db'}"
            made["sqlite"] = measured(Case(url, folder / "s", wish.schedules, wish.visits))
        if wish.engine != "sqlite":
            (folder / "pg").mkdir()
            with postgresql_server(folder / "pg") as server:
                made["postgresql"] = measured(
                    Case(server, folder / "p", wish.schedules, wish.visits)
                )
    print(json.dumps(made, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
