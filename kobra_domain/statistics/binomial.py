"""The binomial distribution, exactly: what chance alone makes of `n` attempts at a known rate."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, floor, lgamma, log, sqrt
from typing import NamedTuple

_FAR = 12.0  # standard deviations: what lies further has less than 1e-30 of the whole


class Counts(NamedTuple):
    """The least and the most hits that chance makes."""

    low: int
    high: int


def limits(n: int, rate: float, inside: float) -> Counts:
    """The hits between which chance stays with probability `inside`, as much being cut off below
    as above: each limit is the distribution's quantile.
    """
    if not 0 < rate < 1:
        hits = n if rate >= 1 else 0
        return Counts(hits, hits)
    cut = (1 - inside) / 2
    low, high, heard = 0, 0, 0.0
    for hits, share in _shares(n, rate):
        heard += share
        if heard < cut:
            low = hits + 1
        if heard < 1 - cut:
            high = hits + 1
    return Counts(min(low, n), min(high, n))


def at_least(hits: int, n: int, rate: float) -> float:
    """How probable so many hits or more are by chance alone."""
    if hits <= 0:
        return 1.0
    if hits > n or rate <= 0:
        return 0.0
    if rate >= 1:
        return 1.0
    return min(1.0, sum(share for found, share in _shares(n, rate) if found >= hits))


def _shares(n: int, rate: float) -> Iterator[tuple[int, float]]:
    """The probability of each number of hits that has any."""
    reach = _FAR * sqrt(n * rate * (1 - rate)) + _FAR
    first, last = max(0, floor(n * rate - reach)), min(n, floor(n * rate + reach))
    odds = rate / (1 - rate)
    known = lgamma(n + 1) - lgamma(first + 1) - lgamma(n - first + 1)
    share = exp(known + first * log(rate) + (n - first) * log(1 - rate))
    for hits in range(first, last + 1):
        yield hits, share
        share *= odds * (n - hits) / (hits + 1)
