"""Differences between two forms as a list: a word for the kind, what, from what to what, and what
it breaks.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.questionnaires.comparison_words import (
    DifferenceLine,
    difference_lines,
    kind_words,
    summary_words,
)
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label, tinted
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.questionnaires.comparison import Comparison

translate = QCoreApplication.translate
TINTS = {"added": "ok", "removed": "error", "moved": "info", "changed": "neutral"}
MOST = 300  # beyond them nobody reads line by line


class Differences(QWidget):
    """Shows one comparison at a time."""

    def __init__(self, look: Look, locale: str) -> None:
        super().__init__()
        self._look, self._locale = look, locale
        self.summary = label("", "secondary", wrap=True)
        self._body: QVBoxLayout = column(space=8, margins=(0, 0, 8, 0))
        lines = column(self.summary, scrolling(holding(self._body)), space=8)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def show_comparison(self, comparison: Comparison) -> None:
        """All of it, what breaks answers first."""
        emptied(self._body)
        self.summary.setText(summary_words(comparison))
        found = difference_lines(comparison, self._locale)
        for line in found[:MOST]:
            self._body.addWidget(self._line(line))
        if len(found) > MOST:
            more = translate("Questionnaires", "And {n} more.").format(n=len(found) - MOST)
            self._body.addWidget(label(more, "caption"))
        self._body.addStretch(1)

    def show_sentence(self, words: str) -> None:
        """What is said in the place of differences."""
        emptied(self._body)
        self.summary.setText(words)

    def _line(self, line: DifferenceLine) -> QWidget:
        kind = tinted(kind_words(line.kind), TINTS[line.kind])
        kind.setMinimumWidth(self._look.pixels(78))
        kind.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = column(label(line.words, "table", wrap=True), space=2)
        if line.detail:
            words.addWidget(label(line.detail, "caption", wrap=True))
        if line.breaks:
            words.addWidget(note(self._look, "warn", line.breaks, "triangle-alert"))
        made = row(kind, words, space=10)
        made.setAlignment(kind, Qt.AlignmentFlag.AlignTop)
        made.setStretch(1, 1)
        return holding(made)
