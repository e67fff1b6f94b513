"""What the field API answers of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from kobra_domain.metrics.dimensions import By, Shown
from kobra_domain.metrics.tallies import Metric, Tally, share_of, shares_of
from kobra_domain.statistics.intervals import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSaid:
    """A metric as it is declared, in the reader's language. `by`: what its rows can be told apart
    by.
    """

    key: str
    name: str
    formula: str
    kind: str
    rows: str
    better: str
    source: str
    floor_n: int
    date: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSaid:
    """All of them."""

    items: tuple[MetricSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number. `value`: of a count how many, of a ratio 0 to 1, of an amount minor units of
    `currency`; None where it is not known. `n` rows are behind it. `low`, `high`: between what a
    ratio by count lies at 95 %. `amount_minor`: the money that an amount or a ratio by money is of.
    """

    value: float | int | None
    n: int
    low: float | None = None
    high: float | None = None
    amount_minor: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigure(Figure):
    """The number of a group: the value of each dimension that was asked for, "" where rows have
    none. Of money each currency is an item of its own.
    """

    group: Mapping[str, Shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalFigure(Figure):
    """The number of all rows together, counted from their union. Money of several currencies is
    never one sum: then `value` is None, and `currencies` holds each.
    """

    currencies: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """How far what was counted reaches: when it was counted, and the last day of the last file of
    payments in the reader's scope, where no file says one that of the last payment; None: there is
    none.
    """

    counted_at: datetime
    payments_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAnswer:
    """The groups by their values, and all together."""

    items: tuple[GroupFigure, ...]
    total: TotalFigure
    formula: str
    cut_off: CutOff


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRows:
    """The rows behind a number, by id: `count` is the number's n. `next`: the id to go on after,
    None at the end.
    """

    items: Sequence[Mapping[str, Any]]
    count: int
    next: str | None


def figures(metric: Metric, tally: Tally) -> tuple[Figure, ...]:
    """What a tally says: one figure, or one for each currency of money."""
    if metric.kind == "count":
        return (Figure(value=tally.n, n=tally.n),)
    if not metric.weighs:
        share = share_of(metric, tally)
        low, high = wilson(tally.hits, tally.n) if tally.n else (None, None)
        return (Figure(value=share, n=tally.n, low=low, high=high),)
    shares = shares_of(metric, tally)
    return tuple(
        Figure(
            value=shares.get(coin) if metric.kind == "ratio" else amount,
            n=tally.n,
            amount_minor=amount,
            currency=coin,
        )
        for coin, amount in sorted(tally.amounts.items())
    )


def grouped(
    metric: Metric, by: Sequence[By], found: Mapping[tuple[Shown, ...], Tally]
) -> tuple[GroupFigure, ...]:
    """The figures of all groups that have rows, in the order of their values."""
    made = []
    for key in sorted(found, key=lambda values: [(isinstance(one, str), one) for one in values]):
        group = {one.value: value for one, value in zip(by, key, strict=True)}
        for one in figures(metric, found[key]):
            if one.n:
                made.append(GroupFigure(group=group, **asdict(one)))
    return tuple(made)


def total_of(metric: Metric, tally: Tally) -> TotalFigure:
    """The figure of all rows together."""
    said = figures(metric, tally)
    if len(said) == 1:
        return TotalFigure(currencies=said if metric.weighs else (), **asdict(said[0]))
    none = 0 if metric.kind == "amount" and not said else None  # of nothing there is no share
    return TotalFigure(value=none, n=tally.n, currencies=said)
