"""The figures of a report as tables to reckon with: values as they are, never as they are printed.

A column is one thing in one unit: of money its currency stands in the head. How sure a figure is
has columns of its own. What is not known is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import product

from kobra_domain.charts.funnel import place_of
from kobra_domain.charts.heat import is_lawful
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
    StepKind,
    Table,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.charts.waterfall import levels_of
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.report import Behind, Panel, Report
from kobra_domain.words import say
from kobra_domain.words.figures import amount, calendar
from kobra_records.files.exports.table import ColumnType, Value

_TYPES = {
    UnitKind.NUMBER: ColumnType.NUMBER,
    UnitKind.SHARE: ColumnType.RATIO,
    UnitKind.MONEY: ColumnType.MONEY,
    UnitKind.DURATION: ColumnType.DURATION,
}
_COUNT = Unit()


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure at its full precision, and what it is of."""

    value: Value
    type: ColumnType


Kept = Value | Measure
Row = tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of a panel; `title` is what it answers. Numbers that stand beside each other are
    one table.
    """

    key: str
    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row = ()


def tables_of(report: Report, locale: str) -> list[FigureTable]:
    """The tables of a report, in its order; of numbers in a row there is one."""
    told, made = _Told(locale), list[FigureTable]()
    numbers: list[tuple[Panel, BigNumber]] = []
    for panel in report.panels:
        if isinstance(panel.chart, BigNumber):
            numbers.append((panel, panel.chart))
            continue
        if numbers:
            made.append(told.numbers(numbers))
            numbers = []
        if panel.chart is not None:
            made.append(told.table(panel, panel.chart))
    if numbers:
        made.append(told.numbers(numbers))
    return made


class _Told:
    def __init__(self, locale: str) -> None:
        self._locale = locale

    def numbers(self, panels: Sequence[tuple[Panel, BigNumber]]) -> FigureTable:
        """Each a row: what it is, its value, how sure, what is beside it."""
        head = (
            *(
                self._say("chart.kind.number"),
                self._say("chart.value"),
                self._say("field.currency"),
            ),
            *(self._low, self._high, self._of, self._say("report.file.beside")),
        )
        rows = []
        for panel, chart in panels:
            figure, unit = chart.figure, chart.unit
            name = chart.subtitle or chart.title or panel.key
            row: Row = (name, _measure(figure.value, unit), unit.currency, *_sure(figure, unit))
            rows.append((*row, chart.beside or None))
        name = self._say("report.file.numbers")
        return FigureTable(panels[0][0].key, name, name, head, tuple(rows))

    def table(self, panel: Panel, chart: ChartSpec) -> FigureTable:
        """One of a panel's chart."""
        head, rows, total = self._laid(chart, panel.behind)
        name = chart.subtitle or chart.title or panel.key
        return FigureTable(panel.key, name, chart.title or name, tuple(head), tuple(rows), total)

    def _laid(self, chart: ChartSpec, behind: Behind | None) -> tuple[list[str], list[Row], Row]:
        match chart:
            case HeatMap():
                return [*self._heat_head(chart)], [*self._heat_rows(chart)], ()
            case LineChart() | Multiples():
                more = (chart.reference,) if isinstance(chart, Multiples) else ()
                series = [one for one in (*chart.series, *more) if one is not None]
                steps = [_step(one, chart.step) for one in chart.steps]
                of = self._say("dimension.day") if chart.step is StepKind.DAY else ""
                return (*self._series(steps, series, chart.unit, of), ())
            case BarChart():
                goals = (chart.goals,) if chart.goals else ()
                of, names = self._categories(chart, behind)
                return (*self._series(names, (*chart.series, *goals), chart.unit, of), ())
            case Waterfall():
                head = ["", *(self._headed(self._say(one), chart.unit) for one in _FALLS)]
                return head, [*_falls(chart)], ()
            case FunnelPlot():
                return self._funnel_head(chart), [*self._spots(chart)], ()
            case Matrix():
                return (*self._matrix(chart), ())
            case Table():
                return self._table(chart)
            case PlaceMap():
                return [*self._place_head(chart)], [*_places(chart)], ()
        raise TypeError(f"{type(chart).__name__} has no table")

    # Kinds

    def _heat_head(self, chart: HeatMap) -> Iterator[str]:
        yield self._say("dimension.weekday")
        yield self._say("chart.hour")
        if chart.lawful:
            yield self._say("chart.lawful")
        yield self._headed(self._say("chart.value"), chart.unit)
        yield from (self._low, self._high, self._of)

    def _heat_rows(self, chart: HeatMap) -> Iterator[Row]:
        days = calendar(self._locale).whole_weekdays
        for day, hour in product(range(WEEKDAYS), range(HOURS)):
            figure = chart.cells[day][hour]
            lawful = (self._truth(is_lawful(chart, day, hour)),) if chart.lawful else ()
            value = _measure(figure.value, chart.unit)
            yield (days[day], time(hour), *lawful, value, *_sure(figure, chart.unit))

    def _categories(self, chart: BarChart, behind: Behind | None) -> tuple[str, Sequence[Value]]:
        """What bars are told apart by, as far as their rows say it, and their names: days as days
        of the calendar.
        """
        one = behind.by[-1] if behind is not None and behind.by else None
        if behind is None or not isinstance(one, Dimension):
            return "", chart.categories
        groups = behind.groups[: len(chart.categories)]
        days = [str(group[-1]) for group in groups if len(group) == len(behind.by)]
        is_dated = one is Dimension.DAY and len(days) == len(chart.categories) and all(days)
        names = [date.fromisoformat(day) for day in days] if is_dated else chart.categories
        return self._say(f"dimension.{one.value}"), names

    def _series(
        self, names: Sequence[Value], series: Sequence[Series], unit: Unit, of: str = ""
    ) -> tuple[list[str], list[Row]]:
        head, columns = [of], [_Column(one, unit) for one in series]
        for one in columns:
            name = self._headed(one.series.name, unit)
            more = self._sureness(has_interval=one.has_interval, has_count=one.has_count)
            more += [self._say("chart.estimated")] if one.has_estimates else []
            head += [name, *(f"{name} · {words}" for words in more)]
        rows = [
            (name, *(cell for one in columns for cell in one.cells(n, self._truth)))
            for n, name in enumerate(names)
        ]
        return head, rows

    def _funnel_head(self, chart: FunnelPlot) -> list[str]:
        of, value = chart.of or self._say("chart.count"), self._say("chart.value")
        return ["", of, self._headed(value, chart.unit), self._say("chart.judged")]

    def _spots(self, chart: FunnelPlot) -> Iterator[Row]:
        for spot in chart.spots:
            judged = self._say(f"chart.{place_of(spot, chart.limits)}")
            yield (spot.name, _measure(spot.n, _COUNT), _measure(spot.value, chart.unit), judged)

    def _place_head(self, chart: PlaceMap) -> Iterator[str]:
        yield ""
        yield from (self._say("field.lat"), self._say("field.lon"))
        yield self._headed(self._say("chart.value"), chart.unit)
        yield from (self._low, self._high, self._of)

    def _matrix(self, chart: Matrix) -> tuple[list[str], list[Row]]:
        weights = (self._headed(self._say("chart.weight"), chart.weight_unit),)
        head = ["", *chart.columns, *(weights if chart.weights else ())]
        rows: list[Row] = []
        for n, name in enumerate(chart.rows):
            cells = (_measure(one.value, chart.unit) for one in chart.cells[n])
            weight = (_measure(chart.weights[n], chart.weight_unit),) if chart.weights else ()
            rows.append((name, *cells, *weight))
        return head, rows

    def _table(self, chart: Table) -> tuple[list[str], list[Row], Row]:
        held = (*chart.rows, *((chart.total,) if chart.total else ()))
        laid = [_Laid(held, n, one.unit) for n, one in enumerate(chart.columns)]
        head: list[str] = []
        for one, column in zip(laid, chart.columns, strict=True):
            name = self._headed(column.name, column.unit) if column.unit else column.name
            more = self._sureness(has_interval=one.has_interval, has_count=one.has_count)
            head += [name, *(f"{name} · {words}" for words in more)]
        has_notes = any(chart.notes)
        rows: list[Row] = []
        for n, row in enumerate(held):
            cells = [kept for one in laid for kept in one.cells(row)]
            note = chart.notes[n] if has_notes and n < len(chart.rows) else None
            rows.append((*cells, note or None) if has_notes else tuple(cells))
        head += [self._say("chart.note")] if has_notes else []
        return (head, rows[:-1], rows[-1]) if chart.total else (head, rows, ())

    # Words

    def _sureness(self, *, has_interval: bool, has_count: bool) -> list[str]:
        """What the columns that say how sure a figure is are called."""
        between = [self._low, self._high] if has_interval else []
        return [*between, *([self._of] if has_count else [])]

    def _say(self, code: str) -> str:
        return say(code, None, self._locale)

    @property
    def _low(self) -> str:
        return self._say("report.file.low")

    @property
    def _high(self) -> str:
        return self._say("report.file.high")

    @property
    def _of(self) -> str:
        return self._say("report.file.of")

    def _headed(self, name: str, unit: Unit) -> str:
        return f"{name} ({unit.currency})" if unit.currency else name

    def _truth(self, value: bool) -> str:
        word = self._say("yes" if value else "no")
        return word[:1].upper() + word[1:]


