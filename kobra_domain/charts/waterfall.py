"""From one total to the next: what is reached, and what is added or lost between."""

from kobra_domain.charts.axes import categories_below, rows_below, upright
from kobra_domain.charts.sheet import SMALL_LINE, Box, Key, Sheet, swatch
from kobra_domain.charts.spec import Fall, Figure, Waterfall

_SHARE, _WIDEST = 0.66, 90.0
TOTAL, MORE, LESS = 0, 2, 1  # colours of series
Level = tuple[float, float] | None


def levels_of(spec: Waterfall) -> list[Level]:
    """From where to where each step goes; a change counts from what was before, also where that
    one's step is unknown.
    """
    made: list[Level] = []
    reached = 0.0
    for fall in spec.falls:
        if fall.value is None:
            made.append(None)
            continue
        start = 0.0 if fall.is_total else reached
        reached = start + fall.value
        made.append((start, reached))
    return made


def draw_waterfall(sheet: Sheet, spec: Waterfall, title: str) -> None:
    """Draw the chart."""
    levels = levels_of(spec)
    plot = sheet.frame(title, _keys(sheet, spec))
    known = [end for level in levels if level for end in level]
    if not known:
        sheet.nothing(plot, "all_unknown" if levels else "no_data")
        return
    names = [fall.name for fall in spec.falls]
    rows = 1 if rows_below(sheet, names, (plot.width - 70) / len(names)) == 1 else 2
    below = rows * SMALL_LINE + 4
    roomy = Box(plot.x, plot.y + 12, plot.width, plot.height - 12)
    area, scale = upright(sheet, roomy, min(0.0, *known), max(0.0, *known), below)
    step = area.width / len(levels)
    wide = min(step * _SHARE, _WIDEST)
    places = [area.x + (n + 0.5) * step for n in range(len(levels))]
    labels = _labels(sheet, spec, step - 4)
    reached = 0.0
    for n, (fall, level) in enumerate(zip(spec.falls, levels, strict=True)):
        left = places[n] - wide / 2
        words = f"{fall.name}: {_said(sheet, fall.value, is_total=fall.is_total)}"
        if not fall.is_total and level:
            words += f" ({sheet.print.whole(level[1])})"
        sheet.mark(Box(places[n] - step / 2, area.y, step, area.height), words, (0, n), (0, n))
        if level is None:
            sheet.hatch(Box(left, scale(reached) - 6, wide, 12))
            continue
        if n and not fall.is_total:
            ends = (places[n - 1] + wide / 2, scale(level[0]), left, scale(level[0]))
            sheet.line(ends, "text_3", 1.0, (3, 3))
        reached = level[1]
        top, low = sorted((scale(level[0]), scale(level[1])))
        sheet.rect(Box(left, top, wide, max(1.0, low - top)), sheet.series_colour(_look(fall)))
        if labels[n]:
            sheet.label(places[n], top - 5, labels[n])
    categories_below(sheet, names, places, area)
    sheet.line((area.x, scale(0), area.right, scale(0)), "border_control", 1.5)


def _labels(sheet: Sheet, spec: Waterfall, room: float) -> list[str]:
    """The values, all in one form: with their unit, without it, or none where that has no room."""
    for form in (sheet.print.short, sheet.print.bare):
        said = [_signed(form(fall.value or 0.0), fall) for fall in spec.falls]
        if all(sheet.wide(words) <= room for words in said):
            return said
    return [""] * len(spec.falls)


def _signed(words: str, fall: Fall) -> str:
    return f"+{words}" if fall.value and fall.value > 0 and not fall.is_total else words


def _look(fall: Fall) -> int:
    return TOTAL if fall.is_total else MORE if (fall.value or 0) >= 0 else LESS


def _keys(sheet: Sheet, spec: Waterfall) -> list[Key]:
    looks = {_look(fall) for fall in spec.falls if fall.value is not None}
    names = {TOTAL: "reached", MORE: "more", LESS: "less"}
    return [
        Key(sheet.say(name), 12, swatch(sheet.series_colour(look)))
        for look, name in names.items()
        if look in looks
    ]


def _said(sheet: Sheet, value: float | None, *, is_total: bool) -> str:
    sign = "+" if value and value > 0 and not is_total else ""
    return sign + sheet.print.figure(Figure(value))
