"""What stands over the result of a visit: whose door, what came of it, and whether somebody was
there.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.visit_card import verdict_of
from kobra_desktop.store.queries.results import Result
from kobra_domain.geo import judge
from kobra_domain.submissions import UNFINISHED
from kobra_domain.visits import ReviewState, Verdict
from kobra_domain.words import distance, say, word

_VERDICT_TINTS = {
    Verdict.AT_ADDRESS: "ok",
    Verdict.NEAR: "warn",
    Verdict.AWAY: "error",
    Verdict.NOT_TRUSTED: "doubt",
}
REVIEW_TINTS = {
    ReviewState.RECEIVED: "info",
    ReviewState.HAS_ISSUES: "warn",
    ReviewState.APPROVED: "ok",
    ReviewState.REJECTED: "error",
    ReviewState.EDITED: "info",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a tint."""

    words: str
    tint: str


class ResultHead:
    """The words of one result's head."""

    def __init__(self, result: Result, locale: str) -> None:
        self._result, self._locale = result, locale

    def title(self) -> str:
        """Whose door, else which form."""
        card = self._result.card
        if card is not None and card.party is not None:
            return card.party.name
        return self.form_title() or QCoreApplication.translate("Result", "Answer")

    def subtitle(self) -> str:
        """Credits, street, agent."""
        card, agent = self._result.card, self._result.agent
        parts = [f"{one.number}" for one in card.accounts] if card else []
        if parts:
            parts = [f"{say('kind.account', None, self._locale)} {', '.join(parts)}"]
        if card is not None and card.address is not None:
            place = (card.address.street, card.address.neighbourhood)
            parts.append(", ".join(part for part in place if part))
        if card is None:
            parts.append(QCoreApplication.translate("Result", "Without a visit"))
        if agent is not None:
            parts.append(agent.name)
        return " · ".join(part for part in parts if part)

    def form_title(self) -> str:
        """The form with its version; empty without an answer."""
        result = self._result
        if result.shown is None:
            return ""
        if result.version is None:
            return f"{result.shown.form_id} {result.shown.form_version}".strip()
        version = result.version
        number = f" · v{version.number}" if version.number else ""
        return f"{version.title}{number}"

    def badges(self) -> list[Badge]:
        """What came of it, where it was, how far its review is."""
        card, shown, made = self._result.card, self._result.shown, []
        if card is not None:
            visit = card.visit
            said = visit.outcome or visit.not_completed_reason or visit.state
            made.append(Badge(word(said, self._locale), "neutral"))
        verdict = self.verdict()
        if verdict is not None:
            made.append(Badge(word(verdict, self._locale), _VERDICT_TINTS.get(verdict, "neutral")))
        if shown is not None and shown.problem in UNFINISHED:
            lacks = QCoreApplication.translate("Visits", "amount to clear up")
            made.append(Badge(lacks[:1].upper() + lacks[1:], "warn"))
        if shown is not None:
            made.append(Badge(word(shown.review, self._locale), REVIEW_TINTS[shown.review]))
        return made

    def verdict(self) -> Verdict | None:
        """Whether the agent was there; None where nobody has judged."""
        card, shown = self._result.card, self._result.shown
        return (shown.verdict if shown else None) or (card.visit.verdict if card else None)

    def verdict_sentence(self) -> tuple[str, str]:
        """The sentence with its numbers; a door that has moved since keeps the metres alone."""
        card, shown = self._result.card, self._result.shown
        if card is None:
            return "", ""
        fix = (shown.fix if shown else None) or card.visit.check_in
        if shown is None or shown.verdict is None or card.address is None or card.portfolio is None:
            mark, words = verdict_of(card, self._locale)
        else:
            judgement = judge(fix, card.address, card.portfolio)
            mark, words = shown.verdict.value, word(shown.verdict, self._locale)
            if judgement.verdict is shown.verdict:
                words = say(judgement.code, judgement.params, self._locale)
            elif shown.distance_m is not None:
                words = f"{words} ({distance(shown.distance_m, self._locale)})"
        return mark, words
