"""What a block asks a source for: tallies of its measures by its dimensions, and each total of its
own rows; then figures of them, in the order that people look for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kobra_domain.charts.reading import MOST_FIGURES
from kobra_domain.charts.spec import Figure, Unit, UnitKind
from kobra_domain.metrics.answered import (
    Answered,
    Answering,
    Question,
    answer_name,
    answer_order,
)
from kobra_domain.metrics.dimensions import By, Dimension, Shown, held_to_any
from kobra_domain.metrics.predicates import All, Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.reports.custom.measures import Measure
from kobra_domain.reports.filter_words import span_words
from kobra_domain.reports.filters import Against, Filters, Span
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.hours_zones import MOST_ZONES
from kobra_domain.reports.numbers import Told
from kobra_domain.reports.report import BehindColumn
from kobra_domain.reports.source import Source
from kobra_domain.words import say

_D = Dimension
# What has an order of its own; the rest is ordered by its figures, or by its names.
ORDERED = frozenset({_D.DAY, _D.WEEK, _D.MONTH, _D.WEEKDAY, _D.HOUR, _D.BUCKET, _D.AMOUNT})
Key = tuple[Shown, ...]
Found = Mapping[Key, Mapping[str, Tally]]


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a block there is room for: figures of a chart, columns of a pivot, lines or bars
    beside each other, zones of a map. What finds none is said and stands in the total.
    """

    figures: int = MOST_FIGURES
    across: int = 60
    series: int = 100
    zones: int = MOST_ZONES


