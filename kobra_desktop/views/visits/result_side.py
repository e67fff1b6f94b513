"""What stands beside the answers of a visit: what its phone's log shows, money, what the field
proposes, the reviews so far, and what happened when.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.visit_dues import Due, Offer
from kobra_desktop.models.visit_result import ResultFacts, ReviewFacts
from kobra_desktop.models.visit_result_head import REVIEW_TINTS
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, timeline
from kobra_desktop.views.widgets.labels import label, tinted
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_domain.submissions import STATE_AFTER


class ResultSide(QWidget):
    """`decided` (Proposal, whether it is accepted): the page does it. `other_requested`
    (submission id): show another answer of the same visit.
    """

    decided = Signal(object, bool)
    other_requested = Signal(str)

    def __init__(self, look: Look, *, may_review: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._may_review = look, may_review
        self._told: tuple[object, ...] = ()
        self._lines = column(space=10)
        self.setLayout(self._lines)

    def show_facts(self, facts: ResultFacts, *, is_left_unknown: bool = False) -> None:
        """Fill it anew, if it says something else. `is_left_unknown`: whether mails and webhooks
        left is not known without a connection.
        """
        told = (
            facts.findings,
            facts.dues,
            facts.offers,
            facts.reviews,
            facts.events,
            facts.others,
            is_left_unknown,
        )
        if told == self._told:
            return
        self._told = told
        emptied(self._lines)
        if facts.findings:
            notes = [note(self._look, "warn", one, "satellite") for one in facts.findings]
            self._add(self.tr("Findings of the phone's log"), *notes)
        if facts.dues:
            self._add(self.tr("Promises and payments"), *map(_due, facts.dues))
        if facts.offers:
            self._add(self.tr("Proposed by the field"), *map(self._offer, facts.offers))
        if facts.reviews:
            self._add(self.tr("Review"), *map(self._review, facts.reviews))
        if facts.others:
            self._add(self.tr("Other answers of this visit"), *map(self._other, facts.others))
        if facts.events:
            events = timeline((event.time, event.words) for event in facts.events)
            unknown = self.tr("Without connection: what left by mail or webhook is not known.")
            notes = [label(unknown, "caption", wrap=True)] if is_left_unknown else []
            self._add(self.tr("What happened"), events, *notes)

    def _add(self, title: str, *parts: QWidget) -> None:
        made = QFrame()
        made.setObjectName("card")
        inside = column(label(title, "strong"), *parts, space=8, margins=(16, 12, 16, 12))
        made.setLayout(inside)
        self._lines.addWidget(made)

    def _offer(self, offer: Offer) -> QWidget:
        words = label(f"{offer.title}: {offer.value}", "table", wrap=True)
        parts: list[QWidget] = [words]
        if offer.note:
            parts.append(label(offer.note, "caption", wrap=True))
        if not offer.is_open or not self._may_review:
            parts.append(label(offer.state, "caption"))
            return holding(column(*parts, space=2))
        accept = Button(self._look, self.tr("Accept"), "row", "check")
        decline = Button(self._look, self.tr("Decline"), "row", "x")
        accept.clicked.connect(lambda: self.decided.emit(offer.proposal, True))
        decline.clicked.connect(lambda: self.decided.emit(offer.proposal, False))
        line = row(holding(column(*parts, space=2)), accept, decline, space=6)
        line.setStretch(0, 1)
        return holding(line)

    def _other(self, other: tuple[str, str]) -> QWidget:
        button = Button(self._look, other[1], "link", "file-text")
        button.clicked.connect(lambda: self.other_requested.emit(other[0]))
        return holding(row(button, None, space=0))

    def _review(self, facts: ReviewFacts) -> QWidget:
        act = facts.line.review.act
        tint = REVIEW_TINTS[STATE_AFTER[act]] if act in STATE_AFTER else "neutral"
        by = label(facts.detail, "caption")
        head = row(tinted(facts.title, tint), by, None)
        if facts.is_waiting:
            head.addWidget(label(self.tr("To send"), "caption"))
        parts: list[QWidget] = [holding(head)]
        if facts.comment:
            parts.append(label(facts.comment, "table", wrap=True))
        parts += [label(change, "caption", wrap=True) for change in facts.changes]
        return holding(column(*parts, space=3))


def _due(due: Due) -> QWidget:
    head = row(label(due.title, "table"), None, label(due.amount, "strong"))
    return holding(column(head, label(due.detail, "caption", wrap=True), space=2))
