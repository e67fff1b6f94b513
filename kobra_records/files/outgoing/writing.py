"""Writes rows into an outgoing file, one after the other, and counts what went in otherwise."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from kobra_domain.outgoing.fields import CellFormat, CellType, type_of
from kobra_domain.outgoing.rows import (
    OutgoingRow,
    Saying,
    Sheet,
    Value,
    bare,
    cents,
    fitted,
    text_of,
)
from kobra_domain.outgoing.things import (
    CODECS,
    SEPARATORS,
    OutgoingColumn,
    OutgoingFormat,
    OutgoingTerms,
    Quoting,
)
from kobra_records.files.exports.csv_writing import harmless
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import MOST_ROWS, ExportFormat, Holder, Loss, Plain
from kobra_records.files.exports.letters import readable
from kobra_records.files.exports.table import ColumnType
from kobra_records.files.exports.xlsx_writing import XlsxSheet, write_xlsx

_LINE_END = "\r\n"
_BLOCK = 256 * 1024
MEDIA = {
    OutgoingFormat.CSV: "text/csv",
    OutgoingFormat.FIXED: "text/plain",
    OutgoingFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TYPES = {CellType.AMOUNT: ColumnType.MONEY, CellType.NUMBER: ColumnType.NUMBER}


class TooManyRows(Exception):
    """A workbook has no room for so many."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass(slots=True)
class Losses:
    """Texts that were cut at their column's width, and letters that another stands for."""

    cut: int = 0
    replaced: int = 0


def write_outgoing(
    path: Path, sheet: Sheet, rows: Iterable[OutgoingRow], told: Callable[[], None] = lambda: None
) -> Losses:
    """Write all rows; `told` is called after each and may raise. Raises OSError, TooWide,
    TooManyRows.
    """
    losses = Losses()
    if sheet.terms.format is OutgoingFormat.XLSX:
        _write_book(path, sheet, rows, losses, told)
        return losses
    with path.open("wb") as file:
        for line in lines(sheet, rows, losses):
            file.write(line)
            told()
    return losses


def lines(sheet: Sheet, rows: Iterable[OutgoingRow], losses: Losses) -> Iterator[bytes]:
    """The lines of a file of text as its bytes. Raises TooWide."""
    codec = CODECS[sheet.terms.encoding]
    mark = b"\xef\xbb\xbf" if codec == "utf-8-sig" else b""
    plain = "utf-8" if mark else codec
    for text in text_lines(sheet, rows, losses):
        yield mark + _encoded(text + _LINE_END, plain, losses)
        mark = b""


def text_lines(sheet: Sheet, rows: Iterable[OutgoingRow], losses: Losses) -> Iterator[str]:
    """The lines of a file of text, without their ends. Raises TooWide."""
    saying, terms = Saying(sheet), sheet.terms
    titles = saying.titles()
    put = _fixed if terms.format is OutgoingFormat.FIXED else _separated
    if terms.has_header:
        yield put(terms, titles, titles, losses, is_header=True)
    for row in rows:
        cells = [
            readable(text_of(value, column, terms))
            for value, column in zip(saying.values(row), terms.columns, strict=True)
        ]
        yield put(terms, cells, titles, losses, is_header=False)


def _separated(
    terms: OutgoingTerms, cells: list[str], _titles: list[str], _losses: Losses, *, is_header: bool
) -> str:
    separator = SEPARATORS[terms.separator]
    made = []
    for text, column in zip(cells, terms.columns, strict=True):
        is_text = is_header or type_of(column.field) in (CellType.TEXT, CellType.CODE)
        safe = harmless(text) if is_text else text
        needs = any(sign in safe for sign in (separator, '"')) or safe != safe.strip()
        is_quoted = needs or (is_text and terms.quoting is Quoting.ALL)
        made.append('"' + safe.replace('"', '""') + '"' if is_quoted else safe)
    return separator.join(made)


def _fixed(
    terms: OutgoingTerms, cells: list[str], titles: list[str], losses: Losses, *, is_header: bool
) -> str:
    made = []
    for text, column, title in zip(cells, terms.columns, titles, strict=True):
        if is_header:
            made.append(text[: column.width].ljust(column.width))
            continue
        cell, is_cut = fitted(text, column, title)
        losses.cut += is_cut
        made.append(cell)
    return "".join(made)


def _encoded(text: str, codec: str, losses: Losses) -> bytes:
    """In the file's letters: one that they lack by the same without its accent, else «?»; as many
    as there were, so that columns of fixed width stay where they are.
    """
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b"".join(_letter(one, codec, losses) for one in text)


def _letter(letter: str, codec: str, losses: Losses) -> bytes:
    try:
        return letter.encode(codec)
    except UnicodeEncodeError:
        losses.replaced += 1
        plain = bare(letter)
        return plain.encode(codec, "replace") if len(plain) == 1 else b"?"


def _write_book(
    path: Path,
    sheet: Sheet,
    rows: Iterable[OutgoingRow],
    losses: Losses,
    told: Callable[[], None],
) -> None:
    saying, columns = Saying(sheet), sheet.terms.columns
    holder = Holder(ExportFormat.XLSX, dialect_of(sheet.locale))

    def cells() -> Iterator[list[Plain]]:
        for at, row in enumerate(rows, 2):  # the header is the first
            if at > MOST_ROWS:
                raise TooManyRows(MOST_ROWS - 1)
            said = zip(saying.values(row), columns, strict=True)
            yield [holder.held(book_value(value, column, sheet.terms)) for value, column in said]

    types = [_TYPES.get(type_of(one.field), ColumnType.TEXT) for one in columns]
    write_xlsx(path, [XlsxSheet("Gestiones", saying.titles(), cells(), types)], told)
    losses.cut += holder.losses[Loss.CUT]


def book_value(
    value: Value, column: OutgoingColumn, terms: OutgoingTerms
) -> str | int | Decimal | date | datetime | time | None:
    """A value as a cell: numbers, days and hours are such, unless the column says how they are
    written.
    """
    if isinstance(value, Decimal) and column.format is CellFormat.AMOUNT_CENTS:
        return cents(value)
    if isinstance(value, str) or (isinstance(value, date | time) and column.format is not None):
        return text_of(value, column, terms)
    return value


def digest_of_file(file: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of a file and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    while part := file.read(_BLOCK):
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size
