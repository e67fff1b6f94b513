"""Where each row went: shares that sum to one by row, those that stayed outlined."""

from collections.abc import Sequence

from kobra_domain.charts.colours import ink_on, stronger
from kobra_domain.charts.scene import Stroke
from kobra_domain.charts.sheet import SMALL_LINE, Box, Sheet
from kobra_domain.charts.spec import Matrix
from kobra_domain.charts.units import Printer

_FAINTEST = 0.05
_NAMES, _LEAST_ROW, _HIGHEST_ROW, _LEAST_COLUMN = 0.26, 22.0, 60.0, 40.0


def draw_matrix(sheet: Sheet, spec: Matrix, title: str) -> None:
    """Draw the chart; rows and columns that find no room are told of."""
    names = spec.rows[: max(1, int((sheet.height - 150) / _LEAST_ROW))]
    columns = spec.columns[: max(1, int((sheet.width * 0.6) / _LEAST_COLUMN))]
    left_out = len(spec.rows) - len(names) + len(spec.columns) - len(columns)
    if left_out:
        sheet.notes.append(sheet.say("categories_left_out", {"count": left_out}))
    plot = sheet.frame(title)
    if not names or not columns:
        sheet.nothing(plot)
        return
    weigh = Printer(spec.weight_unit, sheet.locale)
    weights = [weigh.short(weight) for weight in spec.weights]
    left = min(max(map(sheet.wide, names)), plot.width * _NAMES) + 10
    right = max(map(sheet.wide, weights)) + 14 if weights else 0.0
    wide = (plot.width - left - right) / len(columns)
    heads = [sheet.wrapped(name, wide - 6) for name in columns]
    head = max(map(len, heads)) * SMALL_LINE + 4
    high = min(_HIGHEST_ROW, (plot.height - head) / len(names))
    grid = Box(plot.x + left, plot.y + head, wide * len(columns), high * len(names))
    _heads(sheet, heads, grid, wide)
    for n, name in enumerate(names):
        y = grid.y + (n + 0.5) * high + 4
        sheet.text(grid.x - 8, y, sheet.elided(name, left - 10), "text", anchor="end")
        if weights:
            sheet.text(plot.right, y, weights[n], "text_2", anchor="end")
        for column in range(len(columns)):
            box = Box(grid.x + column * wide, grid.y + n * high, wide, high)
            _cell(sheet, spec, (n, column), box)
    for n, column in _stayed(names, columns):
        box = Box(grid.x + column * wide + 1, grid.y + n * high + 1, wide - 2, high - 2)
        value = spec.cells[n][column].value
        ink = sheet.theme["text"] if value is None else ink_on(_ground(sheet, value))
        sheet.rect(box, "", Stroke(ink, 2.0))


def _heads(sheet: Sheet, heads: Sequence[list[str]], grid: Box, wide: float) -> None:
    for n, lines in enumerate(heads):
        for at, words in enumerate(lines):
            y = grid.y - 6 - SMALL_LINE * (len(lines) - 1 - at)
            sheet.text(grid.x + (n + 0.5) * wide, y, words, "text_2", anchor="middle")


def _stayed(rows: Sequence[str], columns: Sequence[str]) -> list[tuple[int, int]]:
    """Where a row's name is a column's too."""
    return [
        (n, column)
        for n, name in enumerate(rows)
        for column, other in enumerate(columns)
        if name == other
    ]


def _ground(sheet: Sheet, share: float) -> str:
    """Where nothing went is hardly more than the ground."""
    return stronger(sheet.theme, _FAINTEST + (1 - _FAINTEST) * min(1.0, max(0.0, share)))


def _cell(sheet: Sheet, spec: Matrix, at: tuple[int, int], box: Box) -> None:
    row, column = at
    figure = spec.cells[row][column]
    inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    words = f"{spec.rows[row]} › {spec.columns[column]}: {sheet.print.figure(figure)}"
    sheet.mark(box, words, at, at)
    if figure.value is None:
        sheet.hatch(inner)
        return
    ground = _ground(sheet, figure.value)
    sheet.rect(inner, ground)
    for said in (sheet.print.short(figure.value), sheet.print.bare(figure.value)):
        if sheet.wide(said) <= box.width - 4 and box.height >= SMALL_LINE:
            x, y = box.x + box.width / 2, box.y + box.height / 2 + 4
            sheet.text(x, y, said, ink_on(ground), anchor="middle")
            return
