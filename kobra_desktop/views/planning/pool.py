"""At the left of Planear: what waits to be given for the day, in groups that are chosen, folded and
carried as wholes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.planning.pool import PoolGroup, PoolLine, PoolModel, grouping_words
from kobra_desktop.views.planning.dragging import LEAST, dragged
from kobra_desktop.views.planning.pool_lines import MARK, PoolLines
from kobra_desktop.views.planning.visit_list import ROW, VisitList, VisitRows
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.search_field import SearchField

Row = PoolGroup | PoolLine


class PoolRows(VisitRows[Row]):
    """Groups and the lines under them, one below the other."""

    def __init__(self, pool: PoolModel) -> None:
        super().__init__(pool)
        self._pool = pool

    def refresh(self) -> None:
        """What the pool has now."""
        rows: list[Row] = []
        for group in self._pool.groups:
            rows.append(group)
            if group.key not in self._pool.folded:
                rows += group.lines
        self.show(rows)

    def ids_of(self, row: Row) -> Sequence[str]:
        """A group stands for all that is in it."""
        return row.ids if isinstance(row, PoolGroup) else (row.id,)

    def spoken(self, row: Row) -> str:
        """A group by name and count, a visit by who and where."""
        if isinstance(row, PoolGroup):
            return f"{row.name}, {len(row.lines)}"
        return ", ".join(part for part in (row.name, row.place, row.until) if part)

    def tip(self, row: Row) -> str:
        """With what the law says, whole."""
        if isinstance(row, PoolGroup):
            return ""
        return "\n".join(part for part in (row.name, row.place, row.why, row.law) if part)


class PoolList(VisitList):
    """`taken_back` (visits): dropped here. A click on a group's mark folds it, so do ← and →."""

    taken_back = Signal(object)

    def __init__(self, look: Look, pool: PoolModel, parent: QWidget | None = None) -> None:
        rows = PoolRows(pool)
        super().__init__(rows, lambda held: PoolLines(look, pool, held), parent)
        self.rows, self._pool = rows, pool
        self._mark_width = look.pixels(MARK)
        self.setAccessibleName(self.tr("Visits that nobody has"))
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)
        self.drag_began.connect(pool.plan.hold)
        self.drag_ended.connect(pool.plan.release)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← folds the group, → unfolds it."""
        found = self.currentIndex().data(ROW)
        key = event.key()
        if isinstance(found, PoolGroup) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(found, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

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
        self.taken_back.emit(self.let_go(event))

    def _fold(self, group: PoolGroup, is_folded: bool) -> None:
        self._pool.fold(group.key, is_folded)
        at = next((n for n, one in enumerate(self.rows.rows) if _is_group(one, group.key)), 0)
        self.setCurrentIndex(self.rows.index(at))

    def _on_clicked(self, index: QModelIndex) -> None:
        found = index.data(ROW)
        inside = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        if isinstance(found, PoolGroup) and inside < self._mark_width:
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
        self.list.chosen_changed.connect(self._on_selected)
        self.list.opened.connect(self.opened)
        self.list.taken_back.connect(plan.take_back)
        self.assign.clicked.connect(self.assign_wished)

    def _show(self) -> None:
        pool = self._pool
        place = self.list.verticalScrollBar().value()
        self._is_telling = True
        self.list.rows.refresh()
        self.list.choose(self._plan.chosen, brings=False)
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
            self._plan.choose(self.list.chosen_with(self._plan.chosen))
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
