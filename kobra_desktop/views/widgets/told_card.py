"""A notice of what has just happened, over the lower right corner of the window: it opens its
thing with one click, and goes by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_desktop.views.widgets.layouts import column, row

SECONDS = 8
WIDTH, FROM_RIGHT, FROM_FOOT = 380, 16, 44  # clear of the status bar


class ToldCard(QFrame):
    """One at a time. It takes no keyboard from who types, and stays while the pointer is on it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self._look, self._under = look, parent
        self._act: Callable[[], None] | None = None
        self._title, self.body = ElidedLabel("", "strong"), ElidedLabel("", "caption")
        self.open_button = Button(look, self.tr("Open"))
        self.open_button.clicked.connect(self._on_open)
        close = IconButton(look, "x", self.tr("Close"))
        close.clicked.connect(self.hide)
        words = column(self._title, self.body, space=0)
        inside = row(words, self.open_button, close, space=8, margins=(16, 8, 8, 8))
        inside.setStretchFactor(words, 1)
        self.setLayout(inside)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_time)
        parent.installEventFilter(self)
        self.hide()

    @property
    def texts(self) -> tuple[str, str]:
        """Title and body."""
        return self._title.text(), self.body.text()

    def say(self, title: str, body: str, act: Callable[[], None]) -> None:
        """Show it in the place of the one before; `act` opens its thing."""
        self._act = act
        self._title.setText(title)
        self.body.setText(body)
        self.body.setVisible(bool(body))
        self.setAccessibleName(". ".join(filter(None, (title, body))))
        self._place()
        self.show()
        self.raise_()
        self._clock.start(SECONDS * 1000)

    def _on_open(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _on_time(self) -> None:
        if self.underMouse():
            self._clock.start(SECONDS * 1000)
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        look, parent = self._look, self._under
        width = min(look.pixels(WIDTH), parent.width() - look.pixels(2 * FROM_RIGHT))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(
            parent.width() - width - look.pixels(FROM_RIGHT),
            parent.height() - self.height() - look.pixels(FROM_FOOT),
        )
