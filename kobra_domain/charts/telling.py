"""A chart in words: its answer, what a picture's reader is told, and its table."""

from collections.abc import Iterable, Sequence

from kobra_domain.charts.axes import steps_of
from kobra_domain.charts.funnel import place_of
from kobra_domain.charts.heat import cell_words, hour_words, is_lawful
from kobra_domain.charts.places import place_words
from kobra_domain.charts.scene import Address, Twin
from kobra_domain.charts.sheet import Sheet
from kobra_domain.charts.spec import (
    HOURS,
    WEEKDAYS,
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
    Table,
    Unit,
    Waterfall,
    kind_of,
)
from kobra_domain.charts.table import table_twin
from kobra_domain.charts.units import Printer
from kobra_domain.charts.waterfall import levels_of
from kobra_domain.words.figures import calendar

Rows = tuple[tuple[str, ...], ...]


def answer_of(sheet: Sheet, spec: ChartSpec) -> str:
    """The title: what it says, else the plainest thing that its figures say. Never that two differ:
    who knows the interval of a difference says so in `title`.
    """
    return spec.title or _own_answer(sheet, spec) or sheet.say("unknown")


def _own_answer(sheet: Sheet, spec: ChartSpec) -> str:
    match spec:
        case HeatMap():
            return _spread(sheet, spec)
        case LineChart() | Multiples():
            return _latest(sheet, spec)
        case BarChart():
            return _highest_bar(sheet, spec)
        case Waterfall():
            return _from_to(sheet, spec)
        case FunnelPlot():
            return _beyond(sheet, spec)
        case Matrix():
            return _largest_share(sheet, spec)
        case Table():
            return _in_all(sheet, spec)
        case PlaceMap():
            return sheet.say("places", {"count": len(spec.places)}) if spec.places else ""
    assert isinstance(spec, BigNumber)
    words = sheet.print.whole(spec.figure.value)
    return f"{spec.subtitle}: {words}" if spec.subtitle else words


def _spread(sheet: Sheet, spec: HeatMap) -> str:
    """Of the lawful hours. The highest of so many is no best one: chance alone makes some."""
    known = [
        cell.value
        for day, row in enumerate(spec.cells)
        for hour, cell in enumerate(row)
        if cell.value is not None and is_lawful(spec, day, hour)
    ]
    if not known:
        return ""
    low, high = sheet.print.whole(min(known)), sheet.print.whole(max(known))
    return sheet.say("spread", {"low": low, "high": high}) if low != high else low


def _beyond(sheet: Sheet, spec: FunnelPlot) -> str:
    places = [place_of(spot, spec.limits) for spot in spec.spots]
    judged = [place for place in places if place != "unjudged"]
    if not judged:
        return sheet.say("not_judged", {"count": len(places)}) if places else ""
    return sheet.say("beyond", {"count": sum(place != "within" for place in judged)})


def _highest(sheet: Sheet, what: str) -> str:
    return sheet.say("highest", {"what": what})


def _latest(sheet: Sheet, spec: LineChart | Multiples) -> str:
    steps = steps_of(spec.steps, spec.step, sheet.locale) if spec.steps else None
    if len(spec.series) == 1 and steps:
        values = spec.series[0].values
        known = [n for n, one in enumerate(values) if one.value is not None and not one.is_estimate]
        if known:
            at = known[-1]
            return f"{steps.whole[at]}: {sheet.print.whole(values[at].value)}"
    has_any = any(one.value is not None for series in spec.series for one in series.values)
    return sheet.say("series", {"count": len(spec.series)}) if has_any else ""


def _highest_bar(sheet: Sheet, spec: BarChart) -> str:
    totals = []
    for n, name in enumerate(spec.categories):
        values = (one.values[n].value for one in spec.series)
        known = [value for value in values if value is not None]
        if known:
            is_whole = spec.is_sum and spec.layout is BarLayout.STACKED
            totals.append((sum(known) if is_whole else max(known), name))
    if not totals:
        return ""
    value, name = max(totals, key=lambda one: one[0])
    return _highest(sheet, f"{name}: {sheet.print.whole(value)}")


def _from_to(sheet: Sheet, spec: Waterfall) -> str:
    known = [
        (fall.name, level[1])
        for fall, level in zip(spec.falls, levels_of(spec), strict=True)
        if level
    ]
    if not known:
        return ""
    first, last = (f"{name}: {sheet.print.whole(value)}" for name, value in (known[0], known[-1]))
    return f"{first} › {last}" if len(known) > 1 else first


def _largest_share(sheet: Sheet, spec: Matrix) -> str:
    known = [
        (one.value, f"{spec.rows[row]} › {spec.columns[column]}")
        for row, cells in enumerate(spec.cells)
        for column, one in enumerate(cells)
        if one.value is not None
    ]
    if not known:
        return ""
    value, name = max(known, key=lambda one: one[0])
    return _highest(sheet, f"{name}: {sheet.print.whole(value)}")


