"""The keyboard is where a person looks: on the tab that is seen, never on a list that is hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import LIST, REVIEW, VisitsPage
from kobra_desktop.views.widgets.tabs import TabBar
from tests.kobra_desktop.views.walk import is_loaded


def hidden_lists(page: QWidget) -> dict[QAbstractItemView, tuple[int, int]]:
    """Where each list stands that is not seen."""
    lists = page.findChildren(QAbstractItemView)
    hidden = [one for one in lists if not one.isVisible() and not isinstance(one, QHeaderView)]
    return {one: (one.currentIndex().row(), len(one.selectedIndexes())) for one in hidden}


def test_keys_go_to_the_tab_that_is_seen(window: KobraWindow, qtbot: QtBot) -> None:
    """Of every page with tabs, after a click on each: ↓ and Space move nothing that is hidden."""
    walked = 0
    for key in window.keys:
        window.open_page(key)
        page = window.page
        qtbot.waitUntil(lambda p=page: is_loaded(p))  # type: ignore[misc]
        for bar in page.findChildren(TabBar):
            for tab in bar.findChildren(QPushButton) if bar.isVisible() else ():
                QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
                qtbot.waitUntil(lambda p=page: is_loaded(p))  # type: ignore[misc]
                focus = QApplication.focusWidget()
                assert focus is not None
                assert focus.isVisible(), (key, tab.text())
                assert focus is page or page.isAncestorOf(focus), (key, tab.text(), focus)
                before = hidden_lists(page)
                for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Space):
                    QTest.keyClick(focus, pressed)
                after = hidden_lists(page)
                assert {one: after[one] for one in before if one in after} == before
                walked += 1
    assert walked > 10


def test_another_list_of_visits_has_the_keyboard_at_once(window: KobraWindow, qtbot: QtBot) -> None:
    """↓ and Enter after «Por revisar» opened a visit of the list behind it; without a row to review
    they do nothing.
    """
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    page.tabs.choose(REVIEW)
    assert QApplication.focusWidget() is page
    page.tabs.choose(LIST)
    assert QApplication.focusWidget() is page.table
