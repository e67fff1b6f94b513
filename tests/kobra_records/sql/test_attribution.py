"""Whose work a payment is: by rows, by SQLite and by PostgreSQL one answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert

from kobra_domain.contacts import Contact as Told
from kobra_domain.dues import BankPayment
from kobra_domain.kinds import Entity
from kobra_domain.metrics.attribution import Contact, Paid, owners
from kobra_domain.metrics.declared import COLLECTED_AMOUNT
from kobra_domain.metrics.dimensions import AGENT, CHANNEL, TEAM
from kobra_domain.metrics.tallies import Tally
from kobra_domain.portfolios import ChannelKind
from kobra_domain.shift import local_day
from kobra_domain.visits import ENDED_STATES, RIGHT_PARTY_OUTCOMES, Outcome, Visit, VisitState
from kobra_records.sql.metrics import tallies
from kobra_records.sql.tables import values_of
from tests.kobra_domain.things import a_portfolio, an_address, an_agent, an_id
from tests.kobra_records.sql.conftest import TABLES

ZONE = "America/Tijuana"
PORTFOLIO = a_portfolio(id=an_id(1), time_zone=ZONE)
DOOR = an_address(id=an_id(10), portfolio_id=an_id(1), time_zone=None)
AGENTS = [an_agent(id=an_id(7), team_id=an_id(70)), an_agent(id=an_id(8), team_id=None)]
FIRST = datetime(2026, 11, 1, 3, tzinfo=UTC)
ACCOUNTS = (an_id(21), an_id(22))
OFTEN = st.sampled_from([Outcome.PROMISE, Outcome.CONTACT_HOLDER, *Outcome])


@st.composite
def visits(draw: st.DrawFn, number: int) -> Visit:
    """Contacts and others, within a month, on one account or both."""
    return Visit(
        id=an_id(1_000 + number),
        portfolio_id=PORTFOLIO.id,
        party_id=an_id(5),
        address_id=DOOR.id,
        account_ids=draw(st.lists(st.sampled_from(ACCOUNTS), max_size=2, unique=True).map(tuple)),
        created_at=FIRST,
        state=draw(st.sampled_from([*ENDED_STATES, VisitState.ASSIGNED])),
        agent_id=draw(st.sampled_from([None, *(one.id for one in AGENTS)])),
        ended_at=draw(
            st.none() | st.integers(0, 120).map(lambda n: FIRST + timedelta(hours=6 * n))
        ),
        outcome=draw(st.none() | OFTEN),
    )


@st.composite
def payments(draw: st.DrawFn, number: int) -> BankPayment:
    """Of either account, or of none that is known."""
    day = draw(st.dates(date(2026, 10, 30), date(2026, 12, 20)))
    return BankPayment(
        id=an_id(3_000 + number), portfolio_id=PORTFOLIO.id, account_number="8841",
        account_id=draw(st.sampled_from([*ACCOUNTS, None])), amount_minor=10**number,
        currency="COP", value_on=day, booked_on=day,
    )  # fmt: skip


def contacts_of(held: tuple[Visit, ...]) -> list[Contact]:
    """The right-party contacts, one for each account."""
    return [
        Contact(account, local_day(ZONE, one.ended_at), one.ended_at, one.agent_id)
        for one in held
        if one.ended_at and one.state in ENDED_STATES and one.outcome in RIGHT_PARTY_OUTCOMES
        for account in one.account_ids
    ]


@contextmanager
def holding(
    engine: Engine, held: tuple[Visit, ...], paid: tuple[BankPayment, ...]
) -> Iterator[Connection]:
    """A connection that sees exactly these visits and payments."""
    rows: dict[str, Sequence[Entity]] = {
        "portfolio": [PORTFOLIO],
        "address": [DOOR],
        "agent": AGENTS,
        "visit": held,
        "bank_payment": paid,
    }
    with engine.connect() as connection, connection.begin() as transaction:
        for kind, entities in rows.items():
            if entities:
                connection.execute(insert(TABLES[kind]), [values_of(one) for one in entities])
        yield connection
        transaction.rollback()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 9).flatmap(lambda n: st.tuples(*(visits(number=i) for i in range(n)))),
    st.integers(0, 5).flatmap(lambda n: st.tuples(*(payments(number=i) for i in range(n)))),
)
def test_rows_and_both_engines_give_a_payment_to_one_agent(
    engines: Mapping[str, Engine], held: tuple[Visit, ...], paid: tuple[BankPayment, ...]
) -> None:
    """And what is nobody's stands beside, so that all together are what came in."""
    known = [one for one in paid if one.account_id]
    told = [Paid(one.id, one.account_id or "", one.booked_on) for one in known]
    whose = owners(told, contacts_of(held))
    expected: dict[str | None, int] = {}
    for one in known:
        expected[whose[one.id]] = expected.get(whose[one.id], 0) + one.amount_minor
    for engine in engines.values():
        with holding(engine, held, paid) as connection:
            by_agent = tallies(connection, TABLES, [COLLECTED_AMOUNT], by=(AGENT,))
            by_team = tallies(connection, TABLES, [COLLECTED_AMOUNT], by=(TEAM,))
        key = COLLECTED_AMOUNT.key
        found = {agent: one[key] for (agent,), one in by_agent.items() if one[key].n}
        assert {agent: one.amounts["COP"] for agent, one in found.items()} == expected
        of_team = by_team.get((an_id(70),), {}).get(key, Tally())
        assert of_team.amounts.get("COP", 0) == expected.get(an_id(7), 0)


def test_a_payment_is_the_channel_s_of_the_last_contact_of_any_kind(
    engines: Mapping[str, Engine],
) -> None:
    """Of a visit, a call that was answered, and of one nobody answered none."""
    day = date(2026, 11, 20)
    noon = datetime(2026, 11, 18, 17, tzinfo=UTC)
    account, other, third = an_id(81), an_id(82), an_id(83)
    met = Visit(
        id=an_id(1), portfolio_id=PORTFOLIO.id, party_id=an_id(2), address_id=DOOR.id,
        account_ids=(account, other), created_at=noon, state=VisitState.COMPLETED,
        outcome=Outcome.PROMISE, ended_at=noon, planned_on=noon.date(), agent_id=AGENTS[0].id,
    )  # fmt: skip
    calls = [
        Told(
            id=an_id(90 + n), portfolio_id=PORTFOLIO.id, party_id=an_id(2), account_id=one,
            at=noon + timedelta(hours=1), channel=ChannelKind.PHONE, is_two_way=is_two_way,
        )
        for n, (one, is_two_way) in enumerate([(other, True), (account, False), (third, False)])
    ]  # fmt: skip
    paid = tuple(
        BankPayment(
            id=an_id(60 + n), portfolio_id=PORTFOLIO.id, account_number="1", account_id=one,
            amount_minor=10**n, currency="COP", value_on=day, booked_on=day,
        )
        for n, one in enumerate([account, other, third])
    )  # fmt: skip
    for engine in engines.values():
        with holding(engine, (met,), paid) as connection:
            connection.execute(insert(TABLES["contact"]), [values_of(one) for one in calls])
            found = tallies(connection, TABLES, [COLLECTED_AMOUNT], by=(CHANNEL,))
        key = COLLECTED_AMOUNT.key
        amounts = {channel: one[key].amounts["COP"] for (channel,), one in found.items()}
        assert amounts == {"visit": 1, "phone": 10, None: 100}