_FALLS = ("chart.change", "chart.reached")


def _falls(chart: Waterfall) -> Iterator[Row]:
    for fall, level in zip(chart.falls, levels_of(chart), strict=True):
        change = None if fall.is_total else _measure(fall.value, chart.unit)
        yield (fall.name, change, _measure(level[1] if level else None, chart.unit))


def _places(chart: PlaceMap) -> Iterator[Row]:
    for one in chart.places:
        value = _measure(one.figure.value, chart.unit)
        yield (one.name, one.lat, one.lon, value, *_sure(one.figure, chart.unit))


class _Column:
    """A series with what is known of any of its figures."""

    def __init__(self, series: Series, unit: Unit) -> None:
        self.series, self._unit = series, unit
        self.has_interval = any(_has_interval(one) for one in series.values)
        self.has_count = any(one.n is not None for one in series.values)
        self.has_estimates = any(one.is_estimate for one in series.values)

    def cells(self, n: int, truth: Callable[[bool], str]) -> Iterator[Kept]:
        """Those of a step."""
        figure = self.series.values[n]
        low, high, of = _sure(figure, self._unit)
        yield _measure(figure.value, self._unit)
        if self.has_interval:
            yield from (low, high)
        if self.has_count:
            yield of
        if self.has_estimates:
            yield truth(figure.is_estimate)


