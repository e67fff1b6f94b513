"""The look and the whole window over the invented field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.small_map import SmallMap
from tests.kobra_desktop.views.fixtures import background, workspace, world

__all__ = ["background", "workspace", "world"]


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """The light look, in force. Widgets of tests before, closed long ago, are not dressed too."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = Look(ThemeChoice.LIGHT)
    made.apply(ThemeChoice.LIGHT)
    return made


@pytest.fixture(autouse=True)
def pointer_away(qapp: QApplication) -> None:
    """Lists hold their lines under the pointer, which stays where the test before has clicked."""
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight() + QPoint(9, 9))


@pytest.fixture
def window(qtbot: QtBot, look: Look, workspace: Workspace) -> Iterator[KobraWindow]:
    """The whole window, shown, with its first page loaded."""
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
    made = KobraWindow(look, workspace, status)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    for shown in made.findChildren(SmallMap):  # nobody runs the loop that would end its page
        shown.dispose()


@pytest.fixture
def clipboard_taken(qapp: QApplication) -> Iterator[None]:
    """Another program that takes the clipboard as soon as something is on it."""
    clipboard = QGuiApplication.clipboard()

    def take() -> None:
        clipboard.blockSignals(True)
        clipboard.setText("of another program")
        clipboard.blockSignals(False)

    clipboard.dataChanged.connect(take)
    yield
    clipboard.dataChanged.disconnect(take)