SCREEN = Room()
# Of tables to reckon with; a workbook holds 16,384 columns, and a figure may take four.
FILE = Room(figures=400_000, across=4_000, series=4_000, zones=20_000)


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of figures: a metric, of money in one currency; or how much there is of it for each
    of `per`, whose tallies stand under `per_key`.
    """

    metric: Metric
    currency: str | None = None
    per: Metric | None = None
    per_key: str = ""

    @property
    def measure(self) -> Measure:
        """What it measures."""
        return Measure(self.metric, self.per)

    @property
    def unit(self) -> Unit:
        """What its figures are of; of counts and of money by money a number with two decimals."""
        if self.per is not None and (self.metric.kind == "count" or self.per.kind == "amount"):
            return Unit(decimals=2)
        if self.metric.kind == "ratio":
            return Unit(kind=UnitKind.SHARE)
        if self.metric.kind == "amount":
            return Unit(kind=UnitKind.MONEY, currency=self.currency)
        return Unit()

    @property
    def is_sum(self) -> bool:
        """Whether its figures may be added up."""
        return self.metric.kind != "ratio" and self.per is None

    def figure(self, tallies: Mapping[str, Tally] | None) -> Figure:
        """The figure of a group; of none a count is 0 and a share unknown."""
        tally = (tallies or {}).get(self.metric.key, Tally())
        if self.per is not None:
            return self._quotient(tally, (tallies or {}).get(self.per_key, Tally()))
        return Told(self.metric, self.currency).figure(tally)

    def _quotient(self, top: Tally, bottom: Tally) -> Figure:
        """By nothing it is unknown; money is in whole minor units. Counts rest on the fewer rows of
        both sides that have any; of how many rows money of one currency is nobody counted.
        """
        assert self.per is not None
        coin = self.currency or ""
        whole = top.amounts.get(coin, 0) if self.metric.kind == "amount" else top.n
        by = bottom.amounts.get(coin, 0) if self.per.kind == "amount" else bottom.n
        if not by:
            return Figure()
        is_money = self.unit.kind is UnitKind.MONEY
        n = None if self.metric.weighs else min(top.n or bottom.n, bottom.n)
        return Figure(round(whole / by) if is_money else whole / by, n=n)

    @property
    def change_unit(self) -> Unit:
        """What the difference of two of them is of: of shares, points."""
        is_share = self.unit.kind is UnitKind.SHARE
        return Unit(decimals=1) if is_share else self.unit

    def change(self, now: Mapping[str, Tally] | None, was: Mapping[str, Tally] | None) -> Figure:
        """How much more it is now; unknown where either is. It rests on the fewer rows of both
        that have any; of how many money of one currency does nobody counted.
        """
        value, before = self.figure(now).value, self.figure(was).value
        if value is None or before is None:
            return Figure()
        held = (one[self.metric.key].n for one in (now, was) if one and self.metric.key in one)
        n = None if self.metric.weighs else min(filter(None, held), default=0)
        scale = 100 if self.unit.kind is UnitKind.SHARE else 1
        return Figure(scale * (value - before), n=n)

    def change_name(self, locale: str) -> str:
        """What the column of differences is called, which stands beside that of the figures."""
        code = "custom.change.points" if self.unit.kind is UnitKind.SHARE else "custom.change"
        return say(code, None, locale)

    def name(self, others: Sequence[Slot], locale: str) -> str:
        """What it is called beside others: with its currency where there are several."""
        same = [one for one in others if one.measure == self.measure]
        name = self.measure.name(locale)
        return name if len(same) < 2 else f"{name} ({self.currency})"


@dataclass(frozen=True)
class Asker:
    """Asks for a block's figures of some days."""

    source: Source
    measures: tuple[Measure, ...]
    filters: Filters
    span: Span
    room: Room = SCREEN

    @cached_property
    def other(self) -> Asker | None:
        """What it is compared with; None: with nothing."""
        found = self.filters.other(self.source.today)
        return None if found is None else Asker(self.source, self.measures, *found, self.room)

    @property
    def other_words(self) -> str:
        """What it is compared with: days, or a team."""
        assert self.other is not None
        if self.filters.against is Against.TEAM:
            return self.source.names.of(_D.TEAM, self.filters.against_team)
        return span_words(self.other.span, self.source.locale)

    @property
    def uncompared(self) -> tuple[str, ...]:
        """The sentence of a shape that shows nothing of what it is compared with."""
        if self.other is None:
            return ()
        return (say("custom.uncompared", {"other": self.other_words}, self.source.locale),)

    def pairs(self, metric: Metric) -> tuple[tuple[str, str], ...]:
        """What holds the rows behind a figure of a measure."""
        is_visit = metric.rows == "visit"
        filters = self.filters if is_visit else replace(self.filters, first_attempts=False)
        return pairs_of(filters, self.span)

    def column(
        self,
        slot: Slot,
        by: Sequence[By] = (),
        group: Key = (),
        groups: Sequence[Key] | None = None,
    ) -> BehindColumn:
        """What a column or a series is of."""
        return BehindColumn(
            metric=slot.metric.key if slot.per is None else "",  # whose rows are of two kinds
            pairs=self.pairs(slot.metric),
            by=tuple(by),
            group=group,
            groups=None if groups is None else tuple(groups),
        )

    def found(self, by: Sequence[By]) -> Found:
        """The tallies of all measures by the values of dimensions; groups of which none of them
        counts a row are none.
        """
        made: dict[Key, dict[str, Tally]] = {}
        metrics = dict.fromkeys(one for measure in self.measures for one in measure.metrics)
        for alike in _alike(list(metrics)):
            where = self.filters.condition(alike[0], self.span)
            for key, tallies in self.source.tallies(alike, by, where).items():
                if not key or any(tally.n for tally in tallies.values()):
                    made.setdefault(key, {}).update(tallies)
        for metric, coin in self._apart:
            where = self._of_coin(metric, coin)
            for key, tallies in self.source.tallies([metric], by, where).items():
                if key in made:
                    made[key][_key_of(metric, coin)] = tallies[metric.key]
        return made

    @cached_property
    def _apart(self) -> list[tuple[Metric, str]]:
        """What money of a currency is divided by, where there are several: the rows of its
        portfolios alone, else pesos of one country were shared out to visits of another.
        """
        coins = sorted({one.currency for one in self.source.portfolios})
        counts = (one.per for one in self.measures if one.per is not None and one.of.weighs)
        by = dict.fromkeys(one for one in counts if not one.weighs)
        return [(metric, coin) for metric in by for coin in coins] if len(coins) > 1 else []

    def _of_coin(self, metric: Metric, coin: str) -> Predicate:
        ids = [one.id for one in self.source.portfolios if one.currency == coin]
        held = held_to_any(metric, _D.PORTFOLIO, ids)
        return All((self.filters.condition(metric, self.span), held))

    @cached_property
    def whole(self) -> Mapping[str, Tally]:
        """Those of all rows together."""
        return self.found(()).get((), {})

    @property
    def is_empty(self) -> bool:
        """Whether there is no row at all."""
        return not any(tally.n for tally in self.whole.values())

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The columns of figures: money by the currencies there are, else those of portfolios."""
        made: list[Slot] = []
        apart = {metric for metric, _ in self._apart}
        for measure in self.measures:
            metric, per = measure.of, measure.per
            if not metric.weighs:
                made.append(Slot(metric, per=per, per_key=per.key if per else ""))
                continue
            wholes = (self.whole, *((self.other.whole,) if self.other else ()))
            known = {coin for one in wholes for coin in one.get(metric.key, Tally()).amounts}
            coins = sorted(known or {one.currency for one in self.source.portfolios})
            for coin in coins:
                key = "" if per is None else _key_of(per, coin) if per in apart else per.key
                made.append(Slot(metric, coin, per, key))
        return tuple(made)

    @cached_property
    def namer(self) -> Namer:
        """How values are called."""
        return Namer(self.source)

    def ordered(self, by: Sequence[By], found: Found) -> list[Key]:
        """The groups: by one dimension without an order of its own the largest first, else in the
        order of each.
        """
        named = self.namer
        keys = sorted(
            found, key=lambda key: [named.place(*one) for one in zip(by, key, strict=True)]
        )
        if len(by) == 1 and by[0] not in ORDERED and not isinstance(by[0], Answered):
            keys.sort(key=lambda key: -self.weight(found[key]))
        return keys

    def weight(self, tallies: Mapping[str, Tally]) -> float:
        """How large a group is: by its first figure."""
        value = self.slots[0].figure(tallies).value if self.slots else None
        return -1.0 if value is None else value


def _key_of(metric: Metric, coin: str) -> str:
    """Under which the tallies of a currency's portfolios stand."""
    return f"{metric.key}@{coin}"


