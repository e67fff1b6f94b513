"""One agent's day as a column: its head with how full it is, and its stops, which are chosen,
carried, dropped, moved by keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.planning.planned_day import GapLine, Line, PlannedDay, StopLine, spoken
from kobra_desktop.views.planning.day_head import DayHead
from kobra_desktop.views.planning.day_lines import DayLines
from kobra_desktop.views.planning.dragging import dragged
from kobra_desktop.views.planning.visit_list import ROW, VisitList, VisitRows
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column

WIDE = 214  # pixels at 100 %
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayRows(VisitRows[Line]):
    """The lines of a day: stops, and what lies between, which stands for no visit."""

    def __init__(self, locale: str, parent: QObject) -> None:
        super().__init__(parent)
        self._locale = locale

    def ids_of(self, row: Line) -> Sequence[str]:
        """A stop is one visit."""
        return (row.id,) if isinstance(row, StopLine) else ()

    def is_carried(self, row: Line) -> bool:
        """Only what has not begun."""
        return isinstance(row, StopLine) and row.is_open

    def spoken(self, row: Line) -> str:
        """Hour, who, where, and how it stands."""
        return row.words if isinstance(row, GapLine) else spoken(row, self._locale)

    def tip(self, row: Line) -> str:
        """With all that speaks against it."""
        if isinstance(row, GapLine):
            return ""
        parts = (f"{row.time}  {row.name}", row.street, *row.refused, *row.marked)
        return "\n".join(part for part in parts if part.strip())

    def place_of(self, at: int) -> int:
        """Where in the order of what is still to be visited a line stands."""
        return sum(self.is_carried(one) for one in self.rows[:at])


class DayStops(VisitList):
    """`dropped` (visits, place), `carried_over` (visits, place, where), `left`: nothing is carried
    over it any more. `moved` (steps): the chosen within the day. `sidled` (steps): the chosen to
    another agent, `walked` (steps): the keyboard there, `risen`: to the head of the day.
    """

    dropped = Signal(object, int)
    carried_over = Signal(object, int, QPoint)
    left = Signal()
    moved = Signal(int)
    sidled = Signal(int)
    walked = Signal(int)
    risen = Signal()
    digit_pressed = Signal(int)
    taken_back = Signal()
    pin_wished = Signal(QPoint)
    menu_wished = Signal(QPoint)
    focused = Signal()

    def __init__(self, look: Look, locale: str, parent: QWidget) -> None:
        rows = DayRows(locale, parent)
        super().__init__(rows, lambda held: DayLines(look, held), parent)
        self.rows = rows
        self.activated.connect(self._on_activated)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Visits, from wherever they come."""
        if dragged(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """What the place would mean is asked of the page."""
        visits = dragged(event.mimeData())
        if visits:
            at = event.position().toPoint()
            self.carried_over.emit(visits, self._place_at(at), self.viewport().mapToGlobal(at))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is over another day."""
        self.left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """The drop is one act; the rows follow the store."""
        self.left.emit()
        if visits := self.let_go(event):
            self.dropped.emit(visits, self._place_at(event.position().toPoint()))

    def _place_at(self, at: QPoint) -> int:
        index = self.indexAt(at)
        if not index.isValid():
            return self.rows.place_of(len(self.rows.rows))
        is_below = at.y() > self.visualRect(index).center().y()
        return self.rows.place_of(index.row() + is_below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ walk, from the first stop to the head, with Alt they move; ← and → go to the
        neighbour, with Ctrl (Alt is the window's Back) the visits do; a digit gives to that agent,
        Del to nobody, P pins.
        """
        key, held = Qt.Key(event.key()), event.modifiers()
        has_alt = bool(held & Qt.KeyboardModifier.AltModifier)
        has_ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        if has_alt and key in MOVES:
            self.moved.emit(MOVES[key])
        elif key == Qt.Key.Key_Up and self._is_first():
            self.risen.emit()
        elif key in SIDES:
            (self.sidled if has_ctrl else self.walked).emit(SIDES[key])
        elif not (has_alt or has_ctrl) and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.digit_pressed.emit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit()
        elif key == Qt.Key.Key_P:
            self.pin_wished.emit(self._here())
        else:
            super().keyPressEvent(event)

    def _is_first(self) -> bool:
        """Whether no stop lies above."""
        at = self.currentIndex().row()
        return not any(self.rows.ids_of(one) for one in self.rows.rows[: max(0, at)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whose day it is now."""
        super().focusInEvent(event)
        self.focused.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a stop."""
        self.menu_wished.emit(event.globalPos())

    def _here(self) -> QPoint:
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def _on_activated(self, index: QModelIndex) -> None:
        found = index.data(ROW)
        if isinstance(found, StopLine):
            self.opened.emit(found.id)


class DayColumn(QFrame):
    """An agent's day."""

    def __init__(self, look: Look, locale: str, shown: PlannedDay, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dayColumn")
        self.agent_id = shown.agent_id
        self.column = shown
        self.head = DayHead(look, self)
        self.stops = DayStops(look, locale, self)
        lines = column(self.head, self.stops, space=0)
        lines.setStretchFactor(self.stops, 1)
        self.setLayout(lines)
        self.setFixedWidth(look.pixels(WIDE))
        self.show_column(shown)

    def show_column(self, shown: PlannedDay) -> None:
        """Fill it anew; where it was scrolled to stays."""
        is_other = shown != self.column or not self.stops.rows.rows
        self.column = shown
        self.head.show_column(shown)
        self.stops.setAccessibleName(f"{shown.name}, {shown.shift}, {shown.load.spoken}")
        if is_other:
            place = self.stops.verticalScrollBar().value()
            current = self.stops.currentIndex().row()
            self.stops.rows.show(shown.lines)
            self.stops.verticalScrollBar().setValue(place)
            if 0 <= current < len(shown.lines):
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.stops.selectionModel().setCurrentIndex(self.stops.rows.index(current), flag)
