"""Packed days answer as rows do, whichever of them are packed: by rows in memory, by SQLite and by
PostgreSQL one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, or_, select

from kobra_domain.dues import BankPayment
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, ENDED, METRICS
from kobra_domain.metrics.dimensions import AGENT, BUCKET, CHANNEL, IS_FIRST, TEAM, ZONE
from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Predicate,
    Term,
)
from kobra_domain.metrics.tallies import tallies as of_rows
from kobra_domain.visits import Outcome, Verdict, Visit
from kobra_records.sql.metrics import tallies
from kobra_records.sql.packs import answering, blocks, kinds
from kobra_records.sql.packs.asking import question_of
from kobra_records.sql.packs.building import pack, stale
from kobra_records.sql.packs.kinds import PACKED
from kobra_records.sql.packs.levels import Level
from kobra_records.sql.packs.tables import packs_of
from tests.kobra_domain.things import an_id
from tests.kobra_records.sql.conftest import TABLES
from tests.kobra_records.sql.test_attribution import holding as holding_payments
from tests.kobra_records.sql.test_attribution import payments
from tests.kobra_records.sql.test_attribution import visits as contacts
from tests.kobra_records.sql.test_metrics import (
    AGENTS,
    FIELDS,
    LONG,
    PORTFOLIOS,
    asked_of,
    counted,
    holding,
    with_zone,
)

NOW = datetime(2026, 12, 1, tzinfo=UTC)
MADE = [one for one in METRICS.values() if one.rows == "visit" and one.date]
CLOCKS = [Clock("ended_at", part) for part in ("day", "weekday", "hour")]
LEAVES: st.SearchStrategy[Predicate] = st.one_of(
    st.builds(Compare, st.just("portfolio_id"), st.just("="), st.sampled_from(PORTFOLIOS).map(
        lambda one: one.id)),
    st.builds(Compare, st.just(AGENT), st.just("="), st.sampled_from(AGENTS).map(
        lambda one: one.id)),
    st.builds(Among, st.just(TEAM), st.frozensets(st.sampled_from([an_id(70), an_id(71)]))),
    st.builds(Among, st.just("outcome"), st.frozensets(st.sampled_from(Outcome), max_size=4)),
    st.builds(Compare, st.just("verdict"), st.just("="), st.sampled_from(Verdict)),
    st.builds(Compare, st.just(BUCKET), st.sampled_from(["=", "<", ">="]), st.integers(0, 5)),
    st.builds(Compare, st.just(IS_FIRST), st.just("="), st.booleans()),
    st.builds(Absent, st.sampled_from([AGENT, TEAM, ZONE, BUCKET, "outcome", CLOCKS[0]])),
    st.sampled_from(CLOCKS).flatmap(asked_of),
)  # fmt: skip
PREDICATES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(All, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Either, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=5,
)
TERMS: st.SearchStrategy[Term] = st.sampled_from(
    [*CLOCKS, AGENT, TEAM, ZONE, BUCKET, IS_FIRST, "portfolio_id", "outcome", "verdict", "state"]
)
GROUPINGS = st.lists(TERMS, max_size=3, unique=True).map(tuple)


@pytest.fixture(autouse=True)
def few_days_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that several parts of lines make one answer here too."""
    monkeypatch.setattr(answering, "_DAYS_AT_ONCE", 40)


def packed(connection: Connection, chosen: Sequence[bool], kind: str = "visit") -> None:
    """Pack of the days there are those of the chosen parts."""
    days = stale(connection, TABLES, NOW + timedelta(days=40)).get(kind, [])
    size = len(days) // len(chosen) + 1
    for place, is_chosen in enumerate(chosen):
        part = [day for day in days[place * size :][:size] if day]
        if is_chosen and part:
            pack(connection, TABLES, kind, part[-1], part[0])
    if chosen[0] and days:
        pack(connection, TABLES, kind, 0, 0)


@LONG
@given(FIELDS, PREDICATES, GROUPINGS, st.lists(st.booleans(), min_size=1, max_size=5))
def test_packs_answer_as_rows_do(
    engines: dict[str, Engine],
    held: tuple[Visit, ...],
    where: Predicate,
    by: tuple[Term, ...],
    chosen: list[bool],
) -> None:
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    expected = counted(of_rows(MADE, rows, where, by))
    assert question_of(TABLES, MADE, where, by, ()) is not None
    for engine in engines.values():
        with holding(engine, "visit", held) as connection:
            packed(connection, chosen)
            assert tallies(connection, TABLES, MADE, where, by) == expected


FEW = [METRICS["done"], METRICS["rpc_share"]]
PAID_BY = ["booked_on", AGENT, TEAM, CHANNEL, "portfolio_id"]
SMALL = (Level("hours8", 8), Level("hours4", 4), Level("days4", 4, has_days=True))
NEAR, SPAN = datetime(2026, 11, 3, tzinfo=UTC), timedelta(days=40)
NEAR_DAYS = st.dates(date(2026, 11, 1), date(2026, 11, 30))


def brought_near(visit: Visit) -> Visit:
    """The same within weeks of which every day is packed."""
    at = visit.ended_at
    return visit if at is None else replace(visit, ended_at=NEAR + (at - NEAR) % SPAN)


def of_days() -> st.SearchStrategy[Predicate]:
    """Conditions on days that blocks lie within, without, and across."""
    ops = st.sampled_from(["=", "<", "<=", ">", ">="])
    return st.builds(Compare, st.just(CLOCKS[0]), ops, NEAR_DAYS)


