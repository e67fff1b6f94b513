"""Metrics by rows, by SQLite and by PostgreSQL are one answer; totals, drilled rows and time zones
keep the laws of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import add
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from kobra_domain.buckets import bucket_of
from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.kinds import Entity
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, DONE, METRICS
from kobra_domain.metrics.dimensions import (
    AMOUNT,
    BUCKET,
    CHANNEL,
    IS_FIRST,
    SEGMENT,
    TEAM,
    ZONE,
    Dimension,
    band_of,
    held_to,
    zone_of,
)
from kobra_domain.metrics.predicates import (
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Op,
    Predicate,
    Since,
    Term,
    as_of,
    holds,
)
from kobra_domain.metrics.tallies import Metric, Tallies, Tally, cell, drill, tally_of
from kobra_domain.metrics.tallies import tallies as of_rows
from kobra_domain.portfolios import Account, Address, Portfolio
from kobra_domain.visits import ENDED_STATES, Outcome, Verdict, Visit, VisitState
from kobra_records.sql.facts import facts_of
from kobra_records.sql.metrics import condition, tallies
from tests.elsewhere import FAR_ZONES, machine_in
from tests.kobra_domain.things import a_portfolio, an_account, an_address, an_agent, an_id
from tests.kobra_records.sql.conftest import TABLES

HOURS = timedelta(hours=9)
ZONES = ("America/Tijuana", "America/Bogota", "America/Santiago", "Asia/Kolkata")
ADDRESS_ZONES = (*ZONES, None)
PORTFOLIOS = [a_portfolio(id=an_id(1), time_zone="America/Mexico_City")]
PORTFOLIOS.append(a_portfolio(id=an_id(2), time_zone="America/Bogota", currency="MXN"))
PLACES = [("La Paz", "Meta"), ("", "Meta"), ("La Paz", ""), ("", ""), ("Centro", "Meta")]
ADDRESSES = [
    an_address(id=an_id(10 + n), portfolio_id=an_id(1 + n % 2), time_zone=zone,
               neighbourhood=PLACES[n][0], municipality=PLACES[n][1])
    for n, zone in enumerate(ADDRESS_ZONES)
]  # fmt: skip
AGENTS = [an_agent(id=an_id(7), team_id=an_id(70)), an_agent(id=an_id(8), team_id=None)]
# Up to date, in two ranges, and overdue for days that nobody has said.
ACCOUNTS = [
    an_account(
        id=an_id(20 + n), days_past_due=days, overdue_minor=overdue, segment="AB "[n % 3].strip()
    )
    for n, (days, overdue) in enumerate([(0, 0), (5, 10_001), (95, 10_000), (0, 4 * 10**9)])
]
VISIT_METRICS = [metric for metric in METRICS.values() if metric.rows == "visit"]
PROMISE_METRICS = [metric for metric in METRICS.values() if metric.rows == "promise"]
# When Tijuana and Santiago put their clocks on and back.
CHANGES = [datetime(2026, *at, tzinfo=UTC) for at in ((3, 8, 10), (4, 5, 3), (9, 6, 4), (11, 1, 9))]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda at: at.replace(tzinfo=UTC, microsecond=0)
) | st.builds(add, st.sampled_from(CHANGES), st.timedeltas(-HOURS, HOURS))
DAYS = st.dates(date(2026, 11, 18), date(2026, 11, 22))
CLOCKS = st.builds(
    Clock, st.sampled_from(["ended_at", "created_at"]), st.sampled_from(["day", "weekday", "hour"])
)


@st.composite
def visits(draw: st.DrawFn, number: int) -> Visit:
    """Any visit, lawful or not: numbers are asked of what is there."""
    maybe = st.none
    return Visit(
        id=an_id(1_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        party_id=an_id(5),
        address_id=draw(st.sampled_from([*(one.id for one in ADDRESSES), an_id(404)])),
        account_ids=draw(
            st.lists(st.sampled_from([*(one.id for one in ACCOUNTS), an_id(405)]), max_size=2).map(
                tuple
            )
        ),
        created_at=draw(MOMENTS),
        state=draw(st.sampled_from(VisitState)),
        agent_id=draw(st.sampled_from([None, an_id(7), an_id(8)])),
        planned_on=draw(maybe() | DAYS),
        position=draw(st.integers(0, 3)),
        on_phone_at=draw(maybe() | MOMENTS),
        ended_at=draw(maybe() | MOMENTS),
        outcome=draw(maybe() | st.sampled_from(Outcome)),
        verdict=draw(maybe() | st.sampled_from(Verdict)),
        distance_m=draw(maybe() | st.sampled_from([0.0, 12.5, 430.0])),
        bucket=draw(maybe() | st.integers(0, 5)),
        overdue_minor=draw(maybe() | st.sampled_from([0, 10_000, 10_001, 5_000_000])),
    )


def asked_of(clock: Clock) -> st.SearchStrategy[Predicate]:
    """A condition on what the clock shows."""
    values: Mapping[str, st.SearchStrategy[Any]] = {
        "day": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        "weekday": st.integers(0, 6),
        "hour": st.integers(0, 23),
    }
    ops = st.sampled_from(["=", "<", "<=", ">", ">="])
    return st.builds(Compare, st.just(clock), ops, values[clock.part])


ORDERED = st.sampled_from(["=", "<", "<=", ">", ">="])
LEAVES: st.SearchStrategy[Predicate] = st.one_of(
    st.builds(Compare, st.just("state"), st.just("="), st.sampled_from(VisitState)),
    st.builds(Compare, st.just("planned_on"), ORDERED, DAYS),
    st.builds(Compare, st.just("ended_at"), ORDERED, MOMENTS),
    st.builds(Compare, st.just("position"), ORDERED, st.integers(0, 3)),
    st.builds(Compare, st.just("distance_m"), ORDERED, st.sampled_from([0.0, 12.5, 20.0])),
    st.builds(Among, st.just("outcome"), st.frozensets(st.sampled_from(Outcome), max_size=4)),
    st.builds(Among, st.just("time_zone"), st.frozensets(st.sampled_from(ZONES), max_size=2)),
    st.builds(Absent, st.sampled_from(["outcome", "agent_id", "ended_at"])),
    CLOCKS.flatmap(asked_of),
    st.sampled_from([metric.filter for metric in VISIT_METRICS]),
)


def joined(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    """Conditions made of conditions."""
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, several),
        st.builds(Either, several),
        st.builds(Not, parts),
        st.builds(Since, parts, st.sampled_from(["ended_at", "on_phone_at"])),
        st.builds(as_of, parts, MOMENTS),
    )


PREDICATES = st.recursive(LEAVES, joined, max_leaves=6)
TERMS: st.SearchStrategy[Term] = CLOCKS | st.sampled_from(
    [
        "state",
        "agent_id",
        "planned_on",
        "outcome",
        "portfolio_id",
        "time_zone",
        TEAM,
        ZONE,
        BUCKET,
        IS_FIRST,
        SEGMENT,
        AMOUNT,
    ]
)
OPPOSITES = [  # of nothing: where SQL alone would say neither yes nor no
    Not(Among("outcome", frozenset({Outcome.PROMISE}))),
    Not(Compare("planned_on", "<=", date(2026, 11, 20))),
    Not(Compare(Clock("ended_at", "hour"), "<", 12)),
]
QUESTIONS = st.lists(PREDICATES, min_size=6, max_size=6).map(lambda made: [*OPPOSITES, *made])
GROUPINGS = st.lists(TERMS, max_size=2, unique=True).map(tuple)
FIELDS = st.sampled_from([0, 7, 12]).flatmap(
    lambda n: st.tuples(*(visits(number=i) for i in range(n)))
)


LONG = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


def with_zone(
    entity: Visit | Promise, address_id: str, held: Sequence[Visit] = ()
) -> SimpleNamespace:
    """The row as the evaluator reads it: with the clock of its address, and what else is known by
    what it names.
    """
    door: Address | None = next((one for one in ADDRESSES if one.id == address_id), None)
    own: Portfolio = next(one for one in PORTFOLIOS if one.id == entity.portfolio_id)
    agent = next((one for one in AGENTS if one.id == entity.agent_id), None)
    values = {item.name: getattr(entity, item.name) for item in fields(entity)}
    values["bucket"] = a_bucket(entity, own)
    return SimpleNamespace(
        **values,
        time_zone=(door.time_zone if door else None) or own.time_zone,
        team_id=agent.team_id if agent else None,
        zone=zone_of(door.neighbourhood, door.municipality) if door else None,
        segment=((account := an_account_of(entity)) and account.segment) or None,
        amount_band=a_band(entity, account),
        channel="visit" if getattr(entity, "visit_id", None) else None,
        is_first=isinstance(entity, Visit) and not any(is_before(one, entity) for one in held),
    )


def an_account_of(entity: Visit | Promise) -> Account | None:
    """The first that it names."""
    named = entity.account_ids[:1] if isinstance(entity, Visit) else (entity.account_id,)
    return next((one for one in ACCOUNTS if one.id in named), None)


def a_band(entity: Visit | Promise, account: Account | None) -> int | None:
    """Of a promise its own amount's, of a visit what is overdue of its account; of one that has
    ended what was then.
    """
    if isinstance(entity, Promise):
        return band_of(entity.amount_minor)
    if entity.state in ENDED_STATES:
        return None if entity.overdue_minor is None else band_of(entity.overdue_minor)
    return band_of(account.overdue_minor) if account else None


def a_bucket(entity: Visit | Promise, own: Portfolio) -> int | None:
    """As the first account stands; of a visit that has ended, as it stood then."""
    if isinstance(entity, Visit) and entity.state in ENDED_STATES:
        return entity.bucket
    account = an_account_of(entity)
    if account is None or account.has_unknown_days:
        return None
    return bucket_of(account.days_past_due, own.buckets)


def is_before(one: Visit, other: Visit) -> bool:
    """Whether somebody was at the door of a visit before."""
    if one.address_id != other.address_id or one.state not in ENDED_STATES:
        return False
    if one.ended_at is None or other.ended_at is None:
        return False
    return (one.ended_at, one.id) < (other.ended_at, other.id)


@contextmanager
def holding(engine: Engine, kind: str, rows: Sequence[Entity]) -> Iterator[Connection]:
    """A connection that sees exactly these rows."""
    with engine.connect() as connection, connection.begin() as transaction:
        for name, held in (
            ("portfolio", PORTFOLIOS),
            ("address", ADDRESSES),
            ("agent", AGENTS),
            ("account", ACCOUNTS),
            (kind, rows),
        ):
            made = [{f.name: getattr(one, f.name) for f in fields(one)} for one in held]
            if made:
                connection.execute(insert(TABLES[name]), made)
        yield connection
        transaction.rollback()


def counted(found: Tallies) -> Tallies:
    """Without the groups in which nothing counts, which packs do not tell."""
    return {
        key: held for key, held in found.items() if not key or any(one.n for one in held.values())
    }


def asked(
    engines: Mapping[str, Engine],
    metrics: Sequence[Metric],
    rows: Sequence[Entity],
    where: Predicate,
    by: tuple[Term, ...],
) -> list[Tallies]:
    """What each engine answers."""
    answers = []
    for engine in engines.values():
        with holding(engine, metrics[0].rows, rows) as connection:
            answers.append(tallies(connection, TABLES, metrics, where, by))
    return answers


@LONG
@given(FIELDS, PREDICATES, GROUPINGS)
def test_rows_and_both_engines_give_one_answer(
    engines: dict[str, Engine], held: tuple[Visit, ...], where: Predicate, by: tuple[Term, ...]
) -> None:
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    expected = of_rows(VISIT_METRICS, rows, where, by)
    assert asked(engines, VISIT_METRICS, held, where, by) == [expected, expected]


@LONG
@given(FIELDS, PREDICATES, GROUPINGS)
def test_a_total_is_the_metric_of_the_union(
    engines: dict[str, Engine], held: tuple[Visit, ...], where: Predicate, by: tuple[Term, ...]
) -> None:
    """Law 1, for ratios too: tallies add up, shares are made of them afterwards."""
    with holding(engines["sqlite"], "visit", held) as connection:
        cells = tallies(connection, TABLES, VISIT_METRICS, where, by)
        whole = tallies(connection, TABLES, VISIT_METRICS, where)[()]
    for metric in VISIT_METRICS:
        parts = (found[metric.key] for found in cells.values())
        assert reduce(add, parts, Tally()) == whole[metric.key]


@LONG
@given(FIELDS, PREDICATES, GROUPINGS)
def test_drilled_rows_reproduce_the_number(
    engines: dict[str, Engine], held: tuple[Visit, ...], where: Predicate, by: tuple[Term, ...]
) -> None:
    """Law 2: a cell's rows are as many as it says, and their metric is the cell's."""
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    cells = of_rows(VISIT_METRICS, rows, where, by)
    for key, found in cells.items():
        for metric in VISIT_METRICS:
            of_cell = drill(metric, All((where, cell(by, key))))
            drilled = [row for row in rows if holds(of_cell, row)]
            assert len(drilled) == found[metric.key].n
            assert tally_of(metric, drilled) == found[metric.key]


@LONG
@given(FIELDS, QUESTIONS)
def test_a_list_filtered_by_sql_shows_what_rows_say(
    engines: dict[str, Engine], held: tuple[Visit, ...], questions: list[Predicate]
) -> None:
    """The same condition serves a list in memory and one that the database windows."""
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    expected = [{row.id for row in rows if holds(where, row)} for where in questions]
    clocks = frozenset(Clock(name, "day") for name in ("ended_at", "created_at"))
    for engine in engines.values():
        with holding(engine, "visit", held) as connection:
            facts = facts_of(connection, TABLES, "visit", clocks)
            found = [
                select(facts.columns["id"]).select_from(facts.origin).where(condition(one, facts))
                for one in questions
            ]
            assert [set(connection.scalars(one)) for one in found] == expected


def test_the_hour_the_clock_is_put_on_and_back(engines: dict[str, Engine]) -> None:
    """To the second, in every zone; so does a day that begins and ends with them."""
    held = [
        an_ended_visit(an_id(100 * n + 10 * m + k), door, at + timedelta(seconds=second))
        for n, door in enumerate(ADDRESSES)
        for m, at in enumerate(CHANGES)
        for k, second in enumerate((-3_600, -1, 0, 1, 3_600))
    ]
    by: tuple[Term, ...] = (Clock("ended_at", "day"), Clock("ended_at", "hour"), "address_id")
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    day = Clock("ended_at", "day")
    ops: tuple[Op, ...] = ("=", "<", "<=", ">", ">=")
    days = (Compare(day, op, date(2026, 4, n)) for op in ops for n in (4, 5))
    questions: list[Predicate] = [All(), *days]
    for where in questions:
        expected = of_rows([DONE], rows, where, by)
        assert asked(engines, [DONE], held, where, by) == [expected, expected]


def an_ended_visit(visit_id: str, door: Address, at: datetime) -> Visit:
    """One that ended at a moment."""
    return Visit(
        id=visit_id,
        portfolio_id=door.portfolio_id,
        party_id=an_id(5),
        address_id=door.id,
        account_ids=(),
        created_at=at,
        ended_at=at,
        state=VisitState.COMPLETED,
    )


@st.composite
def promises(draw: st.DrawFn, number: int) -> Promise:
    """Promises in two currencies, with and without a visit."""
    return Promise(
        id=an_id(2_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        account_id=draw(st.sampled_from([an_id(6), *(one.id for one in ACCOUNTS)])),
        made_at=draw(MOMENTS),
        amount_minor=draw(st.integers(0, 2**53 - 1) | st.sampled_from([10_000, 10_001, 30_000])),
        currency=draw(st.sampled_from(["COP", "MXN"])),
        due_on=draw(DAYS),
        visit_id=draw(st.sampled_from([None, an_id(404)])),
        state=draw(st.sampled_from(PromiseState)),
    )


@LONG
@given(st.integers(0, 8).flatmap(lambda n: st.tuples(*(promises(number=i) for i in range(n)))))
def test_amounts_of_two_currencies_stand_side_by_side(
    engines: dict[str, Engine], held: tuple[Promise, ...]
) -> None:
    """Never one sum; by the day of the portfolio's clock where no visit has an address."""
    rows = [with_zone(promise, "") for promise in held]
    groupings: list[tuple[Term, ...]] = [
        (Clock("made_at", "day"),),
        (SEGMENT, AMOUNT, "state", CHANNEL),
    ]
    for by in groupings:
        expected = of_rows(PROMISE_METRICS, rows, by=by)
        assert asked(engines, PROMISE_METRICS, held, All(), by) == [expected, expected]


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        (Dimension.OUTCOME, "promise"),
        (Dimension.VERDICT, "near"),
        (Dimension.STATE, "completed"),
        (Dimension.STATE, "kept"),
    ],
)
def test_numbers_are_held_to_a_member_as_it_was_told(
    engines: dict[str, Engine], dimension: Dimension, value: str
) -> None:
    made = an_ended_visit(an_id(1), ADDRESSES[1], CHANGES[0])
    held = [replace(made, outcome=Outcome.PROMISE, verdict=Verdict.NEAR)]
    where = held_to(DONE, dimension, value)
    expected = of_rows([DONE], [with_zone(held[0], held[0].address_id)], where)
    assert expected[()]["done"].n == (value != "kept")
    assert asked(engines, [DONE], held, where, ()) == [expected, expected]


