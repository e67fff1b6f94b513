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
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.planning.day_column import DayColumn
from kobra_desktop.views.planning.dragging import visits_mime
from kobra_desktop.views.planning.tab import PlanTab
from kobra_domain.visits import PlanPin


def fullest(tab: PlanTab) -> DayColumn:
    return max(tab.days.columns.values(), key=lambda one: len(one.column.order))


def select(column: DayColumn, visit: str) -> None:
    at = next(
        n for n, one in enumerate(column.stops.rows.rows)
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
        n for n, one in enumerate(column.stops.rows.rows)
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
    other = next(one for one in tab.days._days.shown if one.agent_id != column.agent_id)
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
    pin = tab.days.menus.pins(column).actions()[0]
    assert not pin.isChecked()
    acted(tab, qtbot, pin.trigger)
    held = tab.days.columns[column.agent_id]
    line = next(one for one in held.column.lines if getattr(one, "id", "") == visit)
    assert isinstance(line, StopLine)
    assert line.pins == (PlanPin.AGENT,)
    assert tab.days.menus.pins(held).actions()[0].isChecked()


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


def test_esc_ends_the_choice(tab: PlanTab, window: KobraWindow) -> None:
    column = fullest(tab)
    select(column, column.column.order[0])
    assert tab.model.chosen
    window.page.escape()
    assert tab.model.chosen == ()
    assert not column.stops.selectedIndexes()
    tab.map.lasso.setChecked(True)
    window.page.escape()
    assert not tab.map.lasso.isChecked()


def click(column: DayColumn, place: int, held: Qt.KeyboardModifier) -> None:
    rect = column.stops.visualRect(column.stops.rows.index(row_of(column, place)))
    QTest.mouseClick(column.stops.viewport(), Qt.MouseButton.LeftButton, held, rect.center())


def test_ctrl_adds_over_columns_and_the_pool(tab: PlanTab) -> None:
    none, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    first, second = [one for one in tab.days.columns.values() if one.column.order][:2]
    click(first, 0, none)
    click(second, 0, ctrl)
    wanted = {first.column.order[0], second.column.order[0]}
    assert set(tab.model.chosen) == wanted
    assert first.stops.chosen_ids == [first.column.order[0]]
    pool = tab.pool.list
    at = next(n for n, one in enumerate(pool.rows.rows) if len(pool.rows.ids_of(one)) == 1)
    center = pool.visualRect(pool.rows.index(at)).center()
    QTest.mouseClick(pool.viewport(), Qt.MouseButton.LeftButton, ctrl, center)
    assert set(tab.model.chosen) == {*wanted, *pool.rows.ids([at])}
    click(second, 0, none)
    assert tab.model.chosen == (second.column.order[0],)


def test_the_head_of_a_day_is_reached_and_used_by_keys(tab: PlanTab, qtbot: QtBot) -> None:
    columns = [one for one in tab.days.columns.values() if one.column.order]
    column = columns[0]
    select(column, column.column.order[0])
    QTest.keyClick(column.stops, Qt.Key.Key_Home)
    QTest.keyClick(column.stops, Qt.Key.Key_Up)
    assert column.head.hasFocus()
    QTest.keyClick(column.head, Qt.Key.Key_Return)
    assert set(tab.model.chosen) == set(column.column.order)
    QTest.keyClick(column.head, Qt.Key.Key_Down)
    assert column.stops.hasFocus()
    column.head.setFocus()
    beside = list(tab.days.columns.values())
    QTest.keyClick(column.head, Qt.Key.Key_Right)
    assert beside[beside.index(column) + 1].head.hasFocus()
    before = column.column.order
    acted(tab, qtbot, lambda: QTest.keyClick(column.head, Qt.Key.Key_Delete))
    assert set(before) <= set(tab.model.board.waiting if tab.model.board else ())


def test_a_digit_on_the_head_gives_the_day(tab: PlanTab, qtbot: QtBot) -> None:
    column = min(
        (one for one in tab.days.columns.values() if one.column.order),
        key=lambda one: len(one.column.order),
    )
    lines = [one for one in column.column.lines if isinstance(one, StopLine) and one.is_open]
    lawful = {one.id for one in lines if not one.refused}
    other = next(one for one in tab.days._days.shown if one.agent_id != column.agent_id)
    column.head.setFocus()
    acted(tab, qtbot, lambda: QTest.keyClick(column.head, Qt.Key(Qt.Key.Key_0 + other.digit)))
    assert lawful <= set(order(tab, other.agent_id))


def test_digits_are_of_those_that_are_shown(tab: PlanTab) -> None:
    days = tab.days._days
    first, second = days.shown[:2]
    assert (first.digit, second.digit) == (1, 2)
    days.hide(first.agent_id, True)
    found = days.of_digit(1)
    assert found is not None
    assert found.agent_id == second.agent_id
    assert tab.days.columns[second.agent_id].head.digit.text() == "1"


def test_the_head_says_how_full_of_visits_kilometres_and_minutes(tab: PlanTab) -> None:
    column = fullest(tab)
    loads = column.column.load
    assert [one.has_room for one in (loads.way, loads.time)] == [False, True]
    assert max(one.column.load.way.share for one in tab.days.columns.values()) == 1.0
    assert loads.time.share > 0
    assert column.head.load.accessibleName() == loads.spoken
    assert all(one.words in loads.spoken for one in loads.each)
