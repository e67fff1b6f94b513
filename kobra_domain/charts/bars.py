"""Bars by category, beside each other or stacked, upright or level; their axes start at zero."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kobra_domain.charts.axes import Scale, categories_below, level, rows_below, span_of, upright
from kobra_domain.charts.colours import ink_on
from kobra_domain.charts.others import few_of
from kobra_domain.charts.sheet import SMALL, SMALL_LINE, Box, Key, Sheet, swatch
from kobra_domain.charts.spec import BarChart, BarLayout, Figure, Series

_LEAST_STEP, _LEAST_ROW = 6.0, 22.0
_SHARE = 0.68  # of a step that its bars fill
_WIDEST = 72.0
_NAME_SHARE, _NARROW = 0.34, 400.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar along its axis: from where to where, and across: where and how wide."""

    start: float
    end: float
    across: float
    wide: float
    figure: Figure
    number: int


def draw_bars(sheet: Sheet, spec: BarChart, title: str) -> None:
    """Draw the chart. Categories that find no room are told of, not squeezed in."""
    is_stacked = spec.layout is BarLayout.STACKED
    series, left = few_of(spec.series, sheet.say("others"), is_sum=spec.is_sum or is_stacked)
    if left:
        sheet.notes.append(sheet.say("left_out", {"count": left}))
    each = 1 if is_stacked else len(series)
    is_level = spec.is_horizontal or _is_better_level(sheet, spec.categories)
    room, least = (
        (sheet.height - 170, max(_LEAST_ROW, 8.0 * each))
        if is_level
        else (
            sheet.width - 120,
            max(_LEAST_STEP, 4.0 * each),
        )
    )
    most = max(1, int(room / least))
    if len(spec.categories) > most:
        count = len(spec.categories) - most
        sheet.notes.append(sheet.say("categories_left_out", {"count": count}))
    names = spec.categories[:most]
    series = tuple(Series(name=one.name, values=one.values[:most]) for one in series)
    keys = [Key(one.name, 12, swatch(sheet.series_colour(n))) for n, one in enumerate(series)]
    plot = sheet.frame(title, keys if len(series) > 1 else ())
    figures = [figure for one in series for figure in one.values]
    if all(figure.value is None for figure in figures):
        sheet.nothing(plot, "all_unknown" if figures else "no_data")
    elif is_level:
        _level_bars(sheet, plot, names, series, is_stacked=is_stacked)
    else:
        _upright_bars(sheet, plot, names, series, is_stacked=is_stacked)


def _is_better_level(sheet: Sheet, names: Sequence[str]) -> bool:
    """Names that would have to be cut below upright bars stand beside lying ones, if these find
    room.
    """
    step = (sheet.width - 120) / max(1, len(names))
    has_room = len(names) * _LEAST_ROW <= sheet.height - 170
    return has_room and not rows_below(sheet, names, step)


def _span(series: Sequence[Series], *, is_stacked: bool) -> tuple[float, float]:
    if not is_stacked:
        return span_of(figure for one in series for figure in one.values)
    low = high = 0.0
    for stack in zip(*(one.values for one in series), strict=True):
        values = [figure.value or 0.0 for figure in stack]
        low = min(low, sum(value for value in values if value < 0))
        high = max(high, sum(value for value in values if value > 0))
    return low, high


def _bars(
    series: Sequence[Series], at: int, middle: float, step: float, scale: Scale, *, is_stacked: bool
) -> list[_Bar]:
    """The bars of a category."""
    wide = min(step * _SHARE, _WIDEST if is_stacked else _WIDEST * len(series))
    each = wide if is_stacked else wide / max(1, len(series))
    made, up, down = [], 0.0, 0.0
    for n, one in enumerate(series):
        figure = one.values[at]
        value = figure.value or 0.0
        base = (up if value >= 0 else down) if is_stacked else 0.0
        across = middle - wide / 2 + (0 if is_stacked else n * each)
        made.append(_Bar(scale(base), scale(base + value), across, each, figure, n))
        up, down = (up + value, down) if value >= 0 else (up, down + value)
    return made


def _upright_bars(
    sheet: Sheet,
    plot: Box,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    is_stacked: bool,
) -> None:
    rows = 2 if rows_below(sheet, names, (plot.width - 70) / len(names)) != 1 else 1
    below = rows * SMALL_LINE + 4
    area, scale = upright(sheet, plot, *_span(series, is_stacked=is_stacked), below)
    step = area.width / len(names)
    places = [area.x + (n + 0.5) * step for n in range(len(names))]
    form = _form(sheet, series, step)
    for at, name in enumerate(names):
        for bar in _bars(series, at, places[at], step, scale, is_stacked=is_stacked):
            top, low = sorted((bar.start, bar.end))
            box = Box(bar.across, top, bar.wide, low - top)
            _paint(sheet, bar, box, scale, is_upright=True)
            if not is_stacked:
                _value_above(sheet, bar, box, area, form)
            words = f"{_named(series, bar)}{name}: {sheet.print.figure(bar.figure)}"
            hit = box if is_stacked else Box(bar.across, area.y, bar.wide, area.height)
            sheet.mark(_touchable(hit), words, bar.number, at)
    categories_below(sheet, names, places, area)
    sheet.line((area.x, scale(0), area.right, scale(0)), "border_control", 1.5)


