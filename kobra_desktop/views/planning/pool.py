"""At the left of Planear: what waits to be given for the day, in groups that are chosen, folded and
carried as wholes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.planning.pool import PoolGroup, PoolLine, PoolModel, grouping_words
from kobra_desktop.views.planning.dragging import LEAST, VISITS, dragged, visits_mime
from kobra_desktop.views.planning.pool_lines import PoolLines
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.labels import label, plain_tip
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.search_field import SearchField

Index = QModelIndex | QPersistentModelIndex
Row = PoolGroup | PoolLine
ROW = Qt.ItemDataRole.UserRole


class PoolRows(QAbstractListModel):
    """Groups and the lines under them, one below the other."""

    def __init__(self, pool: PoolModel) -> None:
        super().__init__(pool)
        self._pool = pool
        self.rows: list[Row] = []

    def show(self) -> None:
        """What the pool has now."""
        self.beginResetModel()
        self.rows = []
        for group in self._pool.groups:
            self.rows.append(group)
            if group.key not in self._pool.folded:
                self.rows += group.lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Groups and lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row itself, what is said of it aloud, and its law for who stands over it."""
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        if role == ROW:
            return found
        if isinstance(found, PoolGroup):
            spoken = f"{found.name}, {len(found.lines)}"
            return spoken if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(part for part in (found.name, found.place, found.until) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (found.name, found.place, found.why, found.law)
            return plain_tip("\n".join(part for part in parts if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All may be chosen and carried."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def mimeTypes(self) -> list[str]:
        """Visits alone."""
        return [VISITS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The visits of these rows."""
        return visits_mime(self.ids(index.row() for index in indexes))

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The visits that these rows stand for, each once."""
        found: dict[str, None] = {}
        for at in rows:
            one = self.rows[at]
            found |= dict.fromkeys(one.ids if isinstance(one, PoolGroup) else (one.id,))
        return list(found)


class PoolList(QListView):
    """`opened` (visit id). A click on a group's mark folds it, and so do ← and →."""

    opened = Signal(str)
    taken_back = Signal(object)

    def __init__(self, look: Look, pool: PoolModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self.rows = PoolRows(pool)
        self.lines = PoolLines(look, pool, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.lines)
        self.setProperty("look", "bare")
        self.setAccessibleName(self.tr("Visits that nobody has"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)

    def choose(self, visit_ids: Sequence[str]) -> None:
        """Select exactly the lines of these visits; a group whose lines all are is selected too."""
        wanted, selection, first = set(visit_ids), QItemSelection(), None
        for at, one in enumerate(self.rows.rows):
            ids = one.ids if isinstance(one, PoolGroup) else (one.id,)
            if wanted.issuperset(ids):
                index = self.rows.index(at)
                selection.select(index, index)
                first = index if first is None else first
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first is not None:
            self.scrollTo(first)

    @property
    def chosen_ids(self) -> list[str]:
        """The visits of what is selected."""
        return self.rows.ids(sorted(index.row() for index in self.selectedIndexes()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← folds the group, → unfolds it."""
        found = self.currentIndex().data(ROW)
        key = event.key()
        if isinstance(found, PoolGroup) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(found, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """News wait until it is let go."""
        self._pool.plan.hold()
        super().startDrag(actions)
        self._pool.plan.release()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Visits of agents may be given back here."""
        if event.source() is not self and dragged(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere."""
        if event.source() is not self and dragged(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are nobody's any more."""
        # Qt would else take the rows out by itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.taken_back.emit(dragged(event.mimeData()))

    def _fold(self, group: PoolGroup, is_folded: bool) -> None:
        self._pool.fold(group.key, is_folded)
        at = next((n for n, one in enumerate(self.rows.rows) if _is_group(one, group.key)), 0)
        self.setCurrentIndex(self.rows.index(at))

    def _on_clicked(self, index: QModelIndex) -> None:
        found = index.data(ROW)
        inside = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        if isinstance(found, PoolGroup) and inside < self.lines.mark_width:
            self._fold(found, found.key not in self._pool.folded)

    def _on_activated(self, index: QModelIndex) -> None:
        found = index.data(ROW)
        if isinstance(found, PoolLine):
            self.opened.emit(found.id)
        elif isinstance(found, PoolGroup):
            self._fold(found, found.key not in self._pool.folded)


def _is_group(one: Row, key: str) -> bool:
    return isinstance(one, PoolGroup) and one.key == key


class PoolPane(QWidget):
    """`opened` (visit id): one in full. `assign_wished`: who shall have what is chosen."""

    opened = Signal(str)
    assign_wished = Signal()

    def __init__(self, look: Look, pool: PoolModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._pool = pool.plan, pool
        self._is_telling = False
        self.count = label("", "strong")
        self.grouping = QComboBox()
        name_choice(self.grouping, self.tr("Group by"))
        for key, words in grouping_words():
            self.grouping.addItem(words, key)
        self.search = SearchField(self.tr("Name, street, account…"))
        self.blocked = Button(look, "", "chip", "octagon-alert")
        self.blocked.setCheckable(True)
        self.list = PoolList(look, pool)
        self.stack = PageState(look, self.list)
        self.assign = Button(look, self.tr("Assign…"), "primary", "user-plus")
        self.chosen = label("", "caption")
        head = row(self.count, None, self.grouping, space=8)
        foot = row(self.chosen, None, self.assign, space=8)
        lines = column(head, self.search, row(self.blocked, None), self.stack, foot, space=6)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(LEAST))
        self._connect()
        self._show()

    def _connect(self) -> None:
        pool, plan = self._pool, self._plan
        pool.changed.connect(self._show)
        plan.chosen_changed.connect(self._on_chosen)
        self.search.searched.connect(pool.search)
        self.blocked.toggled.connect(pool.hide_blocked)
        self.grouping.currentIndexChanged.connect(
            lambda at: pool.group_by(self.grouping.itemData(at))
        )
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.list.opened.connect(self.opened)
        self.list.taken_back.connect(plan.take_back)
        self.assign.clicked.connect(self.assign_wished)

    def _show(self) -> None:
        pool = self._pool
        place = self.list.verticalScrollBar().value()
        self._is_telling = True
        self.list.rows.show()
        self.list.choose(self._plan.chosen)
        self._is_telling = False
        self.list.verticalScrollBar().setValue(place)
        shown = len(pool.lines)
        of_all = self.tr("{shown} of {total} wait")
        words = of_all if pool.is_narrowed else self.tr("{total} wait")
        self.count.setText(words.format(shown=figure(shown), total=figure(pool.total)))
        self.blocked.setVisible(bool(pool.blocked) or pool.hides_blocked)
        hide = self.tr("Hide what the law refuses that day ({count})")
        self.blocked.setText(hide.format(count=figure(pool.blocked)))
        self._show_look(shown)
        self._on_chosen_words()

    def _show_look(self, shown: int) -> None:
        pool = self._pool
        if not pool.is_loaded:
            self.stack.show_loading()
        elif shown:
            self.stack.show_content()
        elif pool.total:
            self.stack.show_empty(
                self.tr("Nothing passes these filters."), (self.tr("Show all"), self._show_all)
            )
        else:
            self.stack.show_empty(self.tr("Every visit of the day has an agent."), None, "check")

    def _show_all(self) -> None:
        self.search.clear()
        self.blocked.setChecked(False)

    def _on_selected(self) -> None:
        if not self._is_telling:
            self._is_telling = True
            self._plan.choose(self.list.chosen_ids)
            self._is_telling = False
        self._on_chosen_words()

    def _on_chosen(self) -> None:
        if not self._is_telling:
            self._is_telling = True
            self.list.choose(self._plan.chosen)
            self._is_telling = False
        self._on_chosen_words()

    def _on_chosen_words(self) -> None:
        count = len(self._plan.chosen)
        self.chosen.setText(self.tr("{count} chosen").format(count=figure(count)) if count else "")
        self.assign.setEnabled(bool(count) and self._plan.may_plan)
