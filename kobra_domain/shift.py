"""When an agent works, in the agent's own time zone, and when a position may therefore be kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from kobra_domain.people import Agent, Consent, ShiftSpan

# Days whose ends every zone's calendar has, and whose months all have a next one.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in UTC: `start_at` belongs to it, `end_at` does not."""

    start_at: datetime
    end_at: datetime

    @property
    def seconds(self) -> float:
        """Its length."""
        return (self.end_at - self.start_at).total_seconds()

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies in it."""
        return self.start_at <= at < self.end_at


class Presence(StrEnum):
    """What the agent's calendar says of a moment."""

    ON_SHIFT = "on_shift"
    ON_BREAK = "on_break"
    OFF_SHIFT = "off_shift"
    ABSENT = "absent"


def local_day(zone: str, at: datetime) -> date:
    """The date that a calendar in the zone shows at a moment."""
    return at.astimezone(ZoneInfo(zone)).date()


def moment_of(zone: str, day: date, at: time) -> datetime:
    """The moment (UTC) of an hour of a day: the first of two where clocks go back, and as much
    later as clocks were moved where they jump over it.
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def noon(zone: str, day: date) -> datetime:
    """The moment that a day stands for where no hour was said."""
    return datetime.combine(day, time(12), ZoneInfo(zone))


def day_span(zone: str, day: date) -> Span:
    """Midnight to midnight in the zone: 23 or 25 hours long where the clocks change."""
    return Span(moment_of(zone, day, time.min), moment_of(zone, day + timedelta(days=1), time.min))


def spans_on(spans: Iterable[ShiftSpan], zone: str, day: date) -> tuple[Span, ...]:
    """The weekly spans that fall on a date, in order; those that touch or overlap are joined."""
    return _spans_on(tuple(spans), zone, day)


@lru_cache(maxsize=16_384)
def _spans_on(spans: tuple[ShiftSpan, ...], zone: str, day: date) -> tuple[Span, ...]:
    # Every look at every agent asks for its day several times.
    found = sorted((s.start, s.end) for s in spans if s.weekday == day.weekday())
    joined: list[tuple[time, time]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    at = partial(moment_of, zone, day)
    return tuple(Span(at(start), at(end)) for start, end in joined)


def shift_spans(agent: Agent, day: date) -> tuple[Span, ...]:
    """When the agent works on a date: never while absent, the whole day if no shift is set."""
    if agent.absent_on == day:
        return ()
    if not agent.shift:
        return (day_span(agent.time_zone, day),)
    return spans_on(agent.shift, agent.time_zone, day)


def presence(agent: Agent, at: datetime) -> Presence:
    """Whether the agent is absent, out of shift, on a break inside it, or working at a moment."""
    day = local_day(agent.time_zone, at)
    if agent.absent_on == day:
        return Presence.ABSENT
    if not any(span.holds(at) for span in shift_spans(agent, day)):
        return Presence.OFF_SHIFT
    if any(span.holds(at) for span in spans_on(agent.breaks, agent.time_zone, day)):
        return Presence.ON_BREAK
    return Presence.ON_SHIFT


def in_shift(agent: Agent, at: datetime) -> bool:
    """Whether a moment lies in the shift; a break does not end it."""
    return presence(agent, at) in (Presence.ON_SHIFT, Presence.ON_BREAK)


def stands(consent: Consent | None, at: datetime) -> bool:
    """Whether a consent has been given and, at this moment, not been withdrawn."""
    return consent is not None and (consent.withdrawn_at is None or at < consent.withdrawn_at)


def may_store(agent: Agent, fix_at: datetime, received_at: datetime) -> bool:
    """Whether a position may be kept: measured in the shift of an active agent, and consent stands.

    Consent must stand at both moments: what a phone held back is not kept once the agent has
    withdrawn. It is not asked whether the fix is younger than the consent, because phones are
    enrolled after it and their clocks err.
    """
    consents = stands(agent.consent, fix_at) and stands(agent.consent, received_at)
    return agent.is_active and consents and in_shift(agent, fix_at)
