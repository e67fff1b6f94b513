"""Until when what a person asks for must be answered: business days by country and kind, as data.

Where no term was found the strictest that was found is taken, and says that it is unverified.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kobra_domain.contact.rules import Rule, RuleStatus, Sureness
from kobra_domain.contacts import Petition, PetitionKind, PetitionState

Holidays = Callable[[date], bool]
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Rule):
    """`days` business days to answer. `more_days` more: with a reason told to the person before
    the first have passed, or (`is_for_effect`) to do what was answered. Within `marked_days` the
    record says that there is a claim.
    """

    days: int
    more_days: int = 0
    is_for_effect: bool = False
    marked_days: int = 0


# What disputes the data that the record holds.
CLAIMS = (PetitionKind.DATA_CLAIM, PetitionKind.IMPERSONATION)


class Urgency(StrEnum):
    """How a petition that waits stands to its day."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    IN_TIME = "in_time"


# Business days from which on a petition is no longer soon due.
_SOON = 3
_AGREED, _UNVERIFIED = RuleStatus.AGREED, RuleStatus.UNVERIFIED
_READ, _FIRMS, _OURS = Sureness.STATUTE, Sureness.LAW_FIRMS, Sureness.OURS
_CO_DATA = "Ley 1581"
_TERMS: dict[str, dict[PetitionKind, Term]] = {
    "CO": {
        PetitionKind.DATA_QUERY: Term(
            key="co.petition.data_query", sureness=_READ,
            source=_CO_DATA, article="art. 14", country="CO", dated="2012", status=_AGREED,
            days=10, more_days=5,
        ),
        PetitionKind.DATA_CLAIM: Term(
            key="co.petition.data_claim", sureness=_READ,
            source=_CO_DATA, article="art. 15", country="CO", dated="2012", status=_AGREED,
            days=15, more_days=8, marked_days=2,
        ),
        PetitionKind.IMPERSONATION: Term(
            key="co.petition.impersonation", sureness=_OURS,
            source=_CO_DATA, article="art. 15", country="CO", dated="", status=_UNVERIFIED,
            days=10, marked_days=2,
        ),
        PetitionKind.COMPLAINT: Term(
            key="co.petition.complaint", sureness=_OURS,
            source="PQR", country="CO", dated="", status=_UNVERIFIED, days=10,
        ),
    },
    "MX": {
        PetitionKind.DATA_QUERY: Term(
            key="mx.petition.data_query", sureness=_FIRMS,
            source="LFPDPPP", country="MX", dated="2025", status=_UNVERIFIED,
            days=20, more_days=15, is_for_effect=True,
        ),
        PetitionKind.DATA_CLAIM: Term(
            key="mx.petition.data_claim", sureness=_FIRMS,
            source="LFPDPPP", country="MX", dated="2025", status=_UNVERIFIED,
            days=20, more_days=15, is_for_effect=True,
        ),
        PetitionKind.IMPERSONATION: Term(
            key="mx.petition.impersonation", sureness=_OURS,
            source="REDECO", country="MX", dated="", status=_UNVERIFIED, days=10,
        ),
        PetitionKind.COMPLAINT: Term(
            key="mx.petition.complaint", sureness=_OURS,
            source="REDECO", country="MX", dated="", status=_UNVERIFIED, days=10,
        ),
    },
}  # fmt: skip


def term_of(country: str, kind: PetitionKind) -> Term:
    """The term of a kind in a country (ISO 3166); of an unknown one the shortest that is known."""
    known = _TERMS.get(country)
    if known is not None:
        return known[kind]
    return min((terms[kind] for terms in _TERMS.values()), key=lambda term: term.days)


def business_day(start: date, days: int, holidays: Holidays) -> date:
    """The `days`-th business day after a date, which itself does not count; Saturdays, Sundays and
    public holidays do not either.
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        if _is_business(day, holidays):
            days -= 1
    return day


def business_days_left(today: date, due_on: date, holidays: Holidays) -> int:
    """Business days after today up to the day it is due; negative once that has passed."""
    first, last, sign = (today, due_on, 1) if today <= due_on else (due_on, today, -1)
    days = ((first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return sign * max(sum(_is_business(day, holidays) for day in days), int(first != last))


def due_on(country: str, kind: PetitionKind, received_on: date, holidays: Holidays) -> date:
    """The day until which a petition must be answered."""
    return business_day(received_on, term_of(country, kind).days, holidays)


def extended_on(country: str, kind: PetitionKind, received_on: date, holidays: Holidays) -> date:
    """The last day there can be: of an answer that was put off, or of its effect."""
    term = term_of(country, kind)
    return business_day(received_on, term.days + term.more_days, holidays)


def urgency(petition: Petition, today: date, holidays: Holidays) -> Urgency | None:
    """How urgent an answer is; None once there is one. What was passed on still waits for it."""
    if petition.state is PetitionState.ANSWERED:
        return None
    left = business_days_left(today, petition.due_on, holidays)
    if left < 0:
        return Urgency.OVERDUE
    if left == 0:
        return Urgency.TODAY
    return Urgency.SOON if left <= _SOON else Urgency.IN_TIME


def is_claim_marked(petition: Petition) -> bool:
    """Whether the record says «reclamo en trámite»: as long as somebody disputes what it holds."""
    return petition.kind in CLAIMS and petition.state is not PetitionState.ANSWERED


def _is_business(day: date, holidays: Holidays) -> bool:
    return day.weekday() < _SATURDAY and not holidays(day)
