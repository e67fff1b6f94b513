"""Numbers over very many ended visits and payments, beside DuckDB on its own native tables of the
same rows in the same run; both answer alike before anything is timed.

Heat map: right-party and all attempts by weekday and hour; series: by day; recovery: what came in
by day, whose work it is said in DuckDB's table. `ratio` is ours to DuckDB's (medians of alternated
runs). `grows` is what the unfiltered question takes of so many times the visits in as many days.

`python -m benchmarks.metrics [--rows 190000 1000000] [--runs 15]` on the encrypted replica,
`--postgresql 7500000` on PostgreSQL; prints JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Connection

from benchmarks._facts import machine
from benchmarks._field_rows import LAST_DAY, Field, uid
from benchmarks._packed_fields import Filled, on_postgresql, on_replica
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, RPC_RATE
from kobra_domain.metrics.dimensions import CHANNEL, IS_FIRST
from kobra_domain.metrics.predicates import EVERY, All, Among, Clock, Compare, Predicate, Term
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Outcome, Verdict
from kobra_records.sql.metrics import tallies
from kobra_records.sql.people import doors

DAYS, YEARS_DAYS = 390, 1_095
_DAY, _WEEKDAY, _HOUR = (Clock("ended_at", part) for part in ("day", "weekday", "hour"))
Asked = tuple[tuple[Term, ...], str]  # grouping, of both
Held = tuple[Predicate, str]  # condition, of both
_HEAT: Asked = ((_WEEKDAY, _HOUR), "weekday, hour")
_SERIES: Asked = ((_DAY,), "day")
_PAID: Asked = (("booked_on",), "day")
_BY_ZONE: Asked = (("zone", "agent_id"), "zone, agent_id")
_ZONE_HOURS: Asked = (("zone", _WEEKDAY, _HOUR), "zone, weekday, hour")
_AGENT_DAYS: Asked = (("agent_id", _DAY), "agent_id, day")
_CHANNEL: Asked = ((CHANNEL,), "channel")
_RIGHT = ", ".join(f"'{one.value}'" for one in sorted(RIGHT_PARTY_OUTCOMES))
_FROM = date(LAST_DAY.year, 9, 1)


def _one(field: str, value: str) -> Held:
    return Compare(field, "=", value), f"{field} = '{value}'"


PORTFOLIO, AGENT = _one("portfolio_id", uid(1, 3)), _one("agent_id", uid(2, 3))
TEAM, ZONE = _one("team_id", uid(3, 3)), _one("zone", "Barrio 7, Meta")
SPAN: Held = (
    All((Compare(_DAY, ">=", _FROM), Compare(_DAY, "<", LAST_DAY))),
    f"day >= '{_FROM}' AND day < '{LAST_DAY}'",
)
FILTERS: dict[str, Held] = {
    "all": (EVERY, "true"),
    "portfolio": PORTFOLIO,
    "agent": AGENT,
    "team": TEAM,
    "span": SPAN,
}
# What sums do not say: read from lines.
COMBINED: dict[str, Held] = {
    "portfolio_team": (All((PORTFOLIO[0], TEAM[0])), f"{PORTFOLIO[1]} AND {TEAM[1]}"),
    "zone": ZONE,
    "team_outcomes": (
        All((TEAM[0], Among("outcome", (Outcome.PROMISE, Outcome.REFUSED)))),
        f"{TEAM[1]} AND outcome IN ('promise', 'refused')",
    ),
    "zone_verified": (
        All((ZONE[0], Compare("verdict", "=", Verdict.AT_ADDRESS))),
        f"{ZONE[1]} AND verdict = 'at_address'",
    ),
    "first_attempts": (Compare(IS_FIRST, "=", True), "is_first"),
    "span_team_first": (
        All((SPAN[0], TEAM[0], Compare(IS_FIRST, "=", True))),
        f"{SPAN[1]} AND {TEAM[1]} AND is_first",
    ),
}
QUESTIONS: dict[str, tuple[Metric, Asked, Held]] = {
    **{f"heat_{name}": (RPC_RATE, _HEAT, one) for name, one in FILTERS.items()},
    **{f"series_{name}": (RPC_RATE, _SERIES, one) for name, one in FILTERS.items()},
    **{
        f"recovery_{name}": (COLLECTED_AMOUNT, _PAID, one)
        for name, one in FILTERS.items()
        if name != "span"
    },
    **{f"heat_{name}": (RPC_RATE, _HEAT, one) for name, one in COMBINED.items()},
    "by_zone_and_agent": (RPC_RATE, _BY_ZONE, FILTERS["all"]),
    "by_zone_and_hour": (RPC_RATE, _ZONE_HOURS, FILTERS["all"]),
    "days_by_agent": (RPC_RATE, _AGENT_DAYS, FILTERS["all"]),
    "recovery_by_channel": (COLLECTED_AMOUNT, _CHANNEL, FILTERS["all"]),
}
Answer = dict[tuple[Any, ...], tuple[int, int]]


class Duck:
    """DuckDB over its own tables."""

    def __init__(self, filled: Filled) -> None:
        self._db = duckdb.connect()
        first = 'row_number() OVER (PARTITION BY door ORDER BY "at", id) = 1 AS is_first'
        for name, more, path in (("v", f", {first}", filled.visits), ("p", "", filled.payments)):
            self._db.execute(f"CREATE TABLE {name} AS SELECT *{more} FROM read_csv('{path}')")

    def ask(self, metric: Metric, by: str, where: str) -> Answer:
        """By group: attempts and right-party contacts, or payments and what came in."""
        if metric is RPC_RATE:
            hits = f"count(*) FILTER (outcome IN ({_RIGHT}))"
            source, where = "v", f"state IN ('completed', 'not_completed') AND {where}"
        else:
            hits = "sum(CASE WHEN is_reversal THEN -amount_minor ELSE amount_minor END)::bigint"
            source = "p"
        asked = f"SELECT {by}, count(*), {hits} FROM {source} WHERE {where} GROUP BY {by}"
        return {tuple(row[:-2]): (row[-2], row[-1]) for row in self._db.execute(asked).fetchall()}

    def doors(self, where: str) -> int:
        """How many doors there were attempts at."""
        asked = "SELECT count(DISTINCT door) FROM v WHERE state IN ('completed', 'not_completed')"
        found = self._db.execute(f"{asked} AND {where}").fetchall()
        return int(found[0][0])


def ours(
    connection: Connection, tables: Any, metric: Metric, by: tuple[Term, ...], where: Predicate
) -> Answer:
    """The same from the product."""
    found = tallies(connection, tables, [metric], where, by)
    return {key: _pair(one[metric.key]) for key, one in found.items()}


def _pair(tally: Tally) -> tuple[int, int]:
    return tally.n, tally.amounts["COP"] if tally.amounts else tally.hits


def measured(filled: Filled, duck: Duck, runs: int) -> dict[str, dict[str, float]]:
    """Every question: equal first, then timed in turn."""
    found = {}
    for name, (metric, (terms, by), (where, said)) in QUESTIONS.items():
        with filled.reading() as connection:
            mine = ours(connection, filled.tables, metric, terms, where)
        assert mine == duck.ask(metric, by, said), f"{name}: not alike"

        def of_ours(
            metric: Metric = metric, by: tuple[Term, ...] = terms, where: Predicate = where
        ) -> None:
            with filled.reading() as connection:
                ours(connection, filled.tables, metric, by, where)

        def of_duck(metric: Metric = metric, by: str = by, where: str = said) -> None:
            duck.ask(metric, by, where)

        half = _in_turn(of_ours, of_duck, runs)
        found[name] = {
            "ours_ms": round(half[0], 2),
            "duckdb_ms": round(half[1], 2),
            "ratio": round(half[0] / half[1], 2),
        }
    return found


def counted_doors(filled: Filled, duck: Duck, runs: int) -> dict[str, dict[str, float]]:
    """At how many doors visits were."""
    found = {}
    for name in ("all", "team", "span"):
        where, said = FILTERS[name]

        def of_ours(where: Predicate = where) -> int:
            with filled.reading() as connection:
                return doors(connection, filled.tables, RPC_RATE, where)

        def of_duck(said: str = said) -> int:
            return duck.doors(said)

        assert of_ours() == of_duck(), f"doors of {name}: not alike"
        half = _in_turn(of_ours, of_duck, runs)
        found[name] = {"ours_ms": round(half[0], 2), "duckdb_ms": round(half[1], 2)}
    return found


def _in_turn(
    one: Callable[[], object], other: Callable[[], object], runs: int
) -> tuple[float, float]:
    """The median milliseconds of each."""
    ms: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs):
        for place in (0, 1) if turn % 2 else (1, 0):
            begun = time.perf_counter()
            (one, other)[place]()
            ms[place].append((time.perf_counter() - begun) * 1_000)
    return statistics.median(ms[0]), statistics.median(ms[1])


def figures(made: AbstractContextManager[Filled], runs: int) -> dict[str, Any]:
    """All figures of one database; the heat map from the rows themselves is asked last."""
    with made as filled:
        duck = Duck(filled)
        questions = measured(filled, duck, runs)
        doors = counted_doors(filled, duck, runs)
        filled.forget()
        begun = time.perf_counter()
        with filled.reading() as connection:
            ours(connection, filled.tables, RPC_RATE, _HEAT[0], EVERY)
        of_rows = time.perf_counter() - begun
    return {
        "visits": filled.field.visits,
        "upkeep": filled.upkeep,
        "questions": questions,
        "doors": doors,
        "heat_all_of_rows_ms": round(of_rows * 1_000),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[190_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--postgresql", type=int, nargs="*", default=[])
    asked = parser.parse_args()
    found: dict[str, Any] = {"replica": [], "postgresql": []}
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.rows:
            print(f"metrics: {count} visits, replica", file=sys.stderr)
            made = on_replica(Field(count, DAYS), Path(folder))
            found["replica"].append(figures(made, asked.runs))
        for count in asked.postgresql:
            print(f"metrics: {count} visits, PostgreSQL", file=sys.stderr)
            of_server = on_postgresql(Field(count, YEARS_DAYS), Path(folder))
            found["postgresql"].append(figures(of_server, asked.runs))
    if len(found["replica"]) > 1:
        first, *_, last = found["replica"]
        ms = [one["questions"]["heat_all"]["ours_ms"] for one in (first, last)]
        history = round(last["visits"] / first["visits"], 2)
        found["grows"] = {"history": history, "heat_all": round(ms[1] / ms[0], 2)}
    print(json.dumps({**machine(), **found}, indent=1))


if __name__ == "__main__":
    main()
