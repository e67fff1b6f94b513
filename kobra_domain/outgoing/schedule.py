"""When a file is due: on chosen days, at an hour of the portfolio's day, whatever its clocks do."""

from datetime import date, datetime, time, timedelta

from kobra_domain.outgoing.things import OutgoingTerms
from kobra_domain.shift import local_day, moment_of

_WEEK = 7


def last_due(terms: OutgoingTerms, zone: str, now: datetime) -> datetime | None:
    """The last moment up to now at which it was due; None: it never is."""
    today = local_day(zone, now)
    found = (moment_of(zone, day, terms.hour) for day in _days(terms, today, -1))
    return next((at for at in found if at <= now), None)


def next_due(terms: OutgoingTerms, zone: str, now: datetime) -> datetime | None:
    """The next moment after now; None: it never is."""
    today = local_day(zone, now)
    found = (moment_of(zone, day, terms.hour) for day in _days(terms, today, 1))
    return next((at for at in found if at > now), None)


def begins_at(since_on: date, zone: str) -> datetime:
    """The moment from which gestiones are told."""
    return moment_of(zone, since_on, time.min)


def _days(terms: OutgoingTerms, today: date, step: int) -> list[date]:
    if not terms.is_on:
        return []
    near = (today + timedelta(days=step * away) for away in range(_WEEK + 1))
    return [day for day in near if day.weekday() in terms.days]
