"""One visit as its panel shows it: facts, the law's answer, the verdict's sentence, what happened
when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands import lawfulness
from kobra_desktop.models.counts import counts
from kobra_desktop.models.open_card import OpenCard
from kobra_desktop.models.visit_words import seen_state, state_words, verdict_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.cards import VisitCard, visit_card
from kobra_desktop.store.queries.visits import visits_by_id
from kobra_domain.contact import Allowed
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.geo import judge
from kobra_domain.visit_moves import is_open_to
from kobra_domain.visits import OPEN_STATES, Visit
from kobra_domain.words import day_words, field_title, has_words, hour, moment, money, say, word


@dataclass(frozen=True, slots=True)
class Law:
    """Whether the visit may be made: one sentence; `source` is the citation, `tint` its ground,
    `until_at` the moment when a refusal ends, None if it does not by waiting.
    """

    sentence: str
    source: str = ""
    tint: str = "neutral"
    until_at: datetime | None = None

    @property
    def is_refusal(self) -> bool:
        """Whether the law says no."""
        return self.tint == "error"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the cronología."""

    at: datetime
    time: str
    words: str


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Everything the panel says, as words."""

    card: VisitCard
    title: str
    state_mark: str
    state_words: str
    law: Law | None
    verdict_mark: str
    verdict_words: str
    facts: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    waiting: str

    def is_open_to(self, command: str) -> bool:
        """Whether its state lets it be edited, assigned, cancelled or reopened."""
        return is_open_to(command, self.card.visit.state)


class VisitCardModel(OpenCard[VisitFacts]):
    """The visit of a panel; it is followed from the first on."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, lambda visit_id: facts_of(workspace, visit_id), parent)
        self.open()


def facts_of(workspace: Workspace, visit_id: str) -> VisitFacts | None:
    """Read and phrase one visit. Runs on a worker."""
    card = visit_card(workspace.desk.store, visit_id)
    row = visits_by_id(workspace.desk.store, [visit_id]).get(visit_id)
    if card is None or row is None:
        return None
    locale = workspace.locale
    mark, verdict = verdict_of(card, locale)
    return VisitFacts(
        card=card,
        title=card.party.name if card.party else "",
        state_mark=seen_state(row).value,
        state_words=state_words(row, locale),
        law=law_of(card, workspace.now, locale),
        verdict_mark=mark,
        verdict_words=verdict,
        facts=tuple(visit_pairs(card, workspace)),
        events=tuple(visit_events(card, workspace)),
        waiting=_waiting(card),
    )


def law_of(card: VisitCard, now: datetime, locale: str) -> Law | None:
    """Why the visit may not be made and when it may; None for one that has ended."""
    if card.visit.state not in OPEN_STATES:
        return None
    try:
        answer = lawfulness.permission(card, now=now)
    except Invalid as problem:
        return Law(say(problem.code, problem.params, locale))
    zone = lawfulness.zone_of(card)
    if isinstance(answer, Allowed):
        return Law(_when(answer, zone, locale, now))
    error: DomainError = answer.error()
    params = {**error.params, "asked_at": now.isoformat()}
    return Law(say(error.code, params, locale), answer.source, "error", answer.next_allowed_at)


def _when(answer: Allowed, zone: str, locale: str, now: datetime) -> str:
    """Until or from when; hours that the person asked for are said to be, for the law's own may be
    over.
    """
    translate, window = QCoreApplication.translate, answer.window
    asked = answer.exception.document if answer.exception is not None else ""
    end = moment(window.end_at, zone, locale, now)
    if window.holds(now):
        text = translate("VisitCard", "May be made until {time}")
        if asked:
            text = translate("VisitCard", "At hours they asked for ({document}): until {time}")
        return text.format(time=end, document=asked)
    text = translate("VisitCard", "May be made {start} to {end}")
    if asked:
        text = translate("VisitCard", "At hours they asked for ({document}): {start} to {end}")
    start = moment(window.start_at, zone, locale, now)
    return text.format(start=start, end=hour(window.end_at, zone), document=asked)


