"""Number tiles: a figure, its name, and how it compares. A tile is a button to its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, row

SIDE = 16  # pixels left and right of what a tile says


class OpeningFrame(QFrame):
    """A surface that is a button: a click, Enter and Space open its rows."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the rows."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class LowTile(OpeningFrame):
    """An amount beside its name, as low as one line."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._amount = ElidedLabel("–", "strong")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = ElidedLabel(name, "secondary")
        inside = row(title, self._amount, space=8, margins=(SIDE, 6, SIDE, 6))
        inside.setStretchFactor(title, 2)
        inside.setStretchFactor(self._amount, 3)
        self.setLayout(inside)
        self.setAccessibleName(name)

    def set_amount(self, text: str, about: str = "") -> None:
        """The amount; who hovers or listens is told what it is."""
        self._amount.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setAccessibleDescription(about)
        self.setToolTip("\n".join((f"{self._name}: {text}", about)))

    @property
    def amount(self) -> str:
        """What it shows."""
        return self._amount.text()


class Tile(OpeningFrame):
    """One number of today."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._number = label("–", "number")
        self._number.setFont(look.font("number"))
        self._under = label("", "caption")
        self._under.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = self._short = ""
        self._title = label(name, "secondary", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                self._title, self._number, self._under, None, space=0, margins=(SIDE, 10, SIDE, 10)
            )
        )
        self.setAccessibleName(name)

    def set_number(self, text: str, under: str = "", short: str = "", about: str = "") -> None:
        """The figure, a caption below it in words or short, and what they say to who hovers or
        listens.
        """
        self._number.setText(text)
        self._words, self._short = under, short
        self.setAccessibleName(f"{self._name}: {text} {under}".strip())
        self.setAccessibleDescription(about)
        self.setToolTip("\n".join(words for words in (under, about) if words))

    @property
    def is_whole(self) -> bool:
        """Whether its caption is seen without a cut."""
        return self._widest(self._under.text()) <= self._under.width()

    @property
    def wanted_width(self) -> int:
        """Pixels in which the caption's words are whole."""
        return self._widest(self._words) + 2 * SIDE + 2

    def _widest(self, words: str) -> int:
        metrics = self._under.fontMetrics()
        return max(metrics.horizontalAdvance(line) for line in words.split("\n"))

    def set_compact(self, is_compact: bool) -> None:
        """A short caption under a title of two lines, for who has many windows or large letters."""
        self._under.setText(self._short if is_compact else self._words)
        lines = 2 if is_compact else 1
        self._title.setMinimumHeight(lines * self._title.fontMetrics().lineSpacing())

    @property
    def figure(self) -> str:
        """What it shows."""
        return self._number.text()
