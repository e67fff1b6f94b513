"""Figures over time: at most six lines, told apart by colour, dash and marker; dotted beyond what
is known, broken where nothing is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise
from math import ceil
from typing import TypeVar

from kobra_domain.charts.axes import Scale, Steps, names_below, span_of, steps_of, upright
from kobra_domain.charts.others import few_of
from kobra_domain.charts.scene import Plot, Stroke, polygon, polyline
from kobra_domain.charts.sheet import DASHES, MOST_SERIES, SMALL_LINE, Box, Key, Sheet, line_key
from kobra_domain.charts.spec import Figure, LineChart, Series

_MARKER_ROOM, _LEAST_HIT = 9.0, 8.0
_DOTTED: tuple[float, ...] = (1.5, 3.5)
_BAND = 0.22
_DENSE, _SPARSE, _SEEN = 3.0, 90.0, 2
_AT_ONCE = 20
_LEAST_BETWEEN = 9.0  # pixels from one step's intervals to the next one's
_LEAST_STEP = 2.0  # pixels that a pointer can tell apart
Points = list[tuple[float, float]]
Point = tuple[float, float, bool]
T = TypeVar("T")


def draw_lines(sheet: Sheet, spec: LineChart, title: str) -> None:
    """Draw the chart."""
    first, last = sheet.window or (0, len(spec.steps))
    shown, left, own = few_of(spec.series, sheet.say("others"), is_sum=spec.is_sum)
    if left:
        sheet.notes.append(sheet.say("left_out", {"count": left}))
    keys = [line_key(n, one.name) for n, one in enumerate(shown)] if len(spec.series) > 1 else []
    if any(figure.is_estimate for one in shown for figure in one.values):
        keys.append(Key(sheet.say("estimated"), 26, _estimate_sample))
    is_hidden = len(shown) > 1 and _crowds(sheet, last - first, shown)
    if is_hidden:
        sheet.notes.append(sheet.say("intervals_unseen"))
    steps = steps_of(spec.steps[first:last], spec.step, sheet.locale)
    if sheet.window:
        ends = {"first": steps.whole[0], "last": steps.whole[-1]}
        sheet.notes.append(sheet.say("window", ends))
    plot = sheet.frame(title, keys)
    figures = [figure for one in shown for figure in one.values]
    if all(figure.value is None for figure in figures):
        sheet.nothing(plot, "all_unknown" if figures else "no_data")
        return
    area, scale = upright(sheet, plot, *span_of(figures), SMALL_LINE + 4)
    inset = min(24.0, area.width / 12)
    places = [area.x + inset + share * (area.width - 2 * inset) for share in steps.shares]
    sheet.plot = Plot(area.x, area.y, area.width, area.height, tuple(places))
    names_below(sheet, steps.names, places, area)
    shown = tuple(replace(one, values=one.values[first:last]) for one in shown)
    for n, one in enumerate(shown if not is_hidden else ()):
        _intervals(sheet, one, n, places, scale, is_only=len(shown) == 1)
    for n, one in enumerate(shown):
        LinePen(sheet, n, places, scale, is_only=len(shown) == 1).draw(one.values)
    mark_steps(sheet, shown, steps, places, area, scale, own=own, first=first)


def _crowds(sheet: Sheet, steps: int, shown: Sequence[Series]) -> bool:
    """Whether intervals of several series would stand so close that none is seen."""
    is_dense = sheet.width / max(1, steps) < _LEAST_BETWEEN
    return is_dense and any(one.high is not None for row in shown for one in row.values)


def _estimate_sample(sheet: Sheet, x: float, y: float) -> None:
    sheet.line((x, y, x + 26, y), "text_2", 2.0, _DOTTED)


def _intervals(
    sheet: Sheet, one: Series, n: int, places: Sequence[float], scale: Scale, *, is_only: bool
) -> None:
    colour = sheet.series_colour(n)
    sure = [_bounds(x, figure, scale) for x, figure in zip(places, one.values, strict=True)]
    if is_only:
        for run in runs_of(sure):
            band = [(x, low) for x, low, _ in run] + [(x, high) for x, _, high in reversed(run)]
            if len(run) > 1:
                sheet.path(polygon(band), colour, alpha=_BAND)
        return
    for found in sure:
        if found:
            x, low, high = found
            x += (n - (MOST_SERIES - 1) / 2) * 1.2  # those of two series do not cover each other
            sheet.line((x, low, x, high), colour)


def _bounds(x: float, figure: Figure, scale: Scale) -> tuple[float, float, float] | None:
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    return x, scale(figure.low), scale(figure.high)


def runs_of(found: Sequence[T | None]) -> list[list[T]]:
    """The stretches without a gap."""
    runs: list[list[T]] = []
    is_open = False
    for one in found:
        if one is None:
            is_open = False
        elif is_open:
            runs[-1].append(one)
        else:
            runs.append([one])
            is_open = True
    return runs


@dataclass(frozen=True, slots=True)
class LinePen:
    """Draws the line of a series."""

    sheet: Sheet
    number: int
    places: Sequence[float]
    scale: Scale
    is_only: bool = False

    def draw(self, values: Sequence[Figure], *, has_markers: bool = True) -> None:
        """The line in stretches; markers at all points, or as far from each other as they need."""
        points = [
            (x, self.scale(figure.value), figure.is_estimate) if figure.value is not None else None
            for x, figure in zip(self.places, values, strict=True)
        ]
        runs = runs_of(points)
        for run in runs:
            self._stretch(run)
        is_roomy = self._room >= _MARKER_ROOM
        every = 1 if is_roomy else ceil(_SPARSE / self._room)
        has_markers = has_markers and (is_roomy or not self.is_only)
        alone = {run[0] for run in runs if len(run) == 1}
        for n, point in enumerate(points):
            if point and (point in alone or (has_markers and n % every == every // 2)):
                self.sheet.marker(self.number, point[0], point[1], is_hollow=point[2])

    @property
    def _room(self) -> float:
        """From one step to the next."""
        return max(0.01, (self.places[-1] - self.places[0]) / max(1, len(self.places) - 1))

    def _stretch(self, run: Sequence[Point]) -> None:
        """What is known in the series' dash, what leads to an estimate dotted."""
        for is_dotted, pairs in groupby(pairwise(run), key=lambda pair: pair[1][2]):
            pieces = list(pairs)
            ends = [pieces[0][0], *(end for _, end in pieces)]
            self._piece([(x, y) for x, y, _ in ends], is_dotted=is_dotted)

    def _piece(self, part: Points, *, is_dotted: bool) -> None:
        """Where steps are denser than dashes the line is unbroken; its markers say whose it is."""
        colour, is_dense = self.sheet.series_colour(self.number), self._room < _DENSE
        own = () if is_dense else DASHES[self.number % MOST_SERIES]
        stroke = Stroke(colour, 1.25 if is_dense else 2.0, _DOTTED if is_dotted else own)
        seen = thinned(part)
        # In parts that meet: a painter takes the square of a line's points to stroke it.
        for at in range(0, len(seen) - 1, _AT_ONCE):
            self.sheet.path(polyline(seen[at : at + _AT_ONCE + 1]), stroke=stroke)


