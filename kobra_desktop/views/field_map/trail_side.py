"""The left side of Recorrido: which day, and whose. A click on a name shows that agent alone, one
on its box lays it beside the others.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kobra_desktop import resources
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.trails import MOST_AGENTS, TrailsModel
from kobra_desktop.models.rows import ROW_ROLE, RowsModel
from kobra_desktop.views.field_map.field_side import WIDTH
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.agent_lines import Index
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_stack import ListStack
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_domain.words import distance, duration

_BOX = 46
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TrailLines(QStyledItemDelegate):
    """Box in the line's colour, name, and what the day came to once it is here."""

    def __init__(self, look: Look, trails: TrailsModel, locale: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._trails, self._locale = look, trails, locale

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(200, self._look.pixels(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Everything of a line."""
        line: AgentLine = index.data(ROW_ROLE)
        look, rect = self._look, option.rect
        is_focused = line.id == self._trails.focused_id
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "selected" if is_focused else "hover" if is_over else "surface"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.colour(ground))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_box(painter, line.id, rect)
        inside = rect.adjusted(look.pixels(_BOX), 5, -12, -6)
        words = self._words(line)
        half = inside.height() // (2 if words else 1)
        above = QRect(inside.x(), inside.y(), inside.width(), half)
        self._write(painter, above, line.name, "strong", "text")
        if words:
            self._write(painter, above.translated(0, half), words, "table", "text_2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_box(self, painter: QPainter, agent_id: str, rect: QRect) -> None:
        look = self._look
        side = look.pixels(16)
        box = QRectF(rect.x() + look.pixels(15), rect.center().y() - side / 2, side, side)
        if agent_id not in self._trails.agent_ids:
            painter.setBrush(look.colour("surface"))
            painter.setPen(QPen(look.colour("border_control"), 1))
            painter.drawRoundedRect(box, 3, 3)
            return
        colours = resources.series(look.theme)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours[self._trails.series_of(agent_id) % len(colours)]))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(look.colour("halo"), 2))
        x, y, unit = box.x(), box.y(), side / 16
        painter.drawPolyline(
            [
                QPointF(x + 4 * unit, y + 8.5 * unit),
                QPointF(x + 7 * unit, y + 11.5 * unit),
                QPointF(x + 12.5 * unit, y + 5 * unit),
            ]
        )

    def _words(self, line: AgentLine) -> str:
        day = next((d for d in self._trails.days if d.agent.id == line.id), None)
        if day is None:
            return line.row.team_name
        if day.is_empty:
            return self.tr("no positions that day")
        moving = self.tr("moving {time}").format(time=duration(day.moving_s, self._locale))
        return f"{distance(day.distance_m, self._locale)} · {moving}"

    def _write(self, painter: QPainter, rect: QRect, text: str, font: str, tone: str) -> None:
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(tone))
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, elide, rect.width())
        painter.drawText(rect, int(_LEFT), shown)


class TrailAgents(QListView):
    """`shown_alone` and `toggled` bring an agent's id."""

    shown_alone = Signal(str)
    toggled = Signal(str)

    def __init__(
        self, look: Look, field: FieldModel, trails: TrailsModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._trails, self._seen = look, trails, ""
        self._rows: RowsModel[AgentLine] = field.agents.list.model
        self.setProperty("look", "bare")
        self.setAccessibleName(self.tr("Agents whose trail to show"))
        self.setModel(self._rows)
        self.setItemDelegate(TrailLines(look, trails, field.workspace.locale, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setToolTip(self.tr("Click: this trail alone. Click on the box, or Space: add it."))
        trails.changed.connect(self._on_trails)
        self._rows.replaced.connect(self._on_replaced)
        look.changed.connect(self.viewport().update)

    def showEvent(self, event: QShowEvent) -> None:
        """Whom another tab chose is in view."""
        super().showEvent(event)
        self._on_replaced()

    def _on_trails(self) -> None:
        self.viewport().update()
        if self._trails.focused_id != self._seen:
            self._on_replaced()

    def _on_replaced(self) -> None:
        """The focused agent's line is brought into view; the keyboard goes on from there."""
        self._seen = self._trails.focused_id
        line = self._rows.line_of(self._seen)
        if line is not None:
            self.setCurrentIndex(self._rows.index(line, 0))
            self.scrollTo(self._rows.index(line, 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box, or a click with Ctrl, adds; anything else shows alone."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        agent_id = self._rows.id_at(index.row())
        is_box = event.position().x() < self._look.pixels(_BOX - 4)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        (self.toggled if is_box or has_control else self.shown_alone).emit(agent_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space adds, Enter shows alone."""
        index = self.currentIndex()
        keys = {
            Qt.Key.Key_Space: self.toggled,
            Qt.Key.Key_Return: self.shown_alone,
            Qt.Key.Key_Enter: self.shown_alone,
        }
        wish = keys.get(Qt.Key(event.key()))
        if wish is not None and index.isValid():
            wish.emit(self._rows.id_at(index.row()))
        else:
            super().keyPressEvent(event)


class TrailSide(QFrame):
    """Day and agents; asks the model at once."""

    def __init__(
        self, look: Look, field: FieldModel, trails: TrailsModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field, self._trails = field, trails
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(WIDTH))
        self.before = IconButton(look, "chevron-left", self.tr("Day before"))
        self.after = IconButton(look, "chevron-right", self.tr("Day after"))
        self.today = Button(look, self.tr("Today"), "row")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setLocale(QLocale(field.workspace.locale))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setAccessibleName(self.tr("Day of the trail"))
        self.search = SearchField(self.tr("Search an agent…   Ctrl+F"), self.tr("Search an agent"))
        self.agents = TrailAgents(look, field, trails)
        listed, clear = field.agents.list, self.search.clear
        self._state = ListStack(look, listed, self.agents, lambda: True, clear)
        self._state.set_empty(self.tr("There are no agents in this scope."), "users")
        hint = self.tr("Up to {count} trails at once").format(count=MOST_AGENTS)
        days = row(self.before, self.day, self.after, self.today, space=4)
        days.setStretchFactor(self.day, 1)
        head = column(days, self.search, label(hint, "caption"), space=8, margins=(12, 10, 12, 8))
        lines = column(head, self._state, space=0)
        lines.setStretchFactor(self._state, 1)
        self.setLayout(lines)
        self._connect()
        self._on_trails()

    def _connect(self) -> None:
        trails = self._trails
        self.before.clicked.connect(lambda: trails.step_day(-1))
        self.after.clicked.connect(lambda: trails.step_day(1))
        self.today.clicked.connect(lambda: trails.set_day(self._field.workspace.today))
        self.day.dateChanged.connect(self._on_day)
        self.agents.shown_alone.connect(trails.show_only)
        self.agents.toggled.connect(trails.toggle)
        self.search.searched.connect(self._field.search)
        trails.changed.connect(self._on_trails)

    def _on_day(self, shown: QDate) -> None:
        self._trails.set_day(date(shown.year(), shown.month(), shown.day()))

    def _on_trails(self) -> None:
        today, day = self._field.workspace.today, self._trails.day
        self.day.blockSignals(True)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.day.blockSignals(False)
        self.after.setEnabled(day < today)
        self.today.setEnabled(day < today)
