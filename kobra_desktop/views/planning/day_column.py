"""One agent's day as a column: its head with how full it is, and its stops, which are chosen,
carried, dropped, moved by keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QProgressBar,
    QWidget,
)

from kobra_desktop.models.planning.planned_day import GapLine, Line, PlannedDay, StopLine, spoken
from kobra_desktop.views.planning.day_lines import DayLines
from kobra_desktop.views.planning.dragging import VISITS, dragged, visits_mime
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import ElidedLabel, label, plain_tip, set_property
from kobra_desktop.views.widgets.layouts import column, row

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
WIDE = 214  # pixels at 100 %
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayRows(QAbstractListModel):
    """The lines of a day."""

    def __init__(self, locale: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._locale = locale
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Stops and what lies between."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line itself, what is said of it aloud, and all of it for who stands over it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words if isinstance(line, GapLine) else spoken(line, self._locale)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, StopLine):
            parts = (f"{line.time}  {line.name}", line.street, *line.refused, *line.marked)
            return plain_tip("\n".join(part for part in parts if part.strip()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only stops are chosen, and only what has not begun is carried."""
        line = self.lines[index.row()] if index.isValid() else None
        if not isinstance(line, StopLine):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if line.is_open else usual

    def mimeTypes(self) -> list[str]:
        """Visits alone."""
        return [VISITS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The visits of these rows, in the order of the day."""
        found = [self.lines[at] for at in sorted(index.row() for index in indexes)]
        return visits_mime(one.id for one in found if isinstance(one, StopLine) and one.is_open)

    def place_of(self, at: int) -> int:
        """Where in the order of what is still to be visited a line stands."""
        before = self.lines[:at]
        return sum(isinstance(one, StopLine) and one.is_open for one in before)


class DayStops(QListView):
    """`dropped` (visits, place), `carried_over` (visits, place, where), `left`: nothing is carried
    over it any more. `moved` (steps): the chosen within the day. `sidled` (steps): the chosen to
    another agent, `walked` (steps): the keyboard there.
    """

    chosen_changed = Signal()
    opened = Signal(str)
    dropped = Signal(object, int)
    carried_over = Signal(object, int, QPoint)
    left = Signal()
    moved = Signal(int)
    sidled = Signal(int)
    walked = Signal(int)
    digit_pressed = Signal(int)
    taken_back = Signal()
    pin_wished = Signal(QPoint)
    menu_wished = Signal(QPoint)
    focused = Signal()
    drag_began = Signal()
    drag_ended = Signal()

    def __init__(self, look: Look, locale: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = DayRows(locale, self)
        self.setModel(self.rows)
        self.setItemDelegate(DayLines(look, self))
        self.setProperty("look", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.activated.connect(self._on_activated)

    @property
    def chosen_ids(self) -> list[str]:
        """The visits that are selected, in the order of the day."""
        found = (index.data(ROW) for index in sorted(self.selectedIndexes()))
        return [one.id for one in found if isinstance(one, StopLine)]

    def choose(self, visit_ids: set[str]) -> bool:
        """Select exactly these; whether one of them is here."""
        selection, first = QItemSelection(), None
        for at, one in enumerate(self.rows.lines):
            if isinstance(one, StopLine) and one.id in visit_ids:
                index = self.rows.index(at)
                selection.select(index, index)
                first = first or index
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first is not None:
            self.scrollTo(first)
        return first is not None

    def startDrag(self, actions: Qt.DropAction) -> None:
        """News wait until it is let go."""
        self.drag_began.emit()
        super().startDrag(Qt.DropAction.MoveAction)
        self.drag_ended.emit()

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
        visits = dragged(event.mimeData())
        if visits:
            # Qt would else take the rows out by itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(visits, self._place_at(event.position().toPoint()))

    def _place_at(self, at: QPoint) -> int:
        index = self.indexAt(at)
        if not index.isValid():
            return self.rows.place_of(len(self.rows.lines))
        is_below = at.y() > self.visualRect(index).center().y()
        return self.rows.place_of(index.row() + is_below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ walk, with Alt they move; ← and → go to the neighbour, with Ctrl (Alt is the
        window's Back) the visits do; a digit gives to that agent, Del to nobody, P pins.
        """
        key, held = Qt.Key(event.key()), event.modifiers()
        has_alt = bool(held & Qt.KeyboardModifier.AltModifier)
        has_ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        if has_alt and key in MOVES:
            self.moved.emit(MOVES[key])
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


class DayHead(QFrame):
    """Whose day it is and how full; carried, it carries the whole day. `pressed`: chosen."""

    pressed = Signal()
    menu_wished = Signal(QPoint)
    drag_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dayHead")
        self._begun: QPoint | None = None
        self.name = ElidedLabel("", "strong")
        self.digit = label("", "caption")
        self.shift = ElidedLabel("", "caption")
        self.load = QProgressBar()
        self.load.setTextVisible(False)
        self.load.setFixedHeight(look.pixels(6))
        self.facts = ElidedLabel("", "caption")
        above = row(self.name, self.digit, space=6)
        above.setStretchFactor(self.name, 1)
        lines = column(above, self.shift, self.load, self.facts, space=3, margins=(10, 8, 10, 8))
        self.setLayout(lines)

    def show_column(self, shown: PlannedDay) -> None:
        """Fill it."""
        self.name.setText(shown.name)
        self.digit.setText(str(shown.digit) if shown.digit else "")
        self.shift.setText(" · ".join(part for part in (shown.shift, shown.team_name) if part))
        load = shown.load
        self.load.setRange(0, 1_000)
        self.load.setValue(min(1_000, round(load.share * 1_000)))
        set_property(self.load, "tint", "warn" if load.is_over else "")
        words = f"{load.visits} · {load.way} · {load.time}"
        self.facts.setText(words)
        self.load.setAccessibleName(words)
        self.setToolTip(plain_tip("\n".join((shown.name, shown.team_name, words, *shown.against))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It may be the beginning of a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begun = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole day is carried."""
        if self._begun is None:
            return
        way = (event.position().toPoint() - self._begun).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._begun = None
            self.drag_wished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the day."""
        if self._begun is not None:
            self._begun = None
            self.pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the day."""
        self.menu_wished.emit(event.globalPos())


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
        is_other = shown != self.column or not self.stops.rows.lines
        self.column = shown
        self.head.show_column(shown)
        self.stops.setAccessibleName(f"{shown.name}, {shown.shift}, {shown.load.visits}")
        if is_other:
            place = self.stops.verticalScrollBar().value()
            current = self.stops.currentIndex().row()
            self.stops.rows.show(shown.lines)
            self.stops.verticalScrollBar().setValue(place)
            if 0 <= current < len(shown.lines):
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.stops.selectionModel().setCurrentIndex(self.stops.rows.index(current), flag)
