"""A chart's figures as a table: for screen readers, and for who wants them exact."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kobra_desktop.models.questionnaires.spreadsheet_text import write_block
from kobra_desktop.views.charts.themes import FAINT
from kobra_desktop.views.outside import copy
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label, plain_tip
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.charts import ChartSpec
from kobra_domain.charts.scene import Told, Twin
from kobra_domain.charts.spec import Table
from kobra_domain.charts.table import ordered
from kobra_domain.charts.telling import address_in_twin
from kobra_domain.charts.units import BLANK
from kobra_domain.words import say

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NONE = Twin((), ())
_WIDEST, _BROAD = 320, 160  # of a column's words, and what it takes beyond them
_BESIDE = 18  # the words of a head
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TwinModel(QAbstractTableModel):
    """Texts in rows; names stand left, figures right, the total is strong and stays the last. The
    rows of a `Table` can be ordered by any column.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.twin = _NONE
        self._spec: ChartSpec | None = None
        self._order: tuple[int, ...] = ()

    def show_chart(self, spec: ChartSpec, twin: Twin) -> None:
        """Show another chart's."""
        self.beginResetModel()
        self.twin, self._spec, self._order = twin, spec, tuple(range(len(twin.rows)))
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows of a table; -1: as they came."""
        if not isinstance(self._spec, Table):
            return
        self.layoutAboutToBeChanged.emit()
        count, is_falling = len(self.twin.rows), order == Qt.SortOrder.DescendingOrder
        rows = tuple(range(count - self.twin.has_total))
        if 0 <= column < len(self.twin.columns):
            rows = ordered(self._spec, column, is_falling=is_falling)
        self._order = (*rows, *((count - 1,) if self.twin.has_total else ()))
        self.layoutChanged.emit()

    def row_of(self, row: int) -> int:
        """Which row of the chart stands there."""
        return self._order[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as the chart has rows."""
        return 0 if parent.isValid() else len(self.twin.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The names and their figures."""
        return 0 if parent.isValid() else len(self.twin.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text, in brief where that is said; who points at it or listens has it whole."""
        row, column = self._order[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.twin.brief or self.twin.rows)[row][column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.twin.rows[row][column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.twin.rows[row][column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._side(column))
        is_total = self.twin.has_total and row == len(self.twin.rows) - 1
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
        if role == Qt.ItemDataRole.DisplayRole:
            return self.twin.columns[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.twin.columns[section])
        return int(self._side(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if column in self.twin.names else _RIGHT


class TwoInks(QStyledItemDelegate):
    """Draws a figure, and how sure it is in the second ink."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.waits = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What stands after the wide blank is the second; all is faint while another is awaited."""
        painter.setOpacity(FAINT if self.waits else 1.0)
        value, blank, sure = str(index.data()).partition(BLANK)
        if not blank:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        style = option.widget.style()
        part = QStyle.SubElement.SE_ItemViewItemText
        room = style.subElementRect(part, option, option.widget)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._look.colour("text_2"))
        painter.drawText(room, int(_RIGHT), sure)
        metrics = QFontMetrics(option.font)
        room.setRight(room.right() - metrics.horizontalAdvance(f"{BLANK}{sure}"))
        painter.setPen(self._look.colour("text"))
        painter.drawText(room, int(_RIGHT), value)
        painter.restore()


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
        self._widest, self._broad = look.pixels(_WIDEST), look.pixels(_BROAD)
        self._beside, font = look.pixels(_BESIDE), look.font("table")
        font.setWeight(font.Weight.DemiBold)
        self._bold = QFontMetrics(font)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        self._inks = TwoInks(look, self)
        self.setItemDelegate(self._inks)
        self.doubleClicked.connect(self._on_taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen; take the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy(self.chosen_text())
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self._on_taken(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def show_chart(self, spec: ChartSpec, twin: Twin) -> None:
        """Show the figures of a chart; a click on a head of a `Table` orders its rows."""
        self.setSortingEnabled(False)
        self.model_of_twin.show_chart(spec, twin)
        is_sorted = isinstance(spec, Table)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.horizontalHeader().setSectionsClickable(is_sorted)
        self.setSortingEnabled(is_sorted)
        self._spread()

    def sizeHint(self) -> QSize:
        """As high as who shows it makes it."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what there is."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Each column as wide as its words, and as much wider as leaves none of the room empty; not
        so far apart that an eye loses its line.
        """
        header, count = self.horizontalHeader(), self.model_of_twin.columnCount()
        if not count:
            return
        room, cells = self.viewport().width(), [self.sizeHintForColumn(at) for at in range(count)]
        heads = [header.sectionSizeHint(at) for at in range(count)]
        if sum(map(max, cells, heads)) > room:  # without room for the arrow of an order
            heads = [self._head(at) for at in range(count)]
        wanted = [min(max(one), self._widest) for one in zip(cells, heads, strict=True)]
        spare = max(0, room - sum(wanted)) // count
        for at, wide in enumerate(wanted):
            header.resizeSection(at, wide + min(spare, self._broad))

    @property
    def waits(self) -> bool:
        """Whether another is awaited."""
        return self._inks.waits

    def wait(self, *, waits: bool) -> None:
        """Another is awaited: this one is faint until then."""
        if waits != self._inks.waits:
            self._inks.waits = waits
            self.viewport().update()

    def _head(self, column: int) -> int:
        """How wide the words over a column are."""
        words = self.model_of_twin.twin.columns[column]
        return self._bold.horizontalAdvance(words) + self._beside

    def chosen_text(self) -> str:
        """The chosen cells as a block; none chosen: all, with the columns' names."""
        places = [(one.row(), one.column()) for one in self.selectedIndexes()]
        model = self.model_of_twin
        rows = [model.twin.rows[model.row_of(row)] for row in range(model.rowCount())]
        if not places:
            return write_block([model.twin.columns, *rows])
        top, low = min(row for row, _ in places), max(row for row, _ in places)
        left, right = min(at for _, at in places), max(at for _, at in places)
        return write_block([rows[row][left : right + 1] for row in range(top, low + 1)])

    def _on_taken(self, index: QModelIndex) -> None:
        self.taken.emit(self.model_of_twin.row_of(index.row()), index.column())


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
        self.nothing = label("", "secondary", wrap=True)
        self.cut_off = label("", "caption", wrap=True)
        self._look = look
        # Behind its chart it asks for no room.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        parts = (self.title, self.subtitle, self.rows, self.nothing, self.cut_off)
        self._lines = column(*parts, space=4)
        self._lines.setAlignment(self.nothing, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._lines)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.setFocusProxy(self.rows)
        self.rows.taken.connect(self._on_taken)

    def show_chart(self, spec: ChartSpec, told: Told) -> None:
        """Show the figures of a chart, or say that there are none."""
        self._spec = spec
        twin = told.twin
        is_empty = not twin.rows
        self.rows.setVisible(not is_empty)
        self.nothing.setVisible(is_empty)
        self.nothing.setText(say("chart.no_data", None, told.locale))
        for part, words in (
            (self.title, told.title),
            (self.subtitle, spec.subtitle),
            (self.cut_off, spec.cut_off),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self.rows.show_chart(spec, twin)
        self.rows.setAccessibleName(told.title)
        self.rows.setAccessibleDescription(told.description)

    def _on_look_changed(self) -> None:
        """Below the acts, at every text scale."""
        self._lines.setContentsMargins(*(self._look.pixels(part) for part in (16, 18, 16, 12)))

    def _on_taken(self, row: int, column: int) -> None:
        found = address_in_twin(self._spec, row, column) if self._spec else None
        if found:
            self.chosen.emit(*found)
