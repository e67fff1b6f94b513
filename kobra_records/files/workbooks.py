"""The sheets of a workbook as cell texts, exactly as the XLSForm compiler reads them: with the same
two readers and the same words for booleans, numbers and dates. What a sheet means is in `xlsform`.
"""

import datetime
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import xlrd
from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError, xldate_as_tuple

from kobra_records.files.envelopes import Envelope, envelope_of
from kobra_records.files.problems import FileProblem

MOST_ROWS = 200_000  # with something in them, per sheet
MOST_COLUMNS = 1_000
MOST_CELLS = 3_000_000  # with something in them, in all
# Who scrolled down and pressed a key leaves some; nothing is sought behind more than these.
MOST_BLANK_ROWS = 25_000

# What the readers raise at a file that is not whole; they document none of it.
BROKEN = (
    BadZipFile,
    CompDocError,
    DefusedXmlException,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
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


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as texts. `rows` starts at row 1; a row ends with its last cell that has text, the
    sheet with its last row that has one.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


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
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True)
    reader.read()
    counted = _Count()
    for sheet in reader.wb.worksheets:
        width = min(sheet.max_column, MOST_COLUMNS) if sheet.max_column else None
        grid = sheet.iter_rows(max_col=width, values_only=True)
        yield RawSheet(sheet.title, _texts(grid, text_of, counted))


def _xls_sheets(data: bytes) -> Iterator[RawSheet]:
    said = StringIO()  # it tells its doubts to standard output
    book = xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=said)
    counted = _Count()
    for sheet in book.sheets():
        grid = ([(cell.ctype, cell.value) for cell in sheet.row(n)] for n in range(sheet.nrows))
        yield RawSheet(sheet.name, _texts(grid, _xls_text(book.datemode), counted))


class _Count:
    """How many cells with text the whole workbook has so far."""

    def __init__(self) -> None:
        self.cells = 0

    def add(self, row: Sequence[str]) -> None:
        self.cells += len(row)
        if self.cells > MOST_CELLS:
            raise FileProblem("file.too_many_cells", limit=MOST_CELLS)


def _texts(
    grid: Iterator[Sequence[Any]], text: Callable[[Any], str], counted: _Count
) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    blank = 0
    for at, values in enumerate(grid):
        own = text if at else partial(_header, text=text)
        row = _row(values, own) if values.count(None) < len(values) else ()
        if not row:
            blank += 1
            if blank > MOST_BLANK_ROWS:
                break
            continue
        rows.extend(() for _ in range(blank))
        blank = 0
        rows.append(row)
        counted.add(row)
        if len(rows) > MOST_ROWS + MOST_BLANK_ROWS:
            raise FileProblem("file.too_many_rows", limit=MOST_ROWS)
    return tuple(rows)


def _row(values: Sequence[Any], text: Callable[[Any], str]) -> tuple[str, ...]:
    row = ["" if value is None else text(value) for value in values]
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def _header(value: Any, text: Callable[[Any], str]) -> str:
    """A header as it is spelt, with the hard spaces that the compiler leaves in headers alone."""
    plain = value[1] if isinstance(value, tuple) else value
    if isinstance(plain, str):
        return "" if plain.isspace() else plain
    return text(value)


def text_of(value: object) -> str:
    """A cell's value as the compiler reads it from an .xlsx; empty for a cell of blanks."""
    if isinstance(value, str):
        return value.strip().replace("\u00a0", " ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ")


def _xls_text(datemode: int) -> Callable[[tuple[int, Any]], str]:
    """How the compiler reads a cell of an .xls; kinds of cell are numbers there."""

    def text(cell: tuple[int, Any]) -> str:
        kind, value = cell
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_DATE:
            return _xls_date(value, datemode)
        if kind == xlrd.XL_CELL_ERROR:
            return str(value)
        return text_of(value)

    return text


def _xls_date(value: float, datemode: int) -> str:
    try:
        parts = xldate_as_tuple(value, datemode)
    except XLDateError:
        return text_of(value)
    if parts[:3] == (0, 0, 0):
        return str(datetime.time(*parts[3:]))
    return str(datetime.datetime(*parts))
