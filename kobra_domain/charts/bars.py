"""Bars by category, beside each other or stacked, upright or level; their axes start at zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kobra_domain.charts.axes import Scale, categories_below, level, rows_below, span_of, upright
from kobra_domain.charts.others import few_of
from kobra_domain.charts.scene import Address
from kobra_domain.charts.sheet import SMALL, SMALL_LINE, Box, Key, Sheet, swatch
from kobra_domain.charts.spec import BarChart, BarLayout, Figure, Series

_LEAST_STEP, _LEAST_ROW = 6.0, 22.0
_SHARE = 0.68  # of a step that its bars fill
_WIDEST = 72.0
_THICKEST, _LOOSEST = 26.0, 22.0  # of bars that lie, and the room from one group to the next
_HEADROOM = 12.0  # over the highest line, for the value of a bar that reaches it
_NAME_SHARE, _NARROW = 0.42, 400.0
_GOAL, _BEYOND, _SEAM = 2.5, 4.0, 1.5
_BETWEEN = 5.0  # from one value to the next
_LEAST_SEEN = 4.0  # pixels of an interval


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar along its axis: from where to where, and across: where and how wide."""

    start: float
    end: float
    across: float
    wide: float
    figure: Figure
    number: int
    reach: float  # the farther of its end and that of its interval


@dataclass(frozen=True, slots=True)
class _Shown:
    """What finds room."""

    names: Sequence[str]
    series: Sequence[Series]
    goals: Series | None
    is_stacked: bool
    own: int

    @property
    def said(self) -> list[float]:
        """The values that are printed: of each bar, of stacks their sums."""
        stacks = zip(*(one.values for one in self.series), strict=True)
        if self.is_stacked:
            return [total for stack in stacks if (total := _sum(stack)) is not None]
        return [one.value for stack in stacks for one in stack if one.value is not None]

    def of(self, number: int, at: int) -> Address | None:
        """The series and the category that a bar shows; the sum of several is nobody's."""
        return (number, at) if number < self.own else None

    @property
    def span(self) -> tuple[float, float]:
        """From the least to the most that is reached, goals included."""
        goals = self.goals.values if self.goals else ()
        if not self.is_stacked:
            return span_of([*goals, *(figure for one in self.series for figure in one.values)])
        low, high = span_of(goals)
        for stack in zip(*(one.values for one in self.series), strict=True):
            values = [figure.value or 0.0 for figure in stack]
            low = min(low, sum(value for value in values if value < 0))
            high = max(high, sum(value for value in values if value > 0))
        return low, high


def draw_bars(sheet: Sheet, spec: BarChart, title: str) -> None:
    """Draw the chart. Categories that find no room are told of, not squeezed in."""
    is_stacked = spec.layout is BarLayout.STACKED
    series, left, own = few_of(spec.series, sheet.say("others"), is_sum=spec.is_sum or is_stacked)
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
    shown = _Shown(
        spec.categories[:most],
        tuple(Series(name=one.name, values=one.values[:most]) for one in series),
        Series(name=spec.goals.name, values=spec.goals.values[:most]) if spec.goals else None,
        is_stacked,
        own,
    )
    plot = sheet.frame(title, _keys(sheet, shown))
    figures = [figure for one in shown.series for figure in one.values]
    if all(figure.value is None for figure in figures):
        sheet.nothing(plot, "all_unknown" if figures else "no_data")
    elif is_level:
        _level_bars(sheet, plot, shown)
    else:
        _upright_bars(sheet, plot, shown)


def _keys(sheet: Sheet, shown: _Shown) -> list[Key]:
    keys = [Key(one.name, 12, swatch(sheet.series_colour(n))) for n, one in enumerate(shown.series)]
    keys = keys if len(keys) > 1 else []
    if shown.goals:
        keys.append(Key(shown.goals.name, 16, _goal_sample))
    return keys


def _goal_sample(sheet: Sheet, x: float, y: float) -> None:
    sheet.line((x, y, x + 16, y), "text", _GOAL)


def _is_better_level(sheet: Sheet, names: Sequence[str]) -> bool:
    """Names that would have to be cut below upright bars stand beside lying ones, if these find
    room.
    """
    step = (sheet.width - 120) / max(1, len(names))
    has_room = len(names) * _LEAST_ROW <= sheet.height - 170
    return has_room and not rows_below(sheet, names, step)


def _wide_of(shown: _Shown, step: float, widest: float = _WIDEST) -> float:
    """How wide all bars of a category are together."""
    return min(step * _SHARE, widest if shown.is_stacked else widest * len(shown.series))


