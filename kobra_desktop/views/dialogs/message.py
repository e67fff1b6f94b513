"""The only module that opens a message box: questions before an act, and what needs a person's
eyes.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class Question(QDialog):
    """A sentence, what follows from it, and two acts; the safe one has the focus."""

    def __init__(
        self, look: Look, parent: QWidget, title: str, sentence: str, act: str, leave: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.act = Button(look, act, "primary")
        self.leave = Button(look, leave)
        self.act.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        words = label(sentence, wrap=True)
        words.setMinimumWidth(look.pixels(380))
        words.setMaximumWidth(look.pixels(480))
        lines = column(label(title, "section"), words, row(None, self.leave, self.act), space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.leave.setFocus()


class Notice(QDialog):
    """A sentence that must be seen, with its code to be copied."""

    def __init__(self, look: Look, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        words = label(text, wrap=True)
        words.setMinimumWidth(look.pixels(380))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        lines = column(label(title, "section"), words, row(None, close), space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
