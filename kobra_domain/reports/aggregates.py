"""What of a report may be seen by whoever has a link and no account: numbers of many people. What
rests on fewer than `FEWEST` is hidden, what tells people apart is left out, each with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kobra_domain.charts.spec import (
    HOURS,
    WEEKDAYS,
    BarChart,
    BigNumber,
    Cell,
    ChartSpec,
    Figure,
    FunnelPlot,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    PlaceMap,
    Series,
    Table,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.report import Behind, Panel, Report
from kobra_domain.reports.sentences_of_few import tells_of_few
from kobra_domain.statistics.hours import Hour, Tried, best, hour_rates
from kobra_domain.words import say

FEWEST = 5
_HOURS = tuple(product(range(WEEKDAYS), range(HOURS)))


@dataclass(frozen=True, slots=True)
class People:
    """How many there are behind a chart: in each of its groups, and in all together."""

    groups: Mapping[tuple[Shown, ...], int]
    whole: int


CountPeople = Callable[[Behind], People]


def rare_amounts(of_few: Iterable[Tally]) -> Iterator[float]:
    """What groups of fewer people than `FEWEST` brought, in minor units, and their shares of it: a
    table shows such a figure beside those of many people.
    """
    for one in of_few:
        yield from filter(None, (*one.amounts.values(), *one.hit_amounts.values()))
        for currency, part in one.hit_amounts.items():
            if part and (whole := one.amounts.get(currency)):
                yield part / whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    """What may be of fewer people than `FEWEST`: `amounts` and `counts` that are, and up to how
    many `rows` they have at most, so that more are of more.
    """

    amounts: Collection[float] = ()
    counts: Collection[int] = ()
    rows: int = FEWEST - 1

    def has(self, counts: Iterable[int]) -> bool:
        """Whether one of them is a number of few people."""
        return any(one in self.counts for one in counts)


def aggregates(report: Report, count: CountPeople, locale: str, few: Few | None = None) -> Report:
    """The report without what tells of few people. How many a figure rests on is the fewest that is
    known: of the people behind its place (`count`), its own `n`, itself where it is a count; where
    nobody counted people, so many rows as `few` may have are of one.
    """
    panels = [_panel(one, count, locale, few or Few()) for one in report.panels]
    gone = {at for was, now in zip(report.panels, panels, strict=True) for at in _gone(was, now)}
    return replace(report, panels=tuple(_without(one, gone) for one in panels))


def _gone(was: Panel, now: Panel) -> Iterator[tuple[int, int]]:
    """The hours of a week that are hidden."""
    if isinstance(was.chart, HeatMap) and isinstance(now.chart, HeatMap):
        for day, hour in _HOURS:
            if _is_gone(was.chart.cells[day][hour], now.chart.cells[day][hour]):
                yield day, hour


def _without(panel: Panel, gone: Collection[tuple[int, int]]) -> Panel:
    """Of hours that are hidden no difference to others is told, which is of the same people."""
    chart = panel.chart
    if not gone or not isinstance(chart, HeatMap) or not chart.is_difference:
        return panel
    cells = tuple(
        tuple(Figure() if (day, hour) in gone else one for hour, one in enumerate(row))
        for day, row in enumerate(chart.cells)
    )
    return replace(panel, chart=replace(chart, cells=cells, title=""), notes=())


def _panel(panel: Panel, count: CountPeople, locale: str, few: Few) -> Panel:
    if _tells_people_apart(panel):
        return _left_out(panel, "people", locale)
    if panel.chart is None:
        notes = _notes(panel, locale)
        if panel.notes and not notes:
            return _left_out(panel, "few", locale)
        return replace(panel, notes=notes, behind=None)
    # Of several measures nobody counted the people of each: as if nothing were known of its rows.
    behind = None if panel.behind is None or panel.behind.columns else panel.behind
    people = None if behind is None else count(behind)
    if people is not None and 0 < people.whole < FEWEST:
        return _left_out(panel, "few", locale)
    whole = None if people is None else people.whole
    veil = _Veil(_counts(panel.chart, behind, people), whole, few)
    chart = veil.over(panel.chart)
    if not veil.shown and (veil.hidden or veil.unknown):
        return _left_out(panel, "few" if veil.hidden else "unknown", locale)
    notes = _notes(panel, locale, is_veiled=bool(veil.hidden))
    if isinstance(panel.chart, HeatMap) and isinstance(chart, HeatMap):
        if _are_best_hidden(panel.chart, chart):
            chart, notes = replace(chart, title=""), ()
        else:
            notes = panel.notes
    if veil.hidden:
        notes = (*notes, say("report.link.hidden", {"count": veil.hidden}, locale))
    return replace(panel, chart=chart, notes=notes, behind=None)


def _notes(panel: Panel, locale: str, *, is_veiled: bool = False) -> tuple[str, ...]:
    """What is said beside it of many."""
    return tuple(
        one for one in panel.notes if not tells_of_few(one, FEWEST, locale, is_veiled=is_veiled)
    )


def _are_best_hidden(was: HeatMap, now: HeatMap) -> bool:
    """Whether one of the best hours, which its sentences tell, is hidden."""
    if was.is_difference:
        return False
    hours = {
        Hour(day, hour): one for day, row in enumerate(was.cells) for hour, one in enumerate(row)
    }
    tried = {
        at: Tried(round(one.value * one.n), one.n)
        for at, one in hours.items()
        if one.value is not None and one.n and 0 <= one.value <= 1
    }
    lawful = {at for at in hours if not was.lawful or was.lawful[at.weekday][at.hour]}
    told = best(hour_rates(tried, lawful))
    return any(
        _is_gone(hours[one.hour], now.cells[one.hour.weekday][one.hour.hour]) for one in told
    )


def _tells_people_apart(panel: Panel) -> bool:
    is_by_person = panel.behind is not None and Dimension.AGENT in panel.behind.by
    return panel.of_people or is_by_person or isinstance(panel.chart, FunnelPlot)


def _left_out(panel: Panel, why: str, locale: str) -> Panel:
    said = say(f"report.link.left_out.{why}", None, locale)
    notes = tuple(filter(None, (panel.chart.subtitle if panel.chart else "", said)))
    return replace(panel, chart=None, notes=notes, about="", behind=None)


def _counts(chart: ChartSpec, behind: Behind | None, people: People | None) -> Sequence[int | None]:
    """How many people each place of a chart rests on, as far as its rows are known by place."""
    places = _places(chart)
    if behind is None or people is None:
        return [None] * places
    found = [people.groups.get(group, 0) for group in behind.groups]
    if len(found) == places:
        return found
    if found and len(found) == places * _layers(chart):  # each series has its own
        return found
    return [people.whole if places == 1 else None] * places


def _places(chart: ChartSpec) -> int:
    match chart:
        case HeatMap() | Matrix():
            return sum(len(row) for row in chart.cells)
        case LineChart() | Multiples():
            return len(chart.steps)
        case BarChart():
            return len(chart.categories)
        case Waterfall():
            return len(chart.falls)
        case Table():
            return len(chart.rows)
        case PlaceMap():
            return len(chart.places)
    return 1


def _layers(chart: ChartSpec) -> int:
    return len(chart.series) if isinstance(chart, LineChart | BarChart | Multiples) else 1


@dataclass(slots=True)
class _Veil:
    """Goes over a chart's figures; `counts` by place, `whole` of all together, None where it is not
    known.
    """

    counts: Sequence[int | None]
    whole: int | None
    few: Few
    hidden: int = 0
    unknown: int = 0
    shown: int = 0
    _alone: int | None = field(default=None, init=False)
    _seen: dict[int, int] = field(default_factory=dict, init=False)

    def over(self, chart: ChartSpec) -> ChartSpec:
        """The chart as it may be seen. One figure alone would be told by the others and their
        total: the next smallest is hidden with it.
        """
        made = self._over(chart)
        if self.hidden == 1 and self._seen and _is_added(chart):
            self._alone = min(self._seen, key=lambda place: (self._seen[place], place))
            self.hidden = self.unknown = self.shown = 0
            made = self._over(chart)
        return replace(made, title="") if self.hidden and not isinstance(made, HeatMap) else made

    def _over(self, chart: ChartSpec) -> ChartSpec:
        match chart:
            case HeatMap() | Matrix():
                at = iter(range(len(self.counts)))
                cells = tuple(
                    tuple(self._figure(one, next(at), chart) for one in row) for row in chart.cells
                )
                made = replace(chart, cells=cells)
                is_whole = not (self.hidden or self.unknown)
                return made if isinstance(made, HeatMap) or is_whole else replace(made, weights=())
            case LineChart():
                return replace(chart, series=tuple(self._series(chart.series, chart)))
            case BarChart():
                series = tuple(self._series(chart.series, chart))
                return replace(chart, series=series, goals=_goals(chart.goals))
            case Multiples():
                own = tuple(self._series(chart.series, chart))
                behind = () if chart.reference is None else (chart.reference,)
                reference = next(self._series(behind, chart), None)
                return replace(chart, series=own, reference=reference)
            case Waterfall():
                falls = tuple(
                    replace(one, value=self._figure(Figure(one.value), n, chart).value)
                    for n, one in enumerate(chart.falls)
                )
                return replace(chart, falls=falls)
            case Table():
                return self._table(chart)
            case PlaceMap():
                places = tuple(
                    replace(one, figure=self._figure(one.figure, n, chart))
                    for n, one in enumerate(chart.places)
                )
                return replace(chart, places=places)
        assert isinstance(chart, BigNumber)
        figure, *past = (self._figure(one, 0, chart) for one in (chart.figure, *chart.past))
        # Of how many people that is which it is compared with nobody counted.
        return replace(chart, figure=figure, past=tuple(past), beside="")

    def _series(self, series: Sequence[Series], chart: ChartSpec) -> Iterator[Series]:
        places = _places(chart)
        step = places if len(self.counts) > places else 0  # each series has its own counts
        for layer, one in enumerate(series):
            values = tuple(
                self._figure(value, layer * step + n, chart) for n, value in enumerate(one.values)
            )
            yield replace(one, values=values)

    def _table(self, chart: Table) -> Table:
        rows, notes = [], []
        for n, row in enumerate(chart.rows):
            before = self.hidden
            units = [column.unit or Unit() for column in chart.columns]
            cells = [
                self._figure(cell, n, chart, unit) if isinstance(cell, Figure) else cell
                for cell, unit in zip(row, units, strict=True)
            ]
            for at in _sums_told(row, cells):
                cells[at] = Figure()
                self.hidden += 1
            rows.append(tuple(cells))
            notes.append("" if self.hidden > before else (chart.notes[n] if chart.notes else ""))
        made = replace(chart, rows=tuple(rows), notes=tuple(notes) if chart.notes else ())
        return replace(made, total=tuple(self._total(chart, rows)))

    def _total(self, chart: Table, rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
        """The total as it may be seen: of enough people itself, and with none of its column hidden,
        which it would tell.
        """
        for n, cell in enumerate(chart.total):
            if not isinstance(cell, Figure) or cell.value is None:
                yield cell
                continue
            unit = chart.columns[n].unit or Unit()
            people = self._least(self.whole, cell, chart, unit)
            is_few = people is None or 0 < people < FEWEST
            pairs = zip(chart.rows, rows, strict=True)
            is_told = self._alone is None and any(_is_gone(was[n], now[n]) for was, now in pairs)
            yield Figure() if is_few or is_told else cell

    def _figure(
        self, figure: Figure, place: int, chart: ChartSpec, unit: Unit | None = None
    ) -> Figure:
        people = self._people(figure, place, chart, unit or chart.unit)
        if figure.value is None:
            return Figure() if people is None or 0 < people < FEWEST else figure
        if people is None:
            self.unknown += 1
        elif (people < FEWEST and (people or figure.value)) or place == self._alone:
            self.hidden += 1
        elif figure.value == 0:
            return figure
        else:
            self.shown += 1
            self._seen[place] = min(people, self._seen.get(place, people))
            return figure
        return Figure()

    def _people(self, figure: Figure, place: int, chart: ChartSpec, unit: Unit) -> int | None:
        counted = self.counts[place] if place < len(self.counts) else None
        return self._least(counted, figure, chart, unit)

    def _least(
        self, counted: int | None, figure: Figure, chart: ChartSpec, unit: Unit
    ) -> int | None:
        rows = [] if figure.n is None else [figure.n]
        if figure.value is not None and unit.kind is UnitKind.NUMBER and not unit.decimals:
            rows.append(abs(int(figure.value)))
        if counted is None:
            rows = [min(one, 1) if one <= self.few.rows else one for one in rows]
        known = rows if counted is None else [counted, *rows]
        is_amount = unit.kind in (UnitKind.MONEY, UnitKind.SHARE)
        if is_amount and figure.value in self.few.amounts:
            known.append(1)
        # A line of a table has numbers of several kinds of rows, of which people are of one.
        if isinstance(chart, Table) and self.few.has(rows):
            known.append(1)
        if not known and isinstance(chart, HeatMap) and chart.is_difference:
            return FEWEST  # an hour is compared from more attempts on
        return min(known, default=None)


def _sums_told(row: Sequence[Cell], now: Sequence[Cell]) -> Iterator[int]:
    """Where in a row stands the sum of others, of which some are hidden: the last of them all, or
    of each measure's where several stand side by side.
    """
    values = {n: one.value for n, one in enumerate(row) if isinstance(one, Figure)}
    places = list(values)
    for each in range(1, len(places) // 3 + 1):
        for first in range(each if len(places) % each == 0 else 0):
            *parts, last = places[first::each]
            is_sum = values[last] == sum(values[n] or 0 for n in parts)
            if is_sum and any(_is_gone(row[n], now[n]) for n in parts):
                yield last


def _goals(goals: Series | None) -> Series | None:
    """Without those that were counted from few."""
    if goals is None:
        return None
    values = (Figure() if 0 < (one.n or 0) < FEWEST else one for one in goals.values)
    return replace(goals, values=tuple(values))


def _is_gone(was: Cell, now: Cell) -> bool:
    return now == Figure() and isinstance(was, Figure) and was.value is not None


def _is_added(chart: ChartSpec) -> bool:
    is_sum = isinstance(chart, LineChart | BarChart) and chart.is_sum
    return is_sum or (isinstance(chart, Table) and bool(chart.total))
