"""Agents beside each other after their case mix, by a funnel (Spiegelhalter, Statistics in Medicine
24, 2005): whoever had harder doors is expected less of, and who lies within the funnel differs by
chance alone. There is no rank. Doors of a kind that few were at say little of what is usual there,
so that their rate is drawn towards that of all (`shrinking`): else who was there alone would be
compared with themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from kobra_domain.statistics.binomial import Counts, limits
from kobra_domain.statistics.intervals import Z_FAR, Z
from kobra_domain.statistics.shrinking import prior_of, shrunk

INNER, OUTER = 0.95, 0.998
_LEAST_VARIANCE = 1.0  # of hits: of less a score is no number of standard deviations
_WINSOR = 0.10  # of either end: the outliers that are sought must not hide themselves


class FunnelPlace(StrEnum):
    """Where somebody stands in the funnel."""

    FAR_LOW = "far_low"  # beyond 99.8 %
    LOW = "low"  # beyond 95 %
    WITHIN = "within"  # as chance alone would have it
    HIGH = "high"
    FAR_HIGH = "far_high"


class Attempts(NamedTuple):
    """Attempts of one kind (`stratum`: bucket, amount, zone, hour) that somebody made."""

    who: str
    stratum: Hashable
    hits: int
    n: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One agent: what was found and what the pooled rates of the same doors let expect. `rate` is
    the pooled rate times found / expected, so that all can stand over one funnel.
    """

    who: str
    n: int
    hits: int
    expected: float
    rate: float
    place: FunnelPlace


@dataclass(frozen=True, slots=True)
class Funnel:
    """The pooled rate, how much more than chance spreads the agents (1: no more), and where each
    stands, in the order of their names' keys.
    """

    rate: float
    overdispersion: float
    standings: tuple[Standing, ...]

    def limits(self, n: int, inside: float) -> Counts:
        """The hits between which `n` attempts stay by chance."""
        return limits(n, self.rate, inside)


def funnel(attempts: Iterable[Attempts]) -> Funnel | None:
    """Where everybody stands; None where nothing was tried."""
    held = [one for one in attempts if one.n]
    if not held:
        return None
    hits_in, n_in = Counter[Hashable](), Counter[Hashable]()
    of: dict[str, list[Attempts]] = defaultdict(list)
    for one in held:
        hits_in[one.stratum] += one.hits
        n_in[one.stratum] += one.n
        of[one.who].append(one)
    pooled = sum(hits_in.values()) / sum(n_in.values())
    usual = _usual(hits_in, n_in)
    sums = {who: _sums(own, usual) for who, own in sorted(of.items())}
    # One miss of one attempt is far from what is expected and says nothing of a spread.
    spread = overdispersion([one.score for one in sums.values() if one.variance >= _LEAST_VARIANCE])
    return Funnel(
        rate=pooled,
        overdispersion=spread,
        standings=tuple(
            Standing(
                who=who,
                n=one.n,
                hits=one.hits,
                expected=one.expected,
                rate=pooled * one.hits / one.expected if one.expected else pooled,
                place=_place(one, pooled, spread),
            )
            for who, one in sums.items()
        ),
    )


def _usual(hits_in: Mapping[Hashable, int], n_in: Mapping[Hashable, int]) -> dict[Hashable, float]:
    """What is usual at doors of each kind; of all together exactly what was found."""
    prior = prior_of((hits_in[stratum], n) for stratum, n in n_in.items())
    assert prior is not None
    rates = {stratum: shrunk(hits_in[stratum], n, prior) for stratum, n in n_in.items()}
    expected = sum(rate * n_in[stratum] for stratum, rate in rates.items())
    scale = sum(hits_in.values()) / expected if expected else 1.0
    return {stratum: min(1.0, rate * scale) for stratum, rate in rates.items()}


def overdispersion(scores: Sequence[float]) -> float:
    """How much more the scores vary than by chance, as a factor of the variance: the mean square of
    the scores with a tenth of either end drawn in; 1 where that is no more than chance makes.
    """
    if len(scores) < 2:
        return 1.0
    ordered = sorted(scores)
    cut = int(len(ordered) * _WINSOR)
    low, high = ordered[cut], ordered[-1 - cut]
    factor = sum(min(max(one, low), high) ** 2 for one in ordered) / len(ordered)
    # By chance alone it scatters about 1 by sqrt(2 / agents); within that it is not believed.
    return factor if factor > 1 + 2 * sqrt(2 / len(ordered)) else 1.0


class _Sums(NamedTuple):
    hits: int
    n: int
    expected: float
    variance: float

    @property
    def score(self) -> float:
        """By how many standard deviations more was found than expected."""
        return (self.hits - self.expected) / sqrt(self.variance) if self.variance else 0.0


def _sums(own: Iterable[Attempts], usual: dict[Hashable, float]) -> _Sums:
    hits, n, expected, variance = 0, 0, 0.0, 0.0
    for one in own:
        rate = usual[one.stratum]
        hits, n = hits + one.hits, n + one.n
        expected, variance = expected + one.n * rate, variance + one.n * rate * (1 - rate)
    return _Sums(hits, n, expected, variance)


def _place(one: _Sums, pooled: float, spread: float) -> FunnelPlace:
    """Beyond both the exact limits at the agent's own number and what overdispersion leaves."""
    score = one.score / sqrt(spread)
    adjusted = one.n * pooled * one.hits / one.expected if one.expected else one.n * pooled
    for inside, z, low, high in (
        (OUTER, Z_FAR, FunnelPlace.FAR_LOW, FunnelPlace.FAR_HIGH),
        (INNER, Z, FunnelPlace.LOW, FunnelPlace.HIGH),
    ):
        least, most = limits(one.n, pooled, inside)
        if score < -z and adjusted < least:
            return low
        if score > z and adjusted > most:
            return high
    return FunnelPlace.WITHIN
