"""The money of the day: each amount is exactly the sum of the rows that it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.agreements.payments import PaymentsModel
from kobra_desktop.models.agreements.promises import PromisesModel
from kobra_desktop.models.today.cash import TILES, CashModel, read_cash, rows_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_domain.dues import BankPayment, Payment, Promise, PromiseState
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, PROMISE_AMOUNT, REPORTED_AMOUNT
from kobra_domain.metrics.tallies import Metric
from tests.kobra_desktop.views.world import NOW, TODAY, World


@pytest.fixture
def paid(tmp_path: Path, background: Background) -> Iterator[Workspace]:
    """Promises and payments of today and of before, in two currencies."""
    world = World(tmp_path, visits=8)
    visit = next(v for v in world.visits if v.agent_id)
    of: dict[str, Any] = {
        "portfolio_id": visit.portfolio_id,
        "account_id": visit.account_ids[0],
        "currency": "COP",
    }
    promise = Promise(id=world.new_id(), made_at=NOW, amount_minor=25_000_000, due_on=TODAY, **of)
    said = Payment(id=world.new_id(), reported_at=NOW, amount_minor=9_000_000, paid_on=TODAY, **of)
    bank = BankPayment(
        id=world.new_id(),
        account_number="880001",
        amount_minor=50_000_000,
        value_on=TODAY,
        booked_on=TODAY.replace(day=1),
        **of,
    )

    def new(one: Any, **changes: Any) -> Any:
        return replace(one, id=world.new_id(), **changes)

    entities: list[Any] = [
        promise,
        new(promise, amount_minor=20_000, currency="MXN"),
        new(promise, state=PromiseState.CANCELLED),
        new(promise, made_at=NOW - timedelta(days=1)),
        said,
        new(said, paid_on=TODAY - timedelta(days=3), amount_minor=1_000_000),
        new(said, reported_at=NOW - timedelta(days=1)),
        bank,
        new(bank, is_reversal=True, amount_minor=5_000_000),
        new(bank, account_id=None),
        new(bank, booked_on=date(2026, 10, 31), value_on=date(2026, 10, 31)),
    ]
    kinds = {Promise: "promise", Payment: "payment", BankPayment: "bank_payment"}
    with world.replica.pulling() as connection:
        for one in entities:
            rows.write(connection, kinds[type(one)], one, 1)
    yield world.workspace(background, Relay())
    world.replica.close()


def test_currencies_stand_side_by_side(paid: Workspace) -> None:
    """Never summed; the bank's reversals are taken away."""
    found = read_cash(paid).tallies
    assert found[PROMISE_AMOUNT.key].amounts == {"COP": 25_000_000, "MXN": 20_000}
    assert found[REPORTED_AMOUNT.key].amounts == {"COP": 10_000_000}
    assert found[COLLECTED_AMOUNT.key].amounts == {"COP": 45_000_000}


@pytest.mark.parametrize("metric", TILES, ids=lambda metric: metric.key)
def test_an_amount_opens_exactly_its_rows(paid: Workspace, qtbot: QtBot, metric: Metric) -> None:
    """By the chips of the list."""
    wish = rows_of(metric)
    model: Any = PromisesModel(paid) if wish["tab"] == "promises" else PaymentsModel(paid)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    known = {quality.key for quality in model.list.qualities}
    accepted = wish["accepted"]
    assert isinstance(accepted, dict)
    assert set(accepted) <= known
    before = model.list.model.rowCount()
    model.list.look(accepted={key: frozenset(values) for key, values in accepted.items()})
    qtbot.waitUntil(lambda: model.list.model.rowCount() < before)
    assert model.list.model.rowCount() == read_cash(paid).tallies[metric.key].n


def test_the_amounts_follow_the_news(paid: Workspace, qtbot: QtBot) -> None:
    """As soon as they are pulled."""
    model = CashModel(paid)
    with qtbot.waitSignal(model.changed):
        model.open()
    store = paid.desk.store
    with store.reading() as connection:
        one = next(iter(rows.entities(connection, "payment")))
    other = replace(one, amount_minor=one.amount_minor + 700)
    with store.pulling() as connection:
        rows.write(connection, "payment", other, 2)
    with qtbot.waitSignal(model.changed):
        store.tell(ChangeSet.of("payment", [one.id]))
    assert model.cash is not None
    assert model.cash.tallies[REPORTED_AMOUNT.key].amounts["COP"] % 1000 == 700
    model.rest()
