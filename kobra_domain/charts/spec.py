"""What a chart shows, as data: figures with their names, never colours, places or printed numbers.

Amounts are minor units, shares lie within 0 and 1, durations are seconds. A figure without a value
is unknown, which is neither zero nor absent. `title` is the answer; without one the chart says its
own, from its figures alone. Reading JSON and writing it is `reading.py`.

What a mark of the chart shows is told by two numbers, its address: day and hour of a heat map, row
and column of a matrix and a table (the row after the last is its total), series and step or
category of lines, bars and multiples, (0, n) for the n-th fall, spot or place, (0, 0) for the one
figure and (1, n) for those before it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from kobra_domain.limits import (
    MAX_INTEGER,
    Currency,
    Latitude,
    Length,
    Line,
    Longitude,
    Name,
    Range,
)
from kobra_domain.statistics.funnel import FunnelPlace

Real = Annotated[float, Range(-MAX_INTEGER, MAX_INTEGER)]
Many = Annotated[int, Range(0, MAX_INTEGER)]
Title = Annotated[str, Length(0, 400)]
HOURS, WEEKDAYS = 24, 7


class UnitKind(StrEnum):
    """What a figure is of."""

    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"


class StepKind(StrEnum):
    """What the steps of a line are: texts in their order, or days."""

    TEXT = "text"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class BarLayout(StrEnum):
    """How bars of several series stand."""

    GROUPED = "grouped"
    STACKED = "stacked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """How figures are printed; `decimals` of numbers, and of percentages."""

    kind: UnitKind = UnitKind.NUMBER
    currency: Currency | None = None
    decimals: Annotated[int, Range(0, 4)] = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval and how many it was counted from. `is_estimate`: it lies beyond
    what is known. In JSON a bare number, or null, is one too.
    """

    value: Real | None = None
    low: Real | None = None
    high: Real | None = None
    n: Many | None = None
    is_estimate: bool = False


Cell = Line | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """What all charts say. `cut_off` is up to when the data go, said as a sentence."""

    title: Title = ""
    subtitle: Line = ""
    cut_off: Line = ""
    unit: Unit = Unit()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap(ChartSpec):
    """Weekdays (from Monday) by hours of the day: always 7 × 24, also those that nobody worked.
    `lawful` says where visiting is; none of them: the law is not asked. `is_difference`: figures
    are of one period or team less another's, with the interval of that difference (widened by who
    compares so many at once).
    """

    cells: tuple[tuple[Figure, ...], ...]
    lawful: tuple[tuple[bool, ...], ...] = ()
    is_difference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A named row of figures, one for each step or category."""

    name: Name
    values: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(ChartSpec):
    """Figures over steps; days are ISO dates. `is_sum`: figures may be added up, as counts and
    amounts may and shares never.
    """

    steps: tuple[Name, ...]
    series: tuple[Series, ...]
    step: StepKind = StepKind.TEXT
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(ChartSpec):
    """Figures by category, in their order. `goals` are what each category should reach."""

    categories: tuple[Name, ...]
    series: tuple[Series, ...]
    goals: Series | None = None
    layout: BarLayout = BarLayout.GROUPED
    is_horizontal: bool = False
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A step of a waterfall: what is reached (`is_total`), or how it changes what was."""

    name: Name
    value: Real | None
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall(ChartSpec):
    """From one total to the next."""

    falls: tuple[Fall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Where chance alone would put a rate counted from `n`: 95 of 100 times, and 998 of 1,000."""

    n: Many
    low_95: Real
    high_95: Real
    low_998: Real
    high_998: Real


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Somebody's rate, counted from `n`. `place`: where it lies, as whoever knows more of it than
    `n` says; None: by the limits.
    """

    name: Name
    n: Many
    value: Real
    place: FunnelPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPlot(ChartSpec):
    """Rates against how many they were counted from, between the limits of chance."""

    spots: tuple[Spot, ...]
    centre: Real
    limits: tuple[Limit, ...]
    of: Line = ""  # what `n` counts: «visitas»


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(ChartSpec):
    """Where each row went: shares of the row, which sum to one. `weights` are what the rows weigh,
    printed in `weight_unit`.
    """

    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    cells: tuple[tuple[Figure, ...], ...]
    weights: tuple[Real, ...] = ()
    weight_unit: Unit = Unit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples(ChartSpec):
    """The same small line chart for each of several, on one scale. `reference` is behind each."""

    steps: tuple[Name, ...]
    series: tuple[Series, ...]
    step: StepKind = StepKind.TEXT
    reference: Series | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BigNumber(ChartSpec):
    """One figure. `beside` says what it is compared with; `past` are those before it."""

    figure: Figure
    beside: Line = ""
    past: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: of texts, or of figures in a unit."""

    name: Line
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(ChartSpec):
    """Figures beside names, a row each. `total` is that of all rows together, counted by who built
    the table from what they are counted from, never from the rows. `notes` say something of a row;
    none of them, or one a row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that lies somewhere, with its figure."""

    name: Name
    lat: Latitude
    lon: Longitude
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap(ChartSpec):
    """Figures where they are; each is as large as what it was counted from (`n`)."""

    places: tuple[Place, ...]


KINDS: dict[str, type[ChartSpec]] = {
    "heat_map": HeatMap,
    "line": LineChart,
    "bar": BarChart,
    "waterfall": Waterfall,
    "funnel": FunnelPlot,
    "matrix": Matrix,
    "multiples": Multiples,
    "number": BigNumber,
    "table": Table,
    "map": PlaceMap,
}


def kind_of(spec: ChartSpec) -> str:
    """The name of a chart's kind."""
    return next(name for name, kind in KINDS.items() if type(spec) is kind)
