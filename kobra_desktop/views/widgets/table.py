"""A table on a RowsModel or a WindowedModel: keeps what is chosen, sorts by asking, copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from kobra_desktop.models.exporting import ShownTable
from kobra_desktop.models.listed import Rows
from kobra_desktop.models.memory import Memory
from kobra_desktop.views.outside import copy, told_unless
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.cells import Cells
from kobra_desktop.views.widgets.table_columns import TableColumns
from kobra_domain.exports import needs_right
from kobra_records.files.exports.csv_writing import harmless

MOST_RANGES = 1_000  # a choice that another order scatters more than so is let go


class Exits(Protocol):
    """Where rows go out."""

    def copy(self, table: Table, text: str, rows: int) -> None:
        """Put the text on the clipboard, of many rows once it is recorded, and say so."""

    def export(self, page: QWidget) -> None:
        """Ask for the form and the place of a page's list, or of a table alone."""

    def print_rows(self, page: QWidget) -> None:
        """Ask where a page's list, or a table alone, shall be printed."""


@runtime_checkable
class HasExits(Protocol):
    """A window that lets rows out."""

    @property
    def exits(self) -> Exits:
        """Its ways out."""


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView):
    """`chosen_changed`: other rows are selected. `row_opened`: Enter or double click on one (its
    id).
    """

    chosen_changed = Signal()
    row_opened = Signal(str)
    sort_requested = Signal(str, bool)
    has_personal_data = True

    def __init__(
        self,
        look: Look,
        model: Rows,
        memory: Memory,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._rows, self._name = look, model, name
        self._kept_ids: Sequence[str] = ()
        self._current_id = ""
        self.setModel(model)
        self.setItemDelegate(Cells(look, self))
        self.setAccessibleName(name)
        self._dress()
        self.columns = TableColumns(look, self, model, memory, name)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.replacing.connect(self._on_replacing)
        model.replaced.connect(self._on_replaced)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda index: self.row_opened.emit(model.id_at(index.row())))

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._look.pixels(32))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Painting a title Qt asks of every chosen row whether the whole column is: seven seconds.
        header.setSelectionModel(QItemSelectionModel(self._rows, self))
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._on_sort_changed)

    # What is chosen

    @property
    def chosen_ids(self) -> Sequence[str]:
        """The selected rows, in the order of the screen. Of very many an id is made when somebody
        goes through them, which is a worker's work.
        """
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        return self._rows.choice(sorted((part.top(), part.bottom()) for part in parts))

    def selectAll(self) -> None:
        """All rows, also those that are not known yet."""
        self._rows.when_whole(super().selectAll)

    def selectRow(self, row: int) -> None:
        """This row alone, whatever keys are held: the chord that led here adds nothing to it."""
        index = self.model().index(row, max(self.columnAt(0), 0))
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def choose(self, *row_ids: str) -> bool:
        """Select these rows and bring the first into view; False when none of them is shown."""
        lines = [line for i in row_ids if (line := self._rows.line_of(i)) is not None]
        if not lines:
            return False
        self.selectRow(lines[0])
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for line in lines[1:]:
            self.selectionModel().select(self._rows.index(line, 0), rows)
        self.scrollTo(self._rows.index(lines[0], 0))
        return True

    def _on_about_to_reset(self) -> None:
        self._kept_ids = self.chosen_ids
        current = self.currentIndex()
        self._current_id = self._rows.id_at(current.row()) if current.isValid() else ""
        self._kept_scroll = self.verticalScrollBar().value()

    def _on_replacing(self) -> None:
        """Lines go and come one by one: Qt would choose the neighbour of one that goes."""
        self._on_about_to_reset()
        self.selectionModel().blockSignals(True)

    def _on_replaced(self) -> None:
        """The same rows stay selected, the same place stays in view."""
        chosen = self.selectionModel()
        chosen.blockSignals(True)
        ranges, last = self._rows.ranges_of(self._kept_ids), self._rows.columnCount() - 1
        kept = QItemSelection()
        for first, end in ranges if len(ranges) <= MOST_RANGES else ():
            kept.select(self._rows.index(first, 0), self._rows.index(end, last))
        chosen.select(kept, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        line = self._rows.line_of(self._current_id)
        if line is not None:
            still = QItemSelectionModel.SelectionFlag.NoUpdate
            chosen.setCurrentIndex(self._rows.index(line, 0), still)
        chosen.blockSignals(False)
        self.verticalScrollBar().setValue(self._kept_scroll)
        self.chosen_changed.emit()
        self.viewport().update()

    # Order

    def show_sort(self, key: str, *, is_descending: bool) -> None:
        """Set the arrow without asking for anything."""
        names = [column.key for column in self._rows.columns]
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(names.index(key) if key in names else -1, order)
        header.blockSignals(False)

    def _on_sort_changed(self, section: int, order: Qt.SortOrder) -> None:
        key = self._rows.columns[section].key
        self.sort_requested.emit(key, order == Qt.SortOrder.DescendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share other room; the current row stays in sight, also when a bar comes."""
        current = self.currentIndex()
        lost = event.oldSize().height() - event.size().height()
        was_seen = self.visualRect(current).top() < event.oldSize().height()
        super().resizeEvent(event)
        self.columns.refit()
        if lost > 0 and was_seen and current.isValid():
            self.scrollTo(current)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, Ctrl+P prints."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Print):
            self.print_rows()
        elif event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # it is the page's: on, or save
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.row_opened.emit(self._rows.id_at(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Slash:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen rows' visible columns, with titles, as tab-separated text, by the window's
        exits: they tell it, and ask the right for many rows. What a phone sent becomes no formula
        where it is pasted.
        """
        columns = [self._rows.columns[n] for n in self.columns.in_sight]
        title = "\t".join(column.title for column in columns)
        said = lambda row: "\t".join(harmless(c.leaving(row)) for c in columns)  # noqa: E731
        self._rows.with_said(self.chosen_ids, said, lambda lines: self._copy([title, *lines]))

    def _copy(self, lines: Sequence[str]) -> None:
        text, rows = "\n".join(lines), len(lines) - 1
        exits = _exits_of(self.window())
        if exits is not None:
            exits.copy(self, text, rows)
        elif not needs_right(rows, has_personal_data=self.has_personal_data):
            told_unless(copy(text), self._look, self)

    def export(self) -> None:
        """Every row, to a file, by the window's exits."""
        exits = _exits_of(self.window())
        if exits is not None:
            exits.export(self)

    def print_rows(self) -> None:
        """Every row, on paper, by the window's exits."""
        exits = _exits_of(self.window())
        if exits is not None:
            exits.print_rows(self)

    def when_whole(self, then: Callable[[], None]) -> None:
        """Call `then` once all rows are known, when `shown` has them."""
        self._rows.when_whole(then)

    def shown(self, filter_words: str) -> ShownTable:
        """All rows and the visible columns, as they stand, with what they are filtered by."""
        columns = [self._rows.columns[n] for n in self.columns.in_sight]
        rows = self._rows.shown_rows()
        return ShownTable(
            listing=self._name,
            columns=tuple(one for column in columns for one in column.exported),
            rows=lambda: ([v for column in columns for v in column.values(row)] for row in rows()),
            count=self._rows.rowCount(),
            filter=filter_words,
            has_personal_data=self.has_personal_data,
            headings=tuple(column.heading for column in columns),
            said=lambda: ([column.leaving(row) for column in columns] for row in rows()),
        )


def _exits_of(window: QWidget) -> Exits | None:
    """The ways out of a window, for a dialog those of the window that it stands over."""
    while not isinstance(window, HasExits):
        over = window.parentWidget()
        if over is None:
            return None
        window = over.window()
    return window.exits
