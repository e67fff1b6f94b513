"""Scales from figures to pixels, their ticks, and the names below a plot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from kobra_domain.charts.sheet import SMALL_LINE, Box, Sheet, parts_of
from kobra_domain.charts.spec import Figure, StepKind, Unit
from kobra_domain.charts.units import nice_ticks
from kobra_domain.words.figures import calendar, day_words, full_day

_TICK_GAP = 8.0
_LEAST_NAME, _SPARE = 30.0, 1.25
_ROOM_OF_TICK = 38.0  # pixels from one tick to the next
_MOST_AGES, _BETWEEN_AGES, _ROUND_AGES = 14, 64.0, (1, 3, 5, 10, 15, 30, 60, 90, 180, 360)


@dataclass(frozen=True, slots=True)
class Scale:
    """From figures to pixels; `at_high` may lie above `at_low`, or right of it."""

    low: float
    high: float
    at_low: float
    at_high: float

    def __call__(self, value: float) -> float:
        """Where a figure lies."""
        share = (value - self.low) / (self.high - self.low)
        return self.at_low + share * (self.at_high - self.at_low)


def span_of(figures: Iterable[Figure]) -> tuple[float, float]:
    """The span of figures and their intervals, with zero in it."""
    values = [
        value
        for figure in figures
        for value in (figure.value, figure.low, figure.high)
        if value is not None and figure.value is not None
    ]
    return min(0.0, *values, 0.0), max(0.0, *values, 0.0)


def ticks_of(low: float, high: float, unit: Unit, room: float) -> list[float]:
    """The ticks of a scale that has so much room."""
    return nice_ticks(low, high, max(2, int(room / _ROOM_OF_TICK) + 1), unit)


def upright(
    sheet: Sheet, plot: Box, low: float, high: float, below: float, above: float = 0.0
) -> tuple[Box, Scale]:
    """Draw a value axis at the left with its grid; `below` is kept free under the plot, `above`
    over its highest line. Answers what is left, and the scale.
    """
    top, ground = plot.y + 6 + above, plot.low - below
    ticks = ticks_of(low, high, sheet.spec.unit, ground - top)
    words = sheet.print.ticks(ticks)
    left = plot.x + max(map(sheet.wide, words)) + _TICK_GAP
    scale = Scale(ticks[0], ticks[-1], ground, top)
    for tick, word in zip(ticks, words, strict=True):
        y = scale(tick)
        sheet.line((left, y, plot.right, y), *_grid(tick))
        sheet.text(left - _TICK_GAP, y + 4, word, "text_2", anchor="end")
    return Box(left, top, plot.right - left, ground - top), scale


def level(sheet: Sheet, plot: Box, low: float, high: float, left: float) -> tuple[Box, Scale]:
    """Draw a value axis below with its grid; `left` is kept free beside the plot. Answers what is
    left, and the scale.
    """
    ground = plot.low - SMALL_LINE - 4
    ticks, words = _ticks_across(sheet, low, high, plot.width - left)
    end = ticks[-1]
    if len(ticks) > 2 and end > high * _SPARE:  # a last step that nothing reaches into
        ticks, end = ticks[:-1], max(high, ticks[-2])
        words = sheet.print.ticks(ticks)
    right = plot.right - sheet.wide(words[-1]) / 2
    scale = Scale(ticks[0], end, plot.x + left, max(plot.x + left + 1, right))
    for tick, word in zip(ticks, words, strict=True):
        x = scale(tick)
        sheet.line((x, plot.y, x, ground), *_grid(tick))
        sheet.text(x, ground + SMALL_LINE, word, "text_2", anchor="middle")
    return Box(plot.x + left, plot.y, scale.at_high - plot.x - left, ground - plot.y), scale


def _ticks_across(
    sheet: Sheet, low: float, high: float, wide: float
) -> tuple[list[float], list[str]]:
    """As many as find room beside each other."""
    for most in range(7, 2, -1):
        ticks = nice_ticks(low, high, most, sheet.spec.unit)
        words = sheet.print.ticks(ticks)
        widths = [sheet.wide(word) for word in words]
        step = (wide - widths[-1] / 2) / (len(ticks) - 1)
        if all((one + other) / 2 + 14 <= step for one, other in pairwise(widths)):
            return ticks, words
    ends = [ticks[0], ticks[-1]]
    return ends, sheet.print.ticks(ends)


def _grid(tick: float) -> tuple[str, float]:
    """Zero is drawn as a line, the others hardly."""
    return ("border_control", 1.5) if tick == 0 else ("border", 1.0)


def names_below(sheet: Sheet, names: Sequence[str], places: Sequence[float], plot: Box) -> None:
    """Write the names of steps under a plot, as many as find room: the first and each so-manieth,
    so that none touches another; of many ages (days, months) round ones.
    """
    widest = max(map(sheet.wide, names), default=0.0)
    step = (places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else plot.width
    every = max(1, ceil((widest + 12) / max(step, 0.1)))
    if len(names) > _MOST_AGES and all(name.isdigit() for name in names):
        least = max(every, ceil(_BETWEEN_AGES / max(step, 0.1)))
        every = next((one for one in _ROUND_AGES if one >= least), least)
    for n in range(0, len(names), every):
        _write_below(sheet, names[n], places[n], plot.low + SMALL_LINE + 2, plot.width)


def rows_below(sheet: Sheet, names: Sequence[str], step: float) -> int:
    """How many rows the names of categories need, each of them said whole: 1, 2, or 0 when that
    cannot be.
    """
    widest = max(map(sheet.wide, names), default=0.0)
    if widest <= step - 8:
        return 1
    is_wrapped = all(_is_whole(sheet, name, step - 8) for name in names)
    return 2 if is_wrapped or widest <= 2 * step - 8 else 0


def _is_whole(sheet: Sheet, name: str, wide: float) -> bool:
    return " ".join(sheet.wrapped(name, wide)) == " ".join(parts_of(name))


def categories_below(
    sheet: Sheet, names: Sequence[str], places: Sequence[float], plot: Box
) -> None:
    """Write the names of categories under a plot, in two rows: wrapped, or each second one lower.
    What has no room even so is cut; what has none to be cut to is left to pointing.
    """
    step = places[1] - places[0] if len(places) > 1 else plot.width
    first = plot.low + SMALL_LINE + 2
    if step < _LEAST_NAME and rows_below(sheet, names, step) != 1:
        names_below(sheet, [sheet.elided(name, 4 * _LEAST_NAME) for name in names], places, plot)
    elif all(_is_whole(sheet, name, step - 8) for name in names):
        for name, x in zip(names, places, strict=True):
            for row, words in enumerate(sheet.wrapped(name, step - 8)):
                _write_below(sheet, words, x, first + row * SMALL_LINE, step)
    else:
        for n, (name, x) in enumerate(zip(names, places, strict=True)):
            words = sheet.elided(name, 2 * step - 8)
            _write_below(sheet, words, x, first + n % 2 * SMALL_LINE, 2 * step)


def _write_below(sheet: Sheet, words: str, x: float, y: float, room: float) -> None:
    """Under its place, but within the sheet: what is moved in for it takes no more room inwards."""
    edge = min(x, sheet.width - x) - 4
    words = sheet.elided(words, min(room, room / 2 + edge))
    half = sheet.wide(words) / 2
    x = min(max(x, half + 4), sheet.width - half - 4)
    sheet.text(x, y, words, "text_2", anchor="middle")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a line: where they lie from 0 to 1, their short names and whole ones."""

    shares: list[float]
    names: list[str]
    whole: list[str]


