"""Every sentence of the editor's panels that counts; see models/counts.py."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kobra_desktop.models.counts import grouped


class PanelCounts(QObject):
    """One method a sentence; `n` chooses the form in each language."""

    def texts_missing(self, n: int) -> str:
        """Texts that a language lacks."""
        return grouped(self.tr("%n missing", "", n), n)

    def errors(self, n: int) -> str:
        """Problems that keep a form from being published."""
        return grouped(self.tr("%n error(s)", "", n), n)

    def warnings(self, n: int) -> str:
        """Problems that do not."""
        return grouped(self.tr("%n warning(s)", "", n), n)

    def choices(self, n: int) -> str:
        """Choices of a list."""
        return grouped(self.tr("%n choice(s)", "", n), n)

    def questions(self, n: int) -> str:
        """Questions of a block."""
        return grouped(self.tr("%n question(s)", "", n), n)

    def files(self, n: int) -> str:
        """Files of a form."""
        return grouped(self.tr("%n file(s)", "", n), n)

    def inserted(self, n: int) -> str:
        """Questions of a block that were put in."""
        return grouped(self.tr("%n question(s) inserted from {name}", "", n), n)

    def without_room(self, n: int) -> str:
        """Texts of a pasted block that found no cell."""
        words = self.tr("%n pasted text(s) found no row or column here and were left out.", "", n)
        return grouped(words, n)


panel_counts = PanelCounts()
