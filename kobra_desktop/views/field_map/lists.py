"""The left list: agents and visits with the marks of the map; hovering a line lights its mark and
the other way round.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kobra_desktop.map.marks import Look as MarkLook
from kobra_desktop.map.marks import mark, paint_mark, sizes
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.visits import DayVisits, MapVisit
from kobra_desktop.models.rows import ROW_ROLE, RowsModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.agent_lines import AgentLines, AgentList, Index

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LitAgents(AgentLines):
    """Lines of agents of which one may be lit from the map."""

    lit_id = ""

    def __init__(self, look: Look, field: FieldModel, parent: QWidget) -> None:
        super().__init__(look, parent, has_progress=False)
        self._field = field

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As ever, with the ground of a hovered line."""
        if self.lit_id and index.data(ROW_ROLE).id == self.lit_id:
            option.state |= QStyle.StateFlag.State_MouseOver
        super().paint(painter, option, index)

    def _paint_above(self, painter: QPainter, rect: QRect, line: AgentLine) -> None:
        """The name has the whole line here: the column is narrow and names are long."""
        self._paint_name(painter, rect, self._field.line_now(line))

    def _paint_below(self, painter: QPainter, rect: QRect, line: AgentLine) -> None:
        """State at the left; battery and age as two columns at the right."""
        look, rest, line = self._look, QRect(rect), self._field.line_now(line)
        self._write(painter, rest, line.age_words, "text_3", _RIGHT, "caption")
        rest.setRight(rest.right() - look.pixels(44))
        tone = "error_fg" if line.is_low else "text_2"
        self._write(painter, rest, line.battery_words, tone, _RIGHT)
        rest.setRight(rest.right() - look.pixels(44))
        self._write(painter, rest, line.doing_words, "text_2", _LEFT)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole name and state, for where the column cut them."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        line = self._field.line_now(index.data(ROW_ROLE))
        words = " · ".join(part for part in (line.whole_words, line.battery_words) if part)
        QToolTip.showText(event.globalPos(), f"{line.name}\n{words}", view)
        return True


class FieldAgents(AgentList):
    """The agents beside the map."""

    def __init__(self, look: Look, field: FieldModel, parent: QWidget | None = None) -> None:
        super().__init__(look, field.agents, has_progress=False, parent=parent)
        self._lines = LitAgents(look, field, self)
        field.ticked.connect(self._on_ticked)
        self.setItemDelegate(self._lines)
        look.changed.connect(self.viewport().update)

    def light(self, agent_id: str) -> None:
        """Light a line that the pointer is over on the map."""
        self._lines.lit_id = agent_id
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is over no line any more."""
        super().leaveEvent(event)
        self.agent_hovered.emit("")

    def _on_ticked(self) -> None:
        if self.isVisible():
            self.viewport().update()


class VisitLines(QStyledItemDelegate):
    """Two lines: who and when above, where and what came of it below."""

    lit_id = ""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(200, self._look.pixels(50))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Everything of a line."""
        visit: MapVisit = index.data(ROW_ROLE)
        look, rect = self._look, option.rect
        painter.save()
        painter.fillRect(rect, look.colour(self._ground(option, visit)))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle = QPointF(rect.x() + look.pixels(24), rect.center().y())
        name = "blocked" if visit.is_blocked else visit.row.state.value
        what = mark("visits", name)
        paint_mark(painter, what, middle, look.theme, MarkLook(sizes()["visit"]))
        inside = rect.adjusted(look.pixels(46), 5, -12, -6)
        half = inside.height() // 2
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        below = QRect(inside.x(), inside.y() + half, inside.width(), half)
        self._write(painter, above, visit.row.party_name, visit.time_words, "strong", "text")
        words = f"{visit.state_words} · {visit.place_words}"
        self._write(painter, below, words, visit.row.agent_name, "table", "text_2")
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, visit: MapVisit) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "selected"
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver) or visit.id == self.lit_id
        return "hover" if is_over else "surface"

    def _write(
        self, painter: QPainter, rect: QRect, left: str, right: str, font: str, tone: str
    ) -> None:
        """Right words whole up to a third of the line, left ones in what remains."""
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(self._look.font("caption"))
        painter.setPen(self._look.colour("text_3"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(right, elide, rect.width() // 3)
        painter.drawText(rect, int(_RIGHT), shown)
        used = metrics.horizontalAdvance(shown) + 8 if shown else 0
        room = rect.adjusted(0, 0, -used, 0)
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(tone))
        text = painter.fontMetrics().elidedText(left, elide, room.width())
        painter.drawText(room, int(_LEFT), text)


class FieldVisits(QListView):
    """The visits of the day beside the map: one click chooses, double click or Enter opens."""

    visit_chosen = Signal(str)
    visit_opened = Signal(str)
    visit_hovered = Signal(str)

    def __init__(self, look: Look, model: DayVisits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: RowsModel[MapVisit] = model.list.model
        self._chosen = ""
        self._lines = VisitLines(look, self)
        self.setProperty("look", "bare")
        self.setAccessibleName(self.tr("Visits of today"))
        self.setModel(self._rows)
        self.setItemDelegate(self._lines)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self._on_clicked(index.row()))
        self.activated.connect(lambda index: self.visit_opened.emit(self._rows.id_at(index.row())))
        self.entered.connect(lambda index: self.visit_hovered.emit(self._rows.id_at(index.row())))
        self._rows.replaced.connect(self._on_replaced)
        look.changed.connect(self.viewport().update)

    def choose(self, visit_id: str) -> None:
        """Select without telling."""
        self._chosen = visit_id
        self._on_replaced()

    def light(self, visit_id: str) -> None:
        """Light a line that the pointer is over on the map."""
        self._lines.lit_id = visit_id
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is over no line any more."""
        super().leaveEvent(event)
        self.visit_hovered.emit("")

    def _on_clicked(self, row: int) -> None:
        self._chosen = self._rows.id_at(row)
        self.visit_chosen.emit(self._chosen)

    def _on_replaced(self) -> None:
        line = self._rows.line_of(self._chosen)
        if line is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._rows.index(line, 0))
