"""What waits, at the left of Planear: groups, search, choosing, and giving with two clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.planning.pool import Grouping, PoolGroup, PoolLine
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.planning.dragging import visits_mime
from kobra_desktop.views.planning.pool import PoolPane
from kobra_desktop.views.planning.tab import PlanTab
from kobra_desktop.views.planning.who import WhoDialog
from tests.kobra_desktop.views.walk import visible_dialog


@pytest.fixture
def pool(tab: PlanTab) -> PoolPane:
    return tab.pool


def group_by(pool: PoolPane, grouping: Grouping) -> None:
    pool.grouping.setCurrentIndex(pool.grouping.findData(grouping))


def lines(pool: PoolPane) -> list[PoolLine]:
    return [one for one in pool.list.rows.rows if isinstance(one, PoolLine)]


def groups(pool: PoolPane) -> list[PoolGroup]:
    return [one for one in pool.list.rows.rows if isinstance(one, PoolGroup)]


def select(pool: PoolPane, row: int, *, more: bool = False) -> None:
    flag = QItemSelectionModel.SelectionFlag
    how = flag.Select if more else flag.ClearAndSelect
    pool.list.selectionModel().select(pool.list.rows.index(row), how)


@pytest.mark.parametrize("grouping", list(Grouping))
def test_each_visit_that_waits_stands_in_one_group(tab: PlanTab, grouping: Grouping) -> None:
    group_by(tab.pool, grouping)
    board = tab.model.board
    assert board is not None
    assert sorted(one.id for one in lines(tab.pool)) == sorted(board.waiting)
    assert [len(one.lines) for one in groups(tab.pool)] != []
    assert len(groups(tab.pool)) == len({one.key for one in groups(tab.pool)})


def test_a_group_is_chosen_as_all_that_is_in_it_also_when_it_is_folded(tab: PlanTab) -> None:
    pool = tab.pool
    first = groups(pool)[0]
    select(pool, 0)
    assert set(tab.model.chosen) == set(first.ids)
    pool.list.setFocus()
    pool.list.setCurrentIndex(pool.list.rows.index(0))
    QTest.keyClick(pool.list, Qt.Key.Key_Left)
    assert not {one.id for one in lines(pool)} & set(first.ids)
    select(pool, 0)
    assert set(tab.model.chosen) == set(first.ids)
    QTest.keyClick(pool.list, Qt.Key.Key_Right)
    assert {one.id for one in lines(pool)} >= set(first.ids)


def test_what_is_chosen_elsewhere_is_selected_here(tab: PlanTab) -> None:
    wanted = lines(tab.pool)[1].id
    tab.model.choose([wanted])
    assert tab.pool.list.chosen_ids == [wanted]


def test_words_narrow_without_accents(pool: PoolPane, qtbot: QtBot) -> None:
    name = next(one.name for one in lines(pool) if not one.name.isascii())
    before = len(lines(pool))
    QTest.keyClicks(pool.search, plain(name))
    qtbot.waitUntil(lambda: 0 < len(lines(pool)) < before)
    assert {one.name for one in lines(pool)} == {name}
    pool.search.setText("nobody at all")
    qtbot.waitUntil(lambda: not pool.stack.is_content)


def test_what_the_law_refuses_says_so_and_can_be_hidden(pool: PoolPane) -> None:
    blocked = [one for one in lines(pool) if one.is_blocked]
    assert blocked
    assert all(len(one.law) > 20 and one.until for one in blocked)
    pool.blocked.click()
    assert not [one for one in lines(pool) if one.is_blocked]
    pool.blocked.click()
    assert [one for one in lines(pool) if one.is_blocked]


def test_two_clicks_give_what_is_chosen_to_who_has_the_least_way(
    window: KobraWindow, tab: PlanTab, qtbot: QtBot
) -> None:
    board = tab.model.board
    assert board is not None
    free = {one for one in board.waiting if one in board.day.problem.visits}
    at = next(
        n
        for n, one in enumerate(tab.pool.list.rows.rows)
        if isinstance(one, PoolLine) and one.id in free
    )
    select(tab.pool, at)
    visit = tab.model.chosen[0]
    tab.pool.assign.click()
    dialog = visible_dialog(window)
    assert isinstance(dialog, WhoDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 1)
    first = dialog.list.item(0)
    item = dialog.list.visualItemRect(first)
    with qtbot.waitSignal(tab.model.acts.acted):
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    card = visit_card(tab.model.workspace.desk.store, visit)
    assert card is not None
    assert card.agent is not None
    assert first.text().startswith(card.agent.name)
    qtbot.waitUntil(lambda: visit not in {one.id for one in lines(tab.pool)})


def test_what_is_dropped_back_is_nobodys(tab: PlanTab, qtbot: QtBot) -> None:
    board = tab.model.board
    assert board is not None
    visit = next(order[0] for order in board.routes.values() if order)
    mime = visits_mime([visit])  # the event does not keep it
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(tab.model.acts.acted):
        tab.pool.list.dropEvent(event)
    qtbot.waitUntil(lambda: visit in {one.id for one in lines(tab.pool)})