def _in_all(sheet: Sheet, spec: Table) -> str:
    """The first figure of the total; without one how many rows there are."""
    for cell, column in zip(spec.total, spec.columns, strict=False):
        if isinstance(cell, Figure) and column.unit:
            return f"{column.name}: {Printer(column.unit, sheet.locale).whole(cell.value)}"
    return sheet.say("rows", {"count": len(spec.rows)}) if spec.rows else ""


def description_of(sheet: Sheet, spec: ChartSpec, title: str) -> str:
    """The alternative text: what kind of chart, of what, its answer, and up to when."""
    kind = sheet.say(f"kind.{kind_of(spec)}")
    parts = [kind, spec.subtitle, title, spec.cut_off]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def twin_of(sheet: Sheet, spec: ChartSpec) -> Twin:
    """The chart's figures as a table, all of them, also those that found no room."""
    match spec:
        case HeatMap():
            return _heat_twin(sheet, spec)
        case LineChart() | Multiples():
            steps = steps_of(spec.steps, spec.step, sheet.locale).whole if spec.steps else []
            more = (spec.reference,) if isinstance(spec, Multiples) and spec.reference else ()
            return _series_twin(sheet, steps, (*spec.series, *more))
        case BarChart():
            goals = (spec.goals,) if spec.goals else ()
            return _series_twin(sheet, spec.categories, (*spec.series, *goals))
        case Waterfall():
            return _waterfall_twin(sheet, spec)
        case FunnelPlot():
            return _funnel_twin(sheet, spec)
        case Matrix():
            return _matrix_twin(sheet, spec)
        case Table():
            return table_twin(sheet, spec)
        case PlaceMap():
            said = (place_words(sheet, one).rpartition(": ")[2] for one in spec.places)
            rows = zip((one.name for one in spec.places), said, strict=True)
            return Twin(("", spec.subtitle or sheet.say("value")), tuple(rows))
    assert isinstance(spec, BigNumber)
    name = spec.subtitle or sheet.say("value")
    return Twin((name,), tuple((sheet.print.figure(one),) for one in (spec.figure, *spec.past)))


def address_in_twin(spec: ChartSpec, row: int, column: int) -> Address | None:
    """What of the spec a cell of its twin shows, as its marks say it; None for names, goals and
    whatever else is no figure of the chart's own.
    """
    match spec:
        case HeatMap():
            found, wide = (column - 1, row), WEEKDAYS
        case LineChart() | BarChart() | Multiples():
            found, wide = (column - 1, row), len(spec.series)
        case Matrix():
            return (row, column - 1) if 0 < column <= len(spec.columns) else None
        case Table():
            return (row, column) if column < len(spec.columns) else None
        case BigNumber():
            return (1, row - 1) if row else (0, 0)
        case _:
            return (0, row)
    return found if 0 <= found[0] < wide else None


def _heat_twin(sheet: Sheet, spec: HeatMap) -> Twin:
    days = calendar(sheet.locale).whole_weekdays
    rows = tuple(
        (hour_words(hour), *(_heat_cell(sheet, spec, day, hour) for day in range(WEEKDAYS)))
        for hour in range(HOURS)
    )
    return Twin((sheet.say("hour"), *days), rows)


def _heat_cell(sheet: Sheet, spec: HeatMap, day: int, hour: int) -> str:
    return cell_words(sheet, spec, day, hour).partition(": ")[2]


def _series_twin(sheet: Sheet, names: Sequence[str], series: Iterable[Series]) -> Twin:
    held = tuple(series)
    rows: Rows = tuple(
        (name, *(sheet.print.figure(one.values[n]) for one in held)) for n, name in enumerate(names)
    )
    return Twin(("", *(one.name for one in held)), rows)


def _waterfall_twin(sheet: Sheet, spec: Waterfall) -> Twin:
    head = ("", sheet.say("change"), sheet.say("reached"))
    rows = tuple(
        (
            fall.name,
            "" if fall.is_total else sheet.print.whole(fall.value),
            sheet.print.whole(level[1] if level else None),
        )
        for fall, level in zip(spec.falls, levels_of(spec), strict=True)
    )
    return Twin(head, rows)


def _funnel_twin(sheet: Sheet, spec: FunnelPlot) -> Twin:
    count = Printer(Unit(), sheet.locale)
    rows = tuple(
        (
            spot.name,
            count.whole(spot.n),
            sheet.print.whole(spot.value),
            sheet.say(place_of(spot, spec.limits)),
        )
        for spot in spec.spots
    )
    head = ("", spec.of or sheet.say("count"), sheet.say("value"), sheet.say("judged"))
    return Twin(head, rows)


def _matrix_twin(sheet: Sheet, spec: Matrix) -> Twin:
    weigh = Printer(spec.weight_unit, sheet.locale)
    head = ("", *spec.columns, *((sheet.say("weight"),) if spec.weights else ()))
    rows = tuple(
        (
            name,
            *(sheet.print.figure(one) for one in spec.cells[n]),
            *((weigh.whole(spec.weights[n]),) if spec.weights else ()),
        )
        for n, name in enumerate(spec.rows)
    )
    return Twin(head, rows)
