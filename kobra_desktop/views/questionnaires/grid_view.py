"""A grid of texts to write in like in a spreadsheet: copy, paste blocks, delete, several lines in a
cell. What stands in it is a TextGrid's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kobra_desktop.models.questionnaires.grid import KEY_ROLE, MISSING_ROLE, TextGrid
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.models.questionnaires.spreadsheet_text import read_block, write_block
from kobra_desktop.views.outside import copy, told_unless
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label, set_property

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[object, int]  # whose, and the column
PAD = 8
KEYS = QKeySequence.StandardKey


class TextCells(QStyledItemDelegate):
    """Paints a cell, a missing one on a tint with a dash, and edits it on as many lines as it has.
    Enter is done, Shift+Enter a new line, Esc leaves it as it was.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row height for all."""
        return QSize(80, self._look.pixels(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, hair line; the tint and the dash say together that a text is missing."""
        look, rect = self._look, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_missing = bool(index.data(MISSING_ROLE))
        is_fixed = not index.flags() & Qt.ItemFlag.ItemIsEditable
        painter.save()
        ground = "warn_bg" if is_missing else "sunken" if is_fixed else "surface"
        painter.fillRect(rect, look.colour("selected" if is_chosen else ground))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        text = "—" if is_missing else str(index.data() or "")
        painter.setFont(look.font("table"))
        ink = "warn_fg" if is_missing else "text_2" if is_fixed else "text"
        painter.setPen(look.colour("text" if is_chosen else ink))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(align), elided)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A small box; Tab goes to the next cell."""
        made = QPlainTextEdit(parent)
        made.setTabChangesFocus(True)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName(str(index.model().headerData(
            index.column(), Qt.Orientation.Horizontal)))  # fmt: skip
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The whole text, chosen."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Only what was changed is written."""
        if isinstance(editor, QPlainTextEdit) and isinstance(model, TextGrid):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """As high as its lines, up to five."""
        lines = str(index.data(Qt.ItemDataRole.EditRole) or "").count("\n") + 1
        rect = option.rect
        high = max(rect.height(), self._look.pixels(16 + 18 * min(lines, 5)))
        editor.setGeometry(rect.x(), rect.y(), rect.width(), high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter without Shift is done."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and isinstance(watched, QWidget):
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    return False
                self.commitData.emit(watched)
                self.closeEditor.emit(watched)
                return True
        return super().eventFilter(watched, event)


class GridView(QTableView):
    """`asked_below`: Enter or ↓ was pressed on the last row. `pasted` says how many texts of the
    block found no room.
    """

    asked_below = Signal()
    pasted = Signal(int)

    def __init__(self, look: Look, model: TextGrid, name: str) -> None:
        super().__init__()
        self._look, self._grid = look, model
        self.setModel(model)
        self.setItemDelegate(TextCells(look, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.pixels(32))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(look.pixels(80))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._kept: tuple[Cell | None, list[Cell]] = (None, [])
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._choose_kept)

    # An act that adds or takes rows resets the model: what is chosen stays, by whose it is.

    def _keep(self) -> None:
        current = self.currentIndex()
        cells = [_cell(index) for index in self.selectedIndexes()]
        self._kept = (_cell(current) if current.isValid() else None, cells)

    def _choose_kept(self) -> None:
        (current, cells), self._kept = self._kept, (None, [])
        grid, chosen = self._grid, self.selectionModel()
        keys = (grid.index(row, 0).data(KEY_ROLE) for row in range(grid.rowCount()))
        rows = {key: row for row, key in enumerate(keys)}
        if current is not None and current[0] in rows:
            to = grid.index(rows[current[0]], current[1])
            chosen.setCurrentIndex(to, chosen.SelectionFlag.NoUpdate)
        for key, column in cells:
            if key in rows:
                chosen.select(grid.index(rows[key], column), chosen.SelectionFlag.Select)

    @property
    def chosen_rows(self) -> list[int]:
        """The rows with a chosen cell."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def choose_row(self, row: int, column: int = 0) -> None:
        """Go to a row, and choose nothing else, whatever key is held."""
        index = self._grid.index(row, column)
        chosen = self.selectionModel()
        chosen.setCurrentIndex(index, chosen.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        if event.matches(KEYS.Copy):
            self.copy()
        elif event.matches(KEYS.Cut):
            if self.copy():
                self.empty()
        elif event.matches(KEYS.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.empty()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        current = self.currentIndex()
        if current.isValid() and current.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(current)
        elif current.row() == self._grid.rowCount() - 1:
            self.asked_below.emit()

    def copy(self) -> bool:
        """The chosen cells, as the block around them; whether they are on the clipboard."""
        chosen = self.selectedIndexes()
        if not chosen:
            return False
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        block = [[self._grid.text_at(row, column) for column in columns] for row in rows]
        return told_unless(copy(write_block(block)), self._look, self)

    def paste(self) -> None:
        """The block on the clipboard, with its corner on the first chosen cell. One text goes into
        every chosen cell.
        """
        chosen = self.selectedIndexes()
        if not chosen or self._grid.editor.is_read_only:
            return
        block = read_block(QApplication.clipboard().text())
        row = min(index.row() for index in chosen)
        column = min(index.column() for index in chosen)
        if len(block) == 1 and len(block[0]) == 1 and len(chosen) > 1:
            down = max(index.row() for index in chosen) - row + 1
            right = max(index.column() for index in chosen) - column + 1
            block = [[block[0][0]] * right] * down
        self.pasted.emit(self._grid.paste(row, column, block))

    def empty(self) -> None:
        """Empty the chosen cells."""
        if not self._grid.editor.is_read_only:
            self._grid.clear((index.row(), index.column()) for index in self.selectedIndexes())


def _cell(index: QModelIndex) -> Cell:
    return index.data(KEY_ROLE), index.column()


def hint_below(table: GridView, words: str) -> QLabel:
    """What can be done in a grid; after a block that was too large, how much of it is missing."""
    made = label(words, "caption", wrap=True)

    def tell(over: int) -> None:
        made.setText(panel_counts.without_room(over) if over else words)
        set_property(made, "look", "warn" if over else "caption")

    table.pasted.connect(tell)
    return made