@settings(LONG, max_examples=20)
@given(
    FIELDS.map(lambda held: tuple(map(brought_near, held))),
    st.builds(lambda *parts: All(parts), PREDICATES, of_days(), of_days()) | of_days(),
    GROUPINGS,
    st.lists(st.booleans(), min_size=1, max_size=5),
    st.lists(st.integers(0, 24), max_size=3),
)
def test_blocks_answer_as_rows_do(
    engines: dict[str, Engine],
    held: tuple[Visit, ...],
    where: Predicate,
    by: tuple[Term, ...],
    chosen: list[bool],
    gone: list[int],
) -> None:
    """Whichever days were packed, are in blocks, and are stale again."""
    rows = [with_zone(visit, visit.address_id, held) for visit in held]
    expected = counted(of_rows(FEW, rows, where, by))
    with pytest.MonkeyPatch.context() as patch:
        for module in (kinds, blocks):
            patch.setattr(module, "LEVELS", SMALL)
        for engine in engines.values():
            with holding(engine, "visit", held) as connection:
                packed(connection, chosen)
                in_blocks(connection)
                assert tallies(connection, TABLES, FEW, where, by) == expected
                made_stale(connection, [NEAR.toordinal() + day for day in gone])
                assert tallies(connection, TABLES, FEW, where, by) == expected


def in_blocks(connection: Connection, kind: str = "visit") -> int:
    """Make all blocks that can be made; answers how many."""
    packs, count = packs_of(TABLES), 0
    assert packs is not None
    for level in reversed(PACKED[kind].levels):
        found = blocks.stale_blocks(connection, packs, PACKED[kind], level, NOW)
        for first in found:
            blocks.pack_block(connection, packs, PACKED[kind], level, first)
        assert not blocks.stale_blocks(connection, packs, PACKED[kind], level, NOW)
        count += len(found)
    return count


def made_stale(connection: Connection, days: list[int]) -> None:
    """As a change of these days does."""
    packs = packs_of(TABLES)
    assert packs is not None
    connection.execute(delete(packs.days).where(packs.days.c.day.in_(days)))
    blocks.forget_over(connection, packs, "visit", days)


@LONG
@given(FIELDS, GROUPINGS)
def test_the_scope_of_a_reader_narrows_packs_too(
    engines: dict[str, Engine], held: tuple[Visit, ...], by: tuple[Term, ...]
) -> None:
    visit, agent = TABLES["visit"].c, TABLES["agent"].c
    of_team = visit.agent_id.in_(select(agent.id).where(agent.team_id.in_([an_id(70)])))
    mine = [visit.portfolio_id.in_([PORTFOLIOS[0].id]), or_(visit.agent_id.is_(None), of_team)]
    team = Either((Absent(AGENT), Compare(TEAM, "=", an_id(70))))
    where = All((Compare("portfolio_id", "=", PORTFOLIOS[0].id), team))
    rows = [with_zone(one, one.address_id, held) for one in held]
    expected = counted(of_rows(MADE, rows, where, by))
    for engine in engines.values():
        with holding(engine, "visit", held) as connection:
            packed(connection, [True])
            assert question_of(TABLES, MADE, EVERY, by, mine) is not None
            assert tallies(connection, TABLES, MADE, EVERY, by, mine) == expected


@LONG
@given(
    st.integers(0, 7).flatmap(lambda n: st.tuples(*(contacts(number=i) for i in range(n)))),
    st.integers(0, 5).flatmap(lambda n: st.tuples(*(payments(number=i) for i in range(n)))),
    st.lists(
        st.sampled_from(["booked_on", AGENT, TEAM, CHANNEL, "portfolio_id"]),
        unique=True,
        max_size=2,
    ),
    st.lists(st.booleans(), min_size=1, max_size=4),
)
def test_packed_payments_are_whose_they_are_by_rows(
    engines: dict[str, Engine],
    held: tuple[Visit, ...],
    paid: tuple[BankPayment, ...],
    by: list[str],
    chosen: list[bool],
) -> None:
    for engine in engines.values():
        with holding_payments(engine, held, paid) as connection:
            expected = tallies(connection, TABLES, [COLLECTED_AMOUNT], by=by)
            packed(connection, chosen, "bank_payment")
            assert tallies(connection, TABLES, [COLLECTED_AMOUNT], by=by) == expected
            with pytest.MonkeyPatch.context() as patch:
                for module in (kinds, blocks):
                    patch.setattr(module, "LEVELS", SMALL)
                in_blocks(connection, "bank_payment")
                assert tallies(connection, TABLES, [COLLECTED_AMOUNT], by=by) == expected
            of_one = Compare(AGENT, "=", an_id(7))
            found = tallies(connection, TABLES, [COLLECTED_AMOUNT], of_one)[()]
            assert found["collected_amount"].n == sum(
                one["collected_amount"].n
                for (agent,), one in tallies(
                    connection, TABLES, [COLLECTED_AMOUNT], by=(AGENT,)
                ).items()
                if agent == an_id(7)
            )


@pytest.mark.parametrize(
    "where",
    [
        Compare("ended_at", "<=", NOW),  # to the second
        Compare("planned_on", "=", NOW.date()),
        Compare("time_zone", "=", "America/Bogota"),
    ],
)
def test_what_packs_do_not_say_is_asked_of_rows(where: Predicate) -> None:
    assert question_of(TABLES, MADE, where, (), ()) is None


def test_what_only_the_caller_knows_is_asked_of_rows() -> None:
    visit, agent = TABLES["visit"].c, TABLES["agent"].c
    of_some = visit.agent_id.in_(select(agent.id).where(agent.code.in_(["AG-1"])))
    assert question_of(TABLES, MADE, EVERY, (), [of_some]) is None


def test_visits_that_have_not_ended_are_not_packed() -> None:
    planned = METRICS["planned"]
    assert question_of(TABLES, [planned], EVERY, (), ()) is None
    assert question_of(TABLES, [planned], ENDED, (), ()) is not None
