"""Rows, columns and cards with the spaces of tokens.json."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def row(*parts: QWidget | QLayout | None, space: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    """Parts beside each other; None is what stretches."""
    made = QHBoxLayout()
    _fill(made, parts, space, margins)
    return made


def column(
    *parts: QWidget | QLayout | None, space: int = 8, margins: Margins = NONE
) -> QVBoxLayout:
    """Parts below each other; None is what stretches."""
    made = QVBoxLayout()
    _fill(made, parts, space, margins)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | QLayout | None, ...],
    space: int,
    margins: Margins,
) -> None:
    layout.setSpacing(space)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def holding(layout: QLayout, name: str = "") -> QWidget:
    """A widget that holds a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def card(layout: QLayout, name: str = "card") -> QFrame:
    """A surface with a hair line around it."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


class InSight(QScrollArea):
    """Keeps what the Tab key came to in sight while what stands above it still grows, until the
    wheel is turned.
    """

    def __init__(self) -> None:
        super().__init__()
        self._reached: QWidget | None = None

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Qt's."""
        has_moved = super().focusNextPrevChild(forward)
        self._reached = QApplication.focusWidget() if has_moved else None
        return has_moved

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Qt's: it watches what it shows."""
        is_taken = super().eventFilter(watched, event)
        if self._reached is not None and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_in_sight)
        return is_taken

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Qt's."""
        self._reached = None
        super().wheelEvent(event)

    def _keep_in_sight(self) -> None:
        if self._reached is not None and self._reached is QApplication.focusWidget():
            self.ensureWidgetVisible(self._reached)


def scrolling(inside: QWidget, made: QScrollArea | None = None) -> QScrollArea:
    """What is longer than its place; `made`: an area of a kind of its own for it."""
    made = made or QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setObjectName(inside.objectName() or "sheet")
    made.setWidget(inside)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let it go. The keyboard stays where it was: Qt would give
    it to the first widget of the window.
    """
    keeper, held = layout.parentWidget(), QApplication.focusWidget()
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if keeper and held and (widget is held or widget.isAncestorOf(held)):
                keeper.setFocus(Qt.FocusReason.OtherFocusReason)
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


class Flow(QLayout):
    """Parts beside each other that wrap into further lines, for chips and tiles of any language."""

    def __init__(self, space: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(space)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

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

    def expandingDirections(self) -> Qt.Orientation:
        """Qt's: it does not grow by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt's: narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's: the height at a width."""
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        """Qt's: place the parts."""
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """Qt's: what it would like."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Qt's: the widest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                hint = item.sizeHint()
                if not is_trial:
                    top = y + (height - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), hint))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if lines and used + self.spacing() + needed <= width:
                lines[-1].append(item)
                used += self.spacing() + needed
            else:
                lines.append([item])
                used = needed
        return lines
