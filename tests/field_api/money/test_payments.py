"""The lines of a bank's file find their accounts and their months."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from field_api.database import Database
from field_api.money.months import close_month
from field_api.money.payments import balance_doubts, taken_back, waiting_edits
from field_api.money.snapshots import take_cut
from kobra_domain.dues import BankPayment
from kobra_records.ids import new_id
from tests.field_api.money.made import noon, paid
from tests.field_api.servers import Client, Running
from tests.field_api.submissions.rows import only
from tests.field_api.world import TODAY, World, build_world, edit, write

pytestmark = pytest.mark.both_engines
FEBRUARY = date(2026, 2, 28)
SignIn = Callable[[str], Client]


def close(database: Database, world: World) -> None:
    with database.begin() as connection:
        take_cut(connection, world.north.portfolio, FEBRUARY, noon(TODAY), None)
        me = world.users["admin"].id
        close_month(connection, world.north.portfolio.id, FEBRUARY, by=me, now=noon(TODAY))


def test_money_that_waited_goes_to_the_account_that_came(database: Database) -> None:
    world = build_world(database)
    waiting = paid(world.north, account_id=None, account_number="N-9")
    write(database, waiting, paid(world.north), paid(world.south, account_id=None))
    new = replace(world.north.account, id=new_id(), number="N-9")
    with database.begin() as connection:
        edits = waiting_edits(connection, world.north.portfolio.id, [new])
    assert edits == [(replace(waiting, account_id=new.id), waiting)]


def test_a_file_is_taken_back_without_touching_a_closed_month(database: Database) -> None:
    world = build_world(database)
    close(database, world)
    old, new = paid(world.north, value_on=FEBRUARY), paid(world.north)
    with database.begin() as connection:
        [first, second] = taken_back(connection, world.north.portfolio.id, [old, new], new_id)
    assert second == (None, new)
    back, before = first
    assert before is None
    assert isinstance(back, BankPayment)
    assert (back.is_reversal, back.booked_on, back.amount_minor) == (
        True,
        date(2026, 3, 1),
        old.amount_minor,
    )


def test_balances_are_compared_with_what_was_paid(database: Database) -> None:
    world = build_world(database)
    before = replace(world.north.account, balance_minor=1_000, cut_off_on=TODAY)
    after = replace(before, balance_minor=300, cut_off_on=TODAY + timedelta(days=2))
    write(database, paid(world.north, 400, 1), paid(world.north, 9_000, 0))
    pair = (before, after)
    with database.read() as connection:
        [doubt] = balance_doubts(connection, [pair])
        coming = [paid(world.north, 300, 2)]
        assert balance_doubts(connection, [pair], coming) == []
    assert (doubt.code, doubt.amount_minor) == ("balance_fell_unpaid", 300)


def test_a_match_counts_in_an_open_month_and_a_closed_one_keeps_its_money(
    server: Running, world: World, sign_in: SignIn
) -> None:
    database, ours = server.database, world.north.account.id
    write(database, paid(world.north, account_id=None, value_on=FEBRUARY))
    close(database, world)
    waiting = only(database, BankPayment)
    supervisor = sign_in("supervisor")
    [done] = supervisor.operate(edit(waiting.id, "bank_payment.match", account_id=(None, ours)))
    assert done["body"]["booked_on"] == "2026-03-01"
    [undone] = supervisor.operate(edit(waiting.id, "bank_payment.match", account_id=(ours, None)))
    assert undone["status"] == "applied", undone
    counted = paid(world.north, value_on=FEBRUARY)
    write(database, counted)
    [refused] = supervisor.operate(edit(counted.id, "bank_payment.match", account_id=(ours, None)))
    assert refused["code"] == "month_closed"


def test_a_payment_in_another_currency_is_not_the_accounts(
    server: Running, world: World, sign_in: SignIn
) -> None:
    waiting = paid(world.north, account_id=None, currency="USD")
    write(server.database, waiting)
    match = edit(waiting.id, "bank_payment.match", account_id=(None, world.north.account.id))
    [refused] = sign_in("supervisor").operate(match)
    assert refused["code"] == "other_currency"
