"""What a person asked for, as their page says it: how it stands, and what is to be done by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from kobra_desktop.store.queries.person_cards import PersonCard
from kobra_domain.contacts import Petition
from kobra_domain.petitions import Urgency, extended_on, term_of, urgency
from kobra_domain.shift import local_day
from kobra_domain.words import day_words, word
from kobra_records.holidays import holidays_of

translate = QCoreApplication.translate
URGENCY_TINTS = {
    Urgency.OVERDUE: "error",
    Urgency.TODAY: "error",
    Urgency.SOON: "warn",
    Urgency.IN_TIME: "info",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a tint."""

    words: str
    tint: str


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """What was asked for; `badge` how it stands, `until` what is to be done by when."""

    petition: Petition
    title: str
    badge: Badge
    text: str
    until: str
    answer: str


def petition_lines(card: PersonCard, locale: str, today: date) -> tuple[PetitionLine, ...]:
    """Those that wait first, the next due before the others."""
    known = sorted(
        card.petitions, key=lambda one: (one.answered_at is not None, one.due_on, one.id)
    )
    return tuple(_line(card, one, locale, today) for one in known)


def _line(card: PersonCard, petition: Petition, locale: str, today: date) -> PetitionLine:
    portfolio = card.portfolio
    country, zone = (portfolio.country, portfolio.time_zone) if portfolio else ("", "UTC")
    state = word(petition.state, locale)
    how = urgency(petition, today, holidays_of(country))
    badge, until = Badge(state, "ok"), ""
    if how is not None:
        badge = Badge(word(how, locale), URGENCY_TINTS[how])
        until = _deadline(petition, country, zone, locale, today)
    owner = card.names.get(petition.owner_id or "", "")
    parts = (state if how is not None else "", petition.passed_on_to, owner, until)
    received = day_words(local_day(zone, petition.received_at), locale, today)
    return PetitionLine(
        petition,
        f"{word(petition.kind, locale)} · {received}",
        badge,
        petition.text,
        " · ".join(part for part in parts if part),
        petition.answer,
    )


def _deadline(petition: Petition, country: str, zone: str, locale: str, today: date) -> str:
    """Until when it must be answered, what may come after that, and by which law."""
    term, received = term_of(country, petition.kind), local_day(zone, petition.received_at)
    due = day_words(petition.due_on, locale, today)
    words = [translate("Person", "answer by {day}").format(day=due)]
    if term.more_days:
        last = extended_on(country, petition.kind, received, holidays_of(country))
        more = translate("Person", "may be put off until {day} if the person is told why")
        if term.is_for_effect:
            more = translate("Person", "done at the latest on {day}")
        words.append(more.format(day=day_words(last, locale, today)))
    return f"{', '.join(words)} ({term.citation})"
