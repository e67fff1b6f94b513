"""A panel beside what it belongs to: where there is no room for both it lies over its right edge,
so that opening it never makes the window wider.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Beside(QLayout):
    """The content, and panels of their own fixed widths, of which one at most is seen."""

    def __init__(self, content: QWidget, *panels: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self._panels = panels
        for widget in (content, *panels):
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's: take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's: how many."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt's: one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's: give one up."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """Qt's: both side by side."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        height = max((hint.height() for hint in hints), default=0)
        return QSize(sum(hint.width() for hint in hints), height)

    def minimumSize(self) -> QSize:
        """Qt's: the wider of the two, because the panel may lie over the content."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Qt's: place both."""
        super().setGeometry(rect)
        content, *items = self._items
        room = rect.width()
        for panel, item in zip(self._panels, items, strict=True):
            if item.isEmpty():
                continue
            taken = item.sizeHint().width()
            item.setGeometry(QRect(rect.right() + 1 - taken, rect.y(), taken, rect.height()))
            if room - taken < content.minimumSize().width():
                panel.raise_()
            else:
                room -= taken
        content.setGeometry(QRect(rect.x(), rect.y(), room, rect.height()))
