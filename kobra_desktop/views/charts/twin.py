"""A chart's figures as a table: for screen readers, and for who wants them exact."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kobra_desktop.models.questionnaires.spreadsheet_text import write_block
from kobra_desktop.views.outside import copy
from kobra_desktop.views.theme import Look
from kobra_domain.charts.scene import Twin

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TwinModel(QAbstractTableModel):
    """Texts in rows; the first column names the row."""

    def __init__(self, twin: Twin, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.twin = twin

    def show_twin(self, twin: Twin) -> None:
        """Show another chart's."""
        self.beginResetModel()
        self.twin = twin
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as the chart has rows."""
        return 0 if parent.isValid() else len(self.twin.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The names and their figures."""
        return 0 if parent.isValid() else len(self.twin.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text; figures stand right."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.twin.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(_RIGHT)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.twin.columns[section]
        return None


class TwinTable(QTableView):
    """The table; what is chosen in it is copied as spreadsheets take it."""

    def __init__(self, look: Look, twin: Twin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TwinModel(twin, self)
        self.setModel(self.rows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.pixels(28))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy(self.chosen())
            return
        super().keyPressEvent(event)

    def chosen(self) -> str:
        """The chosen cells as a block; none chosen: all, with the columns' names."""
        places = [(one.row(), one.column()) for one in self.selectedIndexes()]
        rows = self.rows.twin.rows
        if not places:
            return write_block([self.rows.twin.columns, *rows])
        top, low = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(at for _, at in places), max(at for _, at in places)
        return write_block([rows[row][left : right + 1] for row in range(top, low + 1)])
