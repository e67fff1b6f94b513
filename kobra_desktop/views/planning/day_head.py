"""The head of an agent's day: whose it is, and how full of visits, kilometres and minutes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from kobra_desktop.models.planning.planned_day import Load, Loads, PlannedDay
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import ElidedLabel, label, plain_tip
from kobra_desktop.views.widgets.layouts import column, row

SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
BAR, GAP, LINE = 5, 8, 18  # pixels at 100 %


class LoadBars(QWidget):
    """Three bars side by side, each over its figure: as wide as their figures ask, the rest of the
    room shared.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._loads: Loads | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_loads(self, loads: Loads) -> None:
        """Fill them."""
        self._loads = loads
        self.setAccessibleName(loads.spoken)
        self.setAccessibleDescription("\n".join(loads.told))
        self.update()

    def sizeHint(self) -> QSize:
        """One bar and one line of words high."""
        return QSize(self._look.pixels(120), self._look.pixels(BAR + 2 + LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar above, figure below."""
        if self._loads is None:
            return
        look, gap = self._look, self._look.pixels(GAP)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.font("caption"))
            metrics = painter.fontMetrics()
            wide = [metrics.horizontalAdvance(one.words) for one in self._loads.each]
            free = (self.width() - sum(wide) - 2 * gap) / 3
            left = 0.0
            for one, has in zip(self._loads.each, wide, strict=True):
                room = has + free
                self._paint(painter, one, left, room)
                left += room + gap

    def _paint(self, painter: QPainter, load: Load, left: float, wide: float) -> None:
        look, high = self._look, self._look.pixels(BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("border"))
        painter.drawRoundedRect(QRectF(left, 0, wide, high), high / 2, high / 2)
        tone = "state_stopped" if load.is_over else "accent" if load.has_room else "border_control"
        if load.share > 0:
            painter.setBrush(look.colour(tone))
            taken = max(high, wide * min(1.0, load.share))
            painter.drawRoundedRect(QRectF(left, 0, taken, high), high / 2, high / 2)
        painter.setPen(look.colour("warn_fg" if load.is_over else "text_2"))
        words = painter.fontMetrics().elidedText(
            load.words, Qt.TextElideMode.ElideRight, round(wide) + 1
        )
        line = QRect(round(left), high + look.pixels(2), round(wide) + 2, look.pixels(LINE))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)


class DayHead(QFrame):
    """Carried, it carries the whole day. `pressed`: the day is chosen; `given` (digit): to that
    agent; `taken_back`: to nobody. `walked` (steps): the keyboard to the head beside, `sunk`: to
    the stops.
    """

    pressed = Signal()
    given = Signal(int)
    taken_back = Signal()
    walked = Signal(int)
    sunk = Signal()
    focused = Signal()
    menu_wished = Signal(QPoint)
    drag_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dayHead")
        # The arrows bring the keyboard here, so that Tab does not walk twice through each day.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._begun: QPoint | None = None
        self.name = ElidedLabel("", "strong")
        self.digit = label("", "caption")
        self.shift = ElidedLabel("", "caption")
        self.load = LoadBars(look)
        above = row(self.name, self.digit, space=6)
        above.setStretchFactor(self.name, 1)
        self.setLayout(column(above, self.shift, self.load, space=3, margins=(8, 6, 8, 4)))

    def show_column(self, shown: PlannedDay) -> None:
        """Fill it."""
        self.name.setText(shown.name)
        self.digit.setText(str(shown.digit) if shown.digit else "")
        self.shift.setText(" · ".join(part for part in (shown.shift, shown.team_name) if part))
        self.load.show_loads(shown.load)
        self.setAccessibleName(f"{shown.name}, {shown.shift}, {shown.load.spoken}")
        told = (shown.name, shown.team_name, *shown.load.told, *shown.against)
        self.setToolTip(plain_tip("\n".join(part for part in told if part)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the day, a digit gives it, Del takes it back; ↓ goes to the
        stops, ← and → to the heads beside.
        """
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif key in SIDES and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.walked.emit(SIDES[key])
        elif key == Qt.Key.Key_Down:
            self.sunk.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_back.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.given.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whose day it is now."""
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It may be the beginning of a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begun = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole day is carried."""
        if self._begun is None:
            return
        way = (event.position().toPoint() - self._begun).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._begun = None
            self.drag_wished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the day."""
        if self._begun is not None:
            self._begun = None
            self.pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the day; by the key, under its name."""
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        below = self.mapToGlobal(self.rect().bottomLeft())
        self.menu_wished.emit(event.globalPos() if is_mouse else below)
