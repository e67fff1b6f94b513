"""What a chart may meet: nothing, one value, nothing known, long names, a million beside one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kobra_domain.charts.spec import (
    BarChart,
    BarLayout,
    BigNumber,
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
    UnitKind,
    Waterfall,
)

LONG = "Cartera de consumo masivo de la Cooperativa Multiactiva de Trabajadores del Suroccidente"
NONE = Figure()


def empty(spec: ChartSpec) -> ChartSpec | None:
    """A filter that excludes everything."""
    bare = replace(spec, title="")
    match bare:
        case HeatMap():
            return None
        case LineChart():
            return replace(bare, steps=(), series=())
        case Multiples():
            return replace(bare, steps=(), series=(), reference=None)
        case BarChart():
            return replace(bare, categories=(), series=(), goals=None)
        case Waterfall():
            return replace(bare, falls=())
        case FunnelPlot():
            return replace(bare, spots=(), limits=())
        case Matrix():
            return replace(bare, rows=(), columns=(), cells=(), weights=())
        case Table():
            return replace(bare, rows=(), total=())
        case PlaceMap():
            return replace(bare, places=())
    assert isinstance(bare, BigNumber)
    return replace(bare, figure=NONE, past=(), beside="")


def single(spec: ChartSpec) -> ChartSpec | None:
    """One value of one thing."""
    bare = replace(spec, title="")
    match bare:
        case HeatMap():
            cells = [list(row) for row in _unknown_cells(bare)]
            cells[3][10] = Figure(1.0, 0.2065, 1.0, 1)
            return replace(bare, cells=tuple(map(tuple, cells)))
        case LineChart() | Multiples():
            one = replace(bare.series[0], values=(bare.series[0].values[0],))
            more: dict[str, Any] = {"reference": None} if isinstance(bare, Multiples) else {}
            return replace(bare, steps=bare.steps[:1], series=(one,), **more)
        case BarChart():
            one = replace(bare.series[0], values=(Figure(0.0),))
            return replace(bare, categories=bare.categories[:1], series=(one,), goals=None)
        case Waterfall():
            return replace(bare, falls=bare.falls[:1])
        case FunnelPlot():
            return replace(bare, spots=bare.spots[:1])
        case Matrix():
            return replace(
                bare,
                rows=bare.rows[:1],
                columns=bare.columns[:1],
                cells=((Figure(1.0),),),
                weights=bare.weights[:1],
            )
        case Table():
            return replace(bare, rows=bare.rows[:1], total=())
        case PlaceMap():
            return replace(bare, places=(replace(bare.places[0], figure=Figure(0.0, n=1)),))
    assert isinstance(bare, BigNumber)
    return replace(bare, figure=Figure(0.0, n=1), past=(), beside="")


def unknown(spec: ChartSpec) -> ChartSpec | None:
    """Nothing is known of anything."""
    bare = replace(spec, title="")
    match bare:
        case HeatMap():
            return replace(bare, cells=_unknown_cells(bare))
        case LineChart() | Multiples():
            more: dict[str, Any] = {"reference": None} if isinstance(bare, Multiples) else {}
            return replace(bare, series=_blank(bare.series), **more)
        case BarChart():
            return replace(bare, series=_blank(bare.series))
        case Waterfall():
            return replace(bare, falls=tuple(replace(one, value=None) for one in bare.falls))
        case FunnelPlot():
            return replace(bare, limits=())
        case Matrix():
            return replace(bare, cells=tuple((NONE,) * len(row) for row in bare.cells))
        case Table():
            return replace(bare, rows=tuple((row[0], *(NONE,) * 4) for row in bare.rows), total=())
        case PlaceMap():
            return replace(bare, places=tuple(replace(one, figure=NONE) for one in bare.places))
    assert isinstance(bare, BigNumber)
    return replace(bare, figure=NONE, past=(NONE, NONE))


def long_names(spec: ChartSpec) -> ChartSpec | None:
    """Names, titles and notes that have no room, and more series than can be told apart."""
    bare = replace(spec, title=f"{LONG}: {LONG} y {LONG}", subtitle=LONG * 2, cut_off=LONG * 2)
    match bare:
        case LineChart() | BarChart():
            series = tuple(
                Series(name=f"{n + 1}. {LONG}", values=bare.series[n % 2].values) for n in range(9)
            )
            if isinstance(bare, LineChart):
                return replace(bare, series=series)
            names = tuple(f"{n + 1}. {LONG}" for n in range(4))
            return replace(bare, categories=names, series=series[:3], is_horizontal=True)
        case Multiples():
            series = tuple(
                Series(name=f"{n + 1}. {LONG}", values=bare.series[n % 5].values) for n in range(30)
            )
            return replace(bare, series=series)
        case Waterfall():
            return replace(
                bare, falls=tuple(replace(one, name=f"{one.name}: {LONG}") for one in bare.falls)
            )
        case FunnelPlot():
            return replace(
                bare, spots=tuple(replace(one, name=f"{one.name} {LONG}") for one in bare.spots)
            )
        case Matrix():
            return replace(
                bare,
                rows=tuple(f"{one} {LONG}" for one in bare.rows),
                columns=tuple(f"{one} {LONG}" for one in bare.columns),
            )
        case Table():
            columns = tuple(replace(one, name=f"{one.name} {LONG}") for one in bare.columns)
            rows = tuple((f"{row[0]} {LONG}", *row[1:]) for row in bare.rows)
            return replace(bare, columns=columns, rows=rows, notes=(LONG, "", "", LONG))
        case PlaceMap():
            return replace(
                bare, places=tuple(replace(one, name=f"{one.name} {LONG}") for one in bare.places)
            )
    return bare


def mixed(spec: ChartSpec) -> ChartSpec | None:
    """Five beside five millions, and less than nothing."""
    match spec:
        case LineChart():
            first, *rest = spec.series
            broken = tuple(
                NONE if n in (3, 5) else Figure(figure.value and -figure.value / 3)
                for n, figure in enumerate(first.values)
            )
            return replace(spec, series=(replace(first, values=broken), *rest))
        case BarChart():
            values = (Figure(5e8, 4.1e8, 6e8), Figure(500.0), NONE, Figure(-1.2e8))
            return replace(spec, series=(replace(spec.series[0], values=values),))
        case Waterfall():
            falls = list(spec.falls)
            falls[1] = replace(falls[1], value=-1450e8)
            falls[2] = replace(falls[2], value=300.0)
            falls[3] = replace(falls[3], value=None)
            return replace(spec, falls=tuple(falls))
        case HeatMap():
            rows = [[Figure(one.n and float(one.n) ** 4) for one in row] for row in spec.cells]
            rows[0][8] = Figure(0.0)
            rows[1][9] = Figure(123_456_789.0)
            return replace(
                spec, cells=tuple(map(tuple, rows)), unit=replace(spec.unit, kind=UnitKind.NUMBER)
            )
        case Table():
            least = ("Rural", Figure(1.0), Figure(0.0, 0.0, 0.79, 1), Figure(-300.0), NONE)
            soon = ("Nueva", Figure(9e6), NONE, Figure(123_456_789_000.0, is_estimate=True), NONE)
            return replace(spec, rows=(*spec.rows, least, soon), notes=("",) * 5 + ("Sin corte.",))
    return None


def difference(spec: ChartSpec) -> ChartSpec | None:
    """One period less another."""
    if not isinstance(spec, HeatMap):
        return None
    rows = [
        [
            Figure(v := one.value - 0.2, v - 0.09, v + 0.09, one.n)
            if one.value is not None
            else NONE
            for one in row
        ]
        for row in spec.cells
    ]
    return replace(spec, title="", cells=tuple(map(tuple, rows)), is_difference=True)


def stacked(spec: ChartSpec) -> ChartSpec | None:
    """Bars on each other, beside and lying."""
    if not isinstance(spec, BarChart):
        return None
    return replace(spec, layout=BarLayout.STACKED)


def lying(spec: ChartSpec) -> ChartSpec | None:
    """Bars that lie, more than there is room for."""
    if not isinstance(spec, BarChart):
        return None
    names = tuple(f"{name} {n}" for n in range(12) for name in spec.categories)
    series = tuple(replace(one, values=one.values * 12) for one in spec.series)
    goals = bare_goals(spec, 12)
    return replace(spec, categories=names, series=series, goals=goals, is_horizontal=True)


def many(spec: ChartSpec) -> ChartSpec | None:
    """A year of days."""
    if isinstance(spec, LineChart):
        days = tuple((date(2026, 1, 1) + timedelta(n)).isoformat() for n in range(365))
        values = tuple(
            Figure(
                v := 0.3 + ((n * 37) % 23) / 200 + n / 4000,
                v - 0.04,
                v + 0.04,
                40 + n % 7,
                n > 340,
            )
            if n % 50
            else NONE
            for n in range(365)
        )
        unit = replace(spec.unit, kind=UnitKind.SHARE, currency=None)
        one = Series(name="Contacto", values=values)
        return replace(spec, steps=days, step=StepKind.DAY, unit=unit, series=(one,), is_sum=False)
    if isinstance(spec, BarChart):
        names = tuple(f"{n + 1}" for n in range(120))
        one = replace(spec.series[0], values=spec.series[0].values * 30)
        return replace(spec, categories=names, series=(one,), goals=bare_goals(spec, 30))
    if isinstance(spec, Table):
        return replace(spec, rows=spec.rows * 75)
    if isinstance(spec, PlaceMap):
        return replace(
            spec,
            places=tuple(
                replace(
                    one, name=f"{one.name} {n}", lat=one.lat + n / 500, lon=one.lon - n % 7 / 90
                )
                for n in range(20)
                for one in spec.places
            ),
        )
    return None


def bare_goals(spec: BarChart, times: int) -> Series | None:
    """The goals as often as the categories are repeated."""
    return spec.goals and replace(spec.goals, values=spec.goals.values * times)


def _blank(series: tuple[Series, ...]) -> tuple[Series, ...]:
    return tuple(replace(one, values=(NONE,) * len(one.values)) for one in series)


def _unknown_cells(spec: HeatMap) -> tuple[tuple[Figure, ...], ...]:
    return tuple((NONE,) * len(row) for row in spec.cells)


ODD: dict[str, Callable[[ChartSpec], ChartSpec | None]] = {
    "empty": empty,
    "single": single,
    "unknown": unknown,
    "long": long_names,
    "mixed": mixed,
    "difference": difference,
    "stacked": stacked,
    "lying": lying,
    "many": many,
}
