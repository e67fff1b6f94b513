"""Paints cells: the mark of a state before its word, the tone of a text, one line with … at its
end, which is whole for who hovers.
"""

from __future__ import annotations

import html
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kobra_desktop.map.marks import Family, mark_pixmap
from kobra_desktop.models.rows import MARK_ROLE, Cell, RowsModel
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex
PAD, MARK, ICON = 8, 20, 16
# As numbers: a frame asks some hundred cells, and Python's flags take a quarter of it.
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value


class Cells(QStyledItemDelegate):
    """One for a whole table."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row height for all."""
        return QSize(80, self._look.pixels(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, words."""
        rect, look = option.rect, self._look
        painter.save()
        painter.fillRect(rect, look.colour(self._ground(option)))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        cell = cast(RowsModel[object], index.model()).cell(index)
        if cell.mark:
            self._paint_mark(painter, rect.adjusted(PAD, 0, -PAD, 0), cell.mark, cell.tone)
        if cell.text:
            inside = self._text_rect(rect, bool(cell.mark))
            painter.setFont(look.font("table"))
            painter.setPen(look.colour(cell.tone or "text"))
            shown = self._elided(_one_line(cell.text), inside.width())
            painter.drawText(inside, cell.alignment, shown)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Who hovers reads what had no room, and what the column has to add."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return False
        tip = self.tip(view.visualRect(index), index)
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def tip(self, rect: QRect, index: Index) -> str:
        """The text of a cell that had to be cut, and the column's own tip."""
        text = _one_line(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        inside = self._text_rect(rect, bool(index.data(MARK_ROLE)))
        is_cut = self._elided(text, inside.width()) != text
        parts = (text if is_cut else "", str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
        return html.escape("\n".join(part for part in parts if part)).replace("\n", "<br>")

    def need(self, cell: Cell) -> int:
        """Pixels with which nothing of it is cut."""
        mark = self._look.pixels(MARK) + 4 if cell.mark else 0
        metrics = QFontMetrics(self._look.font("table"))
        return 2 * PAD + mark + metrics.horizontalAdvance(_one_line(cell.text)) + 2

    def _elided(self, text: str, width: int) -> str:
        metrics = QFontMetrics(self._look.font("table"))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _text_rect(self, rect: QRect, has_mark: bool) -> QRect:
        mark = self._look.pixels(MARK) + 4 if has_mark else 0
        return rect.adjusted(PAD + mark, 0, -PAD, 0)

    def _ground(self, option: QStyleOptionViewItem) -> str:
        state = option.state.value
        if state & _SELECTED:
            return "selected"
        return "hover" if state & _HOVERED else "surface"

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: str, tone: str) -> None:
        side = self._look.pixels(MARK)
        picture = self._picture(mark, tone or "text_2", painter.device().devicePixelRatioF())
        beside = (side - round(picture.width() / picture.devicePixelRatio())) // 2
        at = rect.x() - 2 + beside, rect.y() + (rect.height() - side) // 2 + beside
        painter.drawPixmap(*at, picture)

    def _picture(self, mark: str, tone: str, ratio: float) -> QPixmap:
        """Drawn once: a table scrolls past the same few marks all the time."""
        look, (family, name) = self._look, mark.split(":")
        key = (mark, look.theme, tone, look.pixels(MARK), ratio)
        if key not in self._pictures:
            self._pictures[key] = (
                icons.pixmap(look, name, ICON, tone, ratio)
                if family == "icon"
                else mark_pixmap(cast(Family, family), name, look.theme, look.pixels(MARK), ratio)
            )
        return self._pictures[key]


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
