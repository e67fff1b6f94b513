"""How sure a share is, and the difference of two."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959964  # 95 % of the normal distribution lie within


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


def wilson(hits: int, n: int) -> Interval:
    """Wilson's interval of a share at 95 %, 0 to 1; `n` is at least 1."""
    share = hits / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def difference(hits: int, n: int, other_hits: int, other_n: int) -> Difference:
    """One share less the other at 95 %, by Newcombe's method 10 (Statistics in Medicine 17, 1998),
    made of the two Wilson intervals; both `n` are at least 1. Whether two shares differ is said
    from this alone: intervals of their own may overlap though they do.
    """
    share, other = hits / n, other_hits / other_n
    own, theirs = wilson(hits, n), wilson(other_hits, other_n)
    value = share - other
    down = sqrt((share - own.low) ** 2 + (theirs.high - other) ** 2)
    up = sqrt((own.high - share) ** 2 + (other - theirs.low) ** 2)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))
