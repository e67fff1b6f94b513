"""10,000 forms, 10,000 reports and 10,000 files that were set aside, listed over HTTP, against
their peer: the same rows fetched by the driver alone, as tuples, and put into the same JSON.

The server runs in this process. Alternated runs, medians; `python -m benchmarks.aside [RUNS]`
prints JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert, text

from benchmarks._facts import machine, spread
from field_api.database import Database
from field_api.tables.positions import quarantine, unstored
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.people import Agent
from kobra_domain.positions import QuarantineReason
from kobra_records.ids import new_id
from tests.field_api.databases import create_database, migrate, postgresql_server
from tests.field_api.servers import WEDNESDAY, Clock, Running, running
from tests.field_api.world import write

ROWS, AGENTS = 10_000, 40
KINDS = ("forms", "attachments", "positions")
RAW = {
    "forms": "SELECT r.id, r.agent_id, r.received_at, r.problem, r.state, r.instance_id, "
    "r.xml_size, a.code FROM raw_submissions r JOIN agents a ON a.id = r.agent_id "
    "WHERE r.state = 'refused' ORDER BY r.received_at DESC",
    "attachments": "SELECT p.raw_id, p.name, p.sha256, p.size, p.received_at, p.aside, a.code "
    "FROM raw_parts p JOIN raw_submissions r ON r.id = p.raw_id JOIN agents a ON a.id = r.agent_id "
    "WHERE p.aside = 'no_question' ORDER BY p.received_at DESC",
    "positions": "SELECT agent_id, reason, count(*), max(received_at) FROM quarantine "
    "GROUP BY agent_id, reason",
}


def fill(database: Database) -> None:
    """Rows of every kind, of some dozen agents."""
    agents = [Agent(id=new_id(), code=f"AG-{n:02}", name="Gestor") for n in range(AGENTS)]
    write(database, *agents)
    reasons = list(QuarantineReason)
    moments = [WEDNESDAY - timedelta(seconds=n) for n in range(ROWS)]
    refused = {"state": "refused", "problem": "unknown_form", "is_final": True, "is_settled": True}
    forms = [
        {"id": new_id(), "agent_id": agents[n % AGENTS].id, "xml_sha256": f"{n:064x}",
         "xml_size": 4_000, "received_at": at, **refused}
        for n, at in enumerate(moments)
    ]  # fmt: skip
    files = [
        {"raw_id": forms[n]["id"], "name": f"{n}.jpg", "sha256": f"{n:064x}", "size": 90_000,
         "received_at": at, "aside": "no_question"}
        for n, at in enumerate(moments)
    ]  # fmt: skip
    reports = [
        {"agent_id": agents[n % AGENTS].id, "received_at": at, "content": "{}",
         "reason": reasons[n % len(reasons)]}
        for n, at in enumerate(moments)
    ]  # fmt: skip
    counts = [
        {"agent_id": one.id, "day": WEDNESDAY.date(), "reason": "off_shift", "count": 9}
        for one in agents
    ]
    with database.begin() as connection:
        connection.execute(insert(raw_submissions), forms)
        connection.execute(insert(raw_parts), files)
        connection.execute(insert(quarantine), reports)
        connection.execute(insert(unstored), counts)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000


def measured(server: Running, runs: int) -> dict[str, Any]:
    """Each kind by its route and by the driver, in turn; the first turn only warms up."""
    headers = server.sign_in()
    said: dict[str, Any] = {}
    for kind in KINDS:
        listed = partial(server.get, "/aside", headers, kind=kind)
        by_driver = partial(fetched, server.database, kind)
        route, raw = [], []
        for _ in range(runs + 1):
            route.append(timed(listed))
            raw.append(timed(by_driver))
        ours, peer = spread(route[1:]), spread(raw[1:])
        said[kind] = {
            "route_ms": ours,
            "driver_ms": peer,
            "ratio": round(ours["median"] / peer["median"], 1),
        }
    return said


def fetched(database: Database, kind: str) -> bytes:
    """The rows as the driver gives them, as JSON."""
    with database.read() as connection:
        rows = connection.execute(text(RAW[kind])).cursor
        assert rows is not None
        return msgspec.json.encode(rows.fetchall())


def main(runs: int = 15) -> dict[str, Any]:
    """Both engines."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "pg").mkdir()
        engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
        urls = {
            "sqlite": f"sqlite:///{folder / 'one.db'}",
            "postgresql": create_database(engine, "one"),
        }
        said = {}
        for name, url in urls.items():
            migrate(url)
            with running(url, folder / name, Clock(WEDNESDAY)) as server:
                fill(server.database)
                said[name] = measured(server, runs)
        return {**machine(), "runs": runs, "rows_of_each_kind": ROWS, "engines": said}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 15), indent=1))
