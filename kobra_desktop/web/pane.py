"""The place of a page of ours on a window: its ground until the page can be seen, and a way back
when it died. What is on the page is its widget's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from kobra_desktop.web.host import PageHost


@dataclass(frozen=True, slots=True)
class PaneWords:
    """What a pane says: `name` to who listens, the others instead of the page."""

    name: str
    loading: str
    stopped: str
    retry: str


class WebPane(QWidget):
    """Shows its ground at once; the engine, whose first page takes it a while, is asked only when
    that is painted. `failed` tells whether the page had been loaded before.
    """

    failed = Signal(bool)

    def __init__(self, host: PageHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._view: QWebEngineView | None = None
        self._words = PaneWords("", "", "", "")
        self._has_failed = False
        self._ground = _Ground(self)
        self._ground.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._ground.retry.clicked.connect(self._on_retry)
        self._layers = QStackedLayout()
        self._layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._layers.addWidget(self._ground)
        self.setLayout(self._layers)
        host.ready.connect(self._ground.hide)
        host.ready.connect(self._say)
        host.failed.connect(self._on_failed)

    @property
    def view(self) -> QWebEngineView | None:
        """The engine's own widget, once there is one."""
        return self._view

    def set_ground(self, colour: str) -> None:
        """The colour of what stands there before the page has painted (`#RRGGBB`)."""
        self._ground.set_colour(colour)
        self._host.set_ground(colour)

    def set_words(self, words: PaneWords) -> None:
        """Say these from now on."""
        self._words = words
        self._say()

    def _say(self) -> None:
        words = self._words
        if self._view is not None:
            for part in (self._view, self._view.focusProxy()):
                if part is not None:  # the engine's own, in which the keyboard is
                    part.setAccessibleName(words.name)
        self._ground.words.setText(words.stopped if self._has_failed else words.loading)
        self._ground.retry.setText(words.retry)
        self._ground.retry.setVisible(self._has_failed)

    def _begin(self) -> None:
        if self._view is not None:
            return
        self._view = self._host.shown_in(self)
        if self._view is not None:
            self._layers.addWidget(self._view)
            self._layers.setCurrentWidget(self._ground)
            self._say()

    def _on_failed(self, was_loaded: bool) -> None:
        self._has_failed = True
        self._say()
        self._ground.show()
        self.failed.emit(was_loaded)

    def _on_retry(self) -> None:
        self._has_failed = False
        self._say()
        self._host.load()


class _Ground(QWidget):
    """`painted`: a person has seen it."""

    painted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = QColor(Qt.GlobalColor.white)
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setProperty("look", "secondary")
        self.retry = QPushButton()
        lines = QVBoxLayout(self)
        lines.addStretch()
        lines.addWidget(self.words)
        lines.addWidget(self.retry, alignment=Qt.AlignmentFlag.AlignCenter)
        lines.addStretch()

    def set_colour(self, colour: str) -> None:
        """Paint it so from now on."""
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour alone; the words are a child."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._colour)
        self.painted.emit()
