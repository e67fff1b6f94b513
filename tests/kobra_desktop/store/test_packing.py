"""Whatever becomes of rows, packed days answer what rows would: after edits, purges and moves of
scope, packed anew or not.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from kobra_desktop.store import pack_triggers, packing, rows, scope, window
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PACKS, RECORDS
from kobra_domain.contacts import Contact
from kobra_domain.dues import BankPayment
from kobra_domain.kinds import Entity
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, CONTACT_RATE, DONE
from kobra_domain.metrics.dimensions import AGENT, CHANNEL, IS_FIRST, TEAM, ZONE
from kobra_domain.metrics.predicates import Clock, Term
from kobra_domain.metrics.tallies import Tallies
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Outcome, ReviewState, Visit, VisitState
from kobra_domain.wire import ScopeShift
from kobra_records.sql.metrics import tallies
from kobra_records.sql.packs import blocks, kinds
from kobra_records.sql.packs.levels import Level
from tests.kobra_desktop.field import open_replica
from tests.kobra_domain.things import a_portfolio, a_visit, an_address, an_agent, an_id

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
HOMES, OWN, ZONES = 4, 2, ("America/Bogota", "America/Tijuana", None)
BY: list[tuple[Term, ...]] = [
    (Clock("ended_at", "weekday"), Clock("ended_at", "hour")),
    (Clock("ended_at", "day"), TEAM),
    ("portfolio_id", AGENT),
    (ZONE, IS_FIRST),
]
BY_PAID: list[tuple[Term, ...]] = [("booked_on", AGENT), (TEAM,), ("portfolio_id",), (CHANNEL,)]
ACCOUNTS = [an_id(20 + n) for n in range(4)]


def visit(number: int, dice: random.Random) -> Visit:
    """Ended or not, at one of few doors, within some days."""
    state = dice.choice([VisitState.COMPLETED, VisitState.NOT_COMPLETED, VisitState.ASSIGNED])
    return a_visit(
        id=an_id(1_000 + number),
        portfolio_id=an_id(1 + dice.randrange(OWN)),
        address_id=an_id(10 + dice.randrange(HOMES)),
        agent_id=an_id(7 + dice.randrange(OWN)),
        state=state,
        ended_at=NOW - timedelta(hours=dice.randrange(24 * 12)),
        outcome=dice.choice([Outcome.PROMISE, Outcome.NO_CONTACT]),
        account_ids=tuple(dice.sample(ACCOUNTS, 2)),
    )


def door(number: int, dice: random.Random) -> Entity:
    return an_address(
        id=an_id(10 + number),
        portfolio_id=an_id(1 + number % OWN),
        time_zone=dice.choice(ZONES),
        neighbourhood=dice.choice(["Centro", "La Paz"]),
    )


def edit(replica: Replica, dice: random.Random) -> None:
    """One change of any of the rows that numbers are made of."""
    with replica.pulling() as connection:
        acts: list[Callable[[], None]] = [
            lambda: rows.write(connection, "visit", visit(dice.randrange(30), dice), 1),
            lambda: rows.remove(connection, "visit", [an_id(1_000 + dice.randrange(30))]),
            lambda: rows.write(connection, "address", door(dice.randrange(HOMES), dice), 1),
            lambda: rows.remove(connection, "address", [an_id(10 + dice.randrange(HOMES))]),
            lambda: rows.write(connection, "agent", agent(dice), 1),
            lambda: rows.remove(connection, "agent", [an_id(7 + dice.randrange(OWN))]),
            lambda: rows.write(connection, "portfolio", portfolio(dice), 1),
            lambda: rows.write(connection, "bank_payment", paid(dice.randrange(20), dice), 1),
            lambda: rows.write(connection, "contact", call(dice.randrange(9), dice), 1),
            lambda: rows.remove(connection, "contact", [an_id(4_000 + dice.randrange(9))]),
            lambda: rows.remove(connection, "bank_payment", [an_id(3_000 + dice.randrange(20))]),
        ]
        dice.choice([*acts[:1] * 6, *acts])()


def paid(number: int, dice: random.Random) -> BankPayment:
    """Of one of few accounts, within the days of the visits and after."""
    on = NOW.date() - timedelta(days=dice.randrange(-3, 12))
    return BankPayment(
        id=an_id(3_000 + number), portfolio_id=an_id(1 + dice.randrange(OWN)), value_on=on,
        booked_on=on, account_number="1", account_id=dice.choice([*ACCOUNTS, None]),
        amount_minor=dice.randrange(10**12), currency=dice.choice(["COP", "MXN"]),
        is_reversal=dice.random() < 0.2,
    )  # fmt: skip


def call(number: int, dice: random.Random) -> Contact:
    """On one of the accounts, answered or not."""
    return Contact(
        id=an_id(4_000 + number), portfolio_id=an_id(1 + dice.randrange(OWN)), party_id=an_id(5),
        at=NOW - timedelta(hours=dice.randrange(24 * 12)), account_id=dice.choice(ACCOUNTS),
        channel=dice.choice([ChannelKind.PHONE, ChannelKind.SMS]),
        is_two_way=dice.random() < 0.7,
    )  # fmt: skip


def agent(dice: random.Random) -> Entity:
    return an_agent(
        id=an_id(7 + dice.randrange(OWN)), team_id=dice.choice([None, an_id(70), an_id(71)])
    )


def portfolio(dice: random.Random) -> Entity:
    zone = dice.choice(["America/Bogota", "Asia/Kolkata"])
    return a_portfolio(id=an_id(1 + dice.randrange(OWN)), time_zone=zone)


def said(connection: Connection) -> list[Tallies]:
    visits = [tallies(connection, RECORDS, [DONE, CONTACT_RATE], by=by) for by in BY]
    return [*visits, *(tallies(connection, RECORDS, [COLLECTED_AMOUNT], by=by) for by in BY_PAID)]


def agree(replica: Replica) -> None:
    """Packs and rows give one answer."""
    with replica.pulling() as connection:
        packed = said(connection)
        connection.execute(PACKS.days.delete())
        of_rows = said(connection)
        connection.rollback()
    assert packed == of_rows


def fresh(replica: Replica, kind: str = "visit") -> int:
    with replica.reading() as connection:
        days = select(func.count()).select_from(PACKS.days).where(PACKS.days.c.kind == kind)
        return connection.scalar(days) or 0


SMALL = (Level("hours4", 4), Level("hours2", 2), Level("days2", 2, has_days=True))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a fortnight has blocks of each level."""
    for module in (kinds, blocks, pack_triggers):
        monkeypatch.setattr(module, "LEVELS", SMALL)


