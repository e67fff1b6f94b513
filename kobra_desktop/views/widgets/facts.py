"""Small built-up parts of panels: a mark with its word, pairs of name and value, a timeline, a
tinted note.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from kobra_desktop.map.marks import Family, mark_pixmap
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import holding, row

_LONG_WORD = 24  # letters that may be wider than a panel has room


def marked(look: Look, family: str, name: str, words: str, role: str = "") -> QWidget:
    """A drawn mark and its word: colour and shape never stand alone."""
    picture = QLabel()
    side = look.pixels(20)
    picture.setPixmap(mark_pixmap(cast(Family, family), name, look.theme, side, 2.0))
    picture.setFixedSize(side, side)
    picture.setScaledContents(True)
    text = label(words, role, wrap=True)
    line = row(picture, text, space=8)
    line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    line.setStretchFactor(text, 1)
    return holding(line)


def pairs(facts: Iterable[tuple[str, str | QWidget | None]]) -> QWidget:
    """Names at the left in a lighter tone, values at the right: words, or what is built of them;
    a name without a value heads those below it.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for line, (name, value) in enumerate(facts):
        if value is None:
            grid.addWidget(label(name, "strong"), line, 0, 1, 2)
            continue
        left = label(name, "caption")
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        grid.addWidget(left, line, 0, top)
        right = value if isinstance(value, QWidget) else _selectable(value)
        is_text = isinstance(right, LongWords)  # which is as wide as its place
        grid.addWidget(right, line, 1, Qt.AlignmentFlag(0) if is_text else top)
    return holding(grid)


def _selectable(words: str) -> QWidget:
    if max(map(len, words.split()), default=0) > _LONG_WORD:
        return LongWords(words)
    made = label(words, "table", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class LongWords(QPlainTextEdit):
    """Words of which one may be wider than its place: an address, a number of 36 letters. They
    break where they must, and are copied as they are.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("look", "fact")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(words)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.document().setDocumentMargin(0)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines are."""
        lines = max(1, round(self.document().size().height()))  # a plain document counts lines
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 1)

    def minimumSizeHint(self) -> QSize:
        """It takes what width there is."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width is other height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The panel is scrolled, not a line of it."""
        event.ignore()


def timeline(events: Iterable[tuple[str, str]]) -> QWidget:
    """Moments and what happened then, in order."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for line, (time, words) in enumerate(events):
        grid.addWidget(label(time, "caption"), line, 0)
        grid.addWidget(label(words, "table", wrap=True), line, 1)
    return holding(grid)


def note(look: Look, tint: str, text: str, icon: str, detail: str = "") -> QFrame:
    """A sentence on a tint, with its icon; `detail` in small below."""
    made = QFrame()
    made.setProperty("tint", tint)
    picture = QLabel()
    picture.setPixmap(icons.pixmap(look, icon, 16, f"{tint}_fg", made.devicePixelRatioF()))
    words = label(text, wrap=True)
    line = row(picture, words, space=8, margins=(10, 8, 10, 8))
    line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    line.setStretchFactor(words, 1)
    made.setLayout(line)
    made.setToolTip(detail)
    made.setAccessibleName(text)
    return made


def offline_note(look: Look) -> QFrame:
    """In the panel of what only the server can act upon."""
    words = QCoreApplication.translate("Facts", "Without connection nothing can be done with this.")
    return note(look, "neutral", words, "cloud-off")
