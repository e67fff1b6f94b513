"""Rates of few attempts are drawn towards what is usual, as far as the rates differ at all: 3 of 5
is no 60 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, inf, log
from typing import NamedTuple


class Prior(NamedTuple):
    """What is known before a group is looked at: `mean` counts as much as `weight` attempts;
    infinite where the groups do not differ beyond chance.
    """

    mean: float
    weight: float


def prior_of(groups: Iterable[tuple[int, int]]) -> Prior | None:
    """What groups of (hits, n) say together, by the moments of the beta-binomial: the spread of
    their rates beyond what chance makes, as the correlation within a group. None without attempts.
    """
    held = [(hits, n) for hits, n in groups if n]
    total = sum(n for _, n in held)
    if not total:
        return None
    mean = sum(hits for hits, _ in held) / total
    chance = mean * (1 - mean)
    spread = sum(n * (hits / n - mean) ** 2 for hits, n in held)
    room = total - sum(n * n for _, n in held) / total - (len(held) - 1)
    if not chance or room <= 0:
        return Prior(mean, inf)
    within = (spread / chance - (len(held) - 1)) / room
    return Prior(mean, 1 / within - 1 if 0 < within < 1 else 0.0 if within >= 1 else inf)


def shrunk(hits: int, n: int, prior: Prior) -> float:
    """The rate of a group, drawn towards the prior's mean."""
    if prior.weight == inf:
        return prior.mean
    attempts = n + prior.weight
    return (hits + prior.mean * prior.weight) / attempts if attempts else prior.mean


def together(mean: float, *rates: float) -> float:
    """What a row and a column of a table say together of the cell where they meet: how far each
    lies from the mean adds up, as odds. All lie between 0 and 1; the ends are left alone.
    """
    if not 0 < mean < 1 or any(not 0 < rate < 1 for rate in rates):
        return mean
    base = log(mean / (1 - mean))
    said = base + sum(log(rate / (1 - rate)) - base for rate in rates)
    return 1 / (1 + exp(-said))
