"""Rows of a text file whose cells are parted by a sign. The sign is the one that parts most lines
alike; `sep=` in the first line says it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kobra_domain.imports.formats import DELIMITERS

_SAMPLE_ROWS = 200
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the line of the file on which it begins (from 1)."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.strip() for cell in self.cells)


class Unreadable(Exception):
    """A row that cannot be read as cells, by its line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def delimiter_of(text: str) -> str:
    """The sign that parts a file's cells; `;` where there is only one column."""
    first, _, _ = text.partition("\n")
    said = first.strip().removeprefix("\ufeff")
    if said.lower().startswith("sep=") and len(said) == 5:
        return said[-1]
    return max(DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Which share of the rows has the usual number of cells, and how many; one cell parts none."""
    try:
        rows = list(islice(_reader(text, sign), _SAMPLE_ROWS))
    except csv.Error:
        return 0.0, 0
    counts = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not counts:
        return 0.0, 0
    usual, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return (times / counts.total(), usual) if usual > 1 else (0.0, 0)


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """All rows, the header first; without the line of `sep=`, and with no mark of byte order in the
    first cell. Raises Unreadable.
    """
    reader = _reader(text, delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise Unreadable(line) from problem
        if line > 1 or "".join(cells).lower().removeprefix("\ufeff") != "sep=":
            yield Row(line, _clean(cells, is_first=line == 1))
        line = reader.line_num + 1


def _clean(cells: Sequence[str], *, is_first: bool) -> tuple[str, ...]:
    if is_first and cells:
        cells = [cells[0].removeprefix("\ufeff"), *cells[1:]]
    return tuple(cells)


class _Reader(Iterator[list[str]]):
    """csv's own, with its limit of a cell raised for the time of one call: it is the process's."""

    def __init__(self, lines: Iterable[str], delimiter: str) -> None:
        self._reader = csv.reader(lines, delimiter=delimiter)

    @property
    def line_num(self) -> int:
        """Lines read so far."""
        return self._reader.line_num

    def __next__(self) -> list[str]:
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            return next(self._reader)
        finally:
            csv.field_size_limit(before)


def _reader(text: str, delimiter: str) -> _Reader:
    return _Reader(io.StringIO(text, newline=""), delimiter)


def without_empty_end(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows up to the last that says anything: what a spreadsheet leaves below is none."""
    waiting: list[Row] = []
    for row in rows:
        if row.is_empty:
            waiting.append(row)
            continue
        yield from waiting
        waiting.clear()
        yield row