def _alike(metrics: Sequence[Metric]) -> list[list[Metric]]:
    """Measures that are asked in one: of the same rows, by the same days."""
    made: dict[tuple[str, object], list[Metric]] = {}
    for metric in metrics:
        made.setdefault((metric.rows, metric.dated), []).append(metric)
    return list(made.values())


class Namer:
    """How dimensions and their values are called, those of questionnaires too."""

    def __init__(self, source: Source) -> None:
        self._source, self._known = source, dict[Answered, Question | None]()

    def question(self, one: Answered) -> Question | None:
        """The question of a dimension; None: it is there no longer."""
        if one not in self._known:
            source = self._source
            self._known[one] = source.question(one) if isinstance(source, Answering) else None
        return self._known[one]

    def is_several(self, by: By) -> bool:
        """Whether a row may stand in several groups: its answer is several choices."""
        question = self.question(by) if isinstance(by, Answered) else None
        return question is not None and question.is_multiple

    def title(self, by: By) -> str:
        """What a dimension is called."""
        if not isinstance(by, Answered):
            return say(f"dimension.{by.value}", None, self._source.locale)
        question = self.question(by)
        return by.path if question is None else question.label

    def of(self, by: By, value: Shown) -> str:
        """What a value is called."""
        if not isinstance(by, Answered):
            return self._source.names.of(by, value)
        return answer_name(by, self._asked(by), str(value), self._source.locale)

    def _asked(self, by: Answered) -> Question:
        """Of what a block is told apart by: what is not there was left out when it was read."""
        question = self.question(by)
        assert question is not None, by
        return question

    def all(self, by: Sequence[By], key: Key) -> str:
        """What a group is called: «Andes · Lun»."""
        return " · ".join(self.of(*one) for one in zip(by, key, strict=True))

    def place(self, by: By, value: Shown) -> tuple[bool, tuple[int, int, str]]:
        """Where a value stands among others; what has none is last."""
        if isinstance(by, Answered):
            return (False, answer_order(by, self._asked(by), str(value)))
        if isinstance(value, int):
            return (False, (0, value, ""))
        text = value if by in ORDERED else self.of(by, value).casefold()
        return (value == "", (0, 0, text))
