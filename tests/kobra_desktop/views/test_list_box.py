"""What every list can do, whichever page it is on: one line of tools, ways out, Back, lines that
stay under the pointer.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.alerts import ATTENDED
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.table import Table
from tests.kobra_desktop.views.agreements.owed import owed
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.world import World

PLACES = [
    ("visits", "list"),
    ("visits", "review"),
    ("portfolio", "accounts"),
    ("portfolio", "parties"),
    ("portfolio", "places"),
    ("questionnaires", "list"),
    ("questionnaires", "answers"),
    ("agreements", "promises"),
    ("agreements", "payments"),
    ("alerts", "open"),
    ("portfolio", "imports"),
    ("administration", "users"),
    ("administration", "staff"),
    ("administration", "portfolios"),
    ("administration", "audit"),
]


def boxes(window: KobraWindow) -> list[ListBox]:
    """The lists that are seen."""
    return [box for box in window.page.findChildren(ListBox) if box.isVisible()]


def alerts(window: KobraWindow, qtbot: QtBot) -> AlertsPage:
    """The page of alerts, with the first one open."""
    window.open_page("alerts")
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(page.panel.isVisible)
    return page


def point(widget: QWidget, *, is_over: bool) -> None:
    """The pointer comes over a widget, or leaves it."""
    at = QPointF(5, 5)
    event = QEnterEvent(at, at, at) if is_over else QEvent(QEvent.Type.Leave)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(("key", "tab"), PLACES)
def test_every_list_has_the_same_shell(
    window: KobraWindow, world: World, qtbot: QtBot, key: str, tab: str
) -> None:
    """Search, export and the menu with columns, copying and printing."""
    answer(world, has_photos=False)
    owed(world)
    window.open_page(key, {"tab": tab})
    qtbot.waitUntil(lambda: bool(boxes(window)))
    for box in boxes(window):
        qtbot.waitUntil(box.export.isVisible)
        assert box.more.isVisible()
        assert box.search.isVisible()
        words = [one.text().partition("\t")[0] for one in box.more.menu().actions()]
        assert words[:3] == ["Columns…", "Copy rows", "Print…"]
        tools = [box.search, *(chip for chip in box.chips.values() if chip.isVisible())]
        middles = [tool.geometry().center().y() for tool in tools]
        assert max(middles) - min(middles) < tools[0].height() / 2  # one line
    for table in window.page.findChildren(Table):
        if table.isVisible():
            assert any(box.isAncestorOf(table) for box in boxes(window))


def test_back_brings_the_list_as_it_was_left(window: KobraWindow, qtbot: QtBot) -> None:
    """Search, ticks, order, what is chosen, and the place."""
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 60)
    box, bar = page.box, page.table.verticalScrollBar()
    box.chips["state"].set_values({"assigned", "draft", "on_phone"})
    page._model.list.look(sort_key="party", is_descending=True)
    qtbot.waitUntil(lambda: page._model.list.is_settled)
    shown = page.table.model().rowCount()
    page.table.selectRow(2)
    chosen = page.table.chosen_ids
    bar.setValue(bar.maximum())
    place = bar.value()
    assert place > 0
    window.open_page("alerts")
    window.open_page("visits", {"accepted": {}, "search": "x"})
    qtbot.waitUntil(lambda: page._model.list.is_settled and not box.stack.is_content)
    page._model.list.look(sort_key="", is_descending=False)
    window.go_back()
    window.go_back()
    qtbot.waitUntil(lambda: page._model.list.is_settled and bar.value() == place)
    assert page.table.model().rowCount() == shown
    assert page.table.chosen_ids == chosen
    assert page._model.list.view.sort_key == "party"
    assert page.table.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_back_brings_lists_of_tabs_as_they_were_left(window: KobraWindow, qtbot: QtBot) -> None:
    """As of pages that are one list."""
    window.open_page("administration", {"tab": "users"})
    qtbot.waitUntil(lambda: bool(boxes(window)) and boxes(window)[0].table.model().rowCount() == 3)
    (box,) = boxes(window)
    box.search.setText("ines")
    qtbot.waitUntil(lambda: box.table.model().rowCount() == 1)
    box.table.selectRow(0)
    chosen = box.chosen_id
    window.open_page("administration", {"tab": "staff"})
    box.clear_filters()
    box.table.clearSelection()
    qtbot.waitUntil(lambda: box.table.model().rowCount() == 3)
    window.go_back()
    qtbot.waitUntil(lambda: box.isVisible() and box.table.model().rowCount() == 1)
    assert (box.search.text(), box.chosen_id) == ("ines", chosen)


def test_who_put_the_panel_away_keeps_it_away(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """News do not open it again; a click on a row does."""
    page = alerts(window, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    with world.replica.pulling() as connection:
        rows.write(connection, "alert", replace(world.alerts[3], count=9), 9)
    with qtbot.waitSignal(page._model.list.loaded):
        world.replica.tell(ChangeSet.of("alert", [world.alerts[3].id]))
    assert not page.panel.isVisible()
    assert not page.table.chosen_ids
    page.table.selectRow(0)
    assert page.panel.isVisible()
    page.table.clearSelection()  # as Ctrl with a click on the chosen row
    with qtbot.waitSignal(page._model.list.loaded):
        world.replica.tell(ChangeSet.of("alert", [world.alerts[3].id]))
    assert not page.panel.isVisible()


def test_a_chord_that_is_still_held_adds_nothing_to_what_is_chosen(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """As of Ctrl+K: with the key held, Qt would add a row, or take it away the second time."""
    page = alerts(window, qtbot)
    one, other = world.alerts[3].id, world.alerts[4].id
    QTest.keyPress(page.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for row_id in (one, other, other):
        assert page.table.choose(row_id)
        assert page.table.chosen_ids == [row_id]
    QTest.keyRelease(page.table, Qt.Key.Key_Control)
    assert page.panel.alert_id == other


def test_each_tab_says_that_it_is_empty_in_its_own_words(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Where nobody filtered, there is nothing to take away."""
    page = alerts(window, qtbot)
    for alert in world.alerts:
        with world.replica.pulling() as connection:
            rows.remove(connection, "alert", [alert.id])
    world.replica.tell(ChangeSet(all_of=frozenset({"alert"})))
    qtbot.waitUntil(lambda: not page.box.stack.is_content)
    assert "No open alerts" in said(page.box)
    page.tabs.choose(ATTENDED)
    qtbot.waitUntil(lambda: "Nothing here yet." in said(page.box))


