"""Which hours of the week find people: each hour's rate drawn towards its weekday's and its hour's,
and which of them are better than all together beyond chance, of the many that were looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kobra_domain.statistics.binomial import at_least
from kobra_domain.statistics.discoveries import discoveries
from kobra_domain.statistics.intervals import Interval, wilson
from kobra_domain.statistics.shrinking import Prior, prior_of, shrunk, together

WEEKDAYS, HOURS = range(7), range(24)  # fixed: never taken from the rows
FLOOR = 10  # of fewer attempts an hour is unknown


class Hour(NamedTuple):
    """An hour of the week at the address: 0 (Monday) to 6, 0 to 23."""

    weekday: int
    hour: int


class Tried(NamedTuple):
    """How many attempts found somebody, of how many."""

    hits: int
    n: int


@dataclass(frozen=True, slots=True)
class HourRate:
    """What is known of an hour. `rate` is its own, `value` the one to compare by; `is_better` than
    all hours together beyond chance, all looks counted.
    """

    hour: Hour
    tried: Tried
    rate: float
    interval: Interval
    value: float
    is_better: bool


def hour_rates(
    tried: Mapping[Hour, Tried], lawful: Collection[Hour], floor_n: int = FLOOR
) -> dict[Hour, HourRate]:
    """What is known of the lawful hours that were tried often enough; the others are unknown, which
    is neither 0 nor 100 %.
    """
    prior = prior_of(tried.values())
    if prior is None:
        return {}
    days, clock = _margins(tried, 0), _margins(tried, 1)
    known = sorted(hour for hour, one in tried.items() if hour in lawful and one.n >= floor_n)
    chances = [at_least(*tried[hour], prior.mean) for hour in known]
    found = discoveries(chances)
    made = {}
    for place, hour in enumerate(known):
        hits, n = tried[hour]
        around = together(prior.mean, days[hour.weekday], clock[hour.hour])
        made[hour] = HourRate(
            hour=hour,
            tried=tried[hour],
            rate=hits / n,
            interval=wilson(hits, n),
            value=shrunk(hits, n, Prior(around, prior.weight)),
            is_better=place in found,
        )
    return made


def best(rates: Mapping[Hour, HourRate]) -> list[HourRate]:
    """Those that are better beyond chance, the best first; none is a valid answer."""
    found = (one for one in rates.values() if one.is_better)
    return sorted(found, key=lambda one: (-one.value, one.hour))


class Span(NamedTuple):
    """Hours of one weekday that follow each other, what was tried in them and the value to tell;
    `until` is not within.
    """

    weekday: int
    first: int
    until: int
    tried: Tried
    value: float


def spans(hours: Collection[HourRate]) -> list[Span]:
    """Hours that touch, said as one: «sábados de 9 a 11». In the order of the week."""
    ordered = sorted(hours, key=lambda one: one.hour)
    made = []
    for _, run in groupby(
        enumerate(ordered), lambda at: (at[1].hour.weekday, at[1].hour.hour - at[0])
    ):
        held = [one for _, one in run]
        tried = Tried(sum(one.tried.hits for one in held), sum(one.tried.n for one in held))
        first, last = held[0].hour, held[-1].hour
        value = sum(one.value * one.tried.n for one in held) / tried.n
        made.append(Span(first.weekday, first.hour, last.hour + 1, tried, value))
    return made


def _margins(tried: Mapping[Hour, Tried], place: int) -> dict[int, float]:
    """The rate of each weekday (0) or hour of the day (1), drawn towards that of all."""
    held: dict[int, list[int]] = {}
    for hour, one in tried.items():
        sums = held.setdefault(hour[place], [0, 0])
        sums[0], sums[1] = sums[0] + one.hits, sums[1] + one.n
    prior = prior_of((hits, n) for hits, n in held.values())
    assert prior is not None  # something was tried
    return {key: shrunk(hits, n, prior) for key, (hits, n) in held.items()}
