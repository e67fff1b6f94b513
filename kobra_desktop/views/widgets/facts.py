"""Small built-up parts of panels: a mark with its word, pairs of name and value, a timeline, a
tinted note.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from kobra_desktop.map.marks import Family, mark_pixmap
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import holding, row


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


def pairs(facts: Iterable[tuple[str, str | QWidget]]) -> QWidget:
    """Names at the left in a lighter tone, values at the right: words, or what is built of them."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for line, (name, value) in enumerate(facts):
        left = label(name, "caption")
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        right = _selectable(value) if isinstance(value, str) else value
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(left, line, 0, top)
        grid.addWidget(right, line, 1, top)
    return holding(grid)


def _selectable(words: str) -> QLabel:
    made = label(words, "table", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


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
