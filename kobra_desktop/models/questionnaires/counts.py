"""Sentences of the designer that count: lupdate sees a form of number only in `self.tr`."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kobra_desktop.models.counts import grouped


class QuestionnaireCounts(QObject):
    """One method a sentence; `n` chooses the form in each language."""

    def phones(self, n: int) -> str:
        """Whom a version reaches."""
        return grouped(self.tr("%n phone(s) will get it.", "", n), n)

    def rows(self, n: int) -> str:
        """What a first version has in it."""
        return grouped(self.tr("%n question(s) and groups.", "", n), n)

    def errors(self, n: int) -> str:
        """What keeps it from being published."""
        return grouped(self.tr("%n error(s) keep it from being published.", "", n), n)

    def warnings(self, n: int) -> str:
        """What does not keep it from being published."""
        return grouped(self.tr("%n warning(s); it can be published.", "", n), n)


questionnaire_counts = QuestionnaireCounts()
