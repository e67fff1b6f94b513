"""A chart that can be pointed at and walked through; each of its marks says itself."""

from __future__ import annotations

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
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.themes import chart_theme
from kobra_desktop.views.theme import Look
from kobra_domain.charts import LEAST_HEIGHT, LEAST_WIDTH, ChartSpec, Scene, resolve
from kobra_domain.charts.scene import Mark
from kobra_records.files.paper.measure import text_width

_RING, _OFF = 2.0, 2.0
_USUAL = QSize(560, 320)
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ChartView(QWidget):
    """Paints a chart as large as it is; `said` tells the words of the mark that is pointed at."""

    said = Signal(str)

    def __init__(
        self, look: Look, spec: ChartSpec, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._locale = look, locale
        self._spec = spec
        self._scene: Scene | None = None
        self._size = (0.0, 0.0)
        self._painted: tuple[Scene, QPixmap] | None = None
        self._current: int | None = None
        self._is_by_keyboard = False
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
            theme = chart_theme(self._look.theme, is_high_contrast=self._look.is_high_contrast)
            self._scene = resolve(self._spec, text_width, size, theme, self._locale)
        return self._scene

    @property
    def current(self) -> Mark | None:
        """The mark that is pointed at."""
        scene = self.scene
        return None if self._current is None else scene.marks[self._current]

    def show_spec(self, spec: ChartSpec) -> None:
        """Show another chart."""
        self._spec = spec
        self._forget()
        self._name_itself()

    def sizeHint(self) -> QSize:
        """Half a page."""
        return _USUAL * self._look.scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scene, and a ring around the mark that the keyboard is at."""
        scene, mark = self.scene, self.current
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(scene.ground))
            painter.drawPixmap(0, 0, self._picture(scene))
            painter.scale(self._look.scale, self._look.scale)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if mark and self._is_by_keyboard and self.hasFocus():
                painter.setPen(QPen(QColor(scene.focus), _RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(_around(mark, scene))
            elif self.hasFocus() and self._is_by_keyboard:
                painter.setPen(QPen(QColor(scene.focus), _RING))
                painter.drawRect(QRectF(1, 1, scene.width - 2, scene.height - 2))

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
        """Say the mark under the pointer."""
        at = event.position() / self._look.scale
        self._is_by_keyboard = False
        self._go_to(self.scene.at(at.x(), at.y()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer says nothing from outside."""
        if not self._is_by_keyboard:
            self._go_to(None)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End jump, Esc lets go."""
        key, count = Qt.Key(event.key()), len(self.scene.marks)
        if key in _ARROWS:
            found = self.scene.beside(self._current, *_ARROWS[key])
        elif key == Qt.Key.Key_Home and count:
            found = 0
        elif key == Qt.Key.Key_End and count:
            found = count - 1
        elif key == Qt.Key.Key_Escape and self._current is not None:
            found = None
        else:
            super().keyPressEvent(event)
            return
        self._is_by_keyboard = True
        self._go_to(found)
        self._tell_where_it_is()

    def _tell_where_it_is(self) -> None:
        mark = self.current
        if mark is None:
            return
        scale = self._look.scale
        below = QPointF(mark.x + mark.width / 2, mark.y + mark.height + 4) * scale
        QToolTip.showText(self.mapToGlobal(below.toPoint()), mark.words, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, mark.words))

    def _go_to(self, found: int | None, at: QPoint | None = None) -> None:
        is_new, self._current = found != self._current, found
        words = self.current.words if self.current else ""
        if is_new:
            self.said.emit(words)
            self.setAccessibleDescription(words or self.scene.description)
            self.update()
        if at is not None:
            QToolTip.showText(at, words, self)
        elif not words:
            QToolTip.hideText()

    def _forget(self) -> None:
        self._scene, self._current = None, None
        self.update()

    def _name_itself(self) -> None:
        self.setAccessibleName(self.scene.title)
        self.setAccessibleDescription(self.scene.description)

    def _on_look_changed(self) -> None:
        scale = self._look.scale
        self.setMinimumSize(round(LEAST_WIDTH * scale), round(LEAST_HEIGHT * scale))
        self._forget()
        self._name_itself()


def _around(mark: Mark, scene: Scene) -> QRectF:
    """The ring: off the mark, and within the scene."""
    off = _OFF + _RING / 2
    ring = QRectF(mark.x - off, mark.y - off, mark.width + 2 * off, mark.height + 2 * off)
    return ring.intersected(QRectF(1, 1, scene.width - 2, scene.height - 2))