def _bars(shown: _Shown, at: int, middle: float, wide: float, scale: Scale) -> list[_Bar]:
    """The bars of a category, so wide together."""
    series, is_stacked = shown.series, shown.is_stacked
    each = wide if is_stacked else wide / max(1, len(series))
    made, up, down = [], 0.0, 0.0
    for n, one in enumerate(series):
        figure = one.values[at]
        value = figure.value or 0.0
        base = (up if value >= 0 else down) if is_stacked else 0.0
        across = middle - wide / 2 + (0 if is_stacked else n * each)
        farthest = figure.high if value >= 0 else figure.low
        reach = scale(base + value if farthest is None or is_stacked else farthest)
        made.append(_Bar(scale(base), scale(base + value), across, each, figure, n, reach))
        up, down = (up + value, down) if value >= 0 else (up, down + value)
    return made


def _printed(shown: _Shown, bars: Sequence[_Bar], scale: Scale) -> Sequence[_Bar]:
    """The bars whose values are printed: each, but of a stack all of it as one."""
    if not shown.is_stacked:
        return [bar for bar in bars if bar.figure.value is not None]
    total = _sum([bar.figure for bar in bars])
    if total is None:
        return ()
    end = scale(total)
    return (replace(bars[-1], start=scale(0), end=end, figure=Figure(total), reach=end),)


def _sum(stack: Sequence[Figure]) -> float | None:
    """None where a part takes away or is not known."""
    values = [figure.value for figure in stack]
    known = [value for value in values if value is not None and value >= 0]
    return sum(known) if len(known) == len(values) > 1 else None


def _upright_bars(sheet: Sheet, plot: Box, shown: _Shown) -> None:
    names = shown.names
    rows = 2 if rows_below(sheet, names, (plot.width - 70) / len(names)) != 1 else 1
    below = rows * SMALL_LINE + 4
    area, scale = upright(sheet, plot, *shown.span, below, _HEADROOM)
    step = area.width / len(names)
    places = [area.x + (n + 0.5) * step for n in range(len(names))]
    wide = _wide_of(shown, step)
    room = step - _BETWEEN if shown.is_stacked else wide / len(shown.series)
    form = _form(sheet, shown.said, room)
    for at in range(len(names)):
        bars = _bars(shown, at, places[at], wide, scale)
        boxes = [_box(bar, is_upright=True) for bar in bars]
        for bar, box in zip(bars, boxes, strict=True):
            _paint(sheet, bar, box, scale, is_upright=True)
        goal = _goal(sheet, shown, at, bars, scale, is_upright=True)
        if form:
            for one in _printed(shown, bars, scale):
                _value_above(sheet, one, form, goal)
        for bar, box in zip(bars, boxes, strict=True):
            hit = box if shown.is_stacked else Box(bar.across, area.y, bar.wide, area.height)
            said = partial(_said, sheet, shown, bar, at)
            sheet.mark(_touchable(hit), said, (bar.number, at), shown.of(bar.number, at))
    categories_below(sheet, names, places, area)
    sheet.line((area.x, scale(0), area.right, scale(0)), "border_control", 1.5)


def _level_bars(sheet: Sheet, plot: Box, shown: _Shown) -> None:
    names = shown.names
    left = min(max(map(sheet.wide, names)), plot.width * _NAME_SHARE) + 10
    room = 0.0
    if plot.width > _NARROW:
        widths = [sheet.wide(sheet.print.short(one)) for one in shown.said]
        room = 8 + max(widths, default=-8.0)
    # Few bars stand close to each other under the title, not far apart.
    each = _THICKEST * (1 if shown.is_stacked else len(shown.series)) + _LOOSEST
    high = min(plot.height, each * len(names) + SMALL_LINE + 4)
    roomy = Box(plot.x, plot.y, plot.width - room, high)
    area, scale = level(sheet, roomy, *shown.span, left)
    step = area.height / len(names)
    wide = _wide_of(shown, step, _THICKEST)
    for at, name in enumerate(names):
        middle = area.y + (at + 0.5) * step
        words = sheet.elided(name, left - 10)
        sheet.text(area.x - 8, middle + 4, words, "text_2", anchor="end")
        bars = _bars(shown, at, middle, wide, scale)
        boxes = [_box(bar, is_upright=False) for bar in bars]
        for bar, box in zip(bars, boxes, strict=True):
            _paint(sheet, bar, box, scale, is_upright=False)
        goal = _goal(sheet, shown, at, bars, scale, is_upright=False)
        if room:
            for one in _printed(shown, bars, scale):
                _value_beside(sheet, one, goal)
        for bar, box in zip(bars, boxes, strict=True):
            hit = box if shown.is_stacked else Box(area.x, bar.across, area.width, bar.wide)
            said = partial(_said, sheet, shown, bar, at)
            sheet.mark(_touchable(hit), said, (at, bar.number), shown.of(bar.number, at))
    sheet.line((scale(0), area.y, scale(0), area.low), "border_control", 1.5)


