"""A mail as its reader sees it. Nothing of it is fetched from anywhere and nothing in it runs: its
pictures are those that came with it, and no link is followed.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QColor, QImage, QPalette, QTextDocument
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QTextBrowser, QWidget

from kobra_desktop import resources
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.sending import DeliveryLetter
from kobra_domain.words import data_size

translate = QCoreApplication.translate
_SIZE = re.compile(r"((?:font-size|line-height):)(\d+)px")
_IMAGE = QTextDocument.ResourceType.ImageResource


class _Pages(QTextBrowser):
    """Shows HTML with the pictures of its own letter alone."""

    def __init__(self, look: Look, letter: DeliveryLetter) -> None:
        super().__init__()
        self._pictures = {part.cid: part.content for part in letter.parts if part.cid}
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        paper = resources.tokens("light")
        # On one sheet of paper in either theme: Qt's rich text knows no card upon a ground.
        self.setHtml(_sized(letter.html.replace(paper["window"], paper["surface"]), look))
        frame = self.document().rootFrame()
        sheet = frame.frameFormat()
        sheet.setBackground(QColor(paper["surface"]))
        sheet.setMargin(16)
        frame.setFrameFormat(sheet)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Text, QColor(paper["text"]))
        self.setPalette(colours)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the letter, or nothing: no file, no network."""
        url = QUrl(name) if isinstance(name, str) else name
        if kind != _IMAGE.value or url.scheme() != "cid":
            return None
        try:
            content = base64.b64decode(self._pictures.get(url.path(), ""), validate=True)
        except binascii.Error:
            return None
        return QImage.fromData(content) if content else None


def _sized(html: str, look: Look) -> str:
    """In letters as large as the program's. A heading has its size already: Qt would enlarge it
    once more for being one.
    """
    plain = html.replace("<h1", "<p").replace("</h1>", "</p>")
    return _SIZE.sub(lambda found: f"{found[1]}{look.pixels(int(found[2]))}px", plain)


class LetterDialog(QDialog):
    """Both forms of the mail: as most see it, and its text."""

    def __init__(
        self, look: Look, parent: QWidget, letter: DeliveryLetter, to: str, locale: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(letter.subject)
        self.finished.connect(self.deleteLater)
        self.stack = QStackedWidget()
        self.text = QPlainTextEdit(letter.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(translate("Deliveries", "Text"))
        tabs = {"text": translate("Deliveries", "Text")}
        self.pages: dict[str, QWidget] = {"text": self.text}
        if letter.html:
            pages = _Pages(look, letter)
            pages.setAccessibleName(translate("Deliveries", "As it is seen"))
            self.pages = {"html": pages, **self.pages}
            tabs = {"html": translate("Deliveries", "As it is seen"), **tabs}
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.bar = TabBar(look, tabs)
        self.bar.chosen.connect(lambda key: self.stack.setCurrentWidget(self.pages[key]))
        attached = [part for part in letter.parts if not part.cid]
        names = ", ".join(f"{one.name} ({data_size(one.size, locale)})" for one in attached)
        files = label(translate("Deliveries", "With it: {files}").format(files=names), "secondary")
        files.setVisible(bool(attached))
        close = Button(look, translate("Deliveries", "Close"), "primary")
        close.clicked.connect(self.accept)
        heading = label(letter.subject, "section", wrap=True)
        lines = column(
            heading,
            label(translate("Deliveries", "To {address}").format(address=to), "secondary"),
            self.bar,
            self.stack,
            files,
            row(None, close),
            space=10,
            margins=(20, 16, 20, 12),
        )
        lines.setStretch(3, 1)
        self.setLayout(lines)
        give_room(self, look, 680, 640)
        close.setFocus()
