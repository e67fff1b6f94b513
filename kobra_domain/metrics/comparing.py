"""A number against the same weekday of the weeks before, each as it stood at the same hour: the
median of those days on which visits were planned, or none where they are too few to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from kobra_domain.metrics.predicates import All, Compare, Either, as_of
from kobra_domain.metrics.tallies import Metric, Tally

LOOKED_BACK = 8  # such days before
ENOUGH = 3  # of them with planned visits; of fewer nothing is said
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual on such a day at this hour; `days` are those that it was counted from."""

    median: float
    days: int

    def more(self, n: int) -> int:
        """How many more `n` are, negative: fewer. Half a visit is none."""
        return int(n - self.median)


def same_weekdays(day: date, count: int = LOOKED_BACK) -> tuple[date, ...]:
    """The same weekday of the weeks before, the latest first."""
    return tuple(day - n * _WEEK for n in range(1, count + 1))


def standing_on(metric: Metric, moments: Mapping[date, datetime]) -> Metric:
    """A count as it stood on each of some days at a moment of its own: asked once, by the day."""
    assert metric.day is not None
    assert metric.expr is None
    days = tuple(
        All((Compare(metric.day, "=", day), as_of(metric.filter, at)))
        for day, at in moments.items()
    )
    return replace(metric, filter=Either(days))


def usual(
    metric: Metric, days: Mapping[date, Mapping[str, Tally]], planned: Metric
) -> Usual | None:
    """What is usual of a metric; `days` are the tallies of the days before by key. None: on too few
    of them were visits `planned`.
    """
    worked = [one for one in days.values() if one[planned.key].n]
    if len(worked) < ENOUGH:
        return None
    return Usual(float(median(one[metric.key].n for one in worked)), len(worked))