def steps_of(steps: tuple[str, ...], kind: StepKind, locale: str) -> Steps:
    """Days lie as far apart as they are; texts evenly."""
    count = len(steps)
    even = [n / (count - 1) if count > 1 else 0.5 for n in range(count)]
    if kind is StepKind.TEXT:
        return Steps(even, list(steps), list(steps))
    days = [date.fromisoformat(step) for step in steps]
    long = (days[-1] - days[0]).days if count > 1 else 0
    shares = [(day - days[0]).days / long for day in days] if long else even
    names, years = [], set[int]()
    for day in days:
        year = f" {day.year}" if day.year not in years and days[0].year != days[-1].year else ""
        years.add(day.year)
        names.append(f"{_short(day, kind, locale)}{year}")
    return Steps(shares, names, [_whole(day, kind, locale) for day in days])


def _short(day: date, kind: StepKind, locale: str) -> str:
    month = calendar(locale).months[day.month - 1]
    return month if kind is StepKind.MONTH else f"{day.day} {month}"


def _whole(day: date, kind: StepKind, locale: str) -> str:
    if kind is StepKind.MONTH:
        return f"{calendar(locale).months[day.month - 1]} {day.year}"
    return (
        full_day(day, locale) if kind is StepKind.WEEK else f"{day_words(day, locale)} {day.year}"
    )
