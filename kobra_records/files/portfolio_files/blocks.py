"""The rows of a file in blocks of columns, and what of them is no row: empty ones, totals, those
with more cells than the header has names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.values import folded
from kobra_records.files.portfolio_files.heading import Heading
from kobra_records.files.portfolio_files.sources import Cell, Source

ROWS = 4_000
_TOTALS = (
    *("total", "totales", "subtotal", "subtotales", "gran total", "suma", "sumas", "sumatoria"),
    *("total general", "registros", "cantidad registros", "numero registros", "total registros"),
)
_TOTAL_WORDS = frozenset(_TOTALS)


@dataclass(slots=True)
class Block:
    """Some rows as columns, in the order of the headers; `lines` are theirs. `aside` are rows that
    are none, with the cells they have; `last` says that no row follows.
    """

    lines: list[int]
    columns: list[Sequence[Cell]]
    aside: list[tuple[int, list[Cell], RowCode]] = field(default_factory=list)
    last: bool = False

    @property
    def rows(self) -> int:
        """How many rows of the file these are."""
        return len(self.lines) + len(self.aside)


def blocks(source: Source, heading: Heading, key: int | None) -> Iterator[Block]:
    """All rows beneath the header. `key` is the column that says whose row it is. What is empty at
    the end is no row. Raises FileRefused.
    """
    rows = _filled(source, heading)
    width = len(heading.headers)
    block = Block([], [])
    taken: list[list[Cell]] = []
    waiting = next(rows, None)
    while waiting is not None:
        for line, cells in [waiting, *islice(rows, ROWS - 1)]:
            code = _aside(cells, width, key, is_broken=line in source.records.broken)
            if code is not None:
                block.aside.append((line, cells, code))
                continue
            if len(cells) != width:
                cells = [*cells[:width], *[""] * (width - len(cells))]
            block.lines.append(line)
            taken.append(cells)
        waiting = next(rows, None)
        block.columns = list(zip(*taken, strict=True)) if taken else [()] * width
        block.last = waiting is None
        yield block
        block, taken = Block([], []), []


def _filled(source: Source, heading: Heading) -> Iterator[tuple[int, list[Cell]]]:
    """The rows beneath the header up to the last that says anything."""
    empty: list[tuple[int, list[Cell]]] = []
    for line, cells in source.records:
        if line < heading.first:
            continue
        if not any(str(cell).strip() for cell in cells):
            empty.append((line, cells))
            continue
        if empty:
            yield from empty
            empty.clear()
        yield line, cells


def _aside(cells: list[Cell], width: int, key: int | None, *, is_broken: bool) -> RowCode | None:
    if is_broken:
        return RowCode.BROKEN_QUOTE
    said = cells[key] if key is not None and key < len(cells) else ""
    if not said or (isinstance(said, str) and not said[:1].isdigit()):
        first = said or next((cell for cell in cells if str(cell).strip()), "")
        if first == "":
            return RowCode.EMPTY_ROW
        if isinstance(first, str) and _is_total(first):
            return RowCode.TOTALS
    if len(cells) > width and any(str(cell).strip() for cell in cells[width:]):
        return RowCode.TOO_MANY_CELLS
    return None


def _is_total(text: str) -> bool:
    if text[:1].casefold() not in "tsgrcn*= -":
        return False
    words = folded(text)
    return words in _TOTAL_WORDS or words.rstrip("0123456789 ") in _TOTAL_WORDS
