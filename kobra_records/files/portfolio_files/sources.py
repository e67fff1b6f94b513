"""One way into any file: what it is, in which letters, parted by what; and then its rows."""

import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from kobra_domain.imports.formats import Encoding, FileForm
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused
from kobra_domain.imports.reading import SheetSeen
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.books import Book
from kobra_records.files.portfolio_files.lines import Delimited, Fixed
from kobra_records.files.portfolio_files.packing import Packed
from kobra_records.files.tabular.delimited import delimiter_of
from kobra_records.files.tabular.encodings import SAMPLE_BYTES, encoding_of

# A cell: text, or in a workbook what it holds. Nothing is "".
Cell = str | int | float | bool | date | datetime | time | timedelta


class Records(Protocol):
    """Rows of cells with their lines; each pass begins anew."""

    broken: set[int]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What the last pass found odd."""

    def chunks(self) -> Iterator[tuple[Sequence[int], list[list[Any]]]]:
        """Lines and cells of the rows."""


@dataclass(slots=True)
class Source:
    """A file that is ready to be read. `silent`: by place in the rows, how many cells of a workbook
    have an error or a formula without its value.
    """

    packed: Packed
    form: FileForm
    records: Records
    encoding: Encoding | None = None
    delimiter: str = ""
    sheets: tuple[SheetSeen, ...] = ()
    sheet: str = ""
    encoding_lines: tuple[tuple[int, str], ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    silent: dict[int, int] = field(default_factory=dict)


def source_of(packed: Packed, kind: ImportKind, mapping: Mapping | None = None) -> Source:
    """The file as the mapping says, and where it says nothing, as the file does itself. Raises
    FileRefused.
    """
    if packed.is_book:
        book = Book(packed, kind, mapping.sheet if mapping else "")
        return Source(
            packed,
            book.form,
            book.rows,
            sheets=book.sheets,
            sheet=book.sheet,
            doubts=list(book.doubts),
            silent=book.silent(),
        )
    encoding = (mapping and mapping.encoding) or _encoding(packed)
    lines = deciding_lines(packed, encoding)
    if mapping and mapping.fixed:
        records = Fixed(packed, encoding, mapping.fixed)
        return Source(packed, FileForm.FIXED, records, encoding, "", encoding_lines=lines)
    head = _begin(packed, encoding)
    delimiter = (mapping and mapping.delimiter) or delimiter_of(head)
    return Source(
        packed,
        FileForm.DELIMITED,
        Delimited(packed, encoding, delimiter),
        encoding,
        delimiter,
        encoding_lines=lines,
    )


def _encoding(packed: Packed) -> Encoding:
    with packed.open() as file:
        head = file.read(4096)
    if b"\x00" in head and not _is_utf_16(head):
        raise FileRefused(FileCode.NOT_TABLE)
    with packed.open() as file:
        return encoding_of(file)


def _is_utf_16(sample: bytes) -> bool:
    return sample.startswith((b"\xff\xfe", b"\xfe\xff"))


def _begin(packed: Packed, encoding: Encoding) -> str:
    with packed.open() as file:
        text = io.TextIOWrapper(file, encoding, "replace", newline="")
        return text.read(SAMPLE_BYTES)


def deciding_lines(packed: Packed, encoding: Encoding) -> tuple[tuple[int, str], ...]:
    """The first three lines that have a letter beyond ASCII: by them the encoding is decided."""
    found: list[tuple[int, str]] = []
    with packed.open() as file:
        text = io.TextIOWrapper(file, encoding, "replace")
        for number, line in enumerate(itertools.islice(text, 5_000), 1):
            if not line.isascii() and line.strip("\ufeff\r\n"):
                found.append((number, line.strip("\ufeff\r\n")[:200]))
                if len(found) == 3:
                    break
    return tuple(found)
