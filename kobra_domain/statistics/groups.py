"""Which of several groups differ from all of them together: each rate drawn towards the whole, and
how probable it would be by chance alone, of the many that were looked at.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kobra_domain.statistics.binomial import at_least
from kobra_domain.statistics.discoveries import discoveries
from kobra_domain.statistics.hours import FLOOR, Tried
from kobra_domain.statistics.intervals import Interval, wilson
from kobra_domain.statistics.shrinking import prior_of, shrunk

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class GroupRate(Generic[K]):
    """What is known of a group. `rate` is its own, `value` the one to compare by; `side`: 1 above
    and -1 below all together beyond chance, else 0.
    """

    key: K
    tried: Tried
    rate: float
    interval: Interval
    value: float
    side: int


def group_rates(tried: Mapping[K, Tried], floor_n: int = FLOOR) -> dict[K, GroupRate[K]]:
    """What is known of the groups that were tried often enough; the others are unknown, which is
    neither 0 nor 100 %.
    """
    prior = prior_of(tried.values())
    if prior is None:
        return {}
    known = [key for key, one in tried.items() if one.n >= floor_n]
    chances = [_chance(*tried[key], prior.mean) for key in known]
    found = discoveries(chances)
    made = {}
    for place, key in enumerate(known):
        hits, n = tried[key]
        above = hits > n * prior.mean
        made[key] = GroupRate(
            key=key,
            tried=tried[key],
            rate=hits / n,
            interval=wilson(hits, n),
            value=shrunk(hits, n, prior),
            side=(1 if above else -1) if place in found else 0,
        )
    return made


def _chance(hits: int, n: int, rate: float) -> float:
    """How probable it is to be so far off by chance, on either side."""
    above, below = at_least(hits, n, rate), at_least(n - hits, n, 1 - rate)
    return min(1.0, 2 * min(above, below))
