"""The books of accounts: what a database adds up is what the pure forms say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, update

from field_api.database import Database
from field_api.reports.recovery import ServerBooks
from field_api.tables.money import account_snapshots, cuts
from field_api.tables.replicated import TABLES
from kobra_domain.buckets import bucket_of
from kobra_domain.dues import PromiseState
from kobra_domain.portfolios import BUCKETS, Account, AccountState, Portfolio
from kobra_domain.reports.books import Cohorts, Held
from kobra_domain.reports.curves import Back, Given, by_days, by_months
from kobra_domain.reports.roll_rates import Standing, roll_rates
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.money.made import paid, promised
from tests.field_api.world import Side, World, write

pytestmark = pytest.mark.both_engines

JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
FIRST, UNTIL = date(2026, 2, 1), date(2026, 3, 5)
NOON = datetime(2026, 2, 10, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Stood:
    """An account at a day of corte."""

    account: Account
    on: date
    days: int
    balance_minor: int
    overdue_minor: int
    state: AccountState = AccountState.ACTIVE

    @property
    def row(self) -> dict[str, Any]:
        return {
            "account_id": self.account.id,
            "cut_on": self.on,
            "portfolio_id": self.account.portfolio_id,
            "bucket": bucket_of(self.days, BUCKETS),
            "days": self.days,
            "balance_minor": self.balance_minor,
            "overdue_minor": self.overdue_minor,
            "currency": self.account.currency,
            "agent_id": self.account.agent_id,
            "state": self.state,
        }


def an_account(side: Side, number: int, **changes: Any) -> Account:
    return replace(side.account, id=new_id(), number=f"R-{number}", **changes)


def keep(database: Database, portfolio: Portfolio, *stood: Stood) -> None:
    """The snapshots, and the day of corte of each."""
    with database.begin() as connection:
        connection.execute(insert(account_snapshots), [one.row for one in stood])
        for on in sorted({one.on for one in stood}):
            values = {"buckets": "[7,30,60,90]", "taken_at": NOON, "accounts": len(stood)}
            connection.execute(insert(cuts).values(portfolio_id=portfolio.id, cut_on=on, **values))


@pytest.fixture
def held(world: World) -> Held:
    return Held(portfolios=[world.north.portfolio.id], first=FIRST, until=UNTIL)


def books(connection: Any, world: World) -> ServerBooks:
    return ServerBooks(connection, [world.north.portfolio])


def test_moves_between_two_cortes_are_those_of_the_pure_form(
    database: Database, world: World, held: Held
) -> None:
    chance, side = Random(11), world.north
    made: dict[date, dict[str, Standing]] = {JANUARY: {}, FEBRUARY: {}}
    stood = []
    for number in range(40):
        account = an_account(side, number)
        for on in (JANUARY, FEBRUARY):
            if on is FEBRUARY and chance.random() < 0.1:
                continue
            days, balance = chance.choice((0, 3, 20, 45, 120)), chance.randrange(10**9)
            state = chance.choice((AccountState.ACTIVE, AccountState.ACTIVE, *AccountState))
            stood.append(Stood(account, on, days, balance, balance // 3, state))
            made[on][account.id] = Standing(bucket_of(days, BUCKETS), balance, state)
    keep(database, side.portfolio, *stood)
    other = an_account(world.south, 1)
    keep(
        database,
        world.south.portfolio,
        Stood(other, JANUARY, 9, 5, 5),
        Stood(other, FEBRUARY, 9, 5, 5),
    )
    with database.read() as connection:
        [moves] = books(connection, world).moves(held)
    assert (moves.before_on, moves.after_on, moves.bounds) == (JANUARY, FEBRUARY, BUCKETS)
    assert moves.rates == roll_rates(made[JANUARY], made[FEBRUARY])


def test_between_cortes_that_are_no_month_apart_nothing_rolls(
    database: Database, world: World, held: Held
) -> None:
    account = an_account(world.north, 1)
    stood = [Stood(account, on, 9, 5, 5) for on in (date(2025, 11, 30), FEBRUARY)]
    keep(database, world.north.portfolio, *stood)
    with database.read() as connection:
        assert books(connection, world).moves(held) == []


def test_lots_owe_what_was_overdue_at_their_first_corte_and_what_was_paid_until_then(
    database: Database, world: World, held: Held
) -> None:
    side = world.north
    early, late = date(2026, 1, 20), date(2026, 3, 1)
    lot_a = an_account(side, 1, lot="A", assigned_on=early, overdue_minor=1)
    twin = an_account(side, 2, lot="A", assigned_on=early, overdue_minor=1)
    fresh = an_account(side, 3, lot="", assigned_on=late, overdue_minor=700)
    undated = an_account(side, 4)
    write(database, lot_a, twin, fresh, undated)
    keep(
        database,
        side.portfolio,
        *(Stood(one, on, 9, 5_000, 900) for one in (lot_a, twin) for on in (JANUARY, FEBRUARY)),
    )
    payments = [
        paid(side, 100, value_on=date(2026, 1, 25), account_id=lot_a.id),
        paid(side, 300, value_on=date(2026, 2, 5), account_id=twin.id),
        paid(side, 50, value_on=date(2026, 2, 6), account_id=twin.id, is_reversal=True),
        paid(side, 999, value_on=date(2026, 1, 2), account_id=lot_a.id),  # before it was given
        paid(side, 30, value_on=date(2026, 3, 2), account_id=fresh.id),
    ]
    write(database, *payments)
    with database.read() as connection:
        found = books(connection, world).lots(held)["COP"]
    assert (found.older, found.unknown) == (0, 2)  # the side's own account has no day either
    [of_march, of_a] = by_days(found.given, found.back, UNTIL - timedelta(days=1))
    assert (of_march.cohort, of_march.owed_minor) == ("2026-03", 730)
    assert (of_a.cohort, of_a.owed_minor) == ("A", 1_900)
    given = [
        Given(account_id="1", cohort="A", since=early, owed_minor=1_000),
        Given(account_id="2", cohort="A", since=early, owed_minor=900),
    ]
    back = [
        Back("1", date(2026, 1, 25), 100),
        Back("2", date(2026, 2, 5), 300),
        Back("2", date(2026, 2, 6), -50),
    ]
    assert [of_a] == by_days(given, back, UNTIL - timedelta(days=1))


def test_only_the_last_lots_are_drawn_and_the_older_counted(
    database: Database, world: World, held: Held
) -> None:
    for n in range(8):
        on = FIRST + timedelta(days=n)
        write(database, an_account(world.north, n, lot=f"L{n}", assigned_on=on, overdue_minor=9))
    with database.read() as connection:
        found = books(connection, world).lots(held)["COP"]
    assert {one.cohort for one in found.given} == {f"L{n}" for n in range(2, 8)}
    assert found.older == 2


def test_vintages_are_of_the_month_of_origination_and_owe_what_was_lent(
    database: Database, world: World, held: Held
) -> None:
    side = world.north
    old = an_account(side, 1, originated_on=date(2025, 11, 20), principal_minor=1_000)
    twin = an_account(side, 2, originated_on=date(2025, 11, 2), principal_minor=3_000)
    unknown = an_account(side, 3, originated_on=date(2025, 11, 2))
    write(database, old, twin, unknown)
    on: dict[str, Any] = {"account_id": old.id}
    write(
        database,
        paid(side, 400, value_on=date(2025, 11, 30), **on),
        paid(side, 400, value_on=date(2026, 2, 3), **on),
        paid(side, 999, value_on=date(2025, 11, 3), **on),  # before it began
        paid(side, 999, value_on=UNTIL, **on),
    )
    with database.read() as connection:
        found = books(connection, world).vintages(held)["COP"]
    assert found.unknown == 2
    [curve] = by_months(found.given, found.back, UNTIL - timedelta(days=1))
    assert (curve.cohort, curve.owed_minor) == ("2025-11", 4_000)
    assert curve.shares == pytest.approx((0.1, 0.1, 0.1, 0.2, 0.2))


def test_an_opening_says_how_far_the_field_came_with_what_was_owed_then(
    database: Database, world: World, held: Held
) -> None:
    side, agent = world.north, world.north.agent.id
    accounts = [an_account(side, n, agent_id=agent) for n in range(5)]
    write(database, *accounts)
    keep(database, side.portfolio, *(Stood(one, JANUARY, 9, 5_000, 100) for one in accounts))
    ended: dict[str, Any] = {"state": VisitState.COMPLETED, "ended_at": NOON, "agent_id": agent}
    outcomes = [None, Outcome.NO_CONTACT, Outcome.REFUSED, Outcome.PROMISE, Outcome.PROMISE]
    for account, outcome in zip(accounts, outcomes, strict=True):
        if outcome is not None:
            write(
                database,
                side.visit(
                    account_ids=(side.account.id, account.id),
                    outcome=outcome,
                    planned_on=NOON.date(),
                    **ended,
                ),
            )
    states = (PromiseState.BROKEN, PromiseState.KEPT)
    for account, state in zip(accounts[3:], states, strict=True):
        write(database, promised(side, account_id=account.id, made_at=NOON, state=state))
    for account, amount in ((accounts[0], 7), (accounts[4], 80)):
        write(database, paid(side, amount, value_on=date(2026, 2, 20), account_id=account.id))
    with database.begin() as connection:  # later news, which change nothing that was kept
        connection.execute(update(TABLES["account"]).values(overdue_minor=1, days_past_due=400))
    with database.read() as connection:
        [opening] = books(connection, world).openings(held)
        assert books(connection, world).openings(replace(held, agents=[])) == []
        assert len(books(connection, world).openings(replace(held, agents=[agent]))) == 1
        assert books(connection, world).openings(replace(held, buckets=(5,))) == []
    assert (opening.cut_on, opening.bucket, opening.accounts) == (JANUARY, 2, 5)
    assert (opening.overdue_minor, opening.visited_minor, opening.contacted_minor) == (
        500,
        400,
        300,
    )
    assert (opening.promised_minor, opening.kept_minor) == (200, 100)
    assert (opening.recovered_minor, opening.paid_minor) == (80, 87)


def test_where_nothing_is_kept_there_is_nothing(
    database: Database, world: World, held: Held
) -> None:
    with database.read() as connection:
        empty = books(connection, world)
        assert empty.lots(held) == empty.vintages(held) == {"COP": Cohorts(unknown=1)}
        assert list(empty.moves(held)) == []
        assert list(empty.openings(held)) == []
        assert empty.lots(replace(held, portfolios=["elsewhere"])) == {}