def _level_bars(
    sheet: Sheet,
    plot: Box,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    is_stacked: bool,
) -> None:
    left = min(max(map(sheet.wide, names)), plot.width * _NAME_SHARE) + 10
    room = 0.0
    if not is_stacked and plot.width > _NARROW:
        known = [figure.value for one in series for figure in one.values]
        room = 8 + max(sheet.wide(sheet.print.short(one)) for one in known if one is not None)
    roomy = Box(plot.x, plot.y, plot.width - room, plot.height)
    area, scale = level(sheet, roomy, *_span(series, is_stacked=is_stacked), left)
    step = area.height / len(names)
    for at, name in enumerate(names):
        middle = area.y + (at + 0.5) * step
        words = sheet.elided(name, left - 10)
        sheet.text(area.x - 8, middle + 4, words, "text_2", anchor="end")
        for bar in _bars(series, at, middle, step, scale, is_stacked=is_stacked):
            start, end = sorted((bar.start, bar.end))
            box = Box(start, bar.across, end - start, bar.wide)
            _paint(sheet, bar, box, scale, is_upright=False)
            if room:
                _value_beside(sheet, bar, box)
            words = f"{_named(series, bar)}{name}: {sheet.print.figure(bar.figure)}"
            hit = box if is_stacked else Box(area.x, bar.across, area.width, bar.wide)
            sheet.mark(_touchable(hit), words, at, bar.number)
    sheet.line((scale(0), area.y, scale(0), area.low), "border_control", 1.5)


def _named(series: Sequence[Series], bar: _Bar) -> str:
    return f"{series[bar.number].name}, " if len(series) > 1 else ""


def _touchable(box: Box) -> Box:
    """What is too thin to be pointed at gets some room."""
    width, height = max(box.width, 6.0), max(box.height, 6.0)
    return Box(box.x - (width - box.width) / 2, box.y - (height - box.height) / 2, width, height)


def _paint(sheet: Sheet, bar: _Bar, box: Box, scale: Scale, *, is_upright: bool) -> None:
    """The bar, its interval, its share within when it is stacked; the unknown is hatched."""
    figure = bar.figure
    if figure.value is None:
        if is_upright:
            sheet.hatch(Box(box.x + 1, scale(0) - 12, max(1.0, box.width - 2), 12))
        else:
            sheet.hatch(Box(scale(0), box.y + 1, 12, max(1.0, box.height - 2)))
        return
    if figure.value:
        gap = 1.0 if bar.wide > 6 else 0.0
        inner = (
            Box(box.x + gap, box.y, box.width - 2 * gap, max(1.0, box.height))
            if is_upright
            else Box(box.x, box.y + gap, max(1.0, box.width), box.height - 2 * gap)
        )
        sheet.rect(inner, sheet.series_colour(bar.number))
    if figure.low is not None and figure.high is not None:
        low, high = scale(figure.low), scale(figure.high)
        middle = bar.across + bar.wide / 2
        ends = (middle, low, middle, high) if is_upright else (low, middle, high, middle)
        sheet.line(ends, "surface", 3.5)  # a halo, so that it is seen on the bar as beyond it
        sheet.line(ends, "text", 1.5)


def _form(sheet: Sheet, series: Sequence[Series], step: float) -> Callable[[float], str]:
    """How the values of all bars are printed: with their unit, else without it for all."""
    room = min(step * _SHARE / len(series), _WIDEST)
    known = [figure.value for one in series for figure in one.values]
    is_roomy = all(sheet.wide(sheet.print.short(one)) <= room for one in known if one is not None)
    return sheet.print.short if is_roomy else sheet.print.bare


def _value_above(
    sheet: Sheet, bar: _Bar, box: Box, area: Box, form: Callable[[float], str]
) -> None:
    if bar.figure.value is None:
        return
    words = form(bar.figure.value)
    if bar.figure.high is not None or sheet.wide(words) > bar.wide:
        return
    is_down = bar.figure.value < 0
    y = box.low + 14 if is_down else box.y - 5
    if y - SMALL >= area.y - 6:
        sheet.label(bar.across + bar.wide / 2, y, words)
    else:  # a bar as high as its plot
        ink = ink_on(sheet.series_colour(bar.number))
        sheet.text(bar.across + bar.wide / 2, box.y + 15, words, ink, anchor="middle")


def _value_beside(sheet: Sheet, bar: _Bar, box: Box) -> None:
    figure = bar.figure
    if figure.value is None or bar.wide < SMALL_LINE - 3:
        return
    words = sheet.print.short(figure.value)
    y = bar.across + bar.wide / 2 + 4
    if figure.high is not None and figure.low is not None:
        return
    if figure.value < 0:
        sheet.label(box.x - 5, y, words, "end")
    else:
        sheet.label(box.right + 5, y, words, "start")
