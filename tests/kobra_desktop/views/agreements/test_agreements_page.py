"""Acuerdos: two lists, what is opened from them, and a payment that finds its account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.views.agreements.match import MatchDialog
from kobra_desktop.views.agreements.page import AgreementsPage
from kobra_desktop.views.agreements.payments import PaymentsTab
from kobra_desktop.views.agreements.promises import PromisesTab
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_domain.people import Role
from tests.kobra_desktop.views.agreements.owed import Owed, owed
from tests.kobra_desktop.views.world import World


@pytest.fixture
def money(world: World) -> Owed:
    return owed(world)


def shown(qtbot: QtBot, look: Look, workspace: Workspace, tab: str) -> AgreementsPage:
    page = AgreementsPage(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.restore({"tab": tab})
    qtbot.waitUntil(lambda: page.tab.findChildren(QObject) != [])
    return page


def says(page: AgreementsPage, words: str) -> bool:
    """Whether a sentence that is seen begins so."""
    labels = page.findChildren(QLabel)
    return any(one.isVisible() and one.text().startswith(words) for one in labels)


def test_the_rail_has_it_where_its_digit_is(window: KobraWindow) -> None:
    assert "agreements" in window.keys
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, AgreementsPage)


def test_promises_open_whose_they_are(
    qtbot: QtBot, look: Look, workspace: Workspace, money: Owed
) -> None:
    page = shown(qtbot, look, workspace, "promises")
    tab = page.tab
    assert isinstance(tab, PromisesTab)
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == len(money.promises))
    assert not tab.visit.isEnabled()
    first = money.promises[0]
    page.restore({"tab": "promises", "chosen": first.id})
    qtbot.waitUntil(tab.visit.isEnabled)
    with qtbot.waitSignal(page.open_requested) as opened:
        tab.box.opened.emit(first.id)
    row = tab.model.row(first.id)
    assert row is not None
    assert opened.args == ["portfolio", {"party": row.whose.party_id}]
    with qtbot.waitSignal(page.open_requested) as opened:
        tab.visit.click()
    assert opened.args == ["visits", {"visit": first.visit_id, "chosen": first.visit_id}]


def test_money_without_an_account_is_counted_and_matched(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World, money: Owed
) -> None:
    page = shown(qtbot, look, workspace, "payments")
    tab = page.tab
    assert isinstance(tab, PaymentsTab)
    everything = len(money.bank) + len(money.heard)
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == everything)
    qtbot.waitUntil(lambda: "(1)" in page.tabs._buttons["payments"].toolTip())
    tab.choose(money.heard[0].id)
    assert not tab.match.isEnabled()  # what was heard at a door has its account
    tab.choose(money.waiting.id)
    qtbot.waitUntil(tab.match.isEnabled)
    tab.box.opened.emit(money.waiting.id)
    dialog = tab.findChild(MatchDialog)
    assert isinstance(dialog, MatchDialog)
    qtbot.waitUntil(lambda: dialog.finder.hits.count() > 0)
    assert not dialog.save.isEnabled()
    assert dialog.finder.hits.currentRow() < 0  # what is proposed does not look chosen
    QTest.keyClick(dialog.finder.line, Qt.Key.Key_Down)
    QTest.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(page.said) as said:
        dialog.save.click()
    assert said.args[1] is not None  # it can be taken back
    with world.replica.reading() as connection:
        held = rows.one(connection, "bank_payment", money.waiting.id)
    assert held.account_id == money.promises[1].account_id
    qtbot.waitUntil(lambda: "(1)" not in page.tabs._buttons["payments"].toolTip())


def test_who_may_only_read_matches_nothing(
    qtbot: QtBot, look: Look, workspace: Workspace, money: Owed
) -> None:
    workspace.desk.who = replace(workspace.desk.who, role=Role.VIEWER)
    page = shown(qtbot, look, workspace, "payments")
    tab = page.tab
    assert isinstance(tab, PaymentsTab)
    assert tab.match.isHidden()
    tab.match_chosen()
    assert tab.findChild(MatchDialog) is None


def test_an_empty_list_says_what_fills_it(qtbot: QtBot, look: Look, workspace: Workspace) -> None:
    for key in ("promises", "payments"):
        page = shown(qtbot, look, workspace, key)
        begin = "No promises yet" if key == "promises" else "No payments yet"
        qtbot.waitUntil(lambda p=page, b=begin: says(p, b))  # type: ignore[misc]