@pytest.fixture
def one(small_blocks: None, tmp_path: Path) -> Replica:
    """With blocks."""
    return filled(tmp_path)


def filled(tmp_path: Path) -> Replica:
    """A replica of two portfolios, four doors and some visits, packed."""
    made, dice = open_replica(tmp_path), random.Random(1)
    with made.pulling() as connection:
        for number in range(OWN):
            rows.write(connection, "portfolio", a_portfolio(id=an_id(1 + number)), 1)
            rows.write(connection, "agent", an_agent(id=an_id(7 + number), team_id=an_id(70)), 1)
        for number in range(HOMES):
            rows.write(connection, "address", door(number, dice), 1)
        for number in range(20):
            rows.write(connection, "visit", visit(number, dice), 1)
            rows.write(connection, "bank_payment", paid(number, dice), 1)
    packing.refresh(made, NOW)
    return made


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.lists(st.booleans(), min_size=1, max_size=6))
def test_after_any_edits_packs_and_rows_agree(one: Replica, seed: int, packs: list[bool]) -> None:
    dice = random.Random(seed)
    for is_packed in packs:
        edit(one, dice)
        agree(one)
        if is_packed:
            packing.refresh(one, NOW)
            agree(one)


def test_a_day_is_stale_once_a_visit_of_it_changes(one: Replica) -> None:
    """And no other day is, nor for what numbers do not know."""
    had = fresh(one)
    made = visit(500, random.Random(3))
    ended = NOW - timedelta(days=2)
    made = replace(made, state=VisitState.COMPLETED, ended_at=ended, address_id=an_id(60))
    with one.pulling() as connection:
        rows.write(connection, "visit", made, 1)
    assert fresh(one) == had - 1
    packing.refresh(one, NOW)
    had_payments = fresh(one, "bank_payment")
    other = replace(made, note="otra", review=ReviewState.APPROVED)
    with one.pulling() as connection:
        rows.write(connection, "visit", other, 2)
    assert (fresh(one), fresh(one, "bank_payment")) == (had, had_payments)


