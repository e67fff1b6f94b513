"""When a report is sent by mail: each day, week or month at an hour of a named zone, whatever its
clocks do and wherever the machine that asks stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from kobra_domain.buckets import cut_in, next_month
from kobra_domain.limits import DayOfMonth, TimeZone, Weekday
from kobra_domain.shift import local_day, moment_of
from kobra_domain.words import say
from kobra_domain.words.figures import calendar

LAST_DAY = 31  # of a month that has fewer: its last one
SHOWN = 3
_DAY = timedelta(days=1)


class Every(StrEnum):
    """How often."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """`at` is an hour of `time_zone`. `weekday` (from Monday, 0) is of a weekly one, `month_day` of
    a monthly one: a month that has no such day is served on its last.
    """

    every: Every
    at: time
    time_zone: TimeZone
    weekday: Weekday = 0
    month_day: DayOfMonth = 1


def next_sendings(rhythm: Rhythm, after: datetime, count: int = SHOWN) -> tuple[datetime, ...]:
    """The moments (UTC) after `after` at which it is due: once a day at most, also where the clock
    shows the hour twice, and later where it leaves the hour out.
    """
    # From the day before: where clocks jump, what was due then may still lie ahead.
    begun = local_day(rhythm.time_zone, after) - _DAY
    moments = (moment_of(rhythm.time_zone, day, rhythm.at) for day in _days(rhythm, begun))
    return tuple(islice((one for one in moments if one > after), count))


def next_sending(rhythm: Rhythm, after: datetime) -> datetime:
    """The first of them."""
    return next_sendings(rhythm, after, 1)[0]


def rhythm_words(rhythm: Rhythm, locale: str) -> str:
    """«Cada lunes a las 7:00», «Cada mes, el último día, a las 7:00»; the zone is said apart."""
    at = f"{rhythm.at:%H:%M}"
    if rhythm.every is Every.WEEK:
        day = calendar(locale).whole_weekdays[rhythm.weekday]
        return say("rhythm.week", {"weekday": day, "hour": at}, locale)
    if rhythm.every is Every.MONTH:
        code = "rhythm.month.last" if rhythm.month_day == LAST_DAY else "rhythm.month"
        return say(code, {"number": rhythm.month_day, "hour": at}, locale)
    return say("rhythm.day", {"hour": at}, locale)


def _days(rhythm: Rhythm, first: date) -> Iterator[date]:
    match rhythm.every:
        case Every.DAY:
            yield from _each(first, 1)
        case Every.WEEK:
            yield from _each(first + _DAY * ((rhythm.weekday - first.weekday()) % 7), 7)
        case _:
            month = first.replace(day=1)
            while True:
                yield cut_in(rhythm.month_day, month.year, month.month)
                month = next_month(month)


def _each(day: date, step: int) -> Iterator[date]:
    while True:
        yield day
        day += _DAY * step
