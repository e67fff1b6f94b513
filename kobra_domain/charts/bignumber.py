"""One figure, what it is compared with, and those before it."""

from kobra_domain.charts.axes import Scale, span_of
from kobra_domain.charts.lines import LinePen
from kobra_domain.charts.sheet import BODY, BODY_LINE, STRONG, Box, Sheet
from kobra_domain.charts.spec import BigNumber, Figure

_LARGEST, _UNKNOWN, _LEAST = 56.0, 28.0, 20.0
_SMALL, _NARROW = 26.0, 420.0  # numbers beside each other are as large as one another
_PAST_HIGH, _WIDE = 64.0, 640.0


def draw_number(sheet: Sheet, spec: BigNumber, title: str) -> None:
    """Draw the figure as large as finds room."""
    is_label = sheet.width < _NARROW
    # A number that has no answer of its own is its answer, and is said once.
    words, has_subtitle = (title, True) if spec.title else (spec.subtitle, False)
    plot = sheet.frame(words, has_subtitle=has_subtitle, is_label=is_label)
    figure = spec.figure
    words = sheet.print.whole(figure.value)
    lines = [line for line in (_sure(sheet, figure), spec.beside) if line]
    lines = lines[: max(0, int((plot.height - _LEAST - 8) / BODY_LINE))]
    largest = _LARGEST if figure.value is not None else _UNKNOWN
    largest = min(largest, _SMALL) if is_label else largest
    size = max(_LEAST, min(largest, plot.height - BODY_LINE * len(lines) - 4) // 2 * 2)
    while size > _LEAST and sheet.wide(words, size, STRONG) > plot.width:
        size -= 2
    words = sheet.elided(words, plot.width, size, STRONG)
    past = [one.value for one in spec.past if one.value is not None]
    is_beside = len(past) > 1 and plot.width > _WIDE
    has_past = len(past) > 1 and not is_beside and plot.height > size + 140
    high = size + BODY_LINE * len(lines) + (_PAST_HIGH + 16 if has_past else 0)
    # Under its title, where those beside it have theirs; alone on a sheet it stands in the middle.
    above = 0.0 if is_label else max(0.0, (plot.height - high) / 2)
    y = plot.y + above + size * 0.8
    colour = "text_2" if figure.value is None else "text"
    sheet.text(plot.x, y, words, colour, size, STRONG)
    said = sheet.print.figure(figure)
    sheet.mark(Box(plot.x, y - size, plot.width, size * 1.2), _joined(said, spec.beside), of=(0, 0))
    y += 10 if plot.height > high + 10 and not is_label else 4
    for line in lines:
        y += BODY_LINE
        sheet.text(plot.x, y, sheet.elided(line, plot.width, BODY), "text_2", BODY)
    if is_beside:
        left, tall = plot.width * 0.45, min(160.0, plot.height - 32)
        middle = plot.y + (plot.height - tall) / 2
        _draw_past(sheet, spec, Box(plot.x + left, middle, plot.width - left, tall))
    elif has_past:
        _draw_past(sheet, spec, Box(plot.x, y + 20, min(plot.width, 420.0), _PAST_HIGH))


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _sure(sheet: Sheet, figure: Figure) -> str:
    """The interval and the count, without the value."""
    if figure.value is None:
        return ""
    said, whole = sheet.print.figure(figure), sheet.print.whole(figure.value)
    rest = said.removeprefix(whole).strip(" ()")
    return f"{rest[0].upper()}{rest[1:]}" if rest else ""


def _draw_past(sheet: Sheet, spec: BigNumber, area: Box) -> None:
    low, high = span_of(spec.past)
    scale = Scale(low, high if high > low else low + 1, area.low, area.y)
    step = (area.width - 8) / max(1, len(spec.past) - 1)
    places = [area.x + 4 + n * step for n in range(len(spec.past))]
    sheet.line((area.x, scale(0), area.right, scale(0)), "border_control")
    LinePen(sheet, 0, places, scale).draw(spec.past)
    for n, (x, figure) in enumerate(zip(places, spec.past, strict=True)):
        box = Box(x - step / 2, area.y, step, area.height)
        said = f"{n + 1}/{len(places)}: {sheet.print.figure(figure)}"
        sheet.mark(box, said, (1, n), (1, n))