def test_a_visit_changes_whose_only_payments_soon_after_it_are(one: Replica) -> None:
    dice = random.Random(9)
    soon = replace(paid(30, dice), account_id=an_id(50), booked_on=NOW.date())
    late = replace(soon, id=an_id(3_031), booked_on=NOW.date() - timedelta(days=5))
    with one.pulling() as connection:
        rows.write_all(connection, "bank_payment", [(soon, 1), (late, 1)])
    packing.refresh(one, NOW)
    had = fresh(one, "bank_payment")
    made = replace(visit(500, dice), state=VisitState.COMPLETED, ended_at=NOW)
    with one.pulling() as connection:
        rows.write(connection, "visit", replace(made, account_ids=(an_id(50),)), 1)
    assert fresh(one, "bank_payment") == had - 1
    agree(one)


def test_blocks_are_made_of_days_that_are_over_and_go_with_any_of_them(one: Replica) -> None:
    had = {level.name: fresh(one, level.kind("visit")) for level in SMALL}
    assert had["hours4"] >= 1
    assert had["hours2"] == had["days2"] >= 4
    assert fresh(one, SMALL[2].kind("bank_payment")) >= 4
    agree(one)
    at = NOW - timedelta(days=5)
    made = replace(visit(500, random.Random(3)), state=VisitState.COMPLETED, ended_at=at)
    with one.pulling() as connection:
        rows.write(connection, "visit", replace(made, address_id=an_id(60)), 1)
    left = {level.name: fresh(one, level.kind("visit")) for level in SMALL}
    assert (left["hours2"], left["days2"]) == (had["hours2"] - 1, had["days2"] - 1)
    assert had["hours4"] - left["hours4"] <= 1
    agree(one)
    packing.refresh(one, NOW)
    assert {level.name: fresh(one, level.kind("visit")) for level in SMALL} == had
    agree(one)


def test_a_call_makes_the_payments_soon_after_it_another_channel_s(one: Replica) -> None:
    dice = random.Random(9)
    soon = replace(paid(30, dice), account_id=an_id(50), booked_on=NOW.date(), is_reversal=False)
    with one.pulling() as connection:
        rows.write(connection, "bank_payment", soon, 1)
    packing.refresh(one, NOW)
    had = fresh(one, "bank_payment")
    made = replace(call(40, dice), account_id=an_id(50), at=NOW - timedelta(days=3))
    with one.pulling() as connection:
        rows.write(connection, "contact", replace(made, is_two_way=False), 1)
    assert fresh(one, "bank_payment") == had
    with one.pulling() as connection:
        rows.write(connection, "contact", replace(made, is_two_way=True), 2)
    assert fresh(one, "bank_payment") == had - 1
    agree(one)
    packing.refresh(one, NOW)
    agree(one)


def test_what_leaves_the_scope_leaves_the_numbers(one: Replica) -> None:
    keys = (f"portfolio:{an_id(1)}", f"portfolio:{an_id(2)}")
    with one.pulling() as connection:
        scope.shift(connection, ScopeShift(lost=(), gained=keys))
        scope.shift(connection, ScopeShift(lost=keys[1:], gained=()))
    agree(one)
    packing.refresh(one, NOW)
    with one.reading() as connection:
        found = tallies(connection, RECORDS, [DONE], by=("portfolio_id",))
    assert found.keys() == {(an_id(1),)}


def test_what_is_old_leaves_the_numbers(one: Replica) -> None:
    window.purge(one, NOW + timedelta(days=395))
    agree(one)
    packing.refresh(one, NOW)
    agree(one)


def test_a_broken_clock_does_not_make_a_century_of_days(tmp_path: Path) -> None:
    one = filled(tmp_path)
    far = replace(visit(600, random.Random(5)), state=VisitState.COMPLETED)
    with one.pulling() as connection:
        for n, year in enumerate((1980, 2190)):
            at = datetime(year, 1, 1, tzinfo=UTC)
            rows.write(connection, "visit", replace(far, id=an_id(700 + n), ended_at=at), 1)
    packing.refresh(one, NOW)
    assert fresh(one) < 4_000
    agree(one)


def test_stopping_leaves_what_was_packed(one: Replica) -> None:
    packing.forget(one)
    assert packing.refresh(one, NOW, lambda: True) == 0
    assert fresh(one) == 0
    packing.refresh(one, NOW)
    assert fresh(one) > 10
    agree(one)
