"""What the pool and the agents' days have in common: a list whose rows stand for visits that are
chosen together with those of the other lists, carried, and let go on another.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from kobra_desktop.views.planning.dragging import VISITS, dragged, visits_mime
from kobra_desktop.views.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
R = TypeVar("R")


class VisitRows(QAbstractListModel, Generic[R]):
    """Rows that each stand for no, one or several visits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[R] = ()

    @abstractmethod
    def ids_of(self, row: R) -> Sequence[str]:
        """The visits that a row stands for."""

    @abstractmethod
    def spoken(self, row: R) -> str:
        """The row aloud."""

    @abstractmethod
    def tip(self, row: R) -> str:
        """All of it, for who stands over it."""

    def is_carried(self, row: R) -> bool:
        """Whether it may be dragged."""
        return bool(self.ids_of(row))

    def show(self, rows: Sequence[R]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All of them."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row itself, what is said of it aloud, and all of it for who stands over it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        said: dict[int, Callable[[], object]] = {
            ROW: lambda: row,
            Qt.ItemDataRole.DisplayRole: lambda: self.spoken(row),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tip(self.tip(row)) or None,
        }
        return said[role]() if role in said else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what stands for visits is chosen."""
        row = self.rows[index.row()] if index.isValid() else None
        if row is None or not self.ids_of(row):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.is_carried(row) else usual

    def mimeTypes(self) -> list[str]:
        """Visits alone."""
        return [VISITS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The visits of these rows, in their order."""
        at = sorted(index.row() for index in indexes)
        return visits_mime(self.ids(one for one in at if self.is_carried(self.rows[one])))

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The visits that these rows stand for, each once."""
        return list(dict.fromkeys(one for at in rows for one in self.ids_of(self.rows[at])))


class VisitList(QListView):
    """`opened` (visit id). `drag_began`, `drag_ended`: news wait in between. `hovered` (visit id,
    "" for none): what the pointer is over.
    """

    chosen_changed = Signal()
    opened = Signal(str)
    drag_began = Signal()
    drag_ended = Signal()
    hovered = Signal(str)

    def __init__(
        self,
        rows: VisitRows[R],
        lines: Callable[[QWidget], QStyledItemDelegate],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.adds = False  # whether the last choice came with Ctrl or Shift
        self.setModel(rows)
        self.setItemDelegate(lines(self))
        self.setProperty("look", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        # A click on what is selected already ends the choice in other lists, too.
        self.clicked.connect(lambda _: self.chosen_changed.emit())
        self.entered.connect(lambda index: self.hovered.emit(self._one_at(index)))

    @property
    def chosen_ids(self) -> list[str]:
        """The visits of what is selected, in the order of the list."""
        return self._rows.ids(sorted(index.row() for index in self.selectedIndexes()))

    @property
    def held_ids(self) -> set[str]:
        """All visits that it shows."""
        return set(self._rows.ids(range(len(self._rows.rows))))

    def chosen_with(self, chosen: Iterable[str]) -> list[str]:
        """What is selected, and what is chosen in other lists where Ctrl adds to it."""
        held = self.held_ids if self.adds else set()
        others = [one for one in chosen if one not in held] if self.adds else []
        return [*others, *self.chosen_ids]

    def choose(self, visit_ids: Iterable[str], *, brings: bool = True) -> bool:
        """Select exactly the rows of these visits, whole ones only, and bring the first into view;
        whether there is one.
        """
        wanted, selection, first = set(visit_ids), QItemSelection(), None
        for at, row in enumerate(self._rows.rows):
            ids = self._rows.ids_of(row)
            if ids and wanted.issuperset(ids):
                index = self._rows.index(at)
                selection.select(index, index)
                first = index if first is None else first
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first is not None and brings:
            self.scrollTo(first)
        return first is not None

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Qt asks how a press or a key selects: what is held then is remembered."""
        held = getattr(event, "modifiers", None)
        if held is not None:
            add = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.adds = bool(held() & add)
        return super().selectionCommand(index, event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """News wait until it is let go."""
        self.drag_began.emit()
        super().startDrag(Qt.DropAction.MoveAction)
        self.drag_ended.emit()

    def let_go(self, event: QDropEvent) -> tuple[str, ...]:
        """The visits of a drop, which the store moves: Qt would else take the rows out itself."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return dragged(event.mimeData())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def _one_at(self, index: QModelIndex) -> str:
        ids = self._rows.ids_of(self._rows.rows[index.row()]) if index.isValid() else ()
        return ids[0] if len(ids) == 1 else ""
