"""Every sentence about submissions that counts: lupdate sees a form of number only in
`self.tr(text, "", n)`, so they stand together.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from kobra_desktop.models.counts import grouped


class AnswerCounts(QObject):
    """One method a sentence; `n` chooses the form in each language."""

    def points(self, n: int) -> str:
        """Of a line or area."""
        return grouped(self.tr("%n point(s)", "", n), n)

    def unanswered(self, n: int) -> str:
        """Questions of a section that are folded."""
        return grouped(self.tr("%n without answer", "", n), n)

    def hidden(self, n: int) -> str:
        """Answers that the agent never saw."""
        return grouped(self.tr("Calculated and hidden (%n)", "", n), n)

    def differing(self, n: int) -> str:
        """Answers that the form's own logic contradicts."""
        return grouped(self.tr("%n answer(s) differ from the form's logic", "", n), n)

    def submissions(self, n: int) -> str:
        """So many submissions."""
        return grouped(self.tr("%n answer(s) received", "", n), n)

    def to_review(self, n: int) -> str:
        """What waits."""
        return grouped(self.tr("%n to review", "", n), n)

    def files(self, n: int) -> str:
        """Attachments of any kind."""
        return grouped(self.tr("%n file(s)", "", n), n)

    def corrected(self, n: int) -> str:
        """Answers that a review changed."""
        return grouped(self.tr("%n answer(s) corrected", "", n), n)

    def on_phones(self, n: int) -> str:
        """Visits of an act that phones hold already."""
        return grouped(
            self.tr(
                "%n of them on a phone, which goes on showing it until it next connects.", "", n
            ),
            n,
        )


counts = AnswerCounts()
