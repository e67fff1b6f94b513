"""The sheets of a workbook as cell texts, and where a person who looks at it sees other ones.

Whoever wrote the book: what it says of its own size is not believed, nor that a part is whole that
is not needed. What a sheet means is in `xlsform`.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from typing import TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from kobra_records.files.cell_texts import BEYOND, CellText, header_text, xls_text, xlsx_text
from kobra_records.files.envelopes import Envelope, envelope_of
from kobra_records.files.ooxml import GENERAL, Book
from kobra_records.files.problems import FileProblem

MOST_ROWS = 200_000  # with something in them, per sheet
MOST_COLUMNS = 1_000
MOST_CELLS = 3_000_000  # with something in them, in all
# Who scrolled down and pressed a key leaves some; nothing is sought behind more than these.
MOST_BLANK_ROWS = 25_000
MOST_DOUBTS = 2_000  # a sheet

# What the readers raise at a file that is not whole; they document none of it.
BROKEN = (
    BadZipFile,
    CompDocError,
    EOFError,
    LookupError,
    NotImplementedError,
    StopIteration,
    RuntimeError,
    OSError,
    OverflowError,
    ParseError,
    TypeError,
    AttributeError,
    ValueError,
    AssertionError,
    XLRDError,
    struct.error,
    zlib.error,
)


Cell = TypeVar("Cell")
# A row by its number (from 1), its cells by their place (from 0).
_Row = tuple[int, Mapping[int, Cell]]
# How headers are read, and how all else.
_Readers = tuple[Callable[[Cell], CellText], Callable[[Cell], CellText]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell (row from 1, place from 0) whose text is not what a person sees there."""

    row: int
    place: int
    cell: CellText


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as texts. `rows` starts at row 1; a row ends with its last cell that has text, the
    sheet with its last row that has one.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...] = ()


def sheets_of(data: bytes) -> tuple[RawSheet, ...]:
    """Every worksheet in the workbook's order. Raises FileProblem for what cannot be opened."""
    envelope = envelope_of(data)
    read = _xls_sheets if envelope is Envelope.XLS else _xlsx_sheets
    try:
        return tuple(read(data))
    except XLRDError as error:
        if "encrypted" in str(error).casefold():
            raise FileProblem("file.protected") from error
        raise FileProblem("file.corrupt") from error
    except BROKEN as error:
        raise FileProblem("file.corrupt") from error


def _xlsx_sheets(data: bytes) -> Iterator[RawSheet]:
    book = Book(data)
    epoch = book.counts_from_1904
    readers = xlsx_text(epoch, header_text), xlsx_text(epoch)
    counted = _Count()
    for name, part in book.sheets:
        rows = ((row.number, row.cells) for row in book.rows(part))
        yield _sheet(name, rows, readers, counted)


def _xls_sheets(data: bytes) -> Iterator[RawSheet]:
    book = _xls_book(data)
    formats = [book.format_map.get(style.format_key) for style in book.xf_list]

    def shape(style: int) -> str:
        found = formats[style] if 0 <= style < len(formats) else None
        return found.format_str if found else GENERAL

    readers = xls_text(book.datemode, shape, header_text), xls_text(book.datemode, shape)
    counted = _Count()
    for sheet in book.sheets():
        rows = ((n + 1, _xls_cells(sheet.row(n))) for n in range(sheet.nrows))
        yield _sheet(sheet.name, rows, readers, counted)


def _xls_book(data: bytes) -> xlrd.Book:
    """With how cells look, which tells a code's zeros; without, where that cannot be read."""
    said = StringIO()  # it tells its doubts to standard output
    with suppress(*BROKEN):
        return xlrd.open_workbook(
            file_contents=data, ragged_rows=True, logfile=said, formatting_info=True
        )
    return xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=said)


def _xls_cells(row: Sequence[xlrd.sheet.Cell]) -> Mapping[int, xlrd.sheet.Cell]:
    empty = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    return {at: cell for at, cell in enumerate(row) if cell.ctype not in empty}


class _Count:
    """How many cells with text the whole workbook has so far."""

    def __init__(self) -> None:
        self.cells = 0

    def add(self, row: Sequence[str]) -> None:
        self.cells += len(row)
        if self.cells > MOST_CELLS:
            raise FileProblem("file.too_many_cells", limit=MOST_CELLS)


def _sheet(
    name: str, rows: Iterable[_Row[Cell]], readers: _Readers[Cell], counted: _Count
) -> RawSheet:
    texts: dict[int, tuple[str, ...]] = {}
    doubts: list[Doubt] = []
    last = blank = 0
    for number, cells in rows:
        read = readers[number > 1]
        found = {at: read(cell) for at, cell in cells.items()}
        doubts += _doubts(number, found, number - last > MOST_BLANK_ROWS)
        row = _row(found)
        blank = 0 if row else blank + 1
        if max(blank, number - last) > MOST_BLANK_ROWS:
            break
        if row:
            last = max(last, number)
            texts[number] = row
            counted.add(row)
        if len(texts) > MOST_ROWS:
            raise FileProblem("file.too_many_rows", limit=MOST_ROWS)
    whole = tuple(texts.get(number, ()) for number in range(1, last + 1))
    return RawSheet(name, whole, tuple(doubts[:MOST_DOUBTS]))


def _doubts(number: int, cells: Mapping[int, CellText], is_far: bool) -> Iterator[Doubt]:
    """The cells that look otherwise, and the first that lies too far out to be read."""
    for at, cell in cells.items():
        if cell.text and (is_far or at >= MOST_COLUMNS):
            yield Doubt(number, at, CellText("", BEYOND))
            return
        if cell.doubt:
            yield Doubt(number, at, cell)


def _row(cells: Mapping[int, CellText]) -> tuple[str, ...]:
    near = (at for at, cell in cells.items() if cell.text and at < MOST_COLUMNS)
    width = max(near, default=-1) + 1
    blank = CellText("")
    return tuple(cells.get(at, blank).text for at in range(width))
