"""What a phone sent, to be looked at: text as it is, anything else by its bytes. Nothing of it
runs, and nothing is written to the disk but a copy that a person asks for.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from kobra_desktop.models.administration.aside import LONGEST_SHOWN
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.words import data_size

translate = QCoreApplication.translate
_A_LINE = 16
_MOST_LINES = 2_000


class ContentDialog(QDialog):
    """`save_wished`: a copy is wanted."""

    save_wished = Signal()

    def __init__(
        self, look: Look, parent: QWidget, title: str, content: bytes, locale: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.finished.connect(self.deleteLater)
        self.text = QPlainTextEdit(shown(content))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(title)
        told = translate("Aside", "{size}, as the phone sent it.")
        if len(content) > LONGEST_SHOWN:
            told = translate("Aside", "{size}; the beginning is shown, a saved copy is whole.")
        size = label(told.format(size=data_size(len(content), locale)), "secondary")
        save = Button(look, translate("Aside", "Save a copy…"), icon="download")
        save.clicked.connect(self.save_wished)
        close = Button(look, translate("Aside", "Close"), "primary")
        close.clicked.connect(self.accept)
        heading = label(title, "section", wrap=True)
        lines = column(heading, size, self.text, row(save, None, close), space=10)
        lines.setStretch(2, 1)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        give_room(self, look, 760, 560)
        close.setFocus()


def shown(content: bytes) -> str:
    """The beginning of a content as text, or byte by byte where it is none."""
    part = content[:LONGEST_SHOWN]
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start < len(part) - 4 or len(part) == len(content):
            return by_bytes(part)
        text = part[: problem.start].decode("utf-8")  # cut within a letter
    if "\0" in text:
        return by_bytes(part)
    return text


def by_bytes(content: bytes) -> str:
    """Sixteen bytes a line, with the letters among them."""
    lines = []
    for start in range(0, min(len(content), _A_LINE * _MOST_LINES), _A_LINE):
        part = content[start : start + _A_LINE]
        letters = "".join(chr(one) if 32 <= one < 127 else "." for one in part)
        lines.append(f"{start:08x}  {part.hex(' '):<47}  {letters}")
    return "\n".join(lines)
