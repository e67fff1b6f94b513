"""A list of agents: mark, name, what it does, progress, next stop, battery. Painted, so that
thousands are cheap.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kobra_desktop.map.marks import AgentLook, paint_agent, sizes
from kobra_desktop.models.agents import AgentLine, AgentsModel
from kobra_desktop.models.rows import ROW_ROLE
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = MIDDLE | Qt.AlignmentFlag.AlignLeft
RIGHT = MIDDLE | Qt.AlignmentFlag.AlignRight
NAME_WIDTH = 120


def agent_look(line: AgentLine) -> AgentLook:
    """What decides the picture of an agent."""
    latest = line.row.latest
    return AgentLook(
        body=line.state.body,
        bearing=latest.bearing if latest else None,
        battery_pct=line.battery,
        is_low=line.is_low,
        is_doubtful=line.is_doubtful,
        freshness=line.state.freshness,
    )


class AgentLines(QStyledItemDelegate):
    """Two lines: name and figures above, state and next stop below."""

    def __init__(self, look: Look, parent: QWidget, *, has_progress: bool) -> None:
        super().__init__(parent)
        self._look, self._has_progress = look, has_progress

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(200, self._look.pixels(50))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Everything of a line."""
        line: AgentLine = index.data(ROW_ROLE)
        look, rect = self._look, option.rect
        painter.save()
        painter.fillRect(rect, look.colour(_ground(option)))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle = QPointF(rect.x() + look.pixels(24), rect.center().y())
        paint_agent(painter, agent_look(line), middle, look.theme, sizes()["agent"] * look.scale)
        inside = rect.adjusted(look.pixels(46), 5, -12, -6)
        half = inside.height() // 2
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        below = QRect(inside.x(), inside.y() + half, inside.width(), half)
        self._paint_above(painter, above, line)
        self._paint_below(painter, below, line)
        painter.restore()

    def _paint_above(self, painter: QPainter, rect: QRect, line: AgentLine) -> None:
        look = self._look
        right = QRect(rect)
        self._write(painter, right, line.age_words, "text_3", RIGHT, "caption")
        right.setRight(right.right() - look.pixels(48))
        tone = "error_fg" if line.is_low else "text_2"
        self._write(painter, right, line.battery_words, tone, RIGHT)
        right.setRight(right.right() - look.pixels(52))
        if self._has_progress:
            done = f"{line.row.done}/{line.row.planned}"
            self._write(painter, right, done, "text_2", RIGHT)
            right.setRight(right.right() - look.pixels(52))
            left = right.right() - look.pixels(96)
            if self.has_bar(line, left - right.left()):  # else the name has its room
                bar = QRectF(left, rect.center().y() - 2, look.pixels(88), 5)
                self._paint_bar(painter, bar, line)
                right.setRight(left - 8)
        self._paint_name(painter, right, line)

    def has_bar(self, line: AgentLine, beside: int) -> bool:
        """Whether `beside` the bar there are pixels enough for the whole name."""
        look = self._look
        clock = look.pixels(18) if line.clock_words else 0
        name = QFontMetrics(look.font("strong")).horizontalAdvance(line.name)
        return beside >= max(name + clock + look.pixels(8), look.pixels(NAME_WIDTH))

    def _paint_name(self, painter: QPainter, rect: QRect, line: AgentLine) -> None:
        """The name, and a clock beside it if the phone's is wrong."""
        look, side = self._look, self._look.pixels(18)
        room = rect.adjusted(0, 0, -side if line.clock_words else 0, 0)
        self._write(painter, room, line.name, "text", LEFT, "strong")
        if line.clock_words:
            used = min(room.width(), painter.fontMetrics().horizontalAdvance(line.name))
            ratio = painter.device().devicePixelRatioF()
            at = QPointF(room.x() + used + 4, rect.center().y() - look.pixels(14) / 2)
            painter.drawPixmap(at, icons.pixmap(look, "clock", 14, "warn_fg", ratio))

    def _paint_below(self, painter: QPainter, rect: QRect, line: AgentLine) -> None:
        words = line.doing_words
        self._write(painter, rect, words, "text_2", LEFT)
        if not self._has_progress or not line.next_words:
            return
        used = painter.fontMetrics().horizontalAdvance(words) + 16
        late = f" ({line.late_words})" if line.late_words else ""
        tone = "warn_fg" if line.late_words else "text_3"
        rest = rect.adjusted(used, 0, 0, 0)
        self._write(painter, rest, f"→ {line.next_words}{late}", tone, RIGHT)

    def _paint_bar(self, painter: QPainter, rect: QRectF, line: AgentLine) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("border"))
        painter.drawRoundedRect(rect, 2, 2)
        share = line.row.done / line.row.planned if line.row.planned else 0.0
        painter.setBrush(self._look.colour("text_3"))
        rect.setWidth(rect.width() * share)
        painter.drawRoundedRect(rect, 2, 2)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        tone: str,
        flags: Qt.AlignmentFlag,
        font: str = "table",
    ) -> None:
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(tone))
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, max(0, rect.width()))
        painter.drawText(rect, int(flags), shown)


def _ground(option: QStyleOptionViewItem) -> str:
    if option.state & QStyle.StateFlag.State_Selected:
        return "selected"
    return "hover" if option.state & QStyle.StateFlag.State_MouseOver else "surface"


class AgentList(QListView):
    """`agent_chosen`: one click. `agent_opened`: double click or Enter. `agent_hovered`: under
    the mouse, or empty.
    """

    agent_chosen = Signal(str)
    agent_opened = Signal(str)
    agent_hovered = Signal(str)

    def __init__(
        self, look: Look, model: AgentsModel, *, has_progress: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model.list.model
        self._chosen = ""
        self.setProperty("look", "bare")
        self.setAccessibleName(self.tr("Agents"))
        self.setModel(self._rows)
        self.setItemDelegate(AgentLines(look, self, has_progress=has_progress))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self._on_clicked(index.row()))
        self.activated.connect(lambda index: self.agent_opened.emit(self._rows.id_at(index.row())))
        self.entered.connect(lambda index: self.agent_hovered.emit(self._rows.id_at(index.row())))
        self._rows.replaced.connect(self._on_replaced)

    @property
    def chosen_id(self) -> str:
        """The agent that is selected, empty for none."""
        return self._chosen

    def choose(self, agent_id: str) -> None:
        """Select without telling."""
        self._chosen = agent_id
        self._on_replaced()

    def _on_clicked(self, row: int) -> None:
        self._chosen = self._rows.id_at(row)
        self.agent_chosen.emit(self._chosen)

    def _on_replaced(self) -> None:
        line = self._rows.line_of(self._chosen)
        if line is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._rows.index(line, 0))
