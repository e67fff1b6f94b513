"""How what waits is painted: a group by its name and count, a visit in two lines, and a third where
the law has something to say.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kobra_desktop.map.marks import Look as MarkLook
from kobra_desktop.map.marks import mark, paint_mark, sizes
from kobra_desktop.models.counts import figure
from kobra_desktop.models.planning.pool import PoolGroup, PoolLine, PoolModel
from kobra_desktop.views.icons import icon
from kobra_desktop.views.theme import Look
from kobra_domain.visits import Priority

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
GROUP, LINE, MARK = 30, 52, 30  # pixels at 100 %
_STRONG = frozenset({Priority.HIGH, Priority.URGENT})


class PoolLines(QStyledItemDelegate):
    """Paints groups and visits."""

    def __init__(self, look: Look, pool: PoolModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._pool = look, pool

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A group is one line, a visit two."""
        is_group = isinstance(index.data(ROW), PoolGroup)
        return QSize(200, self._look.pixels(GROUP if is_group else LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row of either kind."""
        found = index.data(ROW)
        painter.save()
        is_group = isinstance(found, PoolGroup)
        painter.fillRect(option.rect, self._look.colour(_ground(option, is_group)))
        if isinstance(found, PoolGroup):
            self._group(painter, option.rect, found)
        elif isinstance(found, PoolLine):
            self._line(painter, option.rect, found)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._look.colour("focus"))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _group(self, painter: QPainter, rect: QRect, group: PoolGroup) -> None:
        look, px = self._look, self._look.pixels
        is_folded = group.key in self._pool.folded
        name = "chevron-right" if is_folded else "chevron-down"
        box = QRect(rect.x() + px(8), rect.center().y() - px(8), px(16), px(16))
        icon(look, name).paint(painter, box)
        inside = rect.adjusted(px(MARK), 0, -px(12), 0)
        self._write(painter, inside, figure(len(group.lines)), "text_2", _RIGHT, "table")
        inside.setRight(inside.right() - px(44))
        self._write(painter, inside, group.name, "text", _LEFT, "strong")

    def _line(self, painter: QPainter, rect: QRect, line: PoolLine) -> None:
        look, px = self._look, self._look.pixels
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        what = mark("visits", "blocked" if line.is_blocked else "draft")
        middle = QPointF(rect.x() + px(24), rect.center().y())
        paint_mark(painter, what, middle, look.theme, MarkLook(sizes()["visit"]))
        inside = rect.adjusted(px(44), px(5), -px(12), -px(6))
        half = inside.height() // 2
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        below = QRect(inside.x(), inside.y() + half, inside.width(), half)
        side = line.until or ("!" if line.priority in _STRONG else "")
        tone = "error_fg" if line.is_blocked else "warn_fg"
        used = self._write(painter, above, side, tone, _RIGHT, "caption")
        self._write(painter, above.adjusted(0, 0, -used, 0), line.name, "text", _LEFT, "strong")
        self._write(painter, below, line.place, "text_2", _LEFT, "table")

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        tone: str,
        side: Qt.AlignmentFlag,
        font: str,
    ) -> int:
        """Write what fits; the width that was used, with a gap."""
        if not words:
            return 0
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(tone))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(side), text)
        return metrics.horizontalAdvance(text) + self._look.pixels(8)


def _ground(option: QStyleOptionViewItem, is_group: bool) -> str:
    if option.state & QStyle.StateFlag.State_Selected:
        return "selected"
    if option.state & QStyle.StateFlag.State_MouseOver:
        return "hover"
    return "sunken" if is_group else "surface"
