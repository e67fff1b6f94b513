"""Number tiles: a figure, its name, and how it compares. A tile is a button to its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column


class Tile(QFrame):
    """One number of today."""

    opened = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._look = look
        self._name = name
        self._number = label("–", "number")
        self._number.setFont(look.font("number"))
        self._under = label("", "caption", wrap=True)
        self._title = label(name, "secondary", wrap=True)
        self.setLayout(
            column(self._title, self._number, self._under, None, space=0, margins=(16, 10, 16, 10))
        )
        self.setAccessibleName(name)

    def set_number(self, text: str, under: str = "", about: str = "") -> None:
        """The figure, a caption below it, and what both say to who hovers or listens."""
        self._number.setText(text)
        self._under.setText(under)
        self.setAccessibleName(f"{self._name}: {text} {under}".strip())
        self.setAccessibleDescription(about)
        self.setToolTip(about)

    @property
    def figure(self) -> str:
        """What it shows."""
        return self._number.text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the rows."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
