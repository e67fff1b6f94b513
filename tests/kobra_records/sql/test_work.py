"""What reports ask beside numbers: by rows, by SQLite and by PostgreSQL one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, true

from kobra_domain.agent_days import AgentDay
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.kinds import Entity
from kobra_domain.metrics.declared import DONE, KEPT_AMOUNT_RATE
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import EVERY, All, Compare
from kobra_domain.reports.filters import Filters, Period, Span
from kobra_domain.reports.work import Amount, Trail, walks
from kobra_domain.visits import Visit, VisitState
from kobra_records.sql import work
from kobra_records.sql.tables import values_of
from tests.kobra_domain.things import a_portfolio, an_account, an_address, an_id
from tests.kobra_records.sql.conftest import TABLES

FIRST = datetime(2026, 11, 20, 13, tzinfo=UTC)
DAY = date(2026, 11, 20)
PORTFOLIOS = [a_portfolio(id=an_id(1)), a_portfolio(id=an_id(2))]
DOOR = an_address(id=an_id(10), portfolio_id=an_id(1))
ACCOUNTS = [an_account(id=an_id(20), segment="A"), an_account(id=an_id(21), segment="")]
LONG = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def holding(engine: Engine, rows: Mapping[str, Sequence[Entity]]) -> Iterator[Connection]:
    """A connection that sees exactly these rows."""
    with engine.connect() as connection, connection.begin() as transaction:
        for kind, held in rows.items():
            if held:
                connection.execute(insert(TABLES[kind]), [values_of(one) for one in held])
        yield connection
        transaction.rollback()


@st.composite
def visits(draw: st.DrawFn, number: int) -> Visit:
    """Visits of a day or two, by seconds."""
    return Visit(
        id=an_id(1_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        party_id=an_id(5),
        address_id=DOOR.id,
        account_ids=(),
        created_at=FIRST,
        state=draw(st.sampled_from([*VisitState, VisitState.COMPLETED, VisitState.COMPLETED])),
        agent_id=draw(st.sampled_from([None, an_id(7), an_id(8)])),
        planned_on=draw(st.sampled_from([None, DAY])),
        position=draw(st.integers(0, 3)),
        ended_at=draw(
            st.none() | st.integers(0, 200_000).map(lambda n: FIRST + timedelta(seconds=n))
        ),
    )


@LONG
@given(st.integers(0, 9).flatmap(lambda n: st.tuples(*(visits(number=i) for i in range(n)))))
def test_what_followed_what_and_how_long_after(
    engines: dict[str, Engine], held: tuple[Visit, ...]
) -> None:
    """Of the visits of one portfolio; those before them may be of another."""
    where = All((DONE.filter, Compare("portfolio_id", "=", an_id(1))))
    expected = walks(held, lambda one: one.portfolio_id == an_id(1))
    for engine in engines.values():
        with holding(engine, {"portfolio": PORTFOLIOS, "visit": held}) as connection:
            found = work.walks(connection, TABLES, where, Span(None, None), true())
        assert found == expected


def test_a_span_is_of_the_address_s_days(engines: dict[str, Engine]) -> None:
    """23:30 of the 20th in Bogotá is the 21st in UTC; the visit before it may be of any day."""
    late = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    held = [
        Visit(
            id=an_id(n), portfolio_id=an_id(1), party_id=an_id(5), address_id=DOOR.id,
            account_ids=(), created_at=FIRST, state=VisitState.COMPLETED, agent_id=an_id(7),
            position=n, ended_at=late + timedelta(minutes=20 * n),
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    filters = Filters(period=Period.CUSTOM, from_on=date(2026, 11, 20), to_on=date(2026, 11, 21))
    span = filters.span(DAY)
    rows: dict[str, Sequence[Entity]] = {
        "portfolio": PORTFOLIOS, "address": [DOOR], "visit": held
    }  # fmt: skip
    for engine in engines.values():
        with holding(engine, rows) as connection:
            where = filters.condition(DONE, span)
            found = work.walks(connection, TABLES, where, span, true())
        assert found == {}  # the second and third are of the 21st by the address's clock: 00:10
    tomorrow = Span(date(2026, 11, 21), date(2026, 11, 22))
    for engine in engines.values():
        with holding(engine, rows) as connection:
            where = filters.condition(DONE, tomorrow)
            found = work.walks(connection, TABLES, where, tomorrow, true())
        assert {agent: dict(one.gaps) for agent, one in found.items()} == {an_id(7): {20: 2}}


@st.composite
def promises(draw: st.DrawFn, number: int) -> Promise:
    """Of few amounts, in two currencies, on accounts that are known and not."""
    return Promise(
        id=an_id(2_000 + number),
        portfolio_id=draw(st.sampled_from(PORTFOLIOS)).id,
        account_id=draw(st.sampled_from([an_id(6), *(one.id for one in ACCOUNTS)])),
        made_at=FIRST,
        amount_minor=draw(st.sampled_from([0, 10_000, 2**53 - 1])),
        currency=draw(st.sampled_from(["COP", "MXN"])),
        due_on=DAY,
        state=draw(st.sampled_from(PromiseState)),
    )


@LONG
@given(st.integers(0, 8).flatmap(lambda n: st.tuples(*(promises(number=i) for i in range(n)))))
def test_amounts_one_by_one(engines: dict[str, Engine], held: tuple[Promise, ...]) -> None:
    segments = {one.id: one.segment for one in ACCOUNTS}
    expected = Counter(
        Amount(
            (one.portfolio_id, segments.get(one.account_id, ""), ""),
            one.currency,
            one.amount_minor,
        )
        for one in held
        if one.state is not PromiseState.CANCELLED
    )
    by = (Dimension.PORTFOLIO, Dimension.SEGMENT, Dimension.OUTCOME)
    for engine in engines.values():
        rows: dict[str, Sequence[Entity]] = {
            "portfolio": PORTFOLIOS, "account": ACCOUNTS, "promise": held
        }  # fmt: skip
        with holding(engine, rows) as connection:
            found = work.amounts(connection, TABLES, KEPT_AMOUNT_RATE, by, EVERY, true())
        assert found == dict(expected)


def a_day(number: int, **changes: object) -> AgentDay:
    """Two kilometres and a half in six hours, of one of which nothing is known."""
    values: dict[str, object] = {
        "agent_id": an_id(7), "team_id": an_id(70), "day": date(2026, 11, number),
        "over_at": FIRST, "counted_at": FIRST, "distance_m": 2_500, "moving_s": 6_000,
        "stopped_s": 12_000, "unexplained_s": 3_600, "fixes": 90, "doubted": 10,
    }  # fmt: skip
    return AgentDay(id=an_id(4_000 + number), **{**values, **changes})  # type: ignore[arg-type]


def test_days_of_work_add_up(engines: dict[str, Engine]) -> None:
    """Of the span, of the agents and teams that are asked for; a day without a trail is none."""
    held = [
        a_day(2), a_day(3), a_day(9), a_day(4, fixes=0, doubted=0, distance_m=0),
        a_day(5, agent_id=an_id(8), team_id=None),
    ]  # fmt: skip
    span = Span(date(2026, 11, 2), date(2026, 11, 9))
    both = Trail(2, 5_000, 10_800, 64_800, 20, 180)
    one = Trail(1, 2_500, 3_600, 21_600, 10, 90)
    asked: list[tuple[Span, tuple[str, ...], tuple[str, ...], dict[str, Trail]]] = [
        (span, (), (), {an_id(7): both, an_id(8): one}),
        (span, (an_id(8),), (), {an_id(8): one}),
        (span, (), (an_id(70),), {an_id(7): both}),
        (Span(None, date(2026, 11, 3)), (), (), {an_id(7): one}),
    ]
    for engine in engines.values():
        with holding(engine, {"agent_day": held}) as connection:
            for within, agents, teams, expected in asked:
                found = work.trails(connection, TABLES, within, agents, teams, true())
                assert found == expected