def test_a_tab_that_filters_leave_empty_offers_to_remove_them(
    window: KobraWindow, qtbot: QtBot
) -> None:
    page = alerts(window, qtbot)
    shown = page.table.model().rowCount()
    page.box.search.setText("nadie se llama así")
    qtbot.waitUntil(lambda: not page.box.stack.is_content)
    assert "Nothing passes these filters." in said(page.box)
    page.box.clear_filters()
    qtbot.waitUntil(lambda: page.table.model().rowCount() == shown)


def said(box: ListBox) -> str:
    """All words where the rows would be."""
    return " ".join(text.text() for text in box.stack.findChildren(QLabel) if text.isVisible())


def test_news_move_no_line_under_the_pointer(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Over the rows; over the titles of the columns they do."""
    page = alerts(window, qtbot)
    page._model.list.look(sort_key="count", is_descending=True)
    qtbot.waitUntil(lambda: page._model.list.is_settled)
    model = page._model.list.model
    last = model.id_at(model.rowCount() - 1)
    raised = next(one for one in world.alerts if one.id == last)

    def hear(count: int) -> None:
        with world.replica.pulling() as connection:
            rows.write(connection, "alert", replace(raised, count=count), count)
        with qtbot.waitSignal(page._model.list.loaded):
            world.replica.tell(ChangeSet.of("alert", [last]))

    point(page.table.viewport(), is_over=True)
    hear(90)
    assert model.id_at(model.rowCount() - 1) == last
    point(page.table.viewport(), is_over=False)
    point(page.table.horizontalHeader(), is_over=True)
    qtbot.waitUntil(lambda: model.id_at(0) == last)
    hear(0)
    assert model.id_at(model.rowCount() - 1) == last


def test_tools_stay_where_they_are_when_a_panel_opens(window: KobraWindow, qtbot: QtBot) -> None:
    """The panel lies under them."""
    window.open_page("administration", {"tab": "users"})
    qtbot.waitUntil(lambda: bool(boxes(window)) and boxes(window)[0].table.model().rowCount() > 0)
    (box,) = boxes(window)
    before = [box.search.geometry(), *(chip.geometry() for chip in box.chips.values())]
    y = box.stack.mapTo(box, box.stack.rect().topLeft()).y()
    box.table.selectRow(0)
    qtbot.waitUntil(lambda: box.stack.width() < box.width())
    assert [box.search.geometry(), *(chip.geometry() for chip in box.chips.values())] == before
    assert box.stack.mapTo(box, box.stack.rect().topLeft()).y() == y


def test_the_current_line_stays_in_sight_when_room_goes(window: KobraWindow, qtbot: QtBot) -> None:
    """A bar below the columns comes when a panel opens beside them."""
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    table = page.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 60)
    high = table.viewport().height()
    line = table.rowAt(high - 40)
    table.setCurrentIndex(table.model().index(line, 0))
    table.setFixedHeight(table.height() - 60)
    qtbot.waitUntil(lambda: table.viewport().height() < high)
    qtbot.waitUntil(
        lambda: table.visualRect(table.currentIndex()).bottom() < table.viewport().height()
    )
    assert table.currentIndex().row() == line
