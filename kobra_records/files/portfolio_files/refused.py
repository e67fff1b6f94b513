"""The rows that were not taken, as their own file: same letters, same sign between cells, same
columns, each row as it stood, and behind it its line and why. Mended, it can be dropped in again.
"""

import codecs
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kobra_domain.imports.formats import Encoding
from kobra_domain.imports.mapping import OUR_COLUMNS, Mapping
from kobra_domain.imports.problems import Refusal
from kobra_domain.imports.saying import refusal_sentence
from kobra_records.files.exports.holding import Plain
from kobra_records.files.exports.letters import readable
from kobra_records.files.exports.table import ColumnType
from kobra_records.files.exports.xlsx_writing import XlsxSheet, write_xlsx
from kobra_records.files.portfolio_files.lines import Delimited, Fixed
from kobra_records.files.portfolio_files.opened import Opened

_SHEET = "Rechazadas"


def refused_name(name: str) -> str:
    """What the file of refused rows is called: beside the file that it comes from."""
    path = Path(name)
    ending = ".xlsx" if path.suffix.lower() in (".xls", ".xlsx", ".xlsm", ".xlsb") else path.suffix
    return f"{path.stem} - rechazadas{ending or '.csv'}"


def write_refused(
    path: Path,
    into: Path,
    mapping: Mapping,
    refusals: Iterable[Refusal],
    locale: str,
    *,
    name: str = "",
) -> int:
    """Write the rows of `refusals` (by line, ascending; one a row), of the file at `path`, and
    answer how many. Raises FileRefused, OSError.
    """
    file = Opened(path, name, mapping.kind, mapping)
    told = _Told(refusals, locale)
    records = file.source.records
    if isinstance(records, Delimited | Fixed):
        _write_text(into, file, records, told)
    else:
        _write_book(into, file, told)
    return told.count


class _Told:
    """What is to be said of a line, while lines go by."""

    def __init__(self, refusals: Iterable[Refusal], locale: str) -> None:
        self._refusals = iter(refusals)
        self._locale = locale
        self._next = next(self._refusals, None)
        self.count = 0

    def of(self, line: int) -> str:
        """Why the line is not taken; empty for one that is."""
        while self._next is not None and self._next.line < line:
            self._next = next(self._refusals, None)
        if self._next is None or self._next.line != line:
            return ""
        self.count += 1
        return refusal_sentence(self._next, self._locale)


def _write_text(into: Path, file: Opened, records: Delimited | Fixed, told: _Told) -> None:
    encoding, head = file.source.encoding or Encoding.UTF_8, file.source.packed.head
    with into.open("wb") as target:
        codec: str = encoding
        if head.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
            big = head.startswith(codecs.BOM_UTF16_BE)
            target.write(codecs.BOM_UTF16_BE if big else codecs.BOM_UTF16_LE)
            codec = "utf-16-be" if big else "utf-16-le"
        text = io.TextIOWrapper(target, codec, errors="replace", newline="")
        for line in _lines(file, records, told):
            text.write(line)
        text.flush()
        text.detach()


def _lines(file: Opened, records: Delimited | Fixed, told: _Told) -> Iterator[str]:
    """All that stands above the rows, and of these the refused ones."""
    heading, delimiter = file.heading, file.source.delimiter
    last_of_header = heading.line + heading.rows - 1 if heading.line else 0
    if isinstance(records, Delimited) and records.says_delimiter():
        yield f"sep={delimiter}\r\n"
    for line, cells, raw in records.raw():
        body = raw.rstrip("\r\n")
        end = raw[len(body) :] or "\r\n"
        if line < heading.first:
            added: Sequence[str] = OUR_COLUMNS if line == last_of_header else ()
        elif said := told.of(line):
            added = (str(line), said)
        else:
            continue
        if not added:
            yield raw
        elif isinstance(records, Fixed):
            widest = max(one.start - 1 + one.width for one in records.columns)
            yield f"{body:<{widest}} {added[0]:>9} {added[1]}{end}"
        else:
            missing = max(0, len(heading.headers) - max(1, len(cells)))
            parts = [body, *[""] * missing, *(_quoted(one, delimiter) for one in added)]
            yield delimiter.join(parts) + end


def _quoted(text: str, delimiter: str) -> str:
    """A sentence as a cell; its quotation marks are plain ones, which every encoding has."""
    plain = text.replace("“", "'").replace("”", "'")
    if not any(sign in plain for sign in (delimiter, '"', "\n", "\r")):
        return plain
    return '"' + plain.replace('"', '""') + '"'


def _write_book(into: Path, file: Opened, told: _Told) -> None:
    headers = [*file.heading.headers, *OUR_COLUMNS]
    rows = _rows(file, told, len(file.heading.headers))
    sheet = XlsxSheet(_SHEET, headers, rows, [ColumnType.TEXT] * len(headers))
    write_xlsx(into, [sheet], lambda: None)


def _rows(file: Opened, told: _Told, width: int) -> Iterator[list[Plain]]:
    for lines, rows in file.source.records.chunks():
        for line, cells in zip(lines, rows, strict=True):
            if line >= file.heading.first and (said := told.of(line)):
                held = [_held(cell) for cell in cells[:width]]
                yield [*held, *[None] * (width - len(held)), line, said]


def _held(cell: Any) -> Plain:
    if cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell)
    return readable(cell) if isinstance(cell, str) else cell
