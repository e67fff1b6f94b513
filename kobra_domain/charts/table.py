"""Rows of names and figures: figures stand right, under each other, how sure they are beside them
in a second ink, the total under a rule. What finds no room is told of and stands in the twin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from unicodedata import combining, normalize

from kobra_domain.charts.scene import Anchor, Twin
from kobra_domain.charts.sheet import SMALL, SMALL_LINE, STRONG, Box, Sheet
from kobra_domain.charts.spec import Cell, Column, Figure, Table
from kobra_domain.charts.units import Printer

_ROW, _LEAST_ROW = 30.0, 22.0
_AIR, _WIDEST_AIR, _BESIDE = 18.0, 56.0, 10.0
_LONGEST_NAME, _SHORT_NAME, _SHORTEST_NAME = 300.0, 130.0, 64.0
_LONGEST_HEAD = 110.0  # a head that needs more makes no column wider
_UNKNOWN, _ABOUT = "—", "≈\N{NO-BREAK SPACE}"
# Intervals or not, whole figures or short ones, how far names give way: the best that fits.
_LOOKS = (
    *((True, True, _LONGEST_NAME), (True, True, _SHORT_NAME), (False, True, _SHORT_NAME)),
    *((True, False, _SHORT_NAME), (False, False, _SHORT_NAME), (False, False, _SHORTEST_NAME)),
)


@dataclass(frozen=True, slots=True)
class _Laid:
    """What is drawn of a column: a text and what stands beside it for each row, with their room."""

    column: Column
    cells: tuple[tuple[str, str], ...]
    wide: float
    beside: float
    left: float = 0.0

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.wide

    @property
    def edge(self) -> float:
        """Where its texts are aligned."""
        return self.left if self.column.unit is None else self.right


def columns_of(sheet: Sheet, spec: Table) -> tuple[Column, ...]:
    """The columns, and that of the notes where there are some."""
    return (*spec.columns, *((Column(name=sheet.say("note")),) if any(spec.notes) else ()))


def rows_of(spec: Table) -> tuple[tuple[Cell, ...], ...]:
    """The rows, each with its note, without the total."""
    if not any(spec.notes):
        return spec.rows
    return tuple((*row, note) for row, note in zip(spec.rows, spec.notes, strict=True))


def table_twin(sheet: Sheet, spec: Table) -> Twin:
    """All of it in words, with the total at the end."""
    columns = columns_of(sheet, spec)
    printers = [Printer(column.unit, sheet.locale) if column.unit else None for column in columns]
    held = (*rows_of(spec), *_total(spec))
    rows, brief = (
        tuple(
            tuple(
                (printer.brief if is_brief else printer.figure)(cell)
                if printer and isinstance(cell, Figure)
                else str(cell)
                for cell, printer in zip(row, printers, strict=False)
            )
            for row in held
        )
        for is_brief in (False, True)
    )
    names = frozenset(n for n, column in enumerate(columns) if column.unit is None)
    heads = tuple(column.name for column in columns)
    return Twin(heads, rows, names, bool(spec.total), brief)


def ordered(spec: Table, column: int, *, is_falling: bool) -> tuple[int, ...]:
    """The rows by a column, by their numbers: what is not known stands last either way."""
    rows = rows_of(spec)
    known = [n for n, row in enumerate(rows) if _key(row[column]) is not None]
    known.sort(key=lambda n: _key(rows[n][column]) or (0.0, ""), reverse=is_falling)
    return (*known, *sorted(set(range(len(rows))) - set(known)))


def _key(cell: Cell) -> tuple[float, str] | None:
    """Texts by their letters without marks, figures by their value."""
    if isinstance(cell, Figure):
        return None if cell.value is None else (cell.value, "")
    letters = normalize("NFKD", cell.casefold())
    return (0.0, "".join(one for one in letters if not combining(one))) if cell else None


def _total(spec: Table) -> tuple[tuple[Cell, ...], ...]:
    """The last row, where there is one."""
    if not spec.total:
        return ()
    return ((*spec.total, "") if any(spec.notes) else spec.total,)


def draw_table(sheet: Sheet, spec: Table, title: str) -> None:
    """Draw as many rows and columns as find room, and the total in any case."""
    columns, rows, total = columns_of(sheet, spec), rows_of(spec), _total(spec)
    if not columns or not rows:
        sheet.nothing(sheet.frame(title))
        return
    room = Sheet(spec, sheet.measure, (sheet.width, sheet.height), sheet.theme, sheet.locale)
    plot = room.frame(title)
    high = plot.height - 2 * SMALL_LINE - 10
    most = max(1, int(high / _LEAST_ROW) - len(total))
    if len(rows) > most:
        most = max(1, int((high - SMALL_LINE) / _LEAST_ROW) - len(total))
        sheet.notes.append(sheet.say("rows_left_out", {"count": len(rows) - most}))
    shown = (*rows[:most], *total)
    laid = _lay(sheet, columns, shown, plot.width)
    if len(laid) < len(columns):
        count = len(columns) - len(laid)
        sheet.notes.append(sheet.say("columns_left_out", {"count": count}))
    _Pen(sheet, spec, shown, laid).draw(sheet.frame(title), has_total=bool(total))


def _lay(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: float
) -> list[_Laid]:
    """The columns as good as they fit; the last ones are left out where none of the ways does."""
    ways = (
        [
            _laid(sheet, column, [row[n] for row in rows], look)
            for n, column in enumerate(columns[:count])
        ]
        for count, look in product(range(len(columns), 0, -1), _LOOKS)
    )
    fits = (way for way in ways if sum(one.wide + _AIR for one in way) - _AIR <= room)
    return _spread(next(fits, []), room)


def _spread(held: Sequence[_Laid], room: float) -> list[_Laid]:
    """What is left goes between the columns, as far as an eye finds its way across."""
    spare = room - sum(one.wide for one in held)
    air = min(_WIDEST_AIR, spare / max(1, len(held) - 1))
    lefts = accumulate((one.wide + air for one in held), initial=0.0)
    return [
        _Laid(one.column, one.cells, min(one.wide, room), one.beside, left)
        for one, left in zip(held, lefts, strict=False)
    ]


def _laid(
    sheet: Sheet, column: Column, cells: Sequence[Cell], look: tuple[bool, bool, float]
) -> _Laid:
    has_sure, is_whole, name = look
    head = min(_head_room(sheet, column.name.split()), _LONGEST_HEAD)
    if column.unit is None:
        texts = tuple((str(cell), "") for cell in cells)
        widest = max(sheet.wide(text, SMALL, STRONG) for text, _ in texts)
        return _Laid(column, texts, max(head, min(widest, name)), 0.0)
    printer = Printer(column.unit, sheet.locale)
    said = tuple(
        _figure(printer, cell, has_sure=has_sure, is_whole=is_whole)
        for cell in cells
        if isinstance(cell, Figure)
    )
    beside = max(sheet.wide(sure) for _, sure in said)
    beside += _BESIDE if beside else 0.0
    widest = max(sheet.wide(value, SMALL, STRONG) for value, _ in said)
    return _Laid(column, said, max(head, widest + beside), beside)


def _head_room(sheet: Sheet, words: Sequence[str]) -> float:
    """How wide a head is in its best two lines."""
    ways = [(words[:n], words[n:]) for n in range(max(1, len(words)))]
    return min(max(sheet.wide(" ".join(line), SMALL, STRONG) for line in way) for way in ways)


def _figure(printer: Printer, cell: Figure, *, has_sure: bool, is_whole: bool) -> tuple[str, str]:
    """The value, and how sure it is."""
    if cell.value is None:
        return _UNKNOWN, ""
    value = printer.whole(cell.value) if is_whole else printer.short(cell.value)
    is_sure = has_sure and cell.low is not None and cell.high is not None
    sure = printer.span(cell.low or 0.0, cell.high or 0.0) if is_sure else ""
    return f"{_ABOUT}{value}" if cell.is_estimate else value, sure


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws the rows that are shown, of which the last may be the total."""

    sheet: Sheet
    spec: Table
    rows: Sequence[Sequence[Cell]]
    laid: Sequence[_Laid]

    def draw(self, plot: Box, *, has_total: bool) -> None:
        """Heads, rows between hairlines, the total under a rule."""
        sheet, right = self.sheet, plot.x + max(one.right for one in self.laid)
        heads = [
            sheet.wrapped(one.column.name, one.wide, SMALL, STRONG) or [""] for one in self.laid
        ]
        most = max(map(len, heads))
        y = plot.y + most * SMALL_LINE + 4
        for one, lines in zip(self.laid, heads, strict=True):
            for n, words in enumerate(lines):
                line = plot.y + (most - len(lines) + n + 1) * SMALL_LINE - 4
                self._write(one, plot.x + one.edge, line, words, ("text_2", STRONG))
        sheet.line((plot.x, y, right, y), "border_control")
        high = min(_ROW, (plot.low - y) / len(self.rows))
        for n in range(len(self.rows)):
            is_total = has_total and n == len(self.rows) - 1
            self._row(n, Box(plot.x, y, right - plot.x, high), is_total=is_total)
            y += high
            if n < len(self.rows) - 1 - has_total:
                sheet.line((plot.x, y, right, y), "border")
            elif has_total and not is_total:
                sheet.line((plot.x, y, right, y), "text_2", 1.5)

    def _row(self, n: int, box: Box, *, is_total: bool) -> None:
        line, weight = box.y + box.height / 2 + 4, STRONG if is_total else 400
        for column, one in enumerate(self.laid):
            value, beside = one.cells[n]
            if not value:
                continue
            colour = "text_3" if value == _UNKNOWN and one.column.unit else "text"
            place = box.x + one.edge - one.beside
            self._write(one, place, line, value, (colour, weight))
            if beside:
                self.sheet.text(box.x + one.right, line, beside, "text_2", anchor="end")
            hit = Box(box.x + one.left, box.y, one.wide, box.height)
            row = len(self.spec.rows) if is_total else n
            self.sheet.mark(hit, self._words(n, column), (row, column), (row, column))

    def _write(self, one: _Laid, x: float, y: float, words: str, look: tuple[str, int]) -> None:
        """Names stand left of what they have, figures and all heads of figures right."""
        colour, weight = look
        said = self.sheet.elided(words, one.wide, SMALL, weight)
        is_name = one.column.unit is None
        anchor: Anchor = "start" if is_name else "end"
        self.sheet.text(x, y, said, colour, SMALL, weight, anchor)

    def _words(self, n: int, column: int) -> str:
        cell, one = self.rows[n][column], self.laid[column].column
        name = next((str(said) for said in self.rows[n] if isinstance(said, str) and said), "")
        if not isinstance(cell, Figure):
            return cell if cell == name else ": ".join(filter(None, (one.name, cell)))
        said = f"{one.name}: {Printer(one.unit or self.spec.unit, self.sheet.locale).figure(cell)}"
        return ", ".join(filter(None, (name, said)))
