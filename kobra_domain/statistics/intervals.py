"""How sure a share is, and the difference of two."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

# How much of the normal distribution lies within so many standard deviations: 95 and 99.8 %.
Z, Z_FAR = 1.959964, 3.090232


class Interval(NamedTuple):
    """Between what a value lies."""

    low: float
    high: float


class Difference(NamedTuple):
    """One share less another, and between what it lies."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the two differ beyond chance."""
        return self.low > 0 or self.high < 0


def z_of_many(looks: int) -> float:
    """The width at which all of so many intervals hold together in 95 of 100 cases (Bonferroni):
    of 67 hours that do not differ three would at 95 % each.
    """
    return Z if looks <= 1 else NormalDist().inv_cdf(1 - 0.025 / looks)


def wilson(hits: float, n: float, z: float = Z) -> Interval:
    """Wilson's interval of a share, 0 to 1, at 95 % unless `z` says otherwise; `n` at least 1, and
    not whole where rows weigh differently (`effective`).
    """
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Rounding must not leave all of all, or none of any, outside.
    return Interval(max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def difference(hits: int, n: int, other_hits: int, other_n: int, z: float = Z) -> Difference:
    """One share less the other, at 95 % unless `z` says otherwise, by Newcombe's method 10
    (Statistics in Medicine 17, 1998), made of the two Wilson intervals; both `n` are at least 1.
    Whether two shares differ is said from this alone: intervals of their own may overlap though
    they do.
    """
    share, other = hits / n, other_hits / other_n
    own, theirs = wilson(hits, n, z), wilson(other_hits, other_n, z)
    value = share - other
    down = sqrt((share - own.low) ** 2 + (theirs.high - other) ** 2)
    up = sqrt((own.high - share) ** 2 + (other - theirs.low) ** 2)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))


def effective(weights: Mapping[int, int]) -> float:
    """How many rows of one weight say as much as rows of these (by weight how many there are),
    after Kish: (sum of weights)² / sum of their squares. 0 where nothing weighs.
    """
    squares = sum(count * weight**2 for weight, count in weights.items())
    total = sum(count * weight for weight, count in weights.items())
    return total**2 / squares if squares else 0.0
