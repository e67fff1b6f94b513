"""No part opens as a window of its own before it has a place: it would flicker and take the
keyboard away.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from tests.kobra_desktop.views.walk import dialogs, pages


class Watch(QObject):
    """Notes every widget that is shown as a window and should not be one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each Show."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            is_meant = isinstance(watched, QMainWindow | QDialog | QMenu)
            if watched.isWindow() and not is_meant:
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_nothing_is_shown_without_a_parent(window: KobraWindow, qtbot: QtBot) -> None:
    """On all pages and in all dialogs; not on the map, whose engine dies of a filter in Python."""
    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    for _ in pages(window, qtbot, without="map"):
        pass
    for _ in dialogs(window, qtbot):
        pass
    application.removeEventFilter(watch)
    assert not watch.seen
