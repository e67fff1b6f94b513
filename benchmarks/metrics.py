"""Numbers over very many ended visits, beside DuckDB on its own native table of the same rows in
the same run; both answer alike before anything is timed.

Heat map: right-party and all attempts by weekday and hour; series: by day. `ratio` is ours to
DuckDB's (medians of alternated runs). `grows` is what the unfiltered question takes with so many
times the history. `python -m benchmarks.metrics [--rows 190000 1000000] [--runs 15]
[--postgresql URL --rows 7500000]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Connection

from benchmarks._facts import machine
from benchmarks._field_rows import LAST_DAY, Field, uid, write_flat
from kobra_desktop.store import packing, rows
from kobra_desktop.store.pages import upsert_sql
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PACKS, RECORDS
from kobra_domain.metrics.declared import RPC_RATE
from kobra_domain.metrics.predicates import EVERY, All, Among, Clock, Compare, Predicate, Term
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Outcome
from kobra_records.sql.metrics import tallies

DAYS = 390
_DAY, _WEEKDAY, _HOUR = (Clock("ended_at", part) for part in ("day", "weekday", "hour"))
Key = tuple[Any, ...]
Answer = dict[Key, tuple[int, int]]
_HEAT: tuple[tuple[Term, ...], str] = ((_WEEKDAY, _HOUR), "weekday, hour")
_SERIES: tuple[tuple[Term, ...], str] = ((_DAY,), "day")
_RIGHT = ", ".join(f"'{one.value}'" for one in sorted(RIGHT_PARTY_OUTCOMES))


def _one(field: str, value: str) -> tuple[Predicate, str]:
    return Compare(field, "=", value), f"{field} = '{value}'"


PORTFOLIO, AGENT, TEAM = (
    _one("portfolio_id", uid(1, 3)), _one("agent_id", uid(2, 3)), _one("team_id", uid(3, 3))
)  # fmt: skip
_SPAN = All((Compare(_DAY, ">=", LAST_DAY.replace(month=9)), Compare(_DAY, "<", LAST_DAY)))
# What is asked, of both: heat map and series of each; and combinations of what sums do not say.
FILTERS: dict[str, tuple[Predicate, str]] = {
    "all": (EVERY, "true"),
    "portfolio": PORTFOLIO,
    "agent": AGENT,
    "team": TEAM,
    "span": (_SPAN, f"day >= '{LAST_DAY.replace(month=9)}' AND day < '{LAST_DAY}'"),
}
COMBINED: dict[str, tuple[Predicate, str]] = {
    "portfolio_team": (All((PORTFOLIO[0], TEAM[0])), f"{PORTFOLIO[1]} AND {TEAM[1]}"),
    "zone": _one("zone", "Barrio 7, Meta"),
    "team_outcomes": (
        All((TEAM[0], Among("outcome", (Outcome.PROMISE, Outcome.REFUSED)))),
        f"{TEAM[1]} AND outcome IN ('promise', 'refused')",
    ),
}
BY_ZONE: tuple[tuple[Term, ...], str] = (("zone", "agent_id"), "zone, agent_id")


class Duck:
    """DuckDB over its own table."""

    def __init__(self, flat: Path) -> None:
        self._db = duckdb.connect()
        self._db.execute(f"CREATE TABLE v AS SELECT * FROM read_csv('{flat}', header = true)")

    def ask(self, by: str, where: str) -> Answer:
        """Attempts and right-party contacts by group."""
        hits = f"count(*) FILTER (outcome IN ({_RIGHT}))"
        asked = (
            f"SELECT {by}, count(*), {hits} FROM v"
            f" WHERE state IN ('completed', 'not_completed') AND {where} GROUP BY {by}"
        )
        return {tuple(row[:-2]): (row[-2], row[-1]) for row in self._db.execute(asked).fetchall()}


def ours(connection: Connection, tables: Any, by: tuple[Term, ...], where: Predicate) -> Answer:
    """The same from the product."""
    found = tallies(connection, tables, [RPC_RATE], where, by)
    return {key: (one[RPC_RATE.key].n, one[RPC_RATE.key].hits) for key, one in found.items()}


def measured(
    reading: Callable[[], Any], tables: Any, duck: Duck, runs: int
) -> dict[str, dict[str, float]]:
    """Every question: equal first, then timed in turn."""
    questions = {
        **{f"heat_{name}": (_HEAT, one) for name, one in FILTERS.items()},
        **{f"series_{name}": (_SERIES, one) for name, one in FILTERS.items()},
        **{f"heat_{name}": (_HEAT, one) for name, one in COMBINED.items()},
        "by_zone_and_agent": (BY_ZONE, FILTERS["all"]),
    }
    found = {}
    for name, ((terms, by), (where, said)) in questions.items():
        with reading() as connection:
            mine, theirs = ours(connection, tables, terms, where), duck.ask(by, said)
        assert mine == theirs, f"{name}: not alike"
        ms: dict[str, list[float]] = {"ours": [], "duckdb": []}
        for turn in range(runs):
            for which in ("ours", "duckdb") if turn % 2 else ("duckdb", "ours"):
                begun = time.perf_counter()
                if which == "duckdb":
                    duck.ask(by, said)
                else:
                    with reading() as connection:
                        ours(connection, tables, terms, where)
                ms[which].append((time.perf_counter() - begun) * 1_000)
        half = {which: statistics.median(taken) for which, taken in ms.items()}
        found[name] = {
            "ours_ms": round(half["ours"], 2),
            "duckdb_ms": round(half["duckdb"], 2),
            "ratio": round(half["ours"] / half["duckdb"], 2),
        }
    return found


@contextmanager
def filled(field: Field) -> Iterator[tuple[Replica, Duck, dict[str, float]]]:
    """A replica with the field in it as a pull puts it there, packed; DuckDB with the same; what
    it took.
    """
    with tempfile.TemporaryDirectory() as folder:
        replica = Replica(Path(folder) / "replica.db", os.urandom(32), "bench")
        with replica.pulling() as connection:
            others: dict[str, list[Any]] = {}
            for kind, entity in field.others():
                others.setdefault(kind, []).append((entity, 1))
            for kind, found in others.items():
                rows.write_all(connection, kind, found)
        made = [*field.rows()]
        write_flat(Path(folder) / "flat.csv", (flat for _, flat in made))
        stored = [row for row, _ in made]
        del made
        took = _pulled(replica, stored)
        begun = time.perf_counter()
        while packing.refresh(replica, datetime.combine(LAST_DAY, datetime.max.time(), UTC)):
            pass
        pack_s = time.perf_counter() - begun
        upkeep = {
            **took,
            "pack_rows_per_s": round(field.visits / pack_s),
            "pack_share_of_pull": round(pack_s * took["pull_rows_per_s"] / field.visits, 2),
        }
        yield replica, Duck(Path(folder) / "flat.csv"), upkeep
        replica.close()


def _pulled(replica: Replica, stored: Sequence[tuple[Any, ...]]) -> dict[str, float]:
    """Rows per second of the upsert, in pages, with the triggers of packs and without them, by
    turns: the file grows meanwhile.
    """
    taken, block = {True: 0.0, False: 0.0}, max(5_000, len(stored) // 20)
    count = dict.fromkeys(taken, 0)
    for turn, start in enumerate(range(0, len(stored), block)):
        is_ours = bool(turn % 2)
        part = stored[start : start + block]
        with replica.pulling() as connection:
            _triggers(connection, is_there=is_ours)
        begun = time.perf_counter()
        for at in range(0, len(part), 5_000):
            with replica.pulling() as connection:
                connection.exec_driver_sql(upsert_sql("visit"), list(part[at : at + 5_000]))
        taken[is_ours] += time.perf_counter() - begun
        count[is_ours] += len(part)
    with replica.pulling() as connection:
        _triggers(connection, is_there=True)
    return {
        "pull_rows_per_s": round(count[True] / taken[True]),
        "pull_without_triggers_rows_per_s": round(count[False] / taken[False]),
    }


_KEPT: dict[str, str] = {}


def _triggers(connection: Connection, *, is_there: bool) -> None:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'pack_visit%'"
    ).all()
    if is_there and not found:
        for made in _KEPT.values():
            connection.exec_driver_sql(made)
    elif found and not is_there:
        _KEPT.update((row[0], row[1]) for row in found)
        for name in _KEPT:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def of_replica(count: int, runs: int) -> dict[str, Any]:
    """All figures of so many visits on the encrypted replica."""
    print(f"metrics: {count} visits", file=sys.stderr)
    with filled(Field(count, DAYS)) as (replica, duck, upkeep):
        with replica.reading() as connection:
            size = connection.exec_driver_sql(
                "SELECT (SELECT sum(length(cells)) FROM pack_sum)"
                " + (SELECT sum(length(lines)) FROM pack_row)",
                execution_options={"reads": ()},
            ).scalar_one()
        questions = measured(replica.reading, RECORDS, duck, runs)
        with replica.pulling() as connection:
            connection.execute(PACKS.days.delete())
        with replica.reading() as connection:
            begun = time.perf_counter()
            ours(connection, RECORDS, *(_HEAT[0], EVERY))
            of_rows = time.perf_counter() - begun
    return {
        "visits": count,
        "upkeep": {**upkeep, "packs_mb": round(size / 2**20, 1)},
        "questions": questions,
        "heat_all_of_rows_ms": round(of_rows * 1_000),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[190_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    sizes = [of_replica(count, asked.runs) for count in asked.rows]
    first, last = (one["questions"]["heat_all"]["ours_ms"] for one in (sizes[0], sizes[-1]))
    grows = {"history": sizes[-1]["visits"] / sizes[0]["visits"], "ours": round(last / first, 2)}
    print(json.dumps({**machine(), "sizes": sizes, "grows": grows}, indent=1))


if __name__ == "__main__":
    main()
