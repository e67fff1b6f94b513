"""The week's heat map: zero, unknown and unlawful are three looks, lawful hours are outlined."""

from collections.abc import Sequence
from functools import partial

from kobra_domain.charts.colours import cividis, ink_on, mixed
from kobra_domain.charts.scene import Rect, Stroke, joined
from kobra_domain.charts.sheet import SMALL_LINE, Box, Key, Sheet, swatch
from kobra_domain.charts.spec import HOURS, WEEKDAYS, Figure, HeatMap
from kobra_domain.charts.units import ramp_of
from kobra_domain.words.figures import calendar

_PRINTED = 28.0  # a cell at least so wide shows its value
_NAME = 12.0  # a row at least so high has its name, else each second one
_RAMP, _RAMP_STEPS = 96.0, 24
_MORE, _LESS, _FAINTEST = 0, 1, 0.35  # colours of series, and the least of them that is seen
_CLOCK = 3  # an hour's name at each third cell, where all find no room


def draw_heat(sheet: Sheet, spec: HeatMap, title: str) -> None:
    """Draw the chart."""
    figures = [cell for row in spec.cells for cell in row]
    known = [cell.value for cell in figures if cell.value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    if not spec.is_difference:
        low, high = ramp_of(known, spec.unit)
    plot = sheet.frame(title, _keys(sheet, spec, low, high))
    if not known:
        plot = _empty_line(sheet, plot)
    names = calendar(sheet.locale).weekdays
    left = max(map(sheet.wide, names)) + 10
    width = (plot.width - left) / HOURS
    height = (plot.height - SMALL_LINE - 2) / WEEKDAYS
    grid = Box(plot.x + left, plot.y, width * HOURS, height * WEEKDAYS)
    for day in range(0, WEEKDAYS, 1 if height >= _NAME else 2):
        y = grid.y + (day + 0.5) * height + 4
        sheet.text(grid.x - 8, y, names[day], "text_2", anchor="end")
    is_printed = height >= SMALL_LINE and _has_room(sheet, spec, known, width)
    for day in range(WEEKDAYS):
        for hour in range(HOURS):
            cell = Box(grid.x + hour * width, grid.y + day * height, width, height)
            _cell(sheet, spec, (day, hour), cell, (low, high), is_printed=is_printed)
    _hours(sheet, grid, width)
    _outline(sheet, spec, grid, width, height)


def _empty_line(sheet: Sheet, plot: Box) -> Box:
    words = sheet.elided(sheet.say("all_unknown"), plot.width)
    sheet.text(plot.x, plot.y + 12, words, "text_2")
    return Box(plot.x, plot.y + 22, plot.width, plot.height - 22)


def _has_room(sheet: Sheet, spec: HeatMap, known: Sequence[float], width: float) -> bool:
    """Whether all values find room in their cells: a cell without one among others would be one
    where nothing is.
    """
    widest = max((sheet.wide(_printed(sheet, spec, value)) for value in known), default=0.0)
    return width >= _PRINTED and widest <= width - 4


def _printed(sheet: Sheet, spec: HeatMap, value: float) -> str:
    words = sheet.print.bare(value)
    is_more = spec.is_difference and value > 0 and words != sheet.print.bare(0)
    return f"+{words}" if is_more else words


def _cell(
    sheet: Sheet,
    spec: HeatMap,
    at: tuple[int, int],
    box: Box,
    span: tuple[float, float],
    *,
    is_printed: bool,
) -> None:
    day, hour = at
    figure = spec.cells[day][hour]
    inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    sheet.mark(box, partial(cell_words, sheet, spec, day, hour), at, at)
    if not is_lawful(spec, day, hour):
        sheet.rect(inner, "window")
        middle = box.y + box.height / 2
        reach = min(4.0, box.width / 6)
        x = box.x + box.width / 2
        sheet.line((x - reach, middle, x + reach, middle), "border_control", 1.5)
    elif figure.value is None:
        sheet.hatch(inner)
    else:
        ground, ink = _look_of(sheet, spec, figure, figure.value, span)
        sheet.rect(inner, ground)
        words = _printed(sheet, spec, figure.value) if is_printed else _side(spec, figure)
        if words and box.height >= _NAME:
            x, y = box.x + box.width / 2, box.y + box.height / 2 + 4
            sheet.text(x, y, words, ink, anchor="middle")


def _side(spec: HeatMap, figure: Figure) -> str:
    """Of a difference that is one its side, for eyes and printers that know no colours."""
    if not spec.is_difference or not is_clear(figure):
        return ""
    return "+" if (figure.value or 0.0) > 0 else "–"


def _look_of(
    sheet: Sheet, spec: HeatMap, figure: Figure, value: float, span: tuple[float, float]
) -> tuple[str, str]:
    """Ground and ink of a known cell. Of a difference only what is one by its own interval has a
    colour, and that by its side.
    """
    if not spec.is_difference:
        share = (value - span[0]) / (span[1] - span[0]) if span[1] > span[0] else 0.0
        ground = cividis(round(share, 3))
        return ground, ink_on(ground)
    if not is_clear(figure):
        return sheet.theme["surface"], sheet.theme["text_2"]
    share = _FAINTEST + (1 - _FAINTEST) * abs(value) / max(-span[0], span[1])
    side = sheet.series_colour(_MORE if value > 0 else _LESS)
    ground = mixed(sheet.theme["surface"], side, share)
    return ground, ink_on(ground)


def is_clear(figure: Figure) -> bool:
    """Whether a difference is one: its interval lies on one side of zero."""
    if figure.value is None or figure.low is None or figure.high is None:
        return False
    return figure.low > 0 or figure.high < 0


def is_lawful(spec: HeatMap, day: int, hour: int) -> bool:
    """Whether visiting is lawful then; where nobody asked the law, it is."""
    return spec.lawful[day][hour] if spec.lawful else True


def hour_words(hour: int) -> str:
    """9:00–10:00."""
    return f"{hour}:00–{hour + 1}:00"


def cell_words(sheet: Sheet, spec: HeatMap, day: int, hour: int) -> str:
    """What a cell says: lunes 9:00–10:00: 41 % (de 412)."""
    name = calendar(sheet.locale).whole_weekdays[day]
    said = f"{name[0].upper()}{name[1:]} {hour_words(hour)}: "
    figure = spec.cells[day][hour]
    if is_lawful(spec, day, hour):
        words = said + sheet.print.figure(figure)
        is_quiet = spec.is_difference and figure.value is not None and not is_clear(figure)
        return f"{words}; {sheet.say('not_clear')}" if is_quiet else words
    unlawful = sheet.say("unlawful")
    if figure.value is None:
        return said + unlawful
    return f"{said}{unlawful}; {sheet.print.figure(figure)}"


def _hours(sheet: Sheet, grid: Box, width: float) -> None:
    is_all = width >= sheet.wide("22") + 6
    y = grid.low + SMALL_LINE - 2
    for hour in range(HOURS):
        if is_all or hour % _CLOCK == 0:
            words = str(hour) if is_all else f"{hour}:00" if width * _CLOCK > 44 else str(hour)
            sheet.text(grid.x + (hour + 0.5) * width, y, words, "text_2", anchor="middle")


def _outline(sheet: Sheet, spec: HeatMap, grid: Box, width: float, height: float) -> None:
    """Round the lawful hours, where some are not."""
    if not spec.lawful:
        return
    pieces = []
    for day in range(WEEKDAYS + 1):
        for hour in range(HOURS + 1):
            x, y = grid.x + hour * width, grid.y + day * height
            here = _inside(spec, day, hour)
            if here != _inside(spec, day, hour - 1):
                pieces.append((x, y, x, y + height))
            if here != _inside(spec, day - 1, hour):
                pieces.append((x, y, x + width, y))
    for piece in joined(pieces):
        sheet.line(piece, "text", 2.0)


def _inside(spec: HeatMap, day: int, hour: int) -> bool:
    return 0 <= day < WEEKDAYS and 0 <= hour < HOURS and spec.lawful[day][hour]


def _keys(sheet: Sheet, spec: HeatMap, low: float, high: float) -> list[Key]:
    keys = []
    cells = [(d, h) for d in range(WEEKDAYS) for h in range(HOURS)]
    if spec.is_difference:
        keys += _sides(sheet, spec)
    elif high > low:
        least = sheet.print.short(low)
        keys.append(ramp_key(sheet, least, sheet.print.short(high)))
    elif any(cell.value is not None for row in spec.cells for cell in row):
        keys.append(Key(sheet.print.short(0), 12, swatch(cividis(0.0))))
    if any(spec.cells[d][h].value is None and is_lawful(spec, d, h) for d, h in cells):
        keys.append(Key(sheet.say("unknown"), 16, lambda s, x, y: s.hatch(Box(x, y - 6, 16, 12))))
    if not all(is_lawful(spec, d, h) for d, h in cells):
        keys.append(Key(sheet.say("key_unlawful"), 16, _unlawful_sample))
    if any(map(any, spec.lawful)):
        keys.append(Key(sheet.say("lawful"), 16, _lawful_sample))
    return keys


def _sides(sheet: Sheet, spec: HeatMap) -> list[Key]:
    """What the colours of a difference say, of those that there are."""
    known = [cell for row in spec.cells for cell in row if cell.value is not None]
    clear = [cell.value or 0.0 for cell in known if is_clear(cell)]
    keys = []
    if any(value > 0 for value in clear):
        keys.append(Key(sheet.say("higher"), 12, swatch(sheet.series_colour(_MORE))))
    if any(value < 0 for value in clear):
        keys.append(Key(sheet.say("lower"), 12, swatch(sheet.series_colour(_LESS))))
    if len(clear) < len(known):
        keys.append(Key(sheet.say("key_not_clear"), 16, _quiet_sample))
    return keys


def _quiet_sample(sheet: Sheet, x: float, y: float) -> None:
    edge = Stroke(sheet.theme["border_control"])
    sheet.items.append(Rect(x + 0.5, y - 5.5, 15, 11, sheet.theme["surface"], edge))


def ramp_key(sheet: Sheet, least: str, most: str) -> Key:
    """The scale of colours, from the least to the most."""
    lead = sheet.wide(least) + 6

    def draw(on: Sheet, x: float, y: float) -> None:
        on.text(x, y + 4, least, "text_2")
        step = _RAMP / _RAMP_STEPS
        for n in range(_RAMP_STEPS):
            colour = cividis(round((n + 0.5) / _RAMP_STEPS, 3))
            # A hair wider than its step, so that no seam is seen between two.
            box = Box(x + lead + n * step, y - 6, step + (0.4 if n < _RAMP_STEPS - 1 else 0), 12)
            on.rect(box, colour)

    return Key(most, lead + _RAMP, draw)


def _unlawful_sample(sheet: Sheet, x: float, y: float) -> None:
    edge = Stroke(sheet.theme["border"])
    sheet.items.append(Rect(x + 0.5, y - 5.5, 15, 11, sheet.theme["window"], edge))
    sheet.line((x + 4, y, x + 12, y), "border_control", 1.5)


def _lawful_sample(sheet: Sheet, x: float, y: float) -> None:
    sheet.items.append(Rect(x + 1, y - 5, 14, 10, "", Stroke(sheet.theme["text"], 2.0)))
