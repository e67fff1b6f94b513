"""What chips stand on: the look, and a window that is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def ground(qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window; whatever pops up is closed in the end."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
