"""Numbers to begin a report with: each with the period before beside it; and several of them told
apart by one thing, as a table with the total of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    Cell,
    Column,
    Figure,
    Series,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.charts.units import Printer
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import about, name_of
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Metric, Tally, share_of, shares_of
from kobra_domain.reports.filter_words import span_words
from kobra_domain.reports.filters import Against, Filters, Span
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.names import days_words, in_order
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import share_words
from kobra_domain.reports.source import Grouped, Source
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import has_words, say

Counted = dict[tuple[Shown, ...], dict[str, Tally]]  # by values, then by metric


@dataclass(frozen=True, slots=True)
class Told:
    """A metric, of money in one currency."""

    metric: Metric
    currency: str | None = None

    @property
    def unit(self) -> Unit:
        """How its figures are printed."""
        if self.metric.kind == "ratio":
            return Unit(kind=UnitKind.SHARE)
        if self.currency is None:
            return Unit()
        return Unit(kind=UnitKind.MONEY, currency=self.currency)

    def name(self, locale: str) -> str:
        """Its name, of a ratio of money with the currency."""
        code = f"report.number.{self.metric.key}"
        name = say(code, None, locale) if has_words(code, locale) else name_of(self.metric, locale)
        is_ratio = self.metric.kind == "ratio" and self.currency is not None
        return f"{name} ({self.currency})" if is_ratio else name

    def figure(self, tally: Tally) -> Figure:
        """Its figure, a ratio with how sure it is. Of money of which nothing came there is none."""
        if self.metric.kind == "count":
            return Figure(tally.n)
        if self.metric.kind == "amount":
            return Figure(tally.amounts.get(self.currency or "", 0))
        if self.metric.weighs:
            return Figure(shares_of(self.metric, tally).get(self.currency or ""))
        share = share_of(self.metric, tally)
        if share is None:
            return Figure(None, n=tally.n)
        low, high = wilson(tally.hits, tally.n)
        return Figure(share, low, high, tally.n)


def number_panels(source: Source, filters: Filters, metrics: Sequence[Metric]) -> tuple[Panel, ...]:
    """A panel a metric, and a currency of it, with what it was in the period before (or in what the
    filters compare with) beside it.
    """
    chosen = filters.against is not Against.NONE
    asked = filters if chosen else replace(filters, against=Against.PERIOD_BEFORE)
    span, other = filters.span(source.today), asked.other(source.today)
    now = _counted(source, metrics, (), filters, span).get((), {})
    was = _counted(source, metrics, (), *other).get((), {}) if other is not None else {}
    made = []
    for told in _told(metrics, (now, was)):
        metric, figure = told.metric, told.figure(now.get(told.metric.key, Tally()))
        beside = ""
        if other is not None:
            known = told.figure(was.get(metric.key, Tally())).value
            value = Printer(told.unit, source.locale).whole(known)
            params = {"value": value, "days": _other_words(source, asked, other[1])}
            beside = say("report.beside", params, source.locale)
        chart = BigNumber(
            subtitle=told.name(source.locale),
            cut_off=source.cut_off,
            unit=told.unit,
            figure=figure,
            beside=beside,
        )
        made.append(_panel(source, filters, span, told, chart))
    return tuple(made)


def table_panel(
    source: Source,
    filters: Filters,
    by: Dimension,
    metrics: Sequence[Metric],
    *,
    has_answer: bool = True,
) -> Panel:
    """A line a value, by name (buckets in their order): no list of the best. `has_answer`: it is
    titled by what there is of all together, which one table of a report says.
    """
    span = filters.span(source.today)
    groups = _counted(source, metrics, (by,), filters, span)
    whole = _counted(source, metrics, (), filters, span).get((), {})
    shown = list(_told(metrics, [*groups.values(), whole]))
    values = sorted((key[0] for key in groups), key=lambda one: _place(source, by, one))
    named = say(f"report.table.{by.value}", None, source.locale)

    def line(first: str, held: Mapping[str, Tally]) -> tuple[Cell, ...]:
        return (first, *(_of_coin(one, held, len(coins)) for one in shown))

    coins = {one.currency for one in shown if one.currency is not None}
    chart = Table(
        title=_answer(shown, whole, source.locale) if values and has_answer else named,
        subtitle=named if values and has_answer else "",
        cut_off=source.cut_off,
        columns=(
            Column(name=say(f"dimension.{by.value}", None, source.locale)),
            *(Column(name=one.name(source.locale), unit=one.unit) for one in shown),
        ),
        rows=tuple(line(source.names.of(by, value), groups[value,]) for value in values),
        total=line(say("report.total", None, source.locale), whole) if values else (),
    )
    return Panel(
        key=f"by_{by.value}",
        chart=chart,
        about="\n".join(dict.fromkeys(about(one, source.locale) for one in metrics)),
        behind=_behind(metrics[0], filters, span, by, values),
        is_wide=True,
        of_people=by is Dimension.AGENT,
    )


def bars_panel(source: Source, filters: Filters, by: Dimension, metric: Metric) -> Panel:
    """How many there are of each value, the most first; what has no value comes last."""
    span = filters.span(source.today)
    found = _counted(source, (metric,), (by,), filters, span)
    counts = {key[0]: held[metric.key].n for key, held in found.items()}
    values = sorted(
        counts, key=lambda one: (one == "", -counts[one], in_order(source.names.of(by, one)))
    )
    name, figures = Told(metric).name(source.locale), tuple(Figure(counts[one]) for one in values)
    chart = BarChart(
        title=_most(source, by, values, counts),
        subtitle=say(f"report.table.{by.value}", None, source.locale),
        cut_off=source.cut_off,
        categories=tuple(source.names.of(by, one) for one in values),
        series=(Series(name=name, values=figures),),
        is_horizontal=True,
        is_sum=True,
    )
    behind, about_it = _behind(metric, filters, span, by, values), about(metric, source.locale)
    return Panel(key=f"by_{by.value}", chart=chart, about=about_it, behind=behind, is_wide=True)


def _most(
    source: Source, by: Dimension, values: Sequence[Shown], counts: Mapping[Shown, int]
) -> str:
    """Which value there is most of, the first, and how much of all; nothing where there is none."""
    if not values or values[0] == "" or not counts[values[0]]:
        return ""
    most, whole = values[0], sum(counts.values())
    params: dict[str, Param] = {
        "name": source.names.of(by, most),
        "share": share_words(counts[most] / whole, source.locale),
        "count": whole,
    }
    return say("report.most", params, source.locale)


def _behind(
    metric: Metric, filters: Filters, span: Span, by: Dimension, values: Sequence[Shown]
) -> Behind:
    groups = tuple((value,) for value in values)
    return Behind(metric=metric.key, pairs=pairs_of(filters, span), by=(by,), groups=groups)


def _panel(source: Source, filters: Filters, span: Span, told: Told, chart: BigNumber) -> Panel:
    metric = told.metric
    key = metric.key if told.currency is None else f"{metric.key}.{told.currency.lower()}"
    behind = Behind(metric=metric.key, pairs=pairs_of(filters, span), groups=((),))
    return Panel(key=key, chart=chart, about=about(metric, source.locale), behind=behind)


def _other_words(source: Source, filters: Filters, span: Span) -> str:
    if filters.against is Against.TEAM:
        return source.names.of(Dimension.TEAM, filters.against_team)
    if span.first is None or span.until is None or span.first.year != source.today.year:
        return span_words(span, source.locale)
    return days_words(span.first, span.until - timedelta(days=1), source.locale)


def _told(metrics: Sequence[Metric], found: Sequence[Mapping[str, Tally]]) -> Iterator[Told]:
    """Each metric, of money one for each currency that there is."""
    for metric in metrics:
        if not metric.weighs:
            yield Told(metric)
            continue
        tallies = (held[metric.key] for held in found if metric.key in held)
        coins = sorted({coin for tally in tallies for coin in tally.amounts})
        yield from (Told(metric, coin) for coin in coins)
        if not coins:
            yield Told(metric)


def _counted(
    source: Source, metrics: Sequence[Metric], by: Sequence[Dimension], filters: Filters, span: Span
) -> Counted:
    """What the metrics count of each group; those of the same rows and days are asked at once."""
    made: Counted = {}
    ordered = sorted(metrics, key=lambda one: (one.rows, repr(one.dated)))
    for _, alike in groupby(ordered, key=lambda one: (one.rows, one.dated)):
        several = list(alike)
        where = filters.condition(several[0], span)
        found: Grouped = source.tallies(several, by, where)
        for key, held in found.items():
            made.setdefault(key, {}).update(held)
    return made


def _of_coin(told: Told, held: Mapping[str, Tally], coins: int) -> Figure:
    """A figure; where there are several currencies nothing is said of one that a line has not."""
    tally = held.get(told.metric.key, Tally())
    if told.currency is not None and coins > 1 and told.currency not in tally.amounts:
        return Figure()
    return told.figure(tally)


def _answer(shown: Sequence[Told], whole: Mapping[str, Tally], locale: str) -> str:
    """What there is of all together: what was counted, and the money."""
    first, *rest = shown
    told = [first, *(one for one in rest if one.metric.kind == "amount")]
    parts = []
    for one in told:
        value = one.figure(whole.get(one.metric.key, Tally())).value
        parts.append(f"{one.name(locale)}: {Printer(one.unit, locale).whole(value)}")
    return " · ".join(parts)


def _place(source: Source, by: Dimension, value: Shown) -> tuple[bool, int, str]:
    """What is nobody's comes last."""
    number = value if isinstance(value, int) else 0
    return (value == "", number, in_order(source.names.of(by, value)))
