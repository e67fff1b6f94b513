"""Workbooks read back: what is text stays text, what is a number is one, and what the format cannot
hold is counted.
"""

import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from kobra_domain.places import Point
from kobra_records.files.exports import holding
from kobra_records.files.exports.deed import ExportPlan, Written, write_export
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat, Loss
from kobra_records.files.exports.table import (
    Amount,
    ColumnType,
    ExportColumn,
    ExportTable,
    Moment,
    Value,
)


def _write(path: Path, rows: Any, *types: ColumnType, name: str = "T") -> Written:
    columns = tuple(ExportColumn(f"k{n}", f"c{n}", kind) for n, kind in enumerate(types))
    table = ExportTable(name, columns, rows)
    plan = ExportPlan(path=path, format=ExportFormat.XLSX, dialect=dialect_of("es_CO"))
    return write_export([table], plan)


def _one(path: Path, value: Value, kind: ColumnType = ColumnType.TEXT) -> tuple[Any, Written]:
    written = _write(path, [(value,)], kind)
    return load_workbook(path).worksheets[0]["A2"], written


@pytest.mark.parametrize(
    "text",
    ["=1+1", "0042", "123456789012345678", "1.1", "1.10", "2026-1-2", " blanks ", "a\r\nb\tc",
     "<&\"'>", "😀ñ", "+57 300 123 4567"],
)  # fmt: skip
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """Nothing is added, nothing is guessed, also by who edits the cell (format «@»)."""
    cell, written = _one(tmp_path / "a.xlsx", text)
    assert (cell.value, cell.number_format, cell.data_type) == (text, "@", "s")
    assert not written.losses


@pytest.mark.parametrize("text", ["precio_x1000_kg", "talla_x0041_b", "_x000D_", "_x005F_x0041_"])
def test_what_looks_escaped_is_escaped(tmp_path: Path, text: str) -> None:
    """A reader undoes it and has what was written, in cells, headers and titles."""
    columns = (ExportColumn("k", text),)
    table = ExportTable(text, columns, [(text,)])
    path = tmp_path / "a.xlsx"
    write_export([table], ExportPlan(path=path, format=ExportFormat.XLSX, dialect=dialect_of("es")))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for raw in (sheet["A1"].value, sheet["A2"].value, book.sheetnames[0]):
        assert "_x005F_" in raw
        assert unescape(raw) == text


def test_numbers_and_days_are_such(tmp_path: Path) -> None:
    """Every measure is numeric, money beside its currency, moments by the zone of the header."""
    at = datetime(2026, 11, 29, 10, 0, 5, tzinfo=UTC)
    row = (5, 1.5, Decimal("0.1"), Amount(150_000, "COP"), date(1900, 3, 1), at, False)
    kinds = ("number", "number", "number", "money", "date", "instant", "truth")
    _write(tmp_path / "a.xlsx", [row], *map(ColumnType, kinds))
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]] == [
        5, 1.5, 0.1, 1500, "COP", datetime(1900, 3, 1), datetime(2026, 11, 29, 10, 0, 5), "No",
    ]  # fmt: skip
    assert sheet["D2"].number_format == "#,##0.00"
    assert [cell.value for cell in sheet[1]][3:7] == ["c3", "c3 (moneda)", "c4", "c5 (UTC)"]


def test_places_lengths_and_shares_are_such(tmp_path: Path) -> None:
    """A place is two numbers, moments of the rows' own places stand beside one column of zones, a
    share shows per cent, an hour and a length of time are Excel's.
    """
    kinds = ("local", "local", "point", "ratio", "duration", "time", "code")
    at = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
    first, second = Moment(at, "America/Bogota"), Moment(at, "America/Tijuana")
    rest = (Point(4.6, -74.08), 0.185, timedelta(hours=26, minutes=3), time(7, 5), "0042")
    bare = ("in the garden", None, None, None, "")
    rows = [(first, None, *rest), (None, second, *rest), (None, None, *bare)]
    _write(tmp_path / "a.xlsx", rows, *map(ColumnType, kinds))
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "c0", "c1", "Zona horaria", "c2 (latitud)", "c2 (longitud)", "c3", "c4", "c5", "c6",
    ]  # fmt: skip
    figures = [4.6, -74.08, 0.185, timedelta(hours=26, minutes=3), time(7, 5), "0042"]
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 11, 29, 10), None, "America/Bogota", *figures
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]][:3] == [
        None, datetime(2026, 11, 29, 7), "America/Tijuana"
    ]  # fmt: skip
    assert [sheet[f"{letter}2"].number_format for letter in "AFGH"] == [
        "yyyy\\-mm\\-dd\\ hh:mm:ss", "0.0%", "[h]:mm:ss", "h:mm"
    ]  # fmt: skip
    assert sheet["D4"].value == "in the garden"


@pytest.mark.parametrize(
    ("value", "kind", "shown", "loss"),
    [
        (date(1899, 12, 31), "date", "1899-12-31", Loss.AS_TEXT),
        (datetime(1900, 2, 28, 1), "instant", "1900-02-28 01:00:00", Loss.AS_TEXT),
        (123456789012345678, "number", "123456789012345678", Loss.AS_TEXT),
        (float("inf"), "number", "inf", Loss.AS_TEXT),
        ("x" * 40_000, "text", "x" * 32_767, Loss.CUT),
        ("a\x00b\ud800", "text", "ab", Loss.LETTERS),
    ],
)
def test_what_does_not_fit_is_told(
    tmp_path: Path, value: Value, kind: str, shown: str, loss: Loss
) -> None:
    """As text, or less of it, and counted."""
    cell, written = _one(tmp_path / "a.xlsx", value, ColumnType(kind))
    assert (cell.value, dict(written.losses)) == (shown, {loss: 1})


def test_rows_and_columns_beyond_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left out and counted; the limits are Excel's."""
    assert (holding.MOST_ROWS, holding.MOST_COLUMNS) == (1_048_576, 16_384)
    monkeypatch.setattr(holding, "MOST_ROWS", 3)
    monkeypatch.setattr(holding, "MOST_COLUMNS", 2)
    kinds = [ColumnType.TEXT] * 3
    written = _write(tmp_path / "a.xlsx", [("a", "b", "c")] * 5, *kinds)
    assert (written.rows, dict(written.losses)) == (2, {Loss.ROWS: 3, Loss.COLUMNS: 1})
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.max_row, sheet.max_column) == (3, 2)


def test_many_rows_in_little_memory(tmp_path: Path) -> None:
    """Rows are written as they are made."""

    def rows() -> Iterator[Sequence[Value]]:
        for n in range(20_000):
            yield (f"row {n}", n, f"{n:040}")

    tracemalloc.start()
    text, number = ColumnType.TEXT, ColumnType.NUMBER
    written = _write(tmp_path / "a.xlsx", rows(), text, number, text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written.rows == 20_000
    assert peak < 4_000_000


def test_the_package_is_whole(tmp_path: Path) -> None:
    """Every part is XML, is named with its kind, and is linked."""
    _write(tmp_path / "a.xlsx", [("a",)], ColumnType.TEXT, name="Ñ & «x»")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    named = {one.get("PartName", "").lstrip("/") for one in parts["[Content_Types].xml"]}
    linked = {f"xl/{one.get('Target')}" for one in parts["xl/_rels/workbook.xml.rels"]}
    assert linked | {"xl/workbook.xml"} == named - {""}
    assert named - {""} <= parts.keys()
