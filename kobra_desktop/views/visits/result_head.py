"""The head of a visit that is open in full: the way back, whose door, the badges, the verdict."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.facts import marked
from kobra_desktop.views.widgets.labels import ElidedLabel, label, tinted
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row


class ResultHead(QFrame):
    """`retry_requested`: try once more to have what is missing."""

    back_requested = Signal()
    print_requested = Signal()
    dossier_requested = Signal()
    retry_requested = Signal()

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, may_export: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.back = Button(look, self.tr("Visits"), "link", "clipboard-list")
        self.back.clicked.connect(self.back_requested)
        self._crumb = ElidedLabel("", "secondary")
        self._title = ElidedLabel("", "page")
        self._subtitle = ElidedLabel("", "secondary")
        self._badges = row(space=6)
        self._verdict = column(space=0)
        again = IconButton(look, "refresh-cw", self.tr("Fetch again what is missing"))
        again.clicked.connect(self.retry_requested)
        paper = IconButton(look, "printer", self.tr("Print to PDF"), "Ctrl+P")
        paper.clicked.connect(self.print_requested)
        self.dossier = IconButton(look, "folder", self.tr("Dossier…"))
        self.dossier.clicked.connect(self.dossier_requested)
        self._may_export = may_export
        parts = (self.back, label("›", "secondary"), self._crumb, again, self.dossier, paper)
        path = row(*parts, space=6)
        path.setStretchFactor(self._crumb, 1)
        title = row(self._title, holding(self._badges), space=12)
        title.setStretchFactor(self._title, 1)
        self.setLayout(column(path, title, self._subtitle, self._verdict, space=4))

    def show_facts(self, facts: ResultFacts) -> None:
        """Say whose visit it is and what came of it."""
        self._title.setText(facts.title)
        self._subtitle.setText(facts.subtitle)
        card = facts.result.card
        self.dossier.setVisible(self._may_export and card is not None)
        street = card.address.street if card and card.address else ""
        self._crumb.setText(", ".join(part for part in (facts.title, street) if part))
        emptied(self._badges)
        for badge in facts.badges:
            self._badges.addWidget(tinted(badge.words, badge.tint))
        if facts.is_waiting:
            self._badges.addWidget(tinted(self.tr("To send"), "neutral"))
        emptied(self._verdict)
        if facts.verdict_words:
            line = marked(self._look, "verdicts", facts.verdict_mark, facts.verdict_words, "table")
            self._verdict.addWidget(line)
