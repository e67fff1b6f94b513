"""The first pull into the encrypted replica, against raw `executemany` of the same rows into the
same table: pages as the server words them, from memory, decoded, upserted with indexes and cursor.

python -m benchmarks.pull [--rows 200000] [--runs 7]
"""

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from benchmarks._facts import machine
from kobra_desktop.store import pages
from kobra_desktop.store.replica import Replica
from kobra_domain.wire import LARGEST_PAGE
from kobra_records.sql.tables import feed_fields

_START_MS = 1_760_000_000_000


def rows_of(count: int) -> list[tuple[Any, ...]]:
    """Visits in stored form, as a server would send them."""
    names = feed_fields("visit")
    made = []
    for n in range(count):
        values: dict[str, Any] = dict.fromkeys(names)
        values |= {
            "id": str(UUID(int=n * 7919 + 1)),
            "portfolio_id": str(UUID(int=n % 20)),
            "party_id": str(UUID(int=n // 2)),
            "address_id": str(UUID(int=n // 2)),
            "account_ids": f'["{UUID(int=n)}"]',
            "created_at": _START_MS + n,
            "purpose": "collection",
            "priority": "normal",
            "state": "completed",
            "agent_id": str(UUID(int=n % 50)),
            "planned_on": f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            "position": n % 14,
            "note": "",
            "ended_at": _START_MS + n + 1000,
            "outcome": "promise",
            "result_note": "Atiende la titular",
            "verdict": "at_address",
            "distance_m": 14.5,
            "cancel_reason": "",
            "version": n + 1,
        }
        made.append(tuple(values[name] for name in names))
    return made


def pages_of(rows: list[tuple[Any, ...]]) -> list[bytes]:
    """The rows as pages of the feed."""
    made = []
    for start in range(0, len(rows), LARGEST_PAGE):
        part = {
            "kind": "visit",
            "fields": feed_fields("visit"),
            "put": rows[start : start + LARGEST_PAGE],
            "delete": [],
        }
        more = start + LARGEST_PAGE < len(rows)
        made.append(msgspec.json.encode({"cursor": str(start), "more": more, "kinds": [part]}))
    return made


def pulled(replica: Replica, feed: list[bytes]) -> float:
    """Seconds of the pull as the product does it."""
    start = time.perf_counter()
    for raw in feed:
        pages.take_page(replica, pages.read_page(raw))
    return time.perf_counter() - start


def written(replica: Replica, rows: list[tuple[Any, ...]]) -> float:
    """Seconds of one executemany by the driver in one transaction."""
    names = ", ".join(f'"{name}"' for name in feed_fields("visit"))
    marks = ", ".join("?" * len(rows[0]))
    start = time.perf_counter()
    with replica.pulling() as connection:
        raw: Any = connection.connection.driver_connection
        raw.executemany(f'INSERT INTO "visit" ({names}) VALUES ({marks})', rows)
    return time.perf_counter() - start


def measured(count: int, runs: int) -> dict[str, Any]:
    """Alternated runs, each into a new file; ratio of rows per second, pull to raw."""
    rows = rows_of(count)
    feed = pages_of(rows)
    raw_s, pull_s = [], []
    key = os.urandom(32)
    for run in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for place in (0, 1) if run % 2 else (1, 0):
                replica = Replica(Path(folder) / f"{place}.db", key, "bench")
                if place:
                    raw_s.append(written(replica, rows))
                else:
                    pull_s.append(pulled(replica, feed))
                replica.close()
    ratios = sorted(raw / pull for raw, pull in zip(raw_s, pull_s, strict=True))
    return {
        "rows": count,
        "runs": runs,
        "ratio_of_medians": round(statistics.median(raw_s) / statistics.median(pull_s), 3),
        "ratio_spread": [round(ratios[0], 3), round(ratios[-1], 3)],
        "rows_per_s_pull": round(count / statistics.median(pull_s)),
        "rows_per_s_raw": round(count / statistics.median(raw_s)),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    what = "first pull against raw executemany, same rows, same encrypted table"
    print(json.dumps({**machine(), "what": what, **measured(asked.rows, asked.runs)}, indent=1))


if __name__ == "__main__":
    main()
