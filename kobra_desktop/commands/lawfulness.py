"""Asks the contact rules about visits held here, by the same gate as the server."""

from datetime import date, datetime

from kobra_desktop.store.queries.cards import VisitCard
from kobra_domain.contact import Permission, may_visit
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.shift import Span, local_day
from kobra_records.holidays import holidays_of


def refusal(card: VisitCard, *, planned_on: date | None, now: datetime) -> DomainError | None:
    """Why the visit may not be made on that day (None: the day it has), or None if it may.

    Its window is asked for when it lies on that day, otherwise any lawful moment of the day.
    """
    try:
        answer = permission(card, planned_on=planned_on, now=now)
    except Invalid as problem:
        return problem
    error = getattr(answer, "error", None)
    return None if error is None else error()


def ask_law(card: VisitCard, planned_on: date | None, now: datetime) -> None:
    """Raise what `refusal` answers. A draft of no day is asked about as well: what may never be
    visited is told at once.
    """
    reason = refusal(card, planned_on=planned_on, now=now)
    if reason is not None:
        raise reason


def permission(card: VisitCard, *, planned_on: date | None = None, now: datetime) -> Permission:
    """The gate's whole answer: the lawful window, or the rule, its source and the next time.

    Raises Invalid (`not_found`) when party, address or portfolio is not here.
    """
    rules = card.rules
    if card.party is None or card.address is None or card.portfolio is None or rules is None:
        missing = "party_id" if card.party is None else "address_id"
        raise Invalid("not_found", field=missing if card.portfolio else "portfolio_id")
    day = planned_on or card.visit.planned_on
    return may_visit(
        rules=rules,
        party=card.party,
        address=card.address,
        portfolio=card.portfolio,
        accounts=card.accounts,
        authorisations=card.authorisations,
        holidays=holidays_of(card.portfolio.country),
        now=now,
        window=window_on(card, day),
        planned_on=day,
        selves=card.selves,
        touches=card.touches,
        at_door=card.at_door,
        agent_id=card.visit.agent_id,
    )


def window_on(card: VisitCard, day: date | None) -> Span | None:
    """The visit's agreed window, if it lies on that day at the address."""
    visit, zone = card.visit, zone_of(card)
    if visit.window_start_at is None or visit.window_end_at is None:
        return None
    if day is not None and local_day(zone, visit.window_start_at) != day:
        return None
    return Span(visit.window_start_at, visit.window_end_at)


def zone_of(card: VisitCard) -> str:
    """The time zone of the address, else the portfolio's."""
    own = card.address.time_zone if card.address else None
    return own or (card.portfolio.time_zone if card.portfolio else "UTC")
