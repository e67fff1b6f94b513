"""The client's month as PDF: counted on the server, whose days are packed as its job packs them,
and set in the killable process, cold and warm. `python -m benchmarks.report_paper [RUNS
[DATABASE_URL]]` prints JSON; without a database the invented city is made first.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks._facts import machine, spread
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.jobs.packing import pack_days
from field_api.reports.files import Press, dressed
from field_api.reports.making import Reader
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.declared import REPORTS, opened
from kobra_domain.reports.shipped import MONTH
from kobra_domain.scope import EVERYTHING
from kobra_domain.visits import Visit
from kobra_records.files.reports import ReportFormat

LIMIT_MS = 2_000


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    found = act()
    return (time.perf_counter() - start) * 1_000, found


def city(folder: str) -> str:
    """A database of ninety days of the invented city."""
    url = f"sqlite:///{folder}/city.db"
    command = [sys.executable, "-m", "field_api", "seed", "--database-url", url]
    command += ["--script", f"{folder}/script.json", "--data-folder", folder, "--trail-days", "1"]
    known = {**os.environ, "KOBRA_ADMIN_PASSWORD": "una clave bien larga"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=known)
    return url


def main(runs: int, url: str) -> dict[str, Any]:
    """The times of one database."""
    database, kind = Database(url), REPORTS[MONTH]
    press = Press()
    while pack_days(database, datetime.now(UTC)):
        pass
    counted, counted_cpu, set_ms, size = [], [], [], 0
    cold_ms = 0.0
    with database.read() as connection:
        portfolio = min(entities(connection, Portfolio), key=lambda one: one.name)
        visits = len(entities(connection, Visit))
    filters = opened(kind, [("portfolio", portfolio.id)])
    zone = portfolio.time_zone
    for n in range(runs + 1):
        reader = Reader(keys=(EVERYTHING,), zone=zone, now=datetime.now(UTC), is_known=True)

        def count(reader: Reader = reader) -> Any:
            with database.read() as connection:
                return dressed(connection, kind, filters, reader, "es_CO")

        begun = time.thread_time()
        took, made = timed(count)
        worked = (time.thread_time() - begun) * 1_000
        printed, file = timed(lambda made=made: press.file(made, ReportFormat.PDF))  # type: ignore[misc]
        size = len(file.content)
        if n == 0:  # the process begins, and fonts are read
            cold_ms = took + printed
            continue
        counted.append(took)
        counted_cpu.append(worked)
        set_ms.append(printed)
    press.stop()
    database.close()
    whole = [one + other for one, other in zip(counted, set_ms, strict=True)]
    return {
        "machine": machine(),
        "visits": visits,
        "bytes": size,
        "counted_ms": spread(counted),
        "counted_cpu_ms": spread(counted_cpu),
        "set_ms": spread(set_ms),
        "whole_ms": spread(whole),
        "cold_ms": round(cold_ms, 1),
        "is_within": statistics.median(whole) <= LIMIT_MS,
    }


if __name__ == "__main__":
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as place:
        where = sys.argv[2] if len(sys.argv) > 2 else city(place)
        print(json.dumps(main(most, where), indent=2))
