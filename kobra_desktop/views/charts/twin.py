"""A chart's figures as a table: for screen readers, and for who wants them exact."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kobra_desktop.models.questionnaires.spreadsheet_text import write_block
from kobra_desktop.views.outside import copy
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.charts import ChartSpec, Scene
from kobra_domain.charts.scene import Twin
from kobra_domain.charts.telling import address_in_twin

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NONE = Twin((), ())
_WIDEST = 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TwinModel(QAbstractTableModel):
    """Texts in rows; names stand left, figures right, the total is strong."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.twin = _NONE

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
        """The text; who points at a cut one reads it whole."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.twin.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._side(index.column()))
        is_total = self.twin.has_total and index.row() == len(self.twin.rows) - 1
        if role == Qt.ItemDataRole.FontRole and is_total:
            font = self._look.font("table")
            font.setWeight(font.Weight.DemiBold)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, over what they head."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.twin.columns[section]
        return int(self._side(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if column in self.twin.names else _RIGHT


class TwinTable(QTableView):
    """The table; what is chosen in it is copied as spreadsheets take it. `taken`: a cell, by a
    double click or Enter.
    """

    taken = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_twin = TwinModel(look, self)
        self.setModel(self.model_of_twin)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.pixels(28))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(look.pixels(_WIDEST))
        header.setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.taken.emit(index.row(), index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen; take the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy(self.chosen_text())
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.taken.emit(self.currentIndex().row(), self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def chosen_text(self) -> str:
        """The chosen cells as a block; none chosen: all, with the columns' names."""
        places = [(one.row(), one.column()) for one in self.selectedIndexes()]
        twin = self.model_of_twin.twin
        if not places:
            return write_block([twin.columns, *twin.rows])
        top, low = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(at for _, at in places), max(at for _, at in places)
        return write_block([twin.rows[row][left : right + 1] for row in range(top, low + 1)])


class TwinPage(QWidget):
    """The table under what it answers, of what it is, and over its cut-off. `chosen`: the address
    of a figure that was taken.
    """

    chosen = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self.title = label("", "section", wrap=True)
        self.subtitle = label("", "secondary", wrap=True)
        self.rows = TwinTable(look)
        self.cut_off = label("", "caption", wrap=True)
        lines = column(self.title, self.subtitle, self.rows, self.cut_off, space=4)
        lines.setContentsMargins(16, 12, 16, 12)
        self.setLayout(lines)
        self.setFocusProxy(self.rows)
        self.rows.taken.connect(self._on_taken)

    def show_chart(self, spec: ChartSpec, scene: Scene) -> None:
        """Show the figures of a chart."""
        self._spec = spec
        for part, words in (
            (self.title, scene.title),
            (self.subtitle, spec.subtitle),
            (self.cut_off, spec.cut_off),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self.rows.model_of_twin.show_twin(scene.twin)
        self.rows.setAccessibleName(scene.title)
        self.rows.setAccessibleDescription(scene.description)

    def _on_taken(self, row: int, column: int) -> None:
        found = address_in_twin(self._spec, row, column) if self._spec else None
        if found:
            self.chosen.emit(*found)
