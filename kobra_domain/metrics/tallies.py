"""What a metric is, what is counted for one, and the evaluator over rows in memory.

A tally only holds what may be added, so the tally of a union is the sum of the tallies: no ratio is
ever made of ratios, and no amount of two currencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from typing import Literal, NamedTuple

from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Compare,
    Predicate,
    Term,
    Value,
    as_of,
    holds,
    read,
)

CURRENCY = "currency"  # the field that says what an amount is in, wherever there is one
Key = tuple[Value | None, ...]


class MetricSource(StrEnum):
    """Whose definition it is: the field's usual one, one of several in use, or our own."""

    INDUSTRY = "industry"
    DISPUTED = "disputed"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Share:
    """The measure of a ratio: how many of the rows pass `part` too. With an `amount` (minor units
    of the row's `currency`) rows weigh by it, and each currency has its own ratio. `reached`:
    another amount of the row, which those in the part weigh by: recovered of overdue.
    """

    part: Predicate
    amount: str | None = None
    reached: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The measure of an amount: the sum of `amount`, minor units of the row's `currency`, of each
    currency apart; of rows that pass `less` it is taken away.
    """

    amount: str
    less: Predicate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One number: of the `rows` (a kind) that pass `filter`, how many there are, or `expr` of them.

    `day` is what the day of Hoy is asked of, None for a number of no day; `date` what a report's
    spans, days and months are, where that is another: a visit counts there on the day it was made.
    A ratio of fewer than `floor_n` rows is not known; a count or an amount of none is 0. `better`:
    whether more of it is wanted. Its words are `metric.KEY` and `metric.KEY.how`, of a ratio
    `metric.KEY.share` too.
    """

    key: str
    rows: str
    filter: Predicate
    expr: Share | Sum | None = None
    day: Term | None
    date: Term | None = None
    floor_n: int = 1
    better: Literal["up", "down", "none"] = "none"
    source: MetricSource

    @property
    def kind(self) -> Literal["count", "ratio", "amount"]:
        """What is said of the rows."""
        if self.expr is None:
            return "count"
        return "ratio" if isinstance(self.expr, Share) else "amount"

    @property
    def dated(self) -> Term | None:
        """What a span of days is asked of."""
        return self.date or self.day

    @property
    def weighs(self) -> str | None:
        """The field of minor units that is summed, None where rows are counted."""
        return None if self.expr is None else self.expr.amount


_NOTHING: Mapping[str, int] = {}


class Tally(NamedTuple):
    """`n` rows, `hits` of them in a ratio's part, `amounts` in minor units by currency, and
    `hit_amounts` of those in the part. A tuple, since answers hold very many.
    """

    n: int = 0
    hits: int = 0
    amounts: Mapping[str, int] = _NOTHING
    hit_amounts: Mapping[str, int] = _NOTHING

    def __add__(self, other: Tally) -> Tally:  # type: ignore[override]
        return Tally(
            self.n + other.n,
            self.hits + other.hits,
            _summed(self.amounts, other.amounts),
            _summed(self.hit_amounts, other.hit_amounts),
        )


def _summed(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    if not one or not other:
        return one or other
    return {coin: one.get(coin, 0) + other.get(coin, 0) for coin in {**one, **other}}


Tallies = dict[Key, dict[str, Tally]]  # by the values of the grouping, then by metric


def share_of(metric: Metric, tally: Tally) -> float | None:
    """The ratio, 0 to 1; None where there are too few rows to say."""
    return tally.hits / tally.n if tally.n >= max(1, metric.floor_n) else None


def shares_of(metric: Metric, tally: Tally) -> dict[str, float]:
    """The ratios of amounts by currency; of a currency of which nothing was asked there is none."""
    if tally.n < max(1, metric.floor_n):
        return {}
    held = tally.amounts.items()
    return {coin: tally.hit_amounts.get(coin, 0) / whole for coin, whole in held if whole}


def tally_of(metric: Metric, rows: Iterable[object]) -> Tally:
    """What one metric counts in some rows."""
    n = hits = 0
    amounts, hit_amounts = Counter[str](), Counter[str]()
    for row in rows:
        if not holds(metric.filter, row):
            continue
        n += 1
        is_hit, sign = False, 1
        match metric.expr:
            case Share(part, _, _):
                is_hit = holds(part, row)
            case Sum(_, less) if less is not None and holds(less, row):
                sign = -1
        hits += is_hit
        if metric.weighs is not None:
            coin, amount = getattr(row, CURRENCY), sign * getattr(row, metric.weighs)
            amounts[coin] += amount
            if isinstance(metric.expr, Share):
                reached = metric.expr.reached
                came = amount if reached is None else getattr(row, reached)
                hit_amounts[coin] += came * is_hit
    return Tally(n, hits, dict(amounts), dict(hit_amounts))


def tallies(
    metrics: Sequence[Metric],
    rows: Iterable[object],
    where: Predicate = EVERY,
    by: Sequence[Term] = (),
) -> Tallies:
    """What metrics of one kind of rows count of those under `where`, by the values of `by`;
    without `by` there is one group, even of nothing.
    """
    groups: dict[Key, list[object]] = {} if by else {(): []}
    for row in rows:
        if holds(where, row):
            for key in product(*(_values(read(term, row)) for term in by)):
                groups.setdefault(key, []).append(row)
    return {
        key: {metric.key: tally_of(metric, members) for metric in metrics}
        for key, members in groups.items()
    }


def _values(value: Value | tuple[Value, ...] | None) -> tuple[Value | None, ...]:
    """A row stands in the group of each of several answers."""
    return value if isinstance(value, tuple) else (value,)


def cell(by: Sequence[Term], key: Key) -> Predicate:
    """The condition on the rows of one group."""
    return All(
        tuple(
            Absent(term) if value is None else Compare(term, "=", value)
            for term, value in zip(by, key, strict=True)
        )
    )


def drill(metric: Metric, where: Predicate = EVERY) -> Predicate:
    """The condition on exactly the rows that the number is about."""
    return All((where, metric.filter))


def on_day(metric: Metric, day: date | None) -> Predicate:
    """The condition on the rows of a day, by the clock at each address; None: of any."""
    if day is None or metric.day is None:
        return EVERY
    return Compare(metric.day, "=", day)


def standing(metric: Metric, at: datetime) -> Metric:
    """The metric as it stood at a moment of the past."""
    expr = metric.expr
    if isinstance(expr, Share):
        expr = replace(expr, part=as_of(expr.part, at))
    return replace(metric, filter=as_of(metric.filter, at), expr=expr)
