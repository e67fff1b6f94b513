"""The same small chart for each of several, on one scale, so that they can be compared."""

from collections.abc import Sequence
from math import log

from kobra_domain.charts.axes import Scale, Steps, span_of, steps_of
from kobra_domain.charts.lines import LinePen, mark_steps, runs_of
from kobra_domain.charts.scene import Stroke, polyline
from kobra_domain.charts.sheet import SMALL_LINE, STRONG, Box, Key, Sheet
from kobra_domain.charts.spec import Multiples, Series
from kobra_domain.charts.units import nice_ticks

_LEAST_WIDE, _LEAST_HIGH, _AIR = 118.0, 84.0, 16.0
_SHAPE = 2.2  # a panel is about so many times as wide as high


def draw_multiples(sheet: Sheet, spec: Multiples, title: str) -> None:
    """Draw the chart; those that find no room are told of."""
    columns = max(1, int((sheet.width - 24) / _LEAST_WIDE))
    rows = max(1, int((sheet.height - 130) / _LEAST_HIGH))
    shown = spec.series[: columns * rows]
    left = len(spec.series) - len(shown)
    if left:
        sheet.notes.append(sheet.say("left_out", {"count": left}))
    plot = sheet.frame(title, _keys(spec) if shown else ())
    others = (spec.reference,) if spec.reference else ()
    figures = [figure for one in (*shown, *others) for figure in one.values]
    if not shown or all(figure.value is None for figure in figures):
        sheet.nothing(plot, "all_unknown" if shown else "no_data")
        return
    columns, rows = _grid(len(shown), columns, rows, plot)
    ticks = nice_ticks(*span_of(figures), 4, spec.unit)
    ticks = sorted({ticks[0], 0.0, ticks[-1]})
    words = sheet.print.ticks(ticks)
    lead = max(map(sheet.wide, words)) + 8
    wide = (plot.width - lead - _AIR * (columns - 1)) / columns
    high = (plot.height - SMALL_LINE - _AIR * (rows - 1)) / rows
    steps = steps_of(spec.steps, spec.step, sheet.locale)
    for n, one in enumerate(shown):
        row, column = divmod(n, columns)
        x, y = plot.x + lead + column * (wide + _AIR), plot.y + row * (high + _AIR)
        name = sheet.elided(one.name, wide, weight=STRONG)
        sheet.text(x, y + 12, name, "text", weight=STRONG)
        area = Box(x, y + 22, wide, max(10.0, high - 26))
        scale = Scale(ticks[0], ticks[-1], area.low, area.y)
        for tick, word in zip(ticks, words, strict=True):
            look = ("border_control", 1.0) if tick == 0 else ("border", 1.0)
            sheet.line((x, scale(tick), area.right, scale(tick)), *look)
            if column == 0:
                sheet.text(x - 6, scale(tick) + 4, word, "text_2", anchor="end")
        _panel(sheet, spec, one, n, steps, area, scale)
        if row == rows - 1 or n + columns >= len(shown):
            _ends(sheet, steps, area)


def _grid(count: int, most_columns: int, most_rows: int, plot: Box) -> tuple[int, int]:
    """How many columns and rows: those whose panels have the best shape."""
    ways = []
    for columns in range(1, min(most_columns, count) + 1):
        rows = -(-count // columns)
        if rows <= most_rows:
            shape = (plot.width / columns) / (plot.height / rows)
            empty = columns * rows - count
            ways.append((abs(log(max(shape, 0.01) / _SHAPE)) + empty / count, columns, rows))
    _, columns, rows = min(ways)
    return columns, rows


def _panel(
    sheet: Sheet, spec: Multiples, one: Series, n: int, steps: Steps, area: Box, scale: Scale
) -> None:
    places = [area.x + 4 + share * (area.width - 8) for share in steps.shares]
    if spec.reference:
        points = [
            (x, scale(figure.value)) if figure.value is not None else None
            for x, figure in zip(places, spec.reference.values, strict=True)
        ]
        for run in runs_of(points):
            sheet.path(polyline(run), stroke=Stroke(sheet.theme["text_3"], 1.5, (2, 2)))
    LinePen(sheet, 0, places, scale).draw(one.values, has_markers=False)
    last = max((at for at, figure in enumerate(one.values) if figure.value is not None), default=-1)
    if last >= 0:
        sheet.marker(0, places[last], scale(one.values[last].value or 0.0))
    mark_steps(sheet, (one,), steps, places, area, scale, row=n, own=1)


def _ends(sheet: Sheet, steps: Steps, area: Box) -> None:
    """The first and the last step's names, where both find room."""
    y = area.low + SMALL_LINE
    first, last = steps.names[0], steps.names[-1]
    sheet.text(area.x, y, sheet.elided(first, area.width), "text_2")
    if len(steps.names) > 1 and sheet.wide(first) + sheet.wide(last) + 10 <= area.width:
        sheet.text(area.right, y, last, "text_2", anchor="end")


def _keys(spec: Multiples) -> Sequence[Key]:
    if spec.reference is None:
        return ()

    def sample(on: Sheet, x: float, y: float) -> None:
        on.line((x, y, x + 22, y), "text_3", 1.5, (2, 2))

    return (Key(spec.reference.name, 22, sample),)
