"""The agents' days at the right of Planear, by mouse and by keys; each move is one act of the
store, and what the law refuses is said before it is let go.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.planning.planned_day import StopLine
from kobra_desktop.views.planning.day_column import DayColumn
from kobra_desktop.views.planning.dragging import visits_mime
from kobra_desktop.views.planning.tab import PlanTab
from kobra_domain.visits import PlanPin


def fullest(tab: PlanTab) -> DayColumn:
    return max(tab.days.columns.values(), key=lambda one: len(one.column.order))


def select(column: DayColumn, visit: str) -> None:
    at = next(
        n for n, one in enumerate(column.stops.rows.lines)
        if isinstance(one, StopLine) and one.id == visit
    )  # fmt: skip
    index = column.stops.rows.index(at)
    column.stops.setFocus()
    column.stops.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def acted(tab: PlanTab, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do it, and wait until the store has it and the columns show it."""
    before = tab.model.board
    with qtbot.waitSignal(tab.model.acts.acted):
        act()
    qtbot.waitUntil(lambda: tab.model.board not in (None, before))
    qtbot.waitUntil(lambda: tab.days._days.made_of is tab.model.board)


def order(tab: PlanTab, agent: str) -> tuple[str, ...]:
    assert tab.model.board is not None
    return tab.model.board.routes[agent]


def waiting(tab: PlanTab, *, refused: bool) -> str:
    board = tab.model.board
    assert board is not None
    return next(
        one for one in board.waiting if (board.day.visits[one].refusal is not None) == refused
    )


def carry(column: DayColumn, visits: list[str], row: int) -> QPointF:
    """Hold visits over the upper half of a row."""
    rect = column.stops.visualRect(column.stops.rows.index(row))
    at = QPointF(rect.x() + 20, rect.y() + 4)
    mime = visits_mime(visits)  # the event does not keep it
    event = QDragMoveEvent(
        at.toPoint(),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    column.stops.dragMoveEvent(event)
    return at


def drop(column: DayColumn, visits: list[str], at: QPointF) -> None:
    mime = visits_mime(visits)
    column.stops.dropEvent(
        QDropEvent(
            at,
            Qt.DropAction.MoveAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def row_of(column: DayColumn, place: int) -> int:
    return next(
        n for n, one in enumerate(column.stops.rows.lines)
        if isinstance(one, StopLine) and one.place == place
    )  # fmt: skip


def test_a_drop_between_two_stops_puts_it_there(tab: PlanTab, qtbot: QtBot) -> None:
    column, visit = fullest(tab), waiting(tab, refused=False)
    before = column.column.order
    at = carry(column, [visit], row_of(column, 2))
    assert tab.days.hint is not None
    assert tab.days.hint.isVisible()
    assert "more" in tab.days.hint.text()
    acted(tab, qtbot, lambda: drop(column, [visit], at))
    assert not tab.days.hint.isVisible()
    assert order(tab, column.agent_id) == (*before[:2], visit, *before[2:])


def test_what_the_law_refuses_says_why_under_the_cursor_and_is_told_when_dropped(
    tab: PlanTab, qtbot: QtBot
) -> None:
    column, visit = fullest(tab), waiting(tab, refused=True)
    before = column.column.order
    at = carry(column, [visit], row_of(column, 1))
    assert tab.days.hint is not None
    assert tab.days.hint.property("tint") == "error"
    assert len(tab.days.hint.text()) > 20
    with qtbot.waitSignal(tab.model.acts.acted) as said:
        drop(column, [visit], at)
    assert [one.entity_id for one in said.args[1].refused] == [visit]
    assert order(tab, column.agent_id) == before


@pytest.mark.parametrize(("key", "by"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)])
def test_alt_and_an_arrow_move_a_stop_within_the_day(
    tab: PlanTab, qtbot: QtBot, key: Qt.Key, by: int
) -> None:
    column = fullest(tab)
    before = list(column.column.order)
    select(column, before[2])
    alt = Qt.KeyboardModifier.AltModifier
    acted(tab, qtbot, lambda: QTest.keyClick(column.stops, key, alt))
    wanted = before.copy()
    wanted[2], wanted[2 + by] = wanted[2 + by], wanted[2]
    assert list(order(tab, column.agent_id)) == wanted
    assert tab.model.chosen == (before[2],)


def test_a_digit_gives_and_delete_takes_back(tab: PlanTab, qtbot: QtBot) -> None:
    column = fullest(tab)
    visit = next(
        one.id for one in column.column.lines
        if isinstance(one, StopLine) and one.is_open and not one.refused
    )  # fmt: skip
    other = next(one for one in tab.days._days.all if one.agent_id != column.agent_id)
    select(column, visit)
    acted(tab, qtbot, lambda: QTest.keyClick(column.stops, Qt.Key(Qt.Key.Key_0 + other.digit)))
    assert visit in order(tab, other.agent_id)
    there = tab.days.columns[other.agent_id]
    select(there, visit)
    acted(tab, qtbot, lambda: QTest.keyClick(there.stops, Qt.Key.Key_Delete))
    assert tab.model.board is not None
    assert visit in tab.model.board.waiting


def test_a_click_on_the_head_chooses_the_whole_day(tab: PlanTab) -> None:
    column = fullest(tab)
    QTest.mouseClick(column.head, Qt.MouseButton.LeftButton)
    assert set(tab.model.chosen) == set(column.column.order)
    assert tab.model.shown_agent == column.agent_id


def test_a_pin_is_ticked_in_the_menu_and_seen(tab: PlanTab, qtbot: QtBot) -> None:
    column = fullest(tab)
    visit = column.column.order[0]
    select(column, visit)
    pin = tab.days._pins(column).actions()[0]
    assert not pin.isChecked()
    acted(tab, qtbot, pin.trigger)
    held = tab.days.columns[column.agent_id]
    line = next(one for one in held.column.lines if getattr(one, "id", "") == visit)
    assert isinstance(line, StopLine)
    assert line.pins == (PlanPin.AGENT,)
    assert tab.days._pins(held).actions()[0].isChecked()


def test_arrows_walk_from_day_to_day(tab: PlanTab) -> None:
    first, second = list(tab.days.columns.values())[:2]
    first.stops.setFocus()
    QTest.keyClick(first.stops, Qt.Key.Key_Right)
    assert second.stops.hasFocus()
    assert tab.model.shown_agent == second.agent_id
    QTest.keyClick(second.stops, Qt.Key.Key_Left)
    assert first.stops.hasFocus()


def test_a_column_is_hidden_and_comes_back(tab: PlanTab) -> None:
    column = fullest(tab)
    tab.days._days.hide(column.agent_id, True)
    assert column.agent_id not in tab.days.columns
    tab.days.all.click()
    assert column.agent_id in tab.days.columns
