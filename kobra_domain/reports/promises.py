"""Promises in some days and those to come: how old those that were not kept are, and what the open
ones let expect of the next thirty days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from kobra_domain.charts.spec import Cell, Figure
from kobra_domain.dues import PromiseState
from kobra_domain.metrics.dimensions import Shown
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.work import Amount
from kobra_domain.statistics.expected import Expected, Promised, expected
from kobra_domain.statistics.intervals import effective, wilson
from kobra_domain.statistics.shrinking import Prior, prior_of, shrunk

AHEAD_DAYS, LEARNT_DAYS = 30, 365
AGES = (7, 30, 60, 90)  # the last day of each range since a promise was due; then an open one
UNKEPT = (PromiseState.OPEN, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)
# In this order what was kept is green in either theme, and what was broken is not.
SHOWN = (PromiseState.OPEN, PromiseState.PARTLY_KEPT, PromiseState.KEPT, PromiseState.BROKEN)


Kind = tuple[Shown, ...]  # segment, channel and band of amounts of a promise


@dataclass(frozen=True, slots=True)
class Book:
    """Promises of one currency: how many fell due of each amount, and how many of these were kept
    and are open yet.
    """

    due: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)
    open: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Book) -> Book:
        return Book(
            Counter(self.due) + Counter(other.due),
            Counter(self.kept) + Counter(other.kept),
            Counter(self.open) + Counter(other.open),
        )

    @property
    def n(self) -> int:
        """How many."""
        return sum(self.due.values())

    @property
    def amount_minor(self) -> int:
        """What was promised."""
        return _sum(self.due)

    @property
    def kept_share(self) -> Figure:
        """Of their number, with its interval."""
        hits = sum(self.kept.values())
        return Figure(hits / self.n, *wilson(hits, self.n), self.n)

    @property
    def kept_amount_share(self) -> Figure:
        """Of what was promised, with its interval: few large amounts say less than their number."""
        n = effective(self.due)
        if not n:
            return Figure(n=self.n)
        value = _sum(self.kept) / self.amount_minor
        return Figure(value, *wilson(value * n, n), self.n)


def _sum(amounts: Mapping[int, int]) -> int:
    return sum(amount * count for amount, count in amounts.items())


def books_of(found: Mapping[Amount, int]) -> dict[tuple[Shown, str], Book]:
    """By the value of a dimension and the currency, of amounts told apart by it and the state."""
    held: dict[tuple[Shown, str], tuple[Counter[int], ...]] = defaultdict(
        lambda: (Counter(), Counter(), Counter())
    )
    for ((value, state), coin, amount), count in found.items():
        due, kept, is_open = held[value, coin]
        due[amount] += count
        if state == PromiseState.KEPT:
            kept[amount] += count
        elif state == PromiseState.OPEN:
            is_open[amount] += count
    return {key: Book(*own) for key, own in held.items()}


@dataclass(frozen=True, slots=True)
class Rates:
    """How often promises of each kind were kept, those of few drawn towards all."""

    prior: Prior
    kept: Mapping[Kind, tuple[int, int]] = field(default_factory=dict)

    def of(self, kind: Kind) -> float:
        """The chance that a promise of a kind is kept."""
        return shrunk(*self.kept.get(kind, (0, 0)), self.prior)

    @property
    def n(self) -> int:
        """Promises that it was learnt from."""
        return sum(n for _, n in self.kept.values())


def rates_of(past: Mapping[Kind, Tally]) -> Rates | None:
    """What promises that fell due say; None where none did."""
    kept = {kind: (tally.hits, tally.n) for kind, tally in past.items()}
    prior = prior_of(kept.values())
    return None if prior is None else Rates(prior, kept)


class Open(NamedTuple):
    """An open promise."""

    due_on: date
    kind: Kind
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is promised and expected, in minor units of one currency, in all and in each stretch of
    days: those due before today and still open, then weeks from today on.
    """

    promised_minor: int
    whole: Expected
    stretches: tuple[tuple[date | None, int, int, Expected], ...]  # first day, how many, promised

    @property
    def count(self) -> int:
        """Promises."""
        return sum(count for _, count, _, _ in self.stretches)


def forecast(rates: Rates, promises: Iterable[Open], today: date) -> Forecast:
    """The next thirty days, today the first."""
    first_days: list[date | None] = [None]
    first_days += [today + timedelta(days=n) for n in range(0, AHEAD_DAYS, 7)]
    held: dict[date | None, list[Promised]] = {first: [] for first in first_days}
    for one in promises:
        weeks = (one.due_on - today).days // 7
        first = None if weeks < 0 else today + timedelta(days=7 * weeks)
        held[first].append(Promised(one.amount_minor, rates.of(one.kind)))
    every = [one for own in held.values() for one in own]
    return Forecast(
        sum(one.amount_minor for one in every),
        expected(every),
        tuple(
            (first, len(own), sum(one.amount_minor for one in own), expected(own))
            for first, own in held.items()
            if own or first is not None
        ),
    )


def age_of(due_on: date, today: date) -> int:
    """The range of days since a promise was due: 0 is up to a week."""
    return bisect_left(AGES, (today - due_on).days)


def age_span(number: int, today: date) -> tuple[date | None, date]:
    """The days that promises of a range of `age_of` were due: the second is not within."""
    first = today - timedelta(days=AGES[number]) if number < len(AGES) else None
    return first, today - timedelta(days=AGES[number - 1] if number else 0)


def ages(
    found: Mapping[tuple[date, PromiseState], Tally], today: date
) -> dict[PromiseState, Sequence[Tally]]:
    """By state what is in each range."""
    made: dict[PromiseState, list[Tally]] = {state: [Tally()] * (len(AGES) + 1) for state in UNKEPT}
    for (due_on, state), tally in found.items():
        made[state][age_of(due_on, today)] += tally
    return {state: tuple(tallies) for state, tallies in made.items()}


Stacks = Sequence[tuple[PromiseState, Sequence[Figure]]]


def counts_of(found: Mapping[PromiseState, Sequence[Tally]]) -> Stacks:
    """How many there are of each state in each step."""
    return [(state, [Figure(one.n, n=one.n) for one in own]) for state, own in found.items()]


def amounts_of(found: Mapping[PromiseState, Sequence[Tally]], coin: str) -> Stacks:
    """How much of a currency; of a tally of several nobody knows how many are of this one."""
    return [
        (
            state,
            [
                Figure(one.amounts.get(coin, 0), n=one.n if one.amounts.keys() <= {coin} else None)
                for one in own
            ],
        )
        for state, own in found.items()
    ]


def line_of(book: Book) -> tuple[Cell, ...]:
    """A line of a table: how many, how many of them are open, the share kept, how much, the share
    of it kept.
    """
    return (
        Figure(book.n),
        Figure(sum(book.open.values())),
        book.kept_share,
        Figure(book.amount_minor, n=book.n),
        book.kept_amount_share,
    )
