"""What the grids of texts (translations, choices) share as item models: cells that are written one
by one or in blocks, each time as one act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kobra_desktop.models.questionnaires.editor import EditorModel

Index = QModelIndex | QPersistentModelIndex
MISSING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
KEY_ROLE = MISSING_ROLE + 1
Edit = tuple[int, int, str | None]
Block = Sequence[Sequence[str]]
MOST_ROWS = 5_000  # of a block: a form with more of them is slow on the phones


class TextGrid(QAbstractTableModel):
    """Rows and columns of texts. Subclasses say what stands where and write edits as an act.

    Nothing is read while `is_asleep`: a grid that nobody sees costs nothing.
    """

    def __init__(self, editor: EditorModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._is_asleep = True
        self._is_stale = True
        editor.form_changed.connect(self.follow)

    # What subclasses say

    def read(self) -> None:
        """Read rows and columns from the form, between the signals of the model."""
        raise NotImplementedError

    def text_at(self, row: int, column: int) -> str:
        """The text of a cell, empty for none."""
        raise NotImplementedError

    def may_write(self, row: int, column: int) -> bool:
        """Whether a cell is written here."""
        raise NotImplementedError

    def is_missing(self, row: int, column: int) -> bool:
        """Whether a text ought to be there and is not."""
        raise NotImplementedError

    def write(self, edits: Sequence[Edit]) -> bool:
        """Write cells as one act; None takes a cell away."""
        raise NotImplementedError

    # Following the form

    def wake(self) -> None:
        """It is seen from now on."""
        self._is_asleep = False
        if self._is_stale:
            self.follow()

    def sleep(self) -> None:
        """It is not seen any more."""
        self._is_asleep = True

    def follow(self) -> None:
        """The form is another one."""
        self._is_stale = self._is_asleep
        if not self._is_asleep:
            self.read()

    # Qt's questions

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: what may be done with a cell."""
        flag = Qt.ItemFlag
        found = flag.ItemIsEnabled | flag.ItemIsSelectable
        is_open = not self.editor.is_read_only and self.may_write(index.row(), index.column())
        return found | flag.ItemIsEditable if is_open else found

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: a text, on one line to be read and whole to be edited."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == int(Qt.ItemDataRole.EditRole):
            return self.text_at(row, column)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return " ".join(self.text_at(row, column).split())
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return self.text_at(row, column)
        return self.is_missing(row, column) if role == MISSING_ROLE else None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Qt's: write one cell. The same text is no edit, an empty one takes the cell away."""
        if role != int(Qt.ItemDataRole.EditRole):
            return False
        row, column, text = index.row(), index.column(), str(value)
        if text == self.text_at(row, column):
            return False
        return self.write([(row, column, text or None)])

    def clear(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Empty several cells as one act."""
        edits: list[Edit] = [(r, c, None) for r, c in cells if self.may_write(r, c)]
        return bool(edits) and self.write(edits)

    def paste(self, row: int, column: int, block: Block) -> int:
        """Write what has room of a block; how many of its texts have none."""
        over = sum(map(bool, chain.from_iterable(block[MOST_ROWS:])))
        fits = block[:MOST_ROWS]
        over += sum(
            bool(text) and not self.has_room(row + down, column + right, text)
            for down, texts in enumerate(fits)
            for right, text in enumerate(texts)
        )
        self.write_block(row, column, fits)
        return over

    def has_room(self, row: int, column: int, text: str) -> bool:
        """Whether a pasted text finds a cell that takes it, or that holds it already."""
        is_inside = row < self.rowCount() and column < self.columnCount()
        return is_inside and (self.may_write(row, column) or text == self.text_at(row, column))

    def write_block(self, row: int, column: int, block: Block) -> bool:
        """Write a block from a spreadsheet with its corner on a cell, as one act; what lies outside
        or cannot be written is left out.
        """
        edits: list[Edit] = []
        for down, texts in enumerate(block):
            for right, text in enumerate(texts):
                r, c = row + down, column + right
                inside = r < self.rowCount() and c < self.columnCount()
                if inside and self.may_write(r, c) and text != self.text_at(r, c):
                    edits.append((r, c, text or None))
        return bool(edits) and self.write(edits)

    def replace_rows(self, is_same: bool) -> None:
        """After `read` changed what stands: repaint when rows and columns are the same."""
        if not is_same:
            self.endResetModel()
        elif self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, 0, max(0, self.columnCount() - 1)
            )
