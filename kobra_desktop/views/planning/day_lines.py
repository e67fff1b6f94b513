"""How an agent's day is painted: a stop in two lines with its hour, what lies between stops in one,
and the end of the lawful hours as a line across.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kobra_desktop.map.marks import Look as MarkLook
from kobra_desktop.map.marks import mark, paint_mark, sizes
from kobra_desktop.models.planning.planned_day import GapLine, StopLine
from kobra_desktop.views.icons import icon
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
STOP, GAP = 46, 24  # pixels at 100 %


class DayLines(QStyledItemDelegate):
    """Paints stops and what lies between."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A stop is two lines, the rest one."""
        is_stop = isinstance(index.data(ROW), StopLine)
        return QSize(160, self._look.pixels(STOP if is_stop else GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A line of either kind."""
        found = index.data(ROW)
        painter.save()
        painter.fillRect(option.rect, self._look.colour(_ground(option, found)))
        if isinstance(found, GapLine):
            self._gap(painter, option.rect, found)
        elif isinstance(found, StopLine):
            self._stop(painter, option.rect, found)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._look.colour("focus"))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _stop(self, painter: QPainter, rect: QRect, line: StopLine) -> None:
        look, px = self._look, self._look.pixels
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if line.is_new:
            painter.fillRect(rect.x(), rect.y(), px(4), rect.height(), look.colour("accent"))
        middle = QPointF(rect.x() + px(16), rect.y() + px(15))
        paint_mark(
            painter, mark("visits", line.mark), middle, look.theme, MarkLook(sizes()["visit"])
        )
        if line.place is not None:
            number = QRect(rect.x(), rect.y() + px(25), px(32), px(16))
            self._write(
                painter, number, str(line.place + 1), "text_3", Qt.AlignmentFlag.AlignCenter
            )
        inside = rect.adjusted(px(32), px(4), -px(8), -px(5))
        half = inside.height() // 2
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        below = QRect(inside.x(), inside.y() + half, inside.width(), half)
        tone = "error_fg" if line.refused else "warn_fg" if line.marked else "text_2"
        used = self._write(painter, above, line.time, tone, _RIGHT)
        name = "text" if line.is_open else "text_3"
        rest = above.adjusted(0, 0, -used, 0)
        self._write(painter, rest, line.name, name, _LEFT, "strong" if line.is_open else "table")
        used = self._signs(painter, below, line)
        words = (line.refused or line.marked or (line.street,))[0]
        tone = "error_fg" if line.refused else "warn_fg" if line.marked else "text_2"
        self._write(painter, below.adjusted(0, 0, -used, 0), words, tone, _LEFT)

    def _signs(self, painter: QPainter, rect: QRect, line: StopLine) -> int:
        """What holds it and how soon it is wanted, at the right; the width that they take."""
        names = ["pin"] if line.pins else []
        names += ["triangle-alert"] if line.is_urgent else []
        edge, side = self._look.pixels(14), rect.right()
        for name in names:
            side -= edge
            icon(self._look, name).paint(
                painter, QRect(side, rect.center().y() - edge // 2, edge, edge)
            )
        return rect.right() - side

    def _gap(self, painter: QPainter, rect: QRect, line: GapLine) -> None:
        look, px = self._look, self._look.pixels
        tone = "state_danger" if line.is_limit else "text_3"
        if line.is_limit:
            painter.setPen(QPen(look.colour(tone), px(2)))
            painter.drawLine(rect.x(), rect.bottom() - px(2), rect.right(), rect.bottom() - px(2))
        edge = px(14)
        box = QRect(rect.x() + px(9), rect.center().y() - edge // 2, edge, edge)
        icon(look, line.icon, tone).paint(painter, box)
        self._write(painter, rect.adjusted(px(32), 0, -px(8), -px(3)), line.words, tone, _LEFT)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        tone: str,
        side: Qt.AlignmentFlag,
        font: str = "caption",
    ) -> int:
        """Write what fits; the width that was used, with a gap."""
        if not words:
            return 0
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(tone))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(side), text)
        return metrics.horizontalAdvance(text) + self._look.pixels(6)


def _ground(option: QStyleOptionViewItem, found: object) -> str:
    if option.state & QStyle.StateFlag.State_Selected:
        return "selected"
    if option.state & QStyle.StateFlag.State_MouseOver and isinstance(found, StopLine):
        return "hover"
    return "surface"
