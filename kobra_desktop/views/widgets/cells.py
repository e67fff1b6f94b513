"""Paints cells: the mark of a state before its word, the tone of a text, one line with … at its
end.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kobra_desktop.map.marks import Family, mark_pixmap
from kobra_desktop.models.rows import MARK_ROLE, TONE_ROLE
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex
PAD = 8


class Cells(QStyledItemDelegate):
    """One for a whole table."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

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
        inside = rect.adjusted(PAD, 0, -PAD, 0)
        if mark := index.data(MARK_ROLE):
            inside = self._paint_mark(painter, inside, str(mark))
        painter.setFont(look.font("table"))
        painter.setPen(look.colour(str(index.data(TONE_ROLE) or "text")))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "").replace("\n", " ")
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), shown)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "selected"
        return "hover" if option.state & QStyle.StateFlag.State_MouseOver else "surface"

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: str) -> QRect:
        family, name = mark.split(":")
        side = self._look.pixels(20)
        ratio = painter.device().devicePixelRatioF()
        picture = mark_pixmap(cast(Family, family), name, self._look.theme, side, ratio)
        painter.drawPixmap(rect.x() - 2, rect.y() + (rect.height() - side) // 2, picture)
        return rect.adjusted(side + 4, 0, 0, 0)
