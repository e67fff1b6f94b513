"""Some days cut into steps that a chart can show: days, weeks or months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kobra_domain.buckets import next_month
from kobra_domain.metrics.dimensions import Dimension, monday_of, shown
from kobra_domain.reports.names import days_words, month_words, short_day

_MOST_DAYS, _MOST_WEEKS = 31, 27


@dataclass(frozen=True, slots=True)
class Step:
    """The days of a step that are asked for, `until` not within; `value` is how the dimension tells
    it.
    """

    value: str
    first: date
    until: date


def length_of(first: date, until: date) -> Dimension:
    """By what so many days are told apart."""
    days = (until - first).days
    if days <= _MOST_DAYS:
        return Dimension.DAY
    return Dimension.WEEK if days <= 7 * _MOST_WEEKS else Dimension.MONTH


def steps_of(length: Dimension, first: date, until: date) -> tuple[Step, ...]:
    """The steps, the first and the last cut off at the days' ends."""
    made = []
    day = first
    while day < until:
        after = min(_after(length, day), until)
        made.append(Step(str(shown(length, day)), day, after))
        day = after
    return tuple(made)


def _after(length: Dimension, day: date) -> date:
    if length is Dimension.DAY:
        return day + timedelta(days=1)
    return monday_of(day) + timedelta(days=7) if length is Dimension.WEEK else next_month(day)


def step_words(length: Dimension, step: Step, locale: str) -> str:
    """«3 nov», «2–8 nov», «nov 2026»."""
    if length is Dimension.MONTH:
        return month_words(step.first, locale)
    if length is Dimension.DAY:
        return short_day(step.first, locale)
    return days_words(step.first, step.until - timedelta(days=1), locale)
