"""Paints a result of the palette: icon, words, and at the right what kind of thing it is or its
shortcut.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kobra_desktop.models.palette import DETAIL_ROLE, ICON_ROLE, KIND_ROLE
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex


class PaletteRows(QStyledItemDelegate):
    """Two tones in one line: the words, then their detail."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A touchable row."""
        return QSize(200, self._look.pixels(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Icon, words, detail, kind."""
        look, rect = self._look, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, look.colour("selected" if is_chosen else "surface"))
        side, pad = look.pixels(16), look.pixels(16)
        picture = icons.pixmap(
            look, index.data(ICON_ROLE), 16, "text_2", painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(rect.x() + pad, rect.y() + (rect.height() - side) // 2, picture)
        kind = str(index.data(KIND_ROLE))
        painter.setFont(look.font("caption"))
        kind_width = painter.fontMetrics().horizontalAdvance(kind)
        painter.setPen(look.colour("text_3"))
        right = rect.adjusted(0, 0, -pad, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        left = rect.adjusted(pad + side + 12, 0, -(kind_width + pad + 12), 0)
        self._paint_words(painter, left, index)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("text"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle, shown)
        width = painter.fontMetrics().horizontalAdvance(shown) + 12
        rest = rect.adjusted(width, 0, 0, 0)
        painter.setFont(self._look.font("table"))
        painter.setPen(self._look.colour("text_3"))
        detail = str(index.data(DETAIL_ROLE))
        metrics = painter.fontMetrics()
        elided = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, middle, elided)
