"""The rows of a file in blocks of columns, and what of them is no row: empty ones, totals, those
with more cells than the header has names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kobra_domain.imports.mapping import OUR_COLUMNS
from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.values import folded
from kobra_records.files.portfolio_files.heading import Heading
from kobra_records.files.portfolio_files.sources import Cell, Source

_TOTAL = re.compile(r"\W*(?:gran |sub)?(?:total(?:es)?|sumas?|sumatoria)\b", re.IGNORECASE)
_COUNTS = frozenset({"registros", "cantidad registros", "numero registros", "cantidad creditos"})
_FIGURES = re.compile(r"[\d.,$()\s-]+")


@dataclass(slots=True)
class Block:
    """Some rows as columns, in the order of the headers; `lines` are theirs. `aside` are rows that
    are none, with the cells they have.
    """

    lines: list[int]
    columns: list[Sequence[Cell]]
    aside: list[tuple[int, list[Cell], RowCode]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows of the file these are."""
        return len(self.lines) + len(self.aside)


def blocks(source: Source, heading: Heading, key: int | None) -> Iterator[Block]:
    """All rows beneath the header. `key` is the column that says whose row it is. What is empty at
    the end is no row. Raises FileRefused.
    """
    sorting = _Sorting(heading.headers, key, source.records.broken)
    for lines, rows in source.records.chunks():
        if lines[0] < heading.first:
            begin = next((at for at, line in enumerate(lines) if line >= heading.first), None)
            if begin is None:
                continue
            lines, rows = lines[begin:], rows[begin:]
        block = sorting.block(lines, rows)
        if block is not None:
            yield block


class _Sorting:
    """Puts rows into blocks, and apart what is none. A chunk that is plainly all rows is not looked
    through one by one.
    """

    def __init__(self, headers: Sequence[str], key: int | None, broken: set[int]) -> None:
        self._width, self._key, self._broken = len(headers), key, broken
        # What a file of refused rows says behind a row makes none of an empty one.
        self._ours = {at for at, name in enumerate(headers) if name.casefold() in OUR_COLUMNS}
        self._empty: list[tuple[int, list[Cell]]] = []

    def block(self, lines: Sequence[int], rows: list[list[Cell]]) -> Block | None:
        """The block of a chunk; None where all of it is empty, which may be the file's end."""
        columns = self._columns(rows) if self._key is not None else []
        is_plain = columns and self._key is not None and not self._is_odd(columns[self._key])
        if is_plain and self._broken.isdisjoint(lines):
            return Block(list(lines), list(columns), self._flushed())
        block, taken = Block([], []), []
        for line, cells in zip(lines, rows, strict=True):
            if self._is_empty(cells):
                self._empty.append((line, cells))
                continue
            block.aside += self._flushed()
            code = self._aside(line, cells)
            if code is not None:
                block.aside.append((line, cells, code))
                continue
            if len(cells) != self._width:
                cells = [*cells[: self._width], *[""] * (self._width - len(cells))]
            block.lines.append(line)
            taken.append(cells)
        block.columns = list(zip(*taken, strict=True)) if taken else [()] * self._width
        return block if block.rows else None

    def _columns(self, rows: list[list[Cell]]) -> list[tuple[Cell, ...]]:
        """The rows as columns, if all are as wide as the header, or have only nothing behind it."""
        widths = set(map(len, rows))
        if len(widths) > 1 or min(widths) < self._width:
            return []
        columns = list(zip(*rows, strict=True))
        if any(cell != "" for column in columns[self._width :] for cell in set(column)):
            return []
        return columns[: self._width]

    def _is_empty(self, cells: Sequence[Cell]) -> bool:
        return not any(str(cell).strip() for at, cell in enumerate(cells) if at not in self._ours)

    def _flushed(self) -> list[tuple[int, list[Cell], RowCode]]:
        """The empty rows before one that says something."""
        flushed = [(line, cells, RowCode.EMPTY_ROW) for line, cells in self._empty]
        self._empty.clear()
        return flushed

    @staticmethod
    def _is_odd(keys: Sequence[Cell]) -> bool:
        """Whether one of the keys is empty, or may be that of a total."""
        return _ODD_KEY.search("\n".join(map(str, keys))) is not None

    def _aside(self, line: int, cells: list[Cell]) -> RowCode | None:
        if line in self._broken:
            return RowCode.BROKEN_QUOTE
        said = cells[self._key] if self._key is not None and self._key < len(cells) else ""
        first = said if str(said).strip() else next(one for one in cells if str(one).strip())
        if isinstance(first, str) and _is_total(first):
            return RowCode.TOTALS
        if said == "" and all(_FIGURES.fullmatch(str(one)) for one in cells if one != ""):
            return RowCode.TOTALS  # only amounts, and nobody's
        if len(cells) > self._width and any(str(one).strip() for one in cells[self._width :]):
            return RowCode.TOO_MANY_CELLS
        return None


_ODD_KEY = re.compile(
    r"^[^\S\n]*$|^[^\w\n]*(?:sub|gran )?(?:total|suma|registros|cantidad|n[uú]m|nro)",
    re.IGNORECASE | re.MULTILINE,
)


def _is_total(text: str) -> bool:
    if _TOTAL.match(text) is not None:
        return True
    return _ODD_KEY.match(text) is not None and folded(text).rstrip("0123456789 ") in _COUNTS
