"""Other hours that a person asked for, as their page says them: which, how it can be shown, and
whether they may be used today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_desktop.models.portfolio.person_petitions import Badge
from kobra_desktop.store.queries.person_cards import PersonCard
from kobra_domain.contact.exceptions import exception_on, own_accounts
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.words import day_words, field_title, word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A request: its hours; `badge` how it stands today, `detail` what shows it and until when.

    `may_end`: it can be taken back still.
    """

    asked: HoursException
    title: str
    badge: Badge
    detail: str
    may_end: bool


def hours_lines(card: PersonCard, locale: str, today: date) -> tuple[HoursLine, ...]:
    """The newest request first."""
    asked = sorted(
        card.party.hours_exceptions, key=lambda one: one.asked_on or date.min, reverse=True
    )
    accounts = own_accounts(card.party.id, card.accounts)
    standing = exception_on(card.party, accounts, today)
    return tuple(_line(one, standing, locale, today) for one in asked)


def _line(
    asked: HoursException, standing: HoursException | None, locale: str, today: date
) -> HoursLine:
    hours = ", ".join(week_lines(asked.spans, locale))
    if asked.names_holidays:
        holidays = field_title("names_holidays", "", locale).lower()
        hours = f"{hours}, {holidays}"
    said = [word(asked.evidence, locale), asked.document, word(asked.asked_by, locale)]
    for day, words in (
        (asked.asked_on, translate("Person", "asked on {day}")),
        (asked.expires_on, translate("Person", "until {day}")),
        (asked.revoked_on, translate("Person", "taken back on {day}")),
    ):
        if day is not None:
            said.append(words.format(day=day_words(day, locale, today)))
    return HoursLine(
        asked,
        hours,
        _badge(asked, standing, today),
        " · ".join(part for part in said if part),
        asked.revoked_on is None,
    )


def _badge(asked: HoursException, standing: HoursException | None, today: date) -> Badge:
    if asked == standing:
        return Badge(translate("Person", "In force"), "ok")
    if asked.asked_on is None or asked.expires_on is None:
        return Badge(translate("Person", "Without its day: does not count"), "warn")
    if asked.stands_on(today):
        later = translate("Person", "Does not count: a later request or contract")
        return Badge(later, "neutral")
    return Badge(translate("Person", "Over"), "neutral")
