"""One row of a file in full: whose it is, and field by field what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.portfolio.imports_words import RowWords, line_words
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, scrolling
from kobra_domain.imports.answers import ImportRow

translate = QCoreApplication.translate
WIDTH = 320


class RowCard(QWidget):
    """Hidden until a row is chosen."""

    def __init__(self, look: Look, words: RowWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.lines = column(space=8, margins=(16, 12, 16, 12))
        self.setLayout(column(card(column(scrolling(holding(self.lines)))), space=0))
        self.setFixedWidth(look.pixels(WIDTH))
        self.setAccessibleName(translate("Imports", "The chosen row"))
        self.hide()

    def show_row(self, found: ImportRow | None) -> None:
        """Another row, or none."""
        emptied(self.lines)
        self.setVisible(found is not None)
        if found is None:
            return
        for text, role in (
            (found.name or found.key, "section"),
            (" · ".join(filter(None, self._about(found))), "secondary"),
            (self._words.why(found), "strong"),
            *((one, "table") for one in self._words.changes(found)),
        ):
            if text:
                made = label(text, role, wrap=True)
                self.lines.addWidget(made)
        self.lines.addStretch(1)

    def _about(self, found: ImportRow) -> tuple[str, ...]:
        line = line_words(found.line) if found.line else ""
        return line[:1].upper() + line[1:], found.key if found.name else ""
