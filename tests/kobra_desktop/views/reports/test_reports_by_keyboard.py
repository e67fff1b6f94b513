"""Reportes without a mouse: the way of the Tab key, arrows, the menu of a chart, Ctrl+K and F5."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.places import places
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.tab import ReportTab
from kobra_domain.reports.declared import REPORTS
from kobra_domain.words import say
from tests.kobra_desktop.views.reports.driven import counted

MOST_STEPS = 80
HAND = 100
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def card_of(tab: ReportTab, widget: QWidget) -> PanelCard | None:
    return next((one for one in tab.cards if one.isAncestorOf(widget)), None)


def is_page(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, QWebEngineView):
        widget = widget.parentWidget()
    return widget is not None


def is_seen(tab: ReportTab, widget: QWidget) -> bool:
    """Whole, or of what is higher than the window as much as a hand is."""
    ground = tab.area.viewport()
    there = QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
    return (there & ground.rect()).height() >= min(there.height(), HAND)


def test_tab_goes_from_the_filters_to_each_panel_in_its_order_and_what_it_is_at_is_seen(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    tab.bar.measure.setFocus(Qt.FocusReason.TabFocusReason)
    way: list[QWidget] = [focused()]
    qtbot.waitUntil(lambda: all(card.box and card.box.isVisible() for card in tab.cards))
    while len(way) < MOST_STEPS:
        QTest.keyClick(way[-1], Qt.Key.Key_Tab)
        is_behind = card_of(tab, way[-1]) and not card_of(tab, focused())
        if is_behind or is_page(focused()):
            break  # behind the last panel, or where the page of a map has the keys
        way.append(focused())
        if card_of(tab, way[-1]):
            qtbot.waitUntil(lambda: is_seen(tab, way[-1]))
    bar = [one for one in way if tab.bar.isAncestorOf(one)]
    assert way[: len(bar)] == bar  # all of them, then the panels
    for part in (tab.bar.period, tab.bar.against, *tab.bar.chips.values()):
        assert any(part is one or part.isAncestorOf(one) for one in bar)
    places_of = [tab.cards.index(card) for one in way if (card := card_of(tab, one))]
    assert places_of[0] == 0
    assert all(one <= other for one, other in pairwise(places_of))
    assert [one for one in way if not _name(one)] == []


def test_arrows_walk_a_chart_and_its_menu_opens_the_rows(window: KobraWindow, qtbot: QtBot) -> None:
    box = counted(window, qtbot, "hours").cards[0].box
    assert box is not None
    box.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box.chart, Qt.Key.Key_Home)
    first = box.chart.current
    QTest.keyClick(box.chart, Qt.Key.Key_Right)
    second = box.chart.current
    assert first is not None
    assert second is not None
    assert second is not first
    by_key = QContextMenuEvent.Reason.Keyboard
    at = QPoint(20, 20)
    QApplication.sendEvent(box, QContextMenuEvent(by_key, at, box.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(box.mark_chosen) as opened:
        menu.actions()[0].trigger()
    menu.close()
    assert tuple(opened.args) == second.of
    QTest.keyClick(box.chart, Qt.Key.Key_Escape)
    assert box.chart.current is None


def test_ctrl_k_leads_to_each_report(window: KobraWindow) -> None:
    known = places(window.workspace.desk, window.workspace.locale)
    led = {one.words: one.state for one in known if one.page == "reports"}
    names = {key: say(f"report.{key}", None, window.workspace.locale) for key in REPORTS}
    assert set(names.values()) <= set(led)


def test_f5_counts_what_is_shown_anew(window: KobraWindow, qtbot: QtBot) -> None:
    tab = counted(window, qtbot, "hours")
    asked: list[bool] = []
    tab.model.changed.connect(lambda: asked.append(tab.model.is_asking))
    page = window.page
    assert isinstance(page, ReportsPage)
    page.reload()
    assert asked[0]
    qtbot.waitUntil(lambda: not tab.model.is_asking)
    assert not tab.counting.isVisible()


@pytest.mark.parametrize("key", [key for key, kind in REPORTS.items() if not kind.opens])
def test_each_chart_says_what_it_is_and_has_its_figures_as_a_table(
    window: KobraWindow, qtbot: QtBot, key: str
) -> None:
    tab = counted(window, qtbot, key)
    boxes = [card.box for card in tab.cards if card.box is not None]
    for box in boxes:
        assert box.chart.accessibleName() == box.chart.scene.title
        assert box.chart.accessibleDescription()
        assert box.chart.scene.twin.columns
    shown = next((box for box in boxes if not box.as_table.isHidden()), None)
    if shown is not None:
        shown.as_table.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(shown.as_table, Qt.Key.Key_Space)
        assert shown.stack.currentWidget() is shown.table
        assert shown.table.isAncestorOf(focused())
