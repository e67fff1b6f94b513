"""When a file is due: on chosen days, at an hour of the portfolio's day, whatever its clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kobra_domain.outgoing.things import OutgoingTerms

_WEEK = 7


def due_at(day: date, hour: time, zone: str) -> datetime:
    """The moment of an hour of a day: the first of two where clocks go back, and as much later as
    clocks were moved where they jump over it.
    """
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def last_due(terms: OutgoingTerms, zone: str, now: datetime) -> datetime | None:
    """The last moment up to now at which it was due; None: it never is."""
    today = now.astimezone(ZoneInfo(zone)).date()
    found = (due_at(day, terms.hour, zone) for day in _days(terms, today, -1))
    return next((at for at in found if at <= now), None)


def next_due(terms: OutgoingTerms, zone: str, now: datetime) -> datetime | None:
    """The next moment after now; None: it never is."""
    today = now.astimezone(ZoneInfo(zone)).date()
    found = (due_at(day, terms.hour, zone) for day in _days(terms, today, 1))
    return next((at for at in found if at > now), None)


def begins_at(since_on: date, zone: str) -> datetime:
    """The moment from which gestiones are told."""
    return due_at(since_on, time(), zone)


def _days(terms: OutgoingTerms, today: date, step: int) -> list[date]:
    if not terms.is_on:
        return []
    near = (today + timedelta(days=step * away) for away in range(_WEEK + 1))
    return [day for day in near if day.weekday() in terms.days]