def _box(bar: _Bar, *, is_upright: bool) -> Box:
    start, end = sorted((bar.start, bar.end))
    if is_upright:
        return Box(bar.across, start, bar.wide, end - start)
    return Box(start, bar.across, end - start, bar.wide)


def _goal(
    sheet: Sheet, shown: _Shown, at: int, bars: Sequence[_Bar], scale: Scale, *, is_upright: bool
) -> float | None:
    """A line across a category's bars, and some more, where they should be; answers its place."""
    goal = shown.goals.values[at].value if shown.goals else None
    if goal is None:
        return None
    place = scale(goal)
    start = min(bar.across for bar in bars) - _BEYOND
    end = max(bar.across + bar.wide for bar in bars) + _BEYOND
    ends = (start, place, end, place) if is_upright else (place, start, place, end)
    sheet.line(ends, "surface", _GOAL + 2)  # a halo, so that it is seen on any bar
    sheet.line(ends, "text", _GOAL)
    return place


def _said(sheet: Sheet, shown: _Shown, bar: _Bar, at: int) -> str:
    """What a bar says, and its goal."""
    series = f"{shown.series[bar.number].name}, " if len(shown.series) > 1 else ""
    words = f"{series}{shown.names[at]}: {sheet.print.figure(bar.figure)}"
    if shown.goals is None:
        return words
    return f"{words}; {shown.goals.name}: {sheet.print.figure(shown.goals.values[at])}"


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
        # Parts of a stack are told apart without colours too.
        seam, is_up = _SEAM if bar.start != scale(0) else 0.0, figure.value > 0
        if is_upright:
            y, high = box.y + (0.0 if is_up else seam), max(1.0, box.height - seam)
            inner = Box(box.x + gap, y, box.width - 2 * gap, high)
        else:
            x, wide = box.x + (seam if is_up else 0.0), max(1.0, box.width - seam)
            inner = Box(x, box.y + gap, wide, box.height - 2 * gap)
        sheet.rect(inner, sheet.series_colour(bar.number))
    if figure.low is not None and figure.high is not None:
        low, high = scale(figure.low), scale(figure.high)
        if abs(high - low) < _LEAST_SEEN:
            return
        middle = bar.across + bar.wide / 2
        ends = (middle, low, middle, high) if is_upright else (low, middle, high, middle)
        sheet.line(ends, "surface", 3.5)  # a halo, so that it is seen on the bar as beyond it
        sheet.line(ends, "text", 1.5)


def _form(sheet: Sheet, values: Sequence[float], room: float) -> Callable[[float], str] | None:
    """How all values are printed that have so much room each: with their unit, without it, or not
    at all.
    """
    for form in (sheet.print.short, sheet.print.bare):
        if all(sheet.wide(form(value)) <= room - _BETWEEN for value in values):
            return form
    return None


def _value_above(sheet: Sheet, bar: _Bar, form: Callable[[float], str], goal: float | None) -> None:
    """The value beyond a bar and its interval, and beyond its goal's line where that would run
    through it.
    """
    value, middle = bar.figure.value or 0.0, bar.across + bar.wide / 2
    words, is_down = form(value), value < 0
    y = bar.reach + 14 if is_down else bar.reach - 5
    if goal is not None and y - SMALL - 2 < goal < y + 5:
        y = goal + 16 if is_down else goal - 6
    sheet.label(middle, y, words)


def _value_beside(sheet: Sheet, bar: _Bar, goal: float | None) -> None:
    """Likewise, of a bar that lies."""
    if bar.wide < SMALL_LINE - 3:
        return
    value = bar.figure.value or 0.0
    words = sheet.print.short(value)
    y, wide = bar.across + bar.wide / 2 + 4, sheet.wide(words)
    if value < 0:
        x = bar.reach - 5
        is_crossed = goal is not None and x - wide - 3 < goal < x + 3
        sheet.label(goal - 6 if is_crossed and goal is not None else x, y, words, "end")
    else:
        x = bar.reach + 5
        is_crossed = goal is not None and x - 3 < goal < x + wide + 3
        sheet.label(goal + 6 if is_crossed and goal is not None else x, y, words, "start")
