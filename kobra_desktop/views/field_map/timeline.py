"""The bar of a day: one track an agent with moves, stops and gaps, the hours below, and the
scrubber. Painted; times in seconds since the epoch.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from kobra_desktop import resources
from kobra_desktop.map.marks import Look as MarkLook
from kobra_desktop.map.marks import mark, paint_mark
from kobra_desktop.models.field_map.day import AgentDay, Part, PartKind
from kobra_desktop.views.theme import Look
from kobra_domain.words import duration

HEIGHT = 62
_SIDE = 14
_AXIS = 18
_HOURS = (1, 2, 3, 4, 6, 12)
_LEAST_TICK = 52


class Timeline(QAbstractSlider):
    """`sought`: a moment was pointed at. `stop_wished` (±1): the next or the last stop."""

    sought = Signal(float)
    stop_wished = Signal(int)

    def __init__(self, look: Look, zone: ZoneInfo, locale: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._look, self._zone, self._locale = look, zone, locale
        self._days: list[tuple[AgentDay, int]] = []
        self._focused = ""
        self._start = self._end = 0.0
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(60)
        self.setPageStep(600)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Time of the day"))
        self.actionTriggered.connect(self._on_action)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, self._look.pixels(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Not lower."""
        return QSize(200, self._look.pixels(HEIGHT))

    def show_days(
        self, days: list[tuple[AgentDay, int]], focused: str, start: float, end: float
    ) -> None:
        """Days with the number of their colour; the focused agent's track is the high one."""
        self._days, self._focused = days, focused
        self._start, self._end = start, end
        self.setRange(0, max(0, round(end - start)))
        self.setEnabled(end > start)
        self.update()

    def show_time(self, seconds: float) -> None:
        """Where the clock is; it is not told back."""
        self.blockSignals(True)
        self.setValue(round(seconds - self._start))
        self.blockSignals(False)
        clock = datetime.fromtimestamp(seconds, self._zone)
        self.setAccessibleDescription(f"{clock:%H:%M}")
        self.update()

    # Places

    def _x(self, seconds: float) -> float:
        room = self.width() - 2 * _SIDE
        span = max(1.0, self._end - self._start)
        return _SIDE + (seconds - self._start) / span * room

    def _time(self, x: float) -> float:
        room = max(1, self.width() - 2 * _SIDE)
        share = min(1.0, max(0.0, (x - _SIDE) / room))
        return self._start + share * (self._end - self._start)

    def _tracks(self) -> list[tuple[AgentDay, int, QRectF]]:
        """Each day's place: the focused one as high as can be, the others thin below it."""
        room = self.height() - self._look.pixels(_AXIS) - 6
        others = [pair for pair in self._days if pair[0].agent.id != self._focused]
        first = [pair for pair in self._days if pair[0].agent.id == self._focused]
        thin = 6.0
        high = max(14.0, min(30.0, room - len(others) * (thin + 3)))
        made, top = [], 4.0
        for day, series in [*first, *others]:
            height = high if day.agent.id == self._focused else thin
            made.append((day, series, QRectF(0, top, self.width(), height)))
            top += height + 3
        return made

    def _part_at(self, x: float, y: float) -> tuple[AgentDay, Part] | None:
        at = self._time(x)
        for day, _series, track in self._tracks():
            if track.top() - 2 <= y <= track.bottom() + 2:
                found = next((p for p in day.parts if p.start <= at < p.end), None)
                return None if found is None else (day, found)
        return None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, hours, tracks, scrubber."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._end > self._start:
                self._paint_hours(painter)
                colours = resources.series(self._look.theme)
                for day, series, track in self._tracks():
                    self._paint_track(painter, day, QColor(colours[series % len(colours)]), track)
                self._paint_scrubber(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        look = self._look
        bottom = self.height() - look.pixels(_AXIS)
        painter.setFont(look.font("caption"))
        hours = (self._end - self._start) / 3600
        most = max(1, (self.width() - 2 * _SIDE) // look.pixels(_LEAST_TICK))
        step = next((h for h in _HOURS if hours / h <= most), 24) * 3600
        offset = datetime.fromtimestamp(self._start, self._zone).utcoffset()
        shift = offset.total_seconds() if offset else 0.0
        tick = -(-(self._start + shift) // step) * step - shift
        while tick <= self._end:
            x = self._x(tick)
            painter.setPen(look.colour("border"))
            painter.drawLine(QPointF(x, 2), QPointF(x, bottom + 3))
            painter.setPen(look.colour("text_3"))
            words = f"{datetime.fromtimestamp(tick, self._zone):%H:%M}"
            box = self._tick_box(x, bottom + 2, painter.fontMetrics().horizontalAdvance(words) + 4)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
            tick += step

    def _tick_box(self, x: float, top: float, width: float) -> QRectF:
        """Around the tick, but whole: those at the ends stand as far in as they need."""
        left = min(max(0.0, x - width / 2), self.width() - width)
        return QRectF(left, top, width, self._look.pixels(_AXIS) - 2)

    def _paint_track(self, painter: QPainter, day: AgentDay, colour: QColor, track: QRectF) -> None:
        is_high = track.height() > 10
        for part in day.parts:
            left, right = self._x(part.start), self._x(part.end)
            box = QRectF(left, track.top(), max(1.5, right - left), track.height())
            if part.kind is PartKind.GAP:
                self._paint_gap(painter, part, box, is_high=is_high)
            elif part.kind is PartKind.MOVE:
                inset = box.height() * 0.36
                painter.fillRect(box.adjusted(0, inset, 0, -inset), colour)
            else:
                self._paint_stop(painter, part, box, is_high=is_high)

    def _paint_stop(self, painter: QPainter, part: Part, box: QRectF, *, is_high: bool) -> None:
        name = "state_at_visit" if part.kind is PartKind.VISIT else "state_stopped"
        colour = self._look.colour(name)
        painter.setPen(Qt.PenStyle.NoPen)
        soft = QColor(colour)
        soft.setAlphaF(0.28)
        painter.setBrush(soft if is_high else colour)
        painter.drawRoundedRect(box, 2, 2)
        if not is_high:
            return
        painter.fillRect(QRectF(box.left(), box.bottom() - 3, box.width(), 3), colour)
        if box.width() >= 15:
            kind = "visit_stop" if part.kind is PartKind.VISIT else "stop"
            middle = box.center() - QPointF(0, 1)
            what = mark("trail", kind)
            paint_mark(painter, what, middle, self._look.theme, MarkLook(12, halo=1.5))

    def _paint_gap(self, painter: QPainter, part: Part, box: QRectF, *, is_high: bool) -> None:
        look = self._look
        middle = box.center().y()
        pen = QPen(look.colour("text_3"), 1.4)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left() + 2, middle), QPointF(box.right() - 2, middle))
        if not is_high:
            return
        painter.setFont(look.font("caption"))
        time = duration(part.seconds, self._locale)
        whole = self.tr("no data {time}").format(time=time)
        caused = f"{whole} ({part.cause})" if part.cause else whole
        metrics = painter.fontMetrics()
        for words in (caused, whole, time):
            width = metrics.horizontalAdvance(words) + 10
            if width <= box.width() - 8:
                label = QRectF(box.center().x() - width / 2, box.top(), width, box.height())
                painter.fillRect(label, look.colour("surface"))
                painter.setPen(look.colour("text_2"))
                painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), words)
                return

    def _paint_scrubber(self, painter: QPainter) -> None:
        look = self._look
        x = self._x(self._start + self.value())
        bottom = self.height() - look.pixels(_AXIS) + 2
        painter.setPen(QPen(look.colour("halo"), 5))
        painter.drawLine(QPointF(x, 1), QPointF(x, bottom))
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawLine(QPointF(x, 1), QPointF(x, bottom))
        painter.setBrush(look.colour("accent"))
        painter.setPen(QPen(look.colour("halo"), 2))
        painter.drawEllipse(QPointF(x, bottom), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawEllipse(QPointF(x, bottom), 9, 9)

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.sought.emit(self._time(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the scrubber."""
        if self.isSliderDown():
            self.sought.emit(self._time(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it there."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with an arrow goes by stops; without, Qt's own steps of a minute."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shifted and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stop_wished.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _on_action(self, _action: int) -> None:
        self.sought.emit(self._start + self.sliderPosition())

    def event(self, event: QEvent) -> bool:
        """What the pointer is over is said in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._part_at(event.pos().x(), event.pos().y())
            words = self._words(*found) if found else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _words(self, day: AgentDay, part: Part) -> str:
        names = {
            PartKind.MOVE: self.tr("Moving"),
            PartKind.STOP: self.tr("Stop"),
            PartKind.VISIT: self.tr("Stop at a visit"),
            PartKind.GAP: self.tr("Stretch without data"),
        }
        times = (datetime.fromtimestamp(at, self._zone) for at in (part.start, part.end))
        span = "–".join(f"{at:%H:%M}" for at in times)
        length = duration(part.seconds, self._locale)
        detail = part.title or part.cause
        head = f"{day.agent.name}: {names[part.kind]}"
        return "\n".join(words for words in (head, detail, f"{span} ({length})") if words)
