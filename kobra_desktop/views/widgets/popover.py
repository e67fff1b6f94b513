"""What opens under a button and stays until a click elsewhere or Esc: within the screen at any
scale, and the keyboard goes back to where it came from.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

EDGE = 4  # pixels between it, its button and the screen's edge


class Popover(QFrame):
    """Belongs to its button; `prepare` makes it fit the room there is."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._anchor = anchor
        self.setObjectName("drop")

    def open(self) -> None:
        """Show it under its button, or above where there is more room."""
        room = self._anchor.screen().availableGeometry().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        button = QRect(self._anchor.mapToGlobal(self._anchor.rect().topLeft()), self._anchor.size())
        below, above = room.bottom() - button.bottom() - EDGE, button.top() - room.top() - EDGE
        self.prepare(QSize(room.width(), max(below, above)))
        self.adjustSize()
        size = self.size().boundedTo(QSize(room.width(), max(below, above)))
        is_below = size.height() <= below or below >= above
        x = max(room.left(), min(button.left(), room.right() - size.width() + 1))
        y = button.bottom() + EDGE if is_below else button.top() - EDGE - size.height()
        self.setGeometry(x, max(room.top(), y), size.width(), size.height())
        self.show()
        self.focus_first()

    def prepare(self, room: QSize) -> None:
        """It is about to be seen, with only so much room."""

    def focus_first(self) -> None:
        """Give the keyboard to what is used first."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on its button closes it and does not open it again."""
        at = self._anchor.mapFromGlobal(event.globalPosition().toPoint())
        is_on_button = self._anchor.rect().contains(at)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, is_on_button)
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever opened it goes on from there."""
        super().hideEvent(event)
        self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
