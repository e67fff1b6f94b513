"""Each shortcut of ux.md whose act exists, pressed on the real window; and the list of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.models.acts import WayBack
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.help import ShortcutsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.form import VisitDialog
from kobra_desktop.views.visits.page import VisitsPage

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def visits(window: KobraWindow, qtbot: QtBot) -> VisitsPage:
    """Visitas with its rows, the keyboard in the table."""
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.box.stack.is_content and page.table.model().rowCount() > 0)
    page.table.setFocus()
    page.table.selectRow(0)
    return page


@pytest.mark.parametrize(
    ("key", "modifier", "wish"),
    [
        (Qt.Key.Key_F5, NONE, "sync_requested"),
        (Qt.Key.Key_L, CONTROL, "lock_requested"),
        (Qt.Key.Key_F11, NONE, "wall_requested"),
    ],
)
def test_wishes_that_leave_the_window(
    window: KobraWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, wish: str
) -> None:
    """F5, Ctrl+L, F11."""
    window.wall_requested.disconnect()  # the wall itself is the map's
    with qtbot.waitSignal(getattr(window, wish)):
        QTest.keyClick(window, key, modifier)


def test_pages_back_and_forward(window: KobraWindow, visits: VisitsPage) -> None:
    """Ctrl+8, Alt+Left, Alt+Right."""
    QTest.keyClick(window, Qt.Key.Key_8, CONTROL)
    assert window.page is not visits
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.page is visits
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.page is not visits


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_the_scope_opens(window: KobraWindow) -> None:
    """Ctrl+Shift+S."""
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL | SHIFT)
    assert window._scope_menu.isVisible()
    window._scope_menu.close()


def test_filter(window: KobraWindow, visits: VisitsPage) -> None:
    """Ctrl+F and /."""
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert visits.box.search.hasFocus()
    visits.table.setFocus()
    QTest.keyClick(visits.table, Qt.Key.Key_Slash)
    assert visits.box.search.hasFocus()
    assert visits.box.search.text() == ""


@pytest.mark.parametrize(
    ("key", "modifier", "kind"),
    [(Qt.Key.Key_N, CONTROL, VisitDialog), (Qt.Key.Key_A, CONTROL | SHIFT, AssignDialog)],
)
def test_new_and_assign(
    window: KobraWindow,
    visits: VisitsPage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    kind: type[QDialog],
) -> None:
    """Ctrl+N, Ctrl+Shift+A."""
    QTest.keyClick(window, key, modifier)
    (dialog,) = [d for d in window.findChildren(kind) if d.isVisible()]
    dialog.reject()


def test_the_table_by_the_keyboard(window: KobraWindow, visits: VisitsPage, qtbot: QtBot) -> None:
    """Arrows move, Space chooses, Ctrl+C copies, Enter opens, Esc closes."""
    table = visits.table
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_Down, CONTROL)
    assert len(table.chosen_ids) == 1
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(table.chosen_ids) == 2
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert len(QApplication.clipboard().text().splitlines()) == 3
    with qtbot.waitSignal(table.row_opened):
        QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: visits.is_result_open)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert visits.table.isVisible()
    qtbot.waitUntil(visits.panel.isVisible)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not visits.panel.isVisible()


def test_undo_and_redo(window: KobraWindow) -> None:
    """Ctrl+Z takes back, Ctrl+Shift+Z does it again, and neither does the other's work."""
    happened: list[str] = []

    def again() -> None:
        happened.append("again")

    def back() -> None:
        happened.append("back")
        window.toast.say("Undone.", WayBack(again, is_redo=True))

    window.toast.say("Done", WayBack(back))
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert happened == []
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert happened == ["back"]
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert happened == ["back", "again"]


def test_all_are_listed(window: KobraWindow) -> None:
    """Ctrl+/ and ? open the list."""
    QTest.keyClick(window, Qt.Key.Key_Slash, CONTROL)
    (dialog,) = [d for d in window.findChildren(ShortcutsDialog) if d.isVisible()]
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for keys in ("Ctrl+K", "Ctrl+1…9", "Ctrl+Shift+Z", "Ctrl+Shift+S", "F5", "Alt+←", "Space"):
        assert keys in said
    dialog.reject()
    QTest.keyClick(window, Qt.Key.Key_Question)
    assert any(d.isVisible() for d in window.findChildren(ShortcutsDialog))
