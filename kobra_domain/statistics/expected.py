"""Money that promises let expect: each amount by the chance that promises like it are kept, and
between what the sum will lie. Amounts are heavy-tailed, so that is drawn from the promises
themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import NamedTuple

DRAWS = 2_000
INSIDE = 0.80
MOST_DRAWN = 400
_Z = NormalDist().inv_cdf((1 + INSIDE) / 2)


class Promised(NamedTuple):
    """An amount in minor units of one currency, and the chance that it is kept."""

    amount_minor: int
    chance: float


class Expected(NamedTuple):
    """A sum in minor units, and between what it lies in four of five cases."""

    amount_minor: int
    low_minor: int
    high_minor: int


def expected(promises: Sequence[Promised], draws: int = DRAWS) -> Expected:
    """What promises of one currency let expect: the sum of amount × chance; its interval by drawing
    the promises anew and whether each is kept. Of many promises the sums of such draws are normal,
    and their spread is reckoned. The same promises give the same answer.
    """
    total = round(sum(one.amount_minor * one.chance for one in promises))
    if not promises:
        return Expected(0, 0, 0)
    if len(promises) > MOST_DRAWN:
        return _reckoned(promises, total)
    chance = Random(len(promises))  # no secret: so that a report comes out the same
    sums = sorted(_drawn(promises, chance) for _ in range(draws))
    cut = (1 - INSIDE) / 2
    low, high = sums[int(cut * draws)], sums[min(draws - 1, int((1 - cut) * draws))]
    return Expected(total, min(low, total), max(high, total))


def _reckoned(promises: Sequence[Promised], total: int) -> Expected:
    """The variance of the sum of so many draws is theirs together."""
    mean = sum(one.amount_minor * one.chance for one in promises) / len(promises)
    squares = sum(one.amount_minor**2 * one.chance for one in promises)
    half = _Z * sqrt(max(0.0, squares - len(promises) * mean**2))
    most = sum(one.amount_minor for one in promises)
    return Expected(total, max(0, round(total - half)), min(most, round(total + half)))


def _drawn(promises: Sequence[Promised], chance: Random) -> int:
    drawn = chance.choices(promises, k=len(promises))
    return sum(one.amount_minor for one in drawn if chance.random() < one.chance)
