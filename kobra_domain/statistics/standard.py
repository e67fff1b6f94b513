"""Two rates of groups that are mixed otherwise, as if both were mixed alike: what is left of their
difference when easy groups weigh as much on either side (direct standardisation).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import sqrt
from typing import NamedTuple, TypeVar

from kobra_domain.statistics.hours import FLOOR, Tried
from kobra_domain.statistics.intervals import Difference, Z

K = TypeVar("K", bound=Hashable)


class Standard(NamedTuple):
    """The difference at one mix, and the share of all attempts that it rests on."""

    difference: Difference
    share: float


def standardised(
    one: Mapping[K, Tried], other: Mapping[K, Tried], floor_n: int = FLOOR
) -> Standard | None:
    """One rate less the other over the groups that both tried often enough, each weighing as much
    as its attempts on both sides together; the interval is the normal one, of rates with a hit and
    a miss added to each so that 0 of 10 is no certainty. None: there is no such group.
    """
    both = [key for key in one if min(one[key].n, other.get(key, Tried(0, 0)).n) >= floor_n]
    whole = sum(one[key].n + other[key].n for key in both)
    if not whole:
        return None
    value = spread = 0.0
    for key in both:
        weight = (one[key].n + other[key].n) / whole
        value += weight * (one[key].hits / one[key].n - other[key].hits / other[key].n)
        spread += weight**2 * (_variance(one[key]) + _variance(other[key]))
    half = Z * sqrt(spread)
    found = Difference(value, max(-1.0, value - half), min(1.0, value + half))
    return Standard(found, whole / sum(tried.n for tried in (*one.values(), *other.values())))


def _variance(tried: Tried) -> float:
    rate = (tried.hits + 1) / (tried.n + 2)
    return rate * (1 - rate) / tried.n