def verdict_of(card: VisitCard, locale: str) -> tuple[str, str]:
    """The server's verdict; its numbers only while the door still stands where it was judged."""
    visit = card.visit
    if visit.check_in is None or card.address is None or card.portfolio is None:
        return "", ""
    judgement = judge(visit.check_in, card.address, card.portfolio)
    said = visit.verdict or judgement.verdict
    if said is judgement.verdict:
        return said.value, say(judgement.code, judgement.params, locale)
    return said.value, verdict_words(said, visit.distance_m, locale)


def visit_pairs(card: VisitCard, workspace: Workspace) -> list[tuple[str, str]]:
    """What a visit holds, name and value, in words."""
    translate, locale, visit = QCoreApplication.translate, workspace.locale, card.visit
    zone = lawfulness.zone_of(card)
    made = [
        (
            translate("VisitCard", "Agent"),
            card.agent.name if card.agent else translate("VisitCard", "Nobody"),
        ),
        (translate("VisitCard", "Planned"), _planned(card, workspace)),
        (translate("VisitCard", "On the phone"), _on_phone(card)),
    ]
    if card.address is not None:
        place = card.address
        parts = (place.street, place.neighbourhood, place.municipality)
        made.append((word(place.kind, locale), ", ".join(part for part in parts if part)))
    for account in card.accounts:
        amount = money(account.overdue_minor, account.currency)
        made.append((say("kind.account", None, locale), f"{account.number} · {amount}"))
    made.append((field_title("purpose", "visit", locale), word(visit.purpose, locale)))
    if visit.outcome is not None:
        made.append((translate("VisitCard", "Outcome"), word(visit.outcome, locale)))
    if visit.not_completed_reason is not None:
        made.append((translate("VisitCard", "Reason"), word(visit.not_completed_reason, locale)))
    if visit.cancel_reason.strip("- "):
        made.append((translate("VisitCard", "Reason"), _why_cancelled(visit, locale)))
    if card.portfolio is not None:
        made.append((translate("VisitCard", "Portfolio"), card.portfolio.name))
    made += [
        (translate("VisitCard", "Note"), text) for text in (visit.note, visit.result_note) if text
    ]
    if zone != workspace.zone.key:
        made.append((translate("VisitCard", "Time zone"), zone))
    return made


def _planned(card: VisitCard, workspace: Workspace) -> str:
    visit, zone = card.visit, lawfulness.zone_of(card)
    if visit.planned_on is None:
        return QCoreApplication.translate("VisitCard", "No day yet")
    day = day_words(visit.planned_on, workspace.locale, workspace.today)
    if visit.window_start_at is None or visit.window_end_at is None:
        return day
    return f"{day}, {hour(visit.window_start_at, zone)}–{hour(visit.window_end_at, zone)}"


def _on_phone(card: VisitCard) -> str:
    translate = QCoreApplication.translate
    at = card.visit.on_phone_at
    if at is None:
        is_given = card.visit.agent_id is not None and card.visit.state in OPEN_STATES
        if is_given:
            return translate("VisitCard", "To be fetched by the phone")
        return translate("VisitCard", "No")
    return translate("VisitCard", "Yes, since {time}").format(
        time=hour(at, lawfulness.zone_of(card))
    )


def visit_events(card: VisitCard, workspace: Workspace) -> list[Event]:
    """What is known to have happened with a visit, in order."""
    translate, visit, locale = QCoreApplication.translate, card.visit, workspace.locale
    zone = lawfulness.zone_of(card)
    known = [
        (visit.created_at, translate("VisitCard", "Created")),
        (visit.assigned_at, translate("VisitCard", "Assigned")),
        (visit.on_phone_at, translate("VisitCard", "On the phone")),
        (visit.check_in.at if visit.check_in else None, translate("VisitCard", "Arrival recorded")),
        (visit.ended_at, word(visit.state, locale)),
        *((alert.raised_at, word(alert.kind, locale)) for alert in card.alerts),
    ]
    happened = sorted((at, words) for at, words in known if at is not None)
    return [Event(at, moment(at, zone, locale, workspace.now), words) for at, words in happened]


def _waiting(card: VisitCard) -> str:
    count = len(card.operations)
    if not count:
        return ""
    return counts.of_this_visit(count)


def _why_cancelled(visit: Visit, locale: str) -> str:
    """What a person wrote, or the words of the server's own reasons (`account_paid`)."""
    code = f"cancel_reason.{visit.cancel_reason}"
    return say(code, None, locale) if has_words(code, locale) else visit.cancel_reason
