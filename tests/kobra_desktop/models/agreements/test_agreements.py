"""Promises and payments in words, joined as the rules say, and given to accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import undo
from kobra_desktop.commands.payments import match_payment
from kobra_desktop.models.agreements import payments
from kobra_desktop.models.agreements.payments import PaymentsModel, hit_words, standing_words
from kobra_desktop.models.agreements.promises import PromisesModel, state_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.agreements import (
    MoneyRow,
    money_rows,
    promise_rows,
    unmatched_count,
)
from kobra_desktop.store.queries.candidates import accounts_for, accounts_found
from kobra_desktop.store.queries.reach import Reach
from kobra_domain.collected import MatchReason, PaymentStanding, is_similar
from kobra_domain.dues import PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Account, AccountParty, Party, PartyRole
from tests.kobra_desktop.views.agreements.owed import Owed, owed
from tests.kobra_desktop.views.world import TODAY, World


@pytest.fixture
def money(world: World) -> Owed:
    return owed(world)


def test_a_promise_says_whose_it_is_and_how_far_its_day_is(
    workspace: Workspace, world: World, money: Owed, qtbot: QtBot
) -> None:
    model = PromisesModel(workspace)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    said = [state_words(row, workspace) for row in model.list.held.rows]
    assert [one.partition(" · ")[0] for one in said] == [
        *("Vigente", "Vigente", "Vigente", "Cumplida"),
        *("Cumplida en parte", "Incumplida", "Cancelada"),
    ]
    first = model.row(money.promises[0].id)
    assert first is not None
    assert first.whose.party_name
    assert first.whose.account_number
    assert first.whose.agent_name
    paid = {row.promise.id: row.paid_minor for row in model.list.held.rows}
    assert paid[money.promises[3].id] == money.promises[3].amount_minor
    assert paid[money.promises[4].id] == money.promises[4].amount_minor // 2
    assert paid[money.promises[5].id] == 0  # it was taken back


def test_promises_are_of_the_reach(world: World, money: Owed) -> None:
    one = money.promises[0]
    here = Reach(portfolio_ids=frozenset({one.portfolio_id}))
    assert {row.promise.portfolio_id for row in promise_rows(world.replica, here)} == {
        one.portfolio_id
    }
    nowhere = Reach(portfolio_ids=frozenset({"none"}))
    assert promise_rows(world.replica, nowhere) == []
    assert money_rows(world.replica, TODAY, None, nowhere) == []
    assert unmatched_count(world.replica, nowhere) == 0


def test_both_sources_stand_in_one_list(
    workspace: Workspace, world: World, money: Owed, qtbot: QtBot
) -> None:
    found = {row.id: row for row in money_rows(world.replica, TODAY)}
    assert [found[one.id].standing for one in money.bank] == [
        PaymentStanding.CONFIRMED,
        PaymentStanding.BANK_ONLY,
        PaymentStanding.BANK_ONLY,
        PaymentStanding.REVERSAL,
        PaymentStanding.UNMATCHED,
    ]
    assert [found[one.id].standing for one in money.heard] == [
        PaymentStanding.CONFIRMED,
        PaymentStanding.AWAITED,
        PaymentStanding.NOT_SEEN,
    ]
    waiting = found[money.waiting.id]
    assert waiting.whose.account_number == money.waiting.account_number
    assert standing_words(waiting, workspace).startswith("Sin crédito · ")
    assert standing_words(found[money.bank[1].id], workspace) == "Solo en el banco"
    assert unmatched_count(world.replica) == 1


def test_a_window_of_days_leaves_out_what_is_old_but_not_what_waits(
    world: World, money: Owed
) -> None:
    since = TODAY - timedelta(days=2)
    listed = {row.id for row in money_rows(world.replica, TODAY, since)}
    assert listed == {money.waiting.id, money.heard[1].id}
    near = TODAY - timedelta(days=7)  # the door heard of it a day earlier
    confirmed = next(
        row for row in money_rows(world.replica, TODAY, near) if row.id == money.bank[0].id
    )
    assert confirmed.standing is PaymentStanding.CONFIRMED


def test_looking_further_back_reads_anew(workspace: Workspace, money: Owed, qtbot: QtBot) -> None:
    model = PaymentsModel(workspace)
    model.look_back(1)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    assert len(model.list.held.rows) == 2
    model.look_back(0)
    everything = len(money.bank) + len(money.heard)
    qtbot.waitUntil(lambda: len(model.list.held.rows) == everything)
    assert model.since is None


def test_what_speaks_for_an_account_is_said(
    workspace: Workspace, world: World, money: Owed
) -> None:
    promised = money.promises[1]
    [first, *_] = accounts_for(world.replica, money.waiting)
    assert first.account.id == promised.account_id
    assert first.reasons == (MatchReason.SIMILAR_NUMBER, MatchReason.SAME_AMOUNT)
    assert first.party_name in hit_words(first, workspace.locale)
    holder = next(
        one
        for one in world.entities
        if isinstance(one, Party) and one.id == first.account.parties[0].party_id
    )
    named = replace(
        money.waiting, document_number=holder.document_number, account_number="?", amount_minor=1
    )
    found = accounts_for(world.replica, named)
    assert {one.reasons for one in found} == {(MatchReason.SAME_DOCUMENT,)}
    assert first.account.id in {one.account.id for one in found}


def test_any_account_of_the_portfolio_is_found_by_number_or_name(world: World, money: Owed) -> None:
    accounts = [one for one in world.entities if isinstance(one, Account)]
    ours = next(a for a in accounts if a.portfolio_id == money.waiting.portfolio_id)
    theirs = next(a for a in accounts if a.portfolio_id != money.waiting.portfolio_id)
    numbers = [one.account.id for one in accounts_found(world.replica, ours.number, money.waiting)]
    assert ours.id in numbers
    assert accounts_found(world.replica, theirs.number, money.waiting) == []
    holder = next(
        one
        for one in world.entities
        if isinstance(one, Party) and one.id == ours.parties[0].party_id
    )
    found = accounts_found(world.replica, holder.name, money.waiting)
    assert ours.id in {one.account.id for one in found}


def test_a_payment_is_given_to_an_account_and_taken_back(
    workspace: Workspace, world: World, money: Owed
) -> None:
    desk, waiting = workspace.desk, money.waiting
    account_id = money.promises[1].account_id
    other = next(
        one
        for one in world.entities
        if isinstance(one, Account) and one.portfolio_id != waiting.portfolio_id
    )
    with pytest.raises(Invalid):
        match_payment(desk, waiting.id, other.id)
    done = match_payment(desk, waiting.id, account_id, seen=waiting)

    def whose() -> str | None:
        with world.replica.reading() as connection:
            held = rows.one(connection, "bank_payment", waiting.id)
        return held.account_id  # type: ignore[no-any-return]

    assert whose() == account_id
    [row] = [one for one in money_rows(world.replica, TODAY) if one.id == waiting.id]
    assert row.is_pending
    assert standing_words(row, workspace).startswith("Solo en el banco · ")
    assert done.undo is not None
    undo(desk, done.undo)
    assert whose() is None


def test_a_line_of_the_bank_is_read_with_what_it_is_joined_with_and_no_more(
    workspace: Workspace, world: World, money: Owed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a door heard of is confirmed when the line is given to its account, and no longer when
    that is taken back; the other payments are not read for it.
    """
    heard = money.heard[1]
    line = replace(
        money.waiting,
        id=world.new_id(),
        portfolio_id=heard.portfolio_id,
        currency=heard.currency,
        amount_minor=heard.amount_minor,
        value_on=heard.paid_on,
    )
    with world.replica.pulling() as connection:
        rows.write(connection, "bank_payment", line, 2)
    read: list[int] = []

    def counted(*asked: Any) -> list[MoneyRow]:
        found = money_rows(*asked)
        read.append(len(found))
        return found

    monkeypatch.setattr(payments, "money_rows", counted)
    model = PaymentsModel(workspace)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)

    def standing() -> PaymentStanding:
        row = model.row(heard.id)
        assert row is not None
        return row.standing

    assert standing() is PaymentStanding.AWAITED
    done = match_payment(workspace.desk, line.id, heard.account_id, seen=line)
    qtbot.waitUntil(lambda: standing() is PaymentStanding.CONFIRMED)
    assert done.undo is not None
    undo(workspace.desk, done.undo)
    qtbot.waitUntil(lambda: standing() is PaymentStanding.AWAITED)
    assert read[0] == len(money.bank) + len(money.heard) + 1
    assert read[1:] == [2, 2]


