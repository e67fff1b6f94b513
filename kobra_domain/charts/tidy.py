"""Every chart as a plain table of names and figures, for whoever goes on reckoning with them: all
figures, one kind in a column, nothing in words that is a number.
"""

from kobra_domain.charts.funnel import place_of
from kobra_domain.charts.heat import is_lawful
from kobra_domain.charts.spec import (
    HOURS,
    WEEKDAYS,
    BarChart,
    BigNumber,
    Cell,
    ChartSpec,
    Column,
    Figure,
    FunnelPlot,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    Series,
    StepKind,
    Table,
    Unit,
    Waterfall,
)
from kobra_domain.charts.waterfall import levels_of
from kobra_domain.words.figures import calendar
from kobra_domain.words.say import say

Rows = tuple[tuple[Cell, ...], ...]
_STEPS = {kind: f"step_kind.{kind}" for kind in StepKind} | {StepKind.TEXT: "chart.name"}


def tidy(spec: ChartSpec, locale: str) -> Table:
    """The chart's figures as a table; steps that are days stand as ISO dates. A table is itself."""
    columns, rows = _parts(spec, locale)
    total = spec.total if isinstance(spec, Table) else ()
    notes = spec.notes if isinstance(spec, Table) else ()
    return Table(
        title=spec.title,
        subtitle=spec.subtitle,
        cut_off=spec.cut_off,
        columns=columns,
        rows=rows,
        total=total,
        notes=notes,
    )


def _parts(spec: ChartSpec, locale: str) -> tuple[tuple[Column, ...], Rows]:
    match spec:
        case HeatMap():
            return _heat(spec, locale)
        case LineChart() | Multiples():
            name = say(_STEPS[spec.step], None, locale)
            more = (spec.reference,) if isinstance(spec, Multiples) and spec.reference else ()
            return _series(name, spec.steps, (*spec.series, *more), spec.unit)
        case BarChart():
            goals = (spec.goals,) if spec.goals else ()
            name = say("chart.name", None, locale)
            return _series(name, spec.categories, (*spec.series, *goals), spec.unit)
        case Waterfall():
            return _falls(spec, locale)
        case FunnelPlot():
            return _spots(spec, locale)
        case Matrix():
            return _shares(spec, locale)
        case Table():
            return spec.columns, spec.rows
    assert isinstance(spec, BigNumber)
    column = Column(name=spec.subtitle or say("chart.value", None, locale), unit=spec.unit)
    return (column,), tuple((one,) for one in (spec.figure, *spec.past))


def _heat(spec: HeatMap, locale: str) -> tuple[tuple[Column, ...], Rows]:
    """A row for each of the 168 hours."""

    def named(code: str) -> str:
        return say(f"chart.{code}", None, locale)

    columns = (
        Column(name=named("weekday")),
        Column(name=named("hour"), unit=Unit()),
        Column(name=spec.subtitle or named("value"), unit=spec.unit),
        Column(name=named("lawful")),
    )
    days = calendar(locale).whole_weekdays
    words = {
        is_so: say("yes" if is_so else "no", None, locale).capitalize() for is_so in (True, False)
    }
    rows = tuple(
        (days[day], Figure(float(hour)), spec.cells[day][hour], words[is_lawful(spec, day, hour)])
        for day in range(WEEKDAYS)
        for hour in range(HOURS)
    )
    if spec.lawful:
        return columns, rows
    return columns[:3], tuple(row[:3] for row in rows)


def _series(
    name: str, steps: tuple[str, ...], series: tuple[Series, ...], unit: Unit
) -> tuple[tuple[Column, ...], Rows]:
    columns = (Column(name=name), *(Column(name=one.name, unit=unit) for one in series))
    return columns, tuple(
        (step, *(one.values[n] for one in series)) for n, step in enumerate(steps)
    )


def _falls(spec: Waterfall, locale: str) -> tuple[tuple[Column, ...], Rows]:
    names = [say(f"chart.{code}", None, locale) for code in ("name", "change", "reached")]
    columns = (Column(name=names[0]), *(Column(name=one, unit=spec.unit) for one in names[1:]))
    return columns, tuple(
        (
            fall.name,
            Figure(None if fall.is_total else fall.value),
            Figure(level[1] if level else None),
        )
        for fall, level in zip(spec.falls, levels_of(spec), strict=True)
    )


def _spots(spec: FunnelPlot, locale: str) -> tuple[tuple[Column, ...], Rows]:
    columns = (
        Column(name=say("chart.name", None, locale)),
        Column(name=spec.of or say("chart.count", None, locale), unit=Unit()),
        Column(name=spec.subtitle or say("chart.value", None, locale), unit=spec.unit),
        Column(name=say("chart.judged", None, locale)),
    )
    return columns, tuple(
        (
            spot.name,
            Figure(float(spot.n)),
            Figure(spot.value),
            say(f"chart.{place_of(spot, spec.limits)}", None, locale),
        )
        for spot in spec.spots
    )


def _shares(spec: Matrix, locale: str) -> tuple[tuple[Column, ...], Rows]:
    weight = Column(name=say("chart.weight", None, locale), unit=spec.weight_unit)
    columns = (
        Column(name=say("chart.name", None, locale)),
        *(Column(name=name, unit=spec.unit) for name in spec.columns),
        *((weight,) if spec.weights else ()),
    )
    return columns, tuple(
        (name, *spec.cells[n], *((Figure(spec.weights[n]),) if spec.weights else ()))
        for n, name in enumerate(spec.rows)
    )
