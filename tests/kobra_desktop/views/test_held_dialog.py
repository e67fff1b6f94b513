"""The list of what waits, and a conflict resolved field by field with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.visits import cancel_visits
from kobra_desktop.models.counts import counts
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.visits import visit_rows
from kobra_desktop.views.dialogs import held
from kobra_desktop.views.dialogs.held import ActCard, ConflictCard, HeldDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.widgets.buttons import Button
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.day import workday
from tests.kobra_desktop.views.look import make_conflict
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import World


def opened(window: KobraWindow, qtbot: QtBot) -> HeldDialog:
    """The dialog over a conflict and a waiting change."""
    window.show_held()
    dialog = visible_dialog(window)
    assert isinstance(dialog, HeldDialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ConflictCard)))
    return dialog


def test_a_field_of_theirs_and_the_rest_of_mine(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """The contested field is chosen; what is kept waits to be sent."""
    make_conflict(world, window.workspace)
    dialog = opened(window, qtbot)
    (card,) = dialog.findChildren(ConflictCard)
    theirs = card.findChildren(QRadioButton)[1]
    assert "Portón verde" in theirs.text()
    theirs.setChecked(True)
    QTest.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.findChildren(ConflictCard))
    again = op_rows(world.replica, OpState.WAITING)
    assert {side.field for op in again for side in op.sides} == {"priority"}
    assert len(again) == 2


def test_an_act_over_many_rows_is_one_line_that_opens(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    drafts = [v.id for v in world.visits if v.state is VisitState.DRAFT][:3]
    cancel_visits(window.workspace.desk, visit_ids=drafts, reason="Sin cartera")
    window.show_held()
    dialog = visible_dialog(window)
    assert isinstance(dialog, HeldDialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ActCard)))
    (card,) = dialog.findChildren(ActCard)
    seen = {said.text() for said in card.findChildren(QLabel)}
    assert {counts.together(3), "Cancelled"} <= seen
    assert not any("Sin cartera" in words for words in seen)
    QTest.mouseClick(card.opener, Qt.MouseButton.LeftButton)
    told = [said for said in card.findChildren(QLabel) if "Sin cartera" in said.text()]
    assert len(told) == 3
    qtbot.waitUntil(lambda: all(said.isVisible() for said in told))


def test_what_is_too_much_to_be_shown_at_once_is_counted(
    window: KobraWindow, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MOST_CARDS", 1)
    make_conflict(world, window.workspace)
    drafts = [v.id for v in world.visits if v.state is VisitState.DRAFT]
    cancel_visits(window.workspace.desk, visit_ids=drafts[:2], reason="Sin cartera")
    dialog = opened(window, qtbot)
    assert not dialog.findChildren(ActCard)
    words = [said.text() for said in dialog.findChildren(QLabel)]
    assert sum("more, which come" in one for one in words) == 1


def test_a_conflict_is_seen_in_the_table(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """The row says it, and the queue of Hoy offers to resolve it."""
    make_conflict(world, window.workspace)
    assert [row.is_held for row in visit_rows(world.replica)].count(True) == 1
    window.open_page("today")
    page = workday(window)
    qtbot.waitUntil(lambda: page.queue.count == 7)
    resolve = next(b for b in page.queue.findChildren(Button) if "Resolve" in b.text())
    QTest.mouseClick(resolve, Qt.MouseButton.LeftButton)
    assert isinstance(visible_dialog(window), HeldDialog)