def test_a_promise_is_read_alone(
    workspace: Workspace, world: World, money: Owed, qtbot: QtBot
) -> None:
    """With the money of its account shared out as among all of its promises."""
    whole = {row.promise.id: row for row in promise_rows(world.replica)}
    for one in money.promises:
        assert promise_rows(world.replica, ids=[one.id]) == [whole[one.id]]
    model = PromisesModel(workspace)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    others = {row.promise.id: row for row in model.list.held.rows}
    changed = replace(money.promises[0], state=PromiseState.CANCELLED)
    with world.replica.pulling() as connection:
        rows.write(connection, "promise", changed, 2)
    world.replica.tell(ChangeSet.of("promise", [changed.id]))
    qtbot.waitUntil(lambda: (row := model.row(changed.id)) is not None and row.promise == changed)
    assert all(model.row(one) is row for one, row in others.items() if one != changed.id)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("CR-00123456", "00-123.456"), ("123456", "CR123456"), ("0012345", "12345"),
        ("123465", "123456"), ("1234567", "123456"), ("123456", "1234567"), ("88123456", "123456"),
        ("12", "21"), ("1234", "1234"), ("123456", "123457"), ("12345", "5"), ("", "1"),
    ],
)  # fmt: skip
def test_the_database_lets_through_what_is_alike(
    world: World, money: Owed, said: str, number: str
) -> None:
    """Half a million numbers are asked by the database; what is alike stays alike."""
    account = next(one for one in world.entities if isinstance(one, Account))
    asked = replace(
        money.waiting, document_number="", amount_minor=1, account_number=said or "-",
        portfolio_id=account.portfolio_id, currency=account.currency,
    )  # fmt: skip
    with world.replica.pulling() as connection:
        rows.write(connection, "account", replace(account, number=number), 2)
    found = {one.account.id for one in accounts_for(world.replica, asked)}
    assert (account.id in found) == is_similar(asked.account_number, number)


def test_who_vouches_may_have_paid(world: World, money: Owed) -> None:
    """The document on the bank's line may be a codebtor's."""
    account = next(one for one in world.entities if isinstance(one, Account))
    people = [one for one in world.entities if isinstance(one, Party)]
    other = next(
        one
        for one in people
        if one.portfolio_id == account.portfolio_id and one.id != account.parties[0].party_id
    )
    parties = (*account.parties, AccountParty(party_id=other.id, role=PartyRole.CODEBTOR))
    with world.replica.pulling() as connection:
        rows.write(connection, "account", replace(account, parties=parties), 2)
    asked = replace(
        money.waiting, document_number=other.document_number, account_number="-", amount_minor=1,
        portfolio_id=account.portfolio_id, currency=account.currency,
    )  # fmt: skip
    found = {one.account.id: one.reasons for one in accounts_for(world.replica, asked)}
    assert found[account.id] == (MatchReason.SAME_DOCUMENT,)
