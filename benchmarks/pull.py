"""The first pull into the encrypted replica, against raw `executemany` of the same rows into the
same table: pages as the server words them, from memory, decoded, upserted with indexes and cursor.

`python -m benchmarks pull` measures both kinds and keeps what it found; one alone:
`python -m benchmarks.pull [--kind visit|account] [--rows 200000] [--runs 5]`.
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


def _visit(n: int) -> dict[str, Any]:
    return {
        "portfolio_id": str(UUID(int=n % 20)),
        "party_id": str(UUID(int=n // 2)),
        "address_id": str(UUID(int=n // 2)),
        "account_ids": f'["{UUID(int=n)}"]',
        "created_at": _START_MS + n,
        "purpose": "collection",
        "priority": "normal",
        "state": "completed",
        "agent_id": str(UUID(int=n % 50)),
        "planned_on": _day(n),
        "position": n % 14,
        "note": "",
        "ended_at": _START_MS + n + 1000,
        "outcome": "promise",
        "result_note": "Atiende la titular",
        "verdict": "at_address",
        "distance_m": 14.5,
        "cancel_reason": "",
    }


def _account(n: int) -> dict[str, Any]:
    party = UUID(int=n * 104_729 % 300_000)
    return {
        "portfolio_id": str(UUID(int=n % 20)),
        "number": f"{n * 7919:012d}",
        "parties": f'[{{"party_id":"{party}","role":"holder","reason":""}}]',
        "currency": "COP",
        "product": f"Producto {n % 9}",
        "principal_minor": n * 1_000,
        "balance_minor": n * 900,
        "overdue_minor": n * 300,
        "due_on": _day(n),
        "days_past_due": n % 400,
        "segment": "ABCDE"[n % 5],
        "state": "active",
        "assigned_on": _day(n),
        "lot": "2026-11",
        "agent_id": str(UUID(int=n % 50)),
        "instalment_minor": 25_000_000,
        "cut_off_on": "2026-11-20",
    }


def _day(n: int) -> str:
    return f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}"


_KINDS = {"visit": _visit, "account": _account}
_ROWS = {"visit": 200_000, "account": 500_000}


def rows_of(kind: str, count: int) -> list[tuple[Any, ...]]:
    """Rows of a kind in stored form, as a server would send them."""
    names, say, made = feed_fields(kind), _KINDS[kind], []
    for n in range(count):
        common = {"id": str(UUID(int=n * 7919 + 1)), "version": n + 1}
        values: dict[str, Any] = dict.fromkeys(names) | say(n) | common
        made.append(tuple(values[name] for name in names))
    return made


def pages_of(kind: str, rows: list[tuple[Any, ...]]) -> list[bytes]:
    """The rows as pages of the feed."""
    made = []
    for start in range(0, len(rows), LARGEST_PAGE):
        part = {
            "kind": kind,
            "fields": feed_fields(kind),
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


def written(replica: Replica, kind: str, rows: list[tuple[Any, ...]]) -> float:
    """Seconds of one executemany by the driver in one transaction."""
    names = ", ".join(f'"{name}"' for name in feed_fields(kind))
    marks = ", ".join("?" * len(rows[0]))
    start = time.perf_counter()
    with replica.pulling() as connection:
        raw: Any = connection.connection.driver_connection
        raw.executemany(f'INSERT INTO "{kind}" ({names}) VALUES ({marks})', rows)
    return time.perf_counter() - start


def measured(kind: str, count: int, runs: int) -> dict[str, Any]:
    """Alternated runs, each into a new file; ratio of rows per second, pull to raw."""
    rows = rows_of(kind, count)
    feed = pages_of(kind, rows)
    raw_s, pull_s = [], []
    key = os.urandom(32)
    for run in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for place in (0, 1) if run % 2 else (1, 0):
                replica = Replica(Path(folder) / f"{place}.db", key, "bench")
                if place:
                    raw_s.append(written(replica, kind, rows))
                else:
                    pull_s.append(pulled(replica, feed))
                replica.close()
    ratios = sorted(raw / pull for raw, pull in zip(raw_s, pull_s, strict=True))
    return {
        "kind": kind,
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
    parser.add_argument("--kind", choices=sorted(_ROWS))
    parser.add_argument("--rows", type=int)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    what = "first pull against raw executemany, same rows, same encrypted table"
    found = [
        measured(kind, asked.rows or count, asked.runs)
        for kind, count in _ROWS.items()
        if asked.kind in (None, kind)
    ]
    print(json.dumps({**machine(), "what": what, "kinds": found}, indent=1))


if __name__ == "__main__":
    main()