class _Laid:
    """A column of a table; without a unit it is texts."""

    def __init__(self, rows: Sequence[Sequence[Cell]], place: int, unit: Unit | None) -> None:
        self._place, self._unit = place, unit
        figures = [one for row in rows if isinstance(one := row[place], Figure)]
        self.has_interval = any(_has_interval(one) for one in figures)
        self.has_count = any(one.n is not None for one in figures)

    def cells(self, row: Sequence[Cell]) -> Iterator[Kept]:
        """Those of a row."""
        cell = row[self._place]
        is_figure = isinstance(cell, Figure) and self._unit is not None
        figure = cell if isinstance(cell, Figure) else Figure()
        low, high, of = _sure(figure, self._unit or _COUNT)
        if is_figure:
            yield _measure(figure.value, self._unit or _COUNT)
        else:
            yield cell if isinstance(cell, str) and cell else None
        if self.has_interval:
            yield from (low, high)
        if self.has_count:
            yield of


def _has_interval(figure: Figure) -> bool:
    return figure.low is not None and figure.high is not None


def _sure(figure: Figure, unit: Unit) -> tuple[Kept, Kept, Kept]:
    """Between what it lies, and of how many."""
    low, high = _measure(figure.low, unit), _measure(figure.high, unit)
    return low, high, _measure(figure.n, _COUNT)


def _measure(value: float | None, unit: Unit) -> Kept:
    """Counts as whole numbers, shares from 0 to 1, money in whole units of its currency."""
    if value is None:
        return None
    kept: Value = int(value) if float(value).is_integer() else value
    if unit.kind is UnitKind.MONEY:
        kept = amount(round(value), unit.currency or "")
    elif unit.kind is UnitKind.DURATION:
        kept = timedelta(seconds=value)
    return Measure(kept, _TYPES[unit.kind])


def _step(text: str, kind: StepKind) -> Value:
    """A day as a date."""
    return text if kind is StepKind.TEXT else date.fromisoformat(text)