def thinned(points: Points) -> Points:
    """What can be seen of a line: of each pixel's points the lowest and the highest; and both ends
    of the whole.
    """
    made: Points = []
    for _, group in groupby(points, key=lambda point: int(point[0])):
        here = list(group)
        if len(here) > _SEEN:
            heights = [y for _, y in here]
            kept = {heights.index(min(heights)), heights.index(max(heights))}
            kept |= {0} if here[0] is points[0] else set()
            kept |= {len(here) - 1} if here[-1] is points[-1] else set()
            here = [here[n] for n in sorted(kept)]
        made += here
    return made


def mark_steps(
    sheet: Sheet,
    series: Sequence[Series],
    steps: Steps,
    places: Sequence[float],
    area: Box,
    scale: Scale,
    *,
    row: int = 0,
    own: int,
    first: int = 0,
) -> None:
    """Each figure can be pointed at, and reached: along a series, and from one to the next. The
    first `own` of the series are the chart's own, whose `first` step is the first that is seen.
    """
    shown = _told_apart(places)
    edges = [area.x, *((places[a] + places[b]) / 2 for a, b in pairwise(shown)), area.right]
    for n, one in enumerate(series):
        for at, (left, right) in zip(shown, pairwise(edges), strict=True):
            figure = one.values[at]
            middle = scale(figure.value) if figure.value is not None else area.low
            high = _LEAST_HIT if len(series) > 1 else area.height
            top = max(area.y, middle - high) if len(series) > 1 else area.y
            box = Box(left, top, right - left, 2 * high if len(series) > 1 else high)
            said = partial(_said, sheet, one, steps, at)
            of = (row + n, first + at) if n < own else None
            sheet.mark(box, said, (row + n, at), of)


def _said(sheet: Sheet, one: Series, steps: Steps, at: int) -> str:
    return f"{one.name}, {steps.whole[at]}: {sheet.print.figure(one.values[at])}"


def _told_apart(places: Sequence[float]) -> list[int]:
    """The steps that can be pointed at: all, but where there are more than pixels. The table has
    each.
    """
    shown: list[int] = []
    for at, x in enumerate(places):
        if not shown or x - places[shown[-1]] >= _LEAST_STEP:
            shown.append(at)
    return shown
