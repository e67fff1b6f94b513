"""Workbooks, .xlsx and .xls alike: which sheet has the rows, and those rows as the cells hold them.

Of merged cells only the first has the value; it is filled down. A sheet that is full to the last
row was cut by the program that made it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kobra_domain.imports.columns import proposed
from kobra_domain.imports.formats import FileForm
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused, WarningCode
from kobra_domain.imports.reading import SheetSeen
from kobra_domain.imports.targets import NEEDED, Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.lines import ROWS
from kobra_records.files.portfolio_files.packing import OLE, Packed
from kobra_records.files.portfolio_files.parts import Parts, looked_through

_FULL = {FileForm.XLSX: 1_048_576, FileForm.XLS: 65_536}
_HEAD = 40
_LINES_TOLD = 20


class BookRows:
    """The rows of one sheet, with the lines that Excel numbers."""

    def __init__(self, sheet: CalamineSheet, zeros: dict[int, int]) -> None:
        self.broken: set[int] = set()
        self._sheet = sheet
        self.left = sheet.start[1] if sheet.start else 0
        self._zeros = {place - self.left: width for place, width in zeros.items()}
        self._merged: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top:
                self._merged.setdefault(top + 1, []).append((left - self.left, bottom + 1))
        self._filled: list[int] = []
        self._count = 0

    def chunks(self) -> Iterator[tuple[Sequence[int], list[list[Any]]]]:
        """Lines and cells of the rows, from the sheet's first on."""
        rows = self._all()
        while taken := list(islice(rows, ROWS)):
            yield [line for line, _ in taken], [cells for _, cells in taken]

    def _all(self) -> Iterator[tuple[int, list[Any]]]:
        self._filled, self._count = [], 0
        below: dict[int, tuple[int, object]] = {}  # by column: until which line, what
        merged, zeros = self._merged, self._zeros
        for line, cells in enumerate(self._sheet.iter_rows(), 1):
            if below:
                self._fill(line, cells, below)
            if line in merged:
                for place, last in merged[line]:
                    if 0 <= place < len(cells) and cells[place] != "":
                        below[place] = last, cells[place]
            if zeros:
                for place, width in zeros.items():
                    cells[place] = _with_zeros(cells[place], width)
            yield line, cells

    def _fill(self, line: int, cells: list[Any], below: dict[int, tuple[int, object]]) -> None:
        for place, (last, value) in list(below.items()):
            if line > last:
                del below[place]
            elif cells[place] == "":
                cells[place] = value
                self._count += 1
                if len(self._filled) < _LINES_TOLD:
                    self._filled.append(line)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was filled down in the last pass."""
        if not self._count:
            return ()
        return (Doubt(WarningCode.MERGED, "", self._count, tuple(self._filled)),)


def _with_zeros(cell: Any, width: int) -> Any:
    """A number as its cell shows it: 45 under the format `00000` is 00045."""
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell < 10**15:
        return str(int(cell)).zfill(width)
    return cell


class Book:
    """A workbook whose sheet is chosen."""

    def __init__(self, packed: Packed, kind: ImportKind, wanted: str) -> None:
        data = packed.whole()
        _refuse_foreign(data)
        self.form = FileForm.XLS if data.startswith(OLE) else FileForm.XLSX
        self._parts = _looked_through(data) if self.form is FileForm.XLSX else Parts()
        with _readable():
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))
            self._names = [
                one.name for one in self._book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet
            ]
            self._hidden = {
                one.name
                for one in self._book.sheets_metadata
                if one.visible is not SheetVisibleEnum.Visible
            }
            self._rows: dict[str, int] = {}
            self.sheet, found = self._chosen(kind, wanted)
        self.rows = BookRows(found, self._parts.zeros.get(self.sheet, {}))
        if self._rows[self.sheet] >= _FULL[self.form]:
            raise FileRefused(FileCode.CUT, sheet=self.sheet, count=_FULL[self.form])

    @property
    def sheets(self) -> tuple[SheetSeen, ...]:
        """All sheets in the book's order."""
        return tuple(
            SheetSeen(name=name, is_hidden=name in self._hidden, rows=self._rows.get(name))
            for name in self._names
        )

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is to be said of the choice of the sheet, and of cells that say nothing."""
        made = []
        if self.sheet in self._hidden:
            made.append(Doubt(WarningCode.HIDDEN_SHEET, "", 1, (), self.sheet))
        others = [n for n, rows in self._rows.items() if rows > 1 and n != self.sheet]
        if others:
            made.append(Doubt(WarningCode.OTHER_SHEETS, "", len(others), (), ", ".join(others)))
        return tuple(made)

    def silent(self) -> dict[int, int]:
        """By place in the rows, how many cells have an error or a formula without a value."""
        left = self.rows.left
        found = self._parts.silent.get(self.sheet, {})
        return {place - left: count for place, count in found.items()}

    def _chosen(self, kind: ImportKind, wanted: str) -> tuple[str, CalamineSheet]:
        """The sheet that is asked for; else the first whose headers say what rows need, those that
        are shown before those that are hidden; else the one that says most.
        """
        if wanted:
            if wanted not in self._names:
                raise FileRefused(FileCode.NO_SHEET, sheet=wanted)
            return wanted, self._opened(wanted)
        best: tuple[int, str, CalamineSheet] | None = None
        for name in sorted(self._names, key=lambda one: one in self._hidden):
            sheet = self._opened(name)
            if sheet.start is None:
                continue
            known, is_enough = _recognised(sheet, kind)
            if is_enough:
                return name, sheet
            if best is None or known > best[0]:
                best = known, name, sheet
        if best is None:
            raise FileRefused(FileCode.EMPTY)
        return best[1], best[2]

    def _opened(self, name: str) -> CalamineSheet:
        sheet = self._book.get_sheet_by_name(name)
        self._rows[name] = sheet.end[0] + 1 if sheet.end else 0
        return sheet


def _recognised(sheet: CalamineSheet, kind: ImportKind) -> tuple[int, bool]:
    """How many headers one of the first rows has that are known, and whether they are enough."""
    best, is_enough = 0, False
    for row in sheet.to_python(nrows=_HEAD):
        found = proposed([cell if isinstance(cell, str) else "" for cell in row], kind)
        targets: set[Target] = {one.target for one in found if one is not None}
        best = max(best, len(targets))
        is_enough = is_enough or all(targets & wanted for wanted in NEEDED[kind])
    return best, is_enough


def _refuse_foreign(data: bytes) -> None:
    """What lies in the envelope of old books and is none."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileRefused(FileCode.PROTECTED)
        if "WordDocument".encode("utf-16-le") in data:
            raise FileRefused(FileCode.NOT_TABLE)


def _looked_through(data: bytes) -> Parts:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return looked_through(archive)
    except (BadZipFile, NotImplementedError, EOFError, ValueError) as bad:
        raise FileRefused(FileCode.CORRUPT) from bad


@contextmanager
def _readable() -> Iterator[None]:
    """The reader's own refusals as ours; also its panics, which are no Exception."""
    try:
        yield
    except PasswordError as locked:
        raise FileRefused(FileCode.PROTECTED) from locked
    except (CalamineError, OSError, ValueError) as bad:
        raise FileRefused(FileCode.CORRUPT) from bad
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise FileRefused(FileCode.CORRUPT) from panic
