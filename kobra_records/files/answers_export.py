"""Writes tables of answers as CSV, XLSX or an archive of photos. What the tables hold is the
caller's; here nothing in a cell can become a formula, and what a format cannot hold is cut.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | bool | date | datetime | None
Report = Callable[[int], None]
Stopped = Callable[[], bool]
EVERY = 100
LONGEST_CELL = 32_000  # the format's limit is 32,767 characters
MOST_ROWS = 1_048_575
LONGEST_SHEET = 31
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written; `rows` may be made while they are written."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


class ExportStopped(Exception):
    """A person gave up; what was begun is removed."""


def write_xlsx(
    path: Path,
    sheets: Sequence[Sheet],
    report: Report = lambda _n: None,
    stopped: Stopped = lambda: False,
) -> int:
    """Write a workbook with these sheets; answers the rows of the first. `report` is told the rows
    written so far. Raises ExportStopped, OSError.
    """
    book = Workbook(write_only=True)
    counted: list[int] = []
    done = 0
    for sheet, title in zip(sheets, sheet_names([one.name for one in sheets]), strict=True):
        made: WriteOnlyWorksheet = book.create_sheet(title)
        made.freeze_panes = "A2"
        made.append([_written(made, name) for name in sheet.header])
        rows = 0
        for row in sheet.rows:
            if rows >= MOST_ROWS:
                break
            made.append([_written(made, value) for value in row])
            rows += 1
            done += 1
            _tell(done, report, stopped)
        counted.append(rows)
    with _Whole(path) as part:
        book.save(part)
    report(done)
    return counted[0] if counted else 0


def write_csv(
    path: Path,
    sheets: Sequence[Sheet],
    report: Report = lambda _n: None,
    stopped: Stopped = lambda: False,
) -> int:
    """Write the first sheet to `path` and each further one beside it («name-sheet.csv»), in UTF-8
    with a mark that spreadsheets know it by. Answers the rows of the first. Raises ExportStopped,
    OSError.
    """
    done, first = 0, 0
    for number, sheet in enumerate(sheets):
        target = path if number == 0 else path.with_stem(f"{path.stem}-{file_name(sheet.name)}")
        with _Whole(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([harmless(name) for name in sheet.header])
            for row in sheet.rows:
                writer.writerow([_plain(value) for value in row])
                done += 1
                first += number == 0
                _tell(done, report, stopped)
    report(done)
    return first


def write_zip(
    path: Path,
    files: Iterable[tuple[str, bytes | None]],
    report: Report = lambda _n: None,
    stopped: Stopped = lambda: False,
) -> tuple[int, int]:
    """Write an archive of (name, content); a content of None could not be had. Photos are packed
    already, so they are stored. Answers how many are in it and how many are not. Raises
    ExportStopped, OSError.
    """
    held, missing = 0, 0
    names: set[str] = set()
    with _Whole(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            if content is None:
                missing += 1
            else:
                archive.writestr(_other_than(names, name), content)
                held += 1
            report(held + missing)
            if stopped():
                raise ExportStopped
    return held, missing


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    clean = _CONTROL.sub("", text)[:LONGEST_CELL]
    if clean.startswith(_FORMULA) and not _NUMBER.fullmatch(clean):
        return f"'{clean}"
    return clean


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook takes: short, without its forbidden letters, no two alike."""
    made: list[str] = []
    for name in wanted:
        clean = _NOT_IN_SHEET.sub(" ", _CONTROL.sub("", name)).strip(" '")[:LONGEST_SHEET]
        title, number = clean or "1", 2
        while title.casefold() in {one.casefold() for one in made}:
            end = f" {number}"
            title, number = f"{clean[: LONGEST_SHEET - len(end)]}{end}", number + 1
        made.append(title)
    return made


def file_name(text: str) -> str:
    """A text as part of a file's name on any system."""
    return _NOT_IN_NAME.sub("_", text).strip(" .")[:80] or "_"


def _other_than(names: set[str], wanted: str) -> str:
    parts = [file_name(part) for part in wanted.split("/")]
    name, number = "/".join(parts), 2
    while name.casefold() in names:
        stem, dot, end = parts[-1].rpartition(".")
        last = f"{stem}-{number}{dot}{end}" if dot else f"{parts[-1]}-{number}"
        name, number = "/".join([*parts[:-1], last]), number + 1
    names.add(name.casefold())
    return name


def _written(sheet: WriteOnlyWorksheet, value: Cell) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _CONTROL.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"  # a text that begins with «=» stays a text
    return cell


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _tell(done: int, report: Report, stopped: Stopped) -> None:
    if done % EVERY == 0:
        report(done)
        if stopped():
            raise ExportStopped


class _Whole:
    """The file appears when it is whole: until then it lies beside its place, and a failure leaves
    what was there before.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.part")

    def __enter__(self) -> Path:
        return self._part

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink(missing_ok=True)
