"""Shows a page of help: Markdown laid out with the sizes and colours of the look, no web view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextBrowser

from kobra_desktop import resources
from kobra_desktop.models.help.pages import PLACE
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.keys import in_keys

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | (
    QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_ROLES = {1: "page", 2: "section"}
WIDEST = 620  # pixels at 100 %: about 75 letters of the body's size


class HelpText(QTextBrowser):
    """`topic_wanted` (name) and `place_wanted` («visits/review») are the links of its pages; there
    are no others, and nothing outside is opened.
    """

    topic_wanted = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._text = look, ""
        self.setProperty("look", "help")
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self._on_link(url.toString()))
        look.changed.connect(lambda: self.show_text(self._text))

    def show_text(self, text: str) -> None:
        """Show a page from its top."""
        self._text = text
        self.document().setDefaultFont(self._look.font("body"))
        self.document().setMarkdown(in_keys(text), _FEATURES)
        block = self.document().begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_heading(self, title: str) -> None:
        """Bring a heading of the page to the top."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == title:
                layout = self.document().documentLayout()
                self.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()))
                self.setTextCursor(QTextCursor(block))
            block = block.next()

    def _dress(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form, level = block.blockFormat(), block.blockFormat().headingLevel()
        space = resources.measures()["space"]
        form.setTopMargin(self._look.pixels(space[4] if level > 1 else 0))
        form.setBottomMargin(
            self._look.pixels(space[0] if block.textList() is not None else space[1])
        )
        form.setLineHeight(130, 1)  # proportional
        cursor.setBlockFormat(form)
        if level:
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            font = self._look.font(_ROLES.get(level, "strong"))
            written = QTextCharFormat()
            written.setProperty(QTextFormat.Property.FontPixelSize, font.pixelSize())
            written.setFontWeight(font.weight())
            cursor.setCharFormat(written)  # not merged: Markdown's own size would win

    def _on_link(self, link: str) -> None:
        if link.startswith(PLACE):
            self.place_wanted.emit(link.removeprefix(PLACE))
        elif link.endswith(".md"):
            self.topic_wanted.emit(link.removesuffix(".md"))
