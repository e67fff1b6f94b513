"""Calm lines under the top bar: what is so for now, and the acts that change it. Not for news of a
moment (toast) nor for what must be answered (dialogs).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

Act = tuple[str, Callable[[], None]]


class NoticeBar(QWidget):
    """One line a cause; one that was put away stays away until it has other words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: dict[str, QFrame] = {}
        self._texts: dict[str, str] = {}
        self._column = column(space=1)
        self.setLayout(self._column)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is said now."""
        return [self._texts[cause] for cause in self._lines]

    def say(self, cause: str, text: str, tint: str = "warn", acts: Sequence[Act] = ()) -> None:
        """Show a line in the place of what the cause said before."""
        if self._texts.get(cause) == text:
            return
        self._remove(cause)
        self._texts[cause] = text
        self._lines[cause] = self._line(cause, text, tint, acts)
        self._column.addWidget(self._lines[cause])
        self.show()

    def take_back(self, cause: str) -> None:
        """It is over."""
        self._remove(cause)
        self._texts.pop(cause, None)

    def _remove(self, cause: str) -> None:
        line = self._lines.pop(cause, None)
        if line is not None:
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))

    def _line(self, cause: str, text: str, tint: str, acts: Sequence[Act]) -> QFrame:
        made = QFrame()
        made.setObjectName("notice")
        made.setProperty("tint", tint)
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(self._look, "info", 16, f"{tint}_fg", ratio))
        words = label(text, "table", wrap=True)
        inside = row(picture, words, space=8, margins=(16, 4, 8, 4))
        inside.setStretchFactor(words, 1)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        for name, act in acts:
            button = Button(self._look, name, "row")
            button.clicked.connect(lambda _checked=False, run=act: run())
            inside.addWidget(button)
        away = IconButton(self._look, "x", self.tr("Put away"))
        away.clicked.connect(lambda: self._remove(cause))
        inside.addWidget(away)
        made.setLayout(inside)
        return made
