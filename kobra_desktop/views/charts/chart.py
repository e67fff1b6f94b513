"""A chart that can be pointed at and walked through; each of its marks says itself, and is chosen
by a click or Enter. A long line is looked at closer, and moved along.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.steps import StepWindow
from kobra_desktop.views.charts.themes import FAINT, chart_theme
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import plain_tip
from kobra_domain.charts import ChartSpec, Scene, Theme, least_size, resolve
from kobra_domain.charts.resolve import told
from kobra_domain.charts.scene import Address, Mark, Told
from kobra_records.files.paper.measure import text_width

_RING, _OFF = 2.0, 2.0
_USUAL = 560
_CLOSER, _A_NOTCH = 0.6, 120
_NEAR = 4  # pixels of the pointer that are no move
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartView(QWidget):
    """Paints a chart as large as it is; `said` tells the words of the mark that is pointed at,
    `chosen` the address of one that is clicked (`kobra_domain.charts.spec`). `opens`: choosing one
    opens something, which the pointer shows. `says_cut_off`: False where the page around it does;
    what leaves it (`whole`) says it in any case. `asks_room`: False where it is never seen.
    """

    said = Signal(str)
    chosen = Signal(int, int)

    def __init__(
        self, look: Look, spec: ChartSpec, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._locale = look, locale
        self.spec = spec
        self.opens, self.says_cut_off, self.asks_room = False, True, True
        self.window_of_steps = StepWindow(spec)
        self._scene: Scene | None = None
        self._told: Told | None = None
        self._size = (0.0, 0.0)
        self._painted: tuple[Scene, QPixmap] | None = None
        self._current: int | None = None
        self._is_by_keyboard = self.waits = False
        self._pressed: QPointF | None = None
        self._moved = 0.0
        self._cross: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def scene(self) -> Scene:
        """What is painted now."""
        scale = self._look.scale
        size = (self.width() / scale, self.height() / scale)
        if self._scene is None or size != self._size:  # another size is another scene
            self._current, self._size = None, size
            self._scene = self._resolved(self.seen, size)
        return self._scene

    @property
    def is_drawn(self) -> bool:
        """Whether its scene is laid out: not before somebody sees it."""
        return self._scene is not None

    @property
    def seen(self) -> ChartSpec:
        """The chart, as far as it says itself here."""
        return self.spec if self.says_cut_off else replace(self.spec, cut_off="")

    def whole(self) -> Scene:
        """The same as it leaves the page, with the cut-off of its data."""
        return self.scene if self.says_cut_off else self._resolved(self.spec, self._size)

    def _resolved(self, spec: ChartSpec, size: tuple[float, float]) -> Scene:
        seen = self.window_of_steps.span
        return resolve(spec, text_width, size, self._theme, self._locale, seen)

    @property
    def told(self) -> Told:
        """What it says here; a chart that nobody sees is not drawn for that."""
        if self._told is None:
            self._told = told(self.seen, text_width, self._theme, self._locale)
        return self._told

    @property
    def _theme(self) -> Theme:
        return chart_theme(self._look.theme, is_high_contrast=self._look.is_high_contrast)

    @property
    def current(self) -> Mark | None:
        """The mark that is pointed at."""
        scene = self.scene
        return None if self._current is None else scene.marks[self._current]

    def show_spec(self, spec: ChartSpec) -> None:
        """Show another chart."""
        self.spec, self._told = spec, None
        self.window_of_steps = StepWindow(spec)
        self._keep_room()
        self._forget()
        self._name_itself()

    def wait(self, *, waits: bool) -> None:
        """Another is awaited: this one is faint until then."""
        if waits != self.waits:
            self.waits = waits
            self.update()

    def sizeHint(self) -> QSize:
        """Half a page, and as high as it needs; who shows it gives it more."""
        return QSize(_USUAL, round(self._least()[1])) * self._look.scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scene, where the pointer is among the steps, and a ring around the mark that the
        keyboard is at.
        """
        scene, mark = self.scene, self.current
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(scene.ground))
            painter.setOpacity(FAINT if self.waits else 1.0)
            painter.drawPixmap(0, 0, self._picture(scene))
            painter.setOpacity(1.0)
            painter.scale(self._look.scale, self._look.scale)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._cross is not None and scene.plot:
                painter.setPen(QPen(self._look.colour("text_3"), 1.0))
                top, low = scene.plot.y, scene.plot.y + scene.plot.height
                painter.drawLine(QPointF(self._cross, top), QPointF(self._cross, low))
            if not (self.hasFocus() and self._is_by_keyboard):
                return
            painter.setPen(QPen(QColor(scene.focus), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            whole = QRectF(1, 1, scene.width - 2, scene.height - 2)
            painter.drawRect(_around(mark, scene) if mark else whole)

    def _picture(self, scene: Scene) -> QPixmap:
        """The scene as pixels of this screen, kept: pointing repaints rings, not charts."""
        ratio = self.devicePixelRatioF()
        kept = self._painted
        if kept is None or kept[0] is not scene or kept[1].devicePixelRatio() != ratio:
            made = QPixmap.fromImage(picture(scene, self._look.scale * ratio))
            made.setDevicePixelRatio(ratio)
            kept = self._painted = (scene, made)
        return kept[1]

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the mark under the pointer, or what all lines are at its step; held down, move along
        the steps.
        """
        at = event.position() / self._look.scale
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position())
            return
        self._is_by_keyboard = False
        found = self.scene.at(at.x(), at.y())
        beside = self.scene.across(at.x(), at.y()) if found is None else ()
        self._cross_at(found if found is not None else beside[0] if beside else None)
        words = "\n".join(self.scene.marks[n].words for n in beside)
        self._go_to(found, event.globalPosition().toPoint(), words)
        is_link = self.opens and found is not None and self.scene.marks[found].of is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mark, or the steps, are taken."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._moved = event.position(), 0.0
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark chooses it, a move does not."""
        super().mouseReleaseEvent(event)
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        at = event.position() / self._look.scale
        if abs(self._moved) < _NEAR:
            self._choose(self.scene.at(at.x(), at.y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closer at a long line; elsewhere it is a click."""
        if self.window_of_steps.can_zoom and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.zoom(_CLOSER, self._share(event.position()))
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel looks closer, across it moves along; else it scrolls the page."""
        turned, window = event.angleDelta(), self.window_of_steps
        if window.can_zoom and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            times = _CLOSER ** (turned.y() / _A_NOTCH)
            self.zoom(times, self._share(event.position()))
        elif window.span and abs(turned.x()) > abs(turned.y()):
            self.pan(-turned.x() / _A_NOTCH / 10)
        else:
            event.ignore()
            return
        event.accept()

    def _drag(self, at: QPointF) -> None:
        assert self._pressed is not None
        moved = at.x() - self._pressed.x()
        self._moved = max(self._moved, abs(moved), key=abs)
        if self.window_of_steps.span and self.scene.plot:
            share = moved / (self.scene.plot.width * self._look.scale)
            if abs(share) * self.window_of_steps.wide >= 1:
                self.pan(-share)
                self._pressed = at

    def _share(self, at: QPointF) -> float:
        """Where among the steps that are seen a place lies."""
        plot = self.scene.plot
        if plot is None:
            return 0.5
        return min(1.0, max(0.0, (at.x() / self._look.scale - plot.x) / plot.width))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer says nothing from outside."""
        self._cross_at(None)
        if not self._is_by_keyboard:
            self._go_to(None)

    # Looking closer

    def zoom(self, times: float, share: float = 0.5) -> None:
        """See so many times as many steps around a place; 0 sees all."""
        if times:
            self.window_of_steps.zoom(times, share)
        else:
            self.window_of_steps.whole()
        self._forget()

    def pan(self, share: float) -> None:
        """Move along by a part of what is seen."""
        self.window_of_steps.pan(round(share * self.window_of_steps.wide))
        self._forget()

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by the keyboard sees where it is."""
        self._is_by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the keyboard."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Esc lets go of a mark before the page hears it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._current is not None:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End jump, Enter chooses, Esc lets go; + and - look closer and
        back, 0 at all.
        """
        key, found = Qt.Key(event.key()), self._current
        if key in _ENTER and self._current is not None:
            self._choose(self._current)
            return
        if self._zooms(key, event.text()):
            return
        if key in _ARROWS:
            found = self._beside(*_ARROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.scene.marks:
            found = 0 if key == Qt.Key.Key_Home else len(self.scene.marks) - 1
        elif key == Qt.Key.Key_Escape and self._current is not None:
            found = None
        else:
            super().keyPressEvent(event)
            return
        self._is_by_keyboard = True
        self._go_to(found)
        self._tell_where_it_is()

    def _beside(self, down: int, right: int) -> int | None:
        """The mark that an arrow goes to; at the end of what is seen of a long line, the next part
        of it comes into sight.
        """
        found, here = self.scene.beside(self._current, down, right), self.current
        if found != self._current or not right or here is None or here.of is None:
            return found
        self.pan(right / 4)
        goal = (here.of[0], here.of[1] + right)
        number = self.number_of(goal)
        return self.number_of(here.of) if number is None else number

    def number_of(self, of: Address) -> int | None:
        """The number of the mark that shows a figure, where it is in sight."""
        return next((n for n, one in enumerate(self.scene.marks) if one.of == of), None)

    def _zooms(self, key: Qt.Key, text: str) -> bool:
        window = self.window_of_steps
        if not window.can_zoom or text not in ("+", "-", "0") or not text:
            return False
        self.zoom({"+": _CLOSER, "-": 1 / _CLOSER, "0": 0.0}[text])
        return True

    def _tell_where_it_is(self) -> None:
        mark = self.current
        if mark is None:
            return
        scale = self._look.scale
        below = QPointF(mark.x + mark.width / 2, mark.y + mark.height + 4) * scale
        QToolTip.showText(self.mapToGlobal(below.toPoint()), plain_tip(mark.words), self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.words))

    # What is pointed at

    def _choose(self, number: int | None) -> None:
        of = self.scene.marks[number].of if number is not None else None
        if of is not None:
            self.chosen.emit(*of)

    def _go_to(self, found: int | None, at: QPoint | None = None, beside: str = "") -> None:
        is_new, self._current = found != self._current, found
        words = self.current.words if self.current else ""
        if is_new:
            self.said.emit(words)
            self.setAccessibleDescription(words or self.told.description)
            self.update()
        if at is not None:
            QToolTip.showText(at, plain_tip(words or beside), self)
        elif not words:
            QToolTip.hideText()

    def _cross_at(self, number: int | None) -> None:
        """A line across all series at a step."""
        scene, place = self.scene, None
        if number is not None and scene.plot:
            mark = scene.marks[number]
            place = scene.plot.places[mark.column]
        if place != self._cross:
            self._cross = place
            self.update()

    def _forget(self) -> None:
        self._scene, self._current, self._cross = None, None, None
        self.update()

    def _name_itself(self) -> None:
        self.setAccessibleName(self.told.title)
        self.setAccessibleDescription(self.told.description)

    def _least(self) -> tuple[float, float]:
        return least_size(self.spec) if self.asks_room else (0.0, 0.0)

    def _keep_room(self) -> None:
        wide, high = self._least()
        scale = self._look.scale
        self.setMinimumSize(round(wide * scale), round(high * scale))

    def _on_look_changed(self) -> None:
        self._keep_room()
        self._forget()
        self._name_itself()


def _around(mark: Mark, scene: Scene) -> QRectF:
    """The ring: off the mark, and within the scene."""
    off = _OFF + _RING / 2
    ring = QRectF(mark.x - off, mark.y - off, mark.width + 2 * off, mark.height + 2 * off)
    return ring.intersected(QRectF(1, 1, scene.width - 2, scene.height - 2))
