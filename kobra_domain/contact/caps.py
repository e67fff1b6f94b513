"""How many visits are enough: the house's own caps, whatever the law would still allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kobra_domain.contact.rules import CapRule
from kobra_domain.persons import Touch, before_stay
from kobra_domain.portfolios import ChannelKind
from kobra_domain.shift import Span, day_span, local_day


@dataclass(frozen=True, slots=True)
class Full:
    """As many visits were `made` as a rule allows; the next may be from `until` on."""

    made: int
    until: datetime


def full_month(touches: Sequence[Touch], rule: CapRule, zone: str, at: datetime) -> Full | None:
    """Whether a person had all the visits of the calendar month (in the zone) that the moment is
    in; None: one more may be made. Only what was before the moment counts.
    """
    visits = [one for one in touches if one.channel is ChannelKind.VISIT]
    if len(visits) < rule.visits:  # asked of thousands: most need no calendar
        return None
    first = local_day(zone, at).replace(day=1)
    ends_at = day_span(zone, _next_month(first)).start_at
    return _full(visits, rule, Span(day_span(zone, first).start_at, ends_at), at)


def full_day(visits: Sequence[Touch], rule: CapRule, zone: str, at: datetime) -> Full | None:
    """The same of the visits to a door, whoever was sought there, and the day."""
    if len(visits) < rule.visits:
        return None
    return _full(visits, rule, day_span(zone, local_day(zone, at)), at)


def _full(visits: Sequence[Touch], rule: CapRule, span: Span, at: datetime) -> Full | None:
    made = stays([one for one in visits if span.start_at <= one.at <= at])
    return Full(made, span.end_at) if made >= rule.visits else None


def stays(visits: Sequence[Touch]) -> int:
    """How often somebody came: visits of one stay count once."""
    known = sorted(visits, key=lambda one: (one.at, one.id))
    return sum(
        len(before_stay(known[:n], one.at, one.agent_id, one.door)) == n
        for n, one in enumerate(known)
    )


def _next_month(first: date) -> date:
    year, month = divmod(first.year * 12 + first.month, 12)
    return date(year, month + 1, 1)
