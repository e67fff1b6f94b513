"""A chart of each kind with invented figures: what a file for the command line looks like."""

from collections.abc import Callable
from math import sin

from kobra_domain.charts.spec import (
    HOURS,
    WEEKDAYS,
    BarChart,
    BigNumber,
    ChartSpec,
    Column,
    Fall,
    Figure,
    FunnelPlot,
    HeatMap,
    Limit,
    LineChart,
    Matrix,
    Multiples,
    Place,
    PlaceMap,
    Series,
    Spot,
    StepKind,
    Table,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.errors import Param
from kobra_domain.statistics.intervals import Z_FAR, Z, wilson
from kobra_domain.words.say import say

_SHARE = Unit(kind=UnitKind.SHARE)
_PESOS = Unit(kind=UnitKind.MONEY, currency="COP")
_SUNDAY, _SATURDAY = 6, 5


def example(kind: str, locale: str) -> ChartSpec:
    """The example of a kind, in words of the locale. Raises KeyError."""
    return _EXAMPLES[kind](locale)


def _said(code: str, locale: str, **params: Param) -> str:
    return say(f"chart_example.{code}", params, locale)


def _names(code: str, locale: str) -> list[str]:
    return _said(code, locale).split("|")


def _rate(hits: int, n: int) -> Figure:
    low, high = wilson(hits, n)
    return Figure(round(hits / n, 4), round(low, 4), round(high, 4), n)


def _heat(locale: str) -> ChartSpec:
    lawful = tuple(
        tuple(
            day != _SUNDAY and 7 <= hour < (15 if day == _SATURDAY else 19) for hour in range(HOURS)
        )
        for day in range(WEEKDAYS)
    )
    cells = tuple(tuple(_cell(d, h) for h in range(HOURS)) for d in range(WEEKDAYS))
    attempts = sum(cell.n or 0 for row in cells for cell in row)
    return HeatMap(
        title=_said("heat.title", locale),
        subtitle=_said("heat.subtitle", locale, attempts=attempts),
        cut_off=_said("cut_off", locale),
        unit=_SHARE,
        cells=cells,
        lawful=lawful,
    )


def _cell(day: int, hour: int) -> Figure:
    """Few are at home by day, more late and on Saturday morning; some hours nobody tried."""
    if day == _SUNDAY or not 7 <= hour < 19 or (day * 5 + hour * 3) % 17 == 0:
        return Figure()
    n = 18 + (day * 7 + hour * 11) % 41
    if day == _SATURDAY and 9 <= hour < 11:
        return _rate(round(n * 0.41), n)
    share = max(0.0, 0.16 + 0.13 * sin((hour - 13) / 1.9) + 0.02 * (day % 3))
    return _rate(round(n * share), n) if hour != 13 or day != 2 else _rate(0, n)


def _line(locale: str) -> ChartSpec:
    months = tuple(f"2026-{month:02d}-01" for month in range(3, 13))
    starts = (182e6, 121e6, 64e6, 38e6)
    series = []
    for at, (name, start) in enumerate(zip(_names("line.names", locale), starts, strict=True)):
        values = tuple(
            Figure(
                round(start * (1 + 0.05 * n + 0.08 * sin(n * 1.7 + at))) * 100.0,
                is_estimate=n == len(months) - 1,
            )
            for n in range(len(months))
        )
        series.append(Series(name=name, values=values))
    return LineChart(
        title=_said("line.title", locale),
        subtitle=_said("line.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_PESOS,
        steps=months,
        step=StepKind.MONTH,
        series=tuple(series),
        is_sum=True,
    )


def _bar(locale: str) -> ChartSpec:
    now, before, goal = _names("bar.series", locale)
    values = ((214e8, 131e8, 42e8, 18e8), (187e8, 138e8, 36e8, 21e8))
    series = tuple(
        Series(name=name, values=tuple(map(Figure, row)))
        for name, row in zip((now, before), values, strict=True)
    )
    goals = Series(name=goal, values=(*map(Figure, (200e8, 140e8, 40e8)), Figure()))
    return BarChart(
        title=_said("bar.title", locale),
        subtitle=_said("bar.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_PESOS,
        categories=tuple(_names("bar.names", locale)),
        series=series,
        goals=goals,
        is_sum=True,
    )


def _fall(locale: str) -> ChartSpec:
    values = (980e8, -265e8, 715e8, -372e8, 343e8, -149e8, 194e8, -96e8, 98e8)
    falls = tuple(
        Fall(name=name, value=value, is_total=value > 0)
        for name, value in zip(_names("fall.names", locale), values, strict=True)
    )
    return Waterfall(
        title=_said("fall.title", locale),
        subtitle=_said("fall.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_PESOS,
        falls=falls,
    )


def _funnel(locale: str) -> ChartSpec:
    centre = 0.30
    limits = []
    for n in (10, 15, 20, 30, 40, 60, 80, 110, 150, 200, 260, 330, 400, 500):
        spread = (centre * (1 - centre) / n) ** 0.5
        bounds = {
            name: round(min(1.0, max(0.0, centre + times * spread)), 4)
            for name, times in (
                *(("low_95", -Z), ("high_95", Z)),
                *(("low_998", -Z_FAR), ("high_998", Z_FAR)),
            )
        }
        limits.append(Limit(n=n, **bounds))
    people = (
        *(("Marta Rey", 412, 0.384), ("Iván Ríos", 285, 0.372), ("Luz Peña", 231, 0.317)),
        *(("Óscar Daza", 352, 0.216), ("Ana Gil", 118, 0.246), ("Raúl Mora", 164, 0.287)),
        *(("Sofía Cano", 92, 0.337), ("Hugo Vela", 307, 0.306), ("Pilar Soto", 43, 0.349)),
        *(("Nora Lima", 201, 0.279), ("Juan Paz", 66, 0.242), ("Elsa Roa", 26, 0.385)),
    )
    return FunnelPlot(
        title=_said("funnel.title", locale),
        subtitle=_said("funnel.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_SHARE,
        spots=tuple(Spot(name=name, n=n, value=value) for name, n, value in people),
        centre=centre,
        limits=tuple(limits),
        of=_said("funnel.of", locale),
    )


def _matrix(locale: str) -> ChartSpec:
    names = _names("matrix.names", locale)
    shares = (
        (0.87, 0.09, 0.0, 0.0, 0.0, 0.04),
        (0.60, 0.18, 0.13, 0.0, 0.0, 0.09),
        (0.21, 0.14, 0.28, 0.31, 0.0, 0.06),
        (0.09, 0.05, 0.11, 0.24, 0.47, 0.04),
        (0.02, 0.01, 0.01, 0.03, 0.91, 0.02),
    )
    return Matrix(
        title=_said("matrix.title", locale),
        subtitle=_said("matrix.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_SHARE,
        rows=tuple(names[:5]),
        columns=tuple(names),
        cells=tuple(tuple(map(Figure, row)) for row in shares),
        weights=(4120e8, 981e8, 412e8, 268e8, 1904e8),
        weight_unit=_PESOS,
    )


def _multiples(locale: str) -> ChartSpec:
    weeks = tuple(f"2026-{month:02d}-{day:02d}" for month, day in _MONDAYS)
    names = _names("multiples.names", locale)
    rows = [
        [round(110 + 14 * sin(n / 2.2) + 9 * sin(at * 2.3 + n * 1.4)) for n in range(len(weeks))]
        for at in range(len(names))
    ]
    means = tuple(Figure(round(sum(column) / len(rows), 1)) for column in zip(*rows, strict=True))
    return Multiples(
        title=_said("multiples.title", locale),
        subtitle=_said("multiples.subtitle", locale),
        cut_off=_said("cut_off", locale),
        steps=weeks,
        step=StepKind.WEEK,
        series=tuple(
            Series(name=name, values=tuple(Figure(float(value)) for value in row))
            for name, row in zip(names, rows, strict=True)
        ),
        reference=Series(name=_said("multiples.all", locale), values=means),
    )


_MONDAYS = (
    *((9, 7), (9, 14), (9, 21), (9, 28), (10, 5), (10, 12)),
    *((10, 19), (10, 26), (11, 2), (11, 9), (11, 16), (11, 23)),
)


def _number(locale: str) -> ChartSpec:
    past = (0.44, 0.41, 0.47, 0.45, 0.46, 0.48, 0.46, 0.49)
    return BigNumber(
        title=_said("number.title", locale),
        subtitle=_said("number.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_SHARE,
        figure=_rate(202, 412),
        beside=_said("number.beside", locale),
        past=tuple(map(Figure, past)),
    )


def _table(locale: str) -> ChartSpec:
    names = _names("table.columns", locale)
    units = (None, Unit(), _SHARE, _PESOS, _PESOS)
    met = ((214, 412), (66, 285), (97, 231), (38, 164))
    money = (214e8, 131e8, 42e8, 18e8)
    rows = [
        (name, Figure(float(n)), _rate(hits, n), Figure(paid), Figure(float(round(paid / n))))
        for name, (hits, n), paid in zip(_names("table.names", locale), met, money, strict=True)
    ]
    hits, visits, paid = sum(one for one, _ in met), sum(n for _, n in met), sum(money)
    total = (Figure(float(visits)), _rate(hits, visits), Figure(paid))
    return Table(
        title=_said("table.title", locale),
        subtitle=_said("table.subtitle", locale),
        cut_off=_said("cut_off", locale),
        columns=tuple(Column(name=n, unit=u) for n, u in zip(names, units, strict=True)),
        rows=tuple(rows),
        total=(_said("table.total", locale), *total, Figure(float(round(paid / visits)))),
    )


def _map(locale: str) -> ChartSpec:
    met = ((212, 412), (66, 285), (83, 231), (38, 164), (31, 77), (9, 40), (2, 6))
    doors = (
        *((4.648, -74.062), (4.758, -74.083), (4.571, -74.156), (4.629, -74.152)),
        *((4.711, -74.031), (4.602, -74.191), (4.684, -74.142)),
    )
    return PlaceMap(
        title=_said("map.title", locale),
        subtitle=_said("map.subtitle", locale),
        cut_off=_said("cut_off", locale),
        unit=_SHARE,
        places=tuple(
            Place(
                name=name, lat=lat, lon=lon, figure=_rate(*tried) if tried[1] > 9 else Figure(n=6)
            )
            for name, (lat, lon), tried in zip(_names("map.names", locale), doors, met, strict=True)
        ),
    )


_EXAMPLES: dict[str, Callable[[str], ChartSpec]] = {
    "heat_map": _heat,
    "line": _line,
    "bar": _bar,
    "waterfall": _fall,
    "funnel": _funnel,
    "matrix": _matrix,
    "multiples": _multiples,
    "number": _number,
    "table": _table,
    "map": _map,
}