@st.composite
def bank_payments(draw: st.DrawFn, number: int) -> BankPayment:
    """Money in and back, of accounts that are known and not."""
    day = draw(DAYS.filter(lambda one: one is not None))
    return BankPayment(
        id=an_id(3_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        account_number="8841",
        account_id=draw(st.sampled_from([an_id(6), None])),
        amount_minor=draw(st.integers(0, 2**50)),
        currency=draw(st.sampled_from(["COP", "MXN"])),
        value_on=day,
        booked_on=day,
        is_reversal=draw(st.booleans()),
    )


@LONG
@given(st.integers(0, 8).flatmap(lambda n: st.tuples(*(bank_payments(number=i) for i in range(n)))))
def test_money_that_was_taken_back_is_taken_away(
    engines: dict[str, Engine], held: tuple[BankPayment, ...]
) -> None:
    by: tuple[Term, ...] = ("booked_on",)
    expected = counted(of_rows([COLLECTED_AMOUNT], held, by=by))
    assert asked(engines, [COLLECTED_AMOUNT], held, All(), by) == [expected, expected]


@pytest.mark.parametrize("zone", FAR_ZONES)
def test_the_zone_of_the_machine_changes_nothing(engines: dict[str, Engine], zone: str) -> None:
    """Law 3: 23:30 of the 19th in Bogotá is the 20th in UTC and the 19th to everybody here."""
    made = an_ended_visit(an_id(1), ADDRESSES[1], datetime(2026, 11, 20, 4, 30, tzinfo=UTC))
    by: tuple[Term, ...] = (Clock("ended_at", "day"), Clock("ended_at", "hour"))
    with machine_in(zone):
        expected = of_rows(VISIT_METRICS, [with_zone(made, made.address_id)], by=by)
        assert expected.keys() == {(date(2026, 11, 19), 23)}
        assert asked(engines, VISIT_METRICS, [made], All(), by) == [expected, expected]
