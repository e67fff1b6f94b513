"""Files of answers: nothing in a cell becomes a formula, sheets and names are what formats take,
and a file appears only when it is whole.
"""

import csv
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kobra_records.files.answers_export import (
    ExportStopped,
    Sheet,
    harmless,
    sheet_names,
    write_csv,
    write_xlsx,
    write_zip,
)

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']


def test_nothing_becomes_a_formula(tmp_path: Path) -> None:
    """In CSV it is quoted with an apostrophe, in a workbook it is typed as text."""
    sheet = Sheet("A", ("=h", "n"), [(text, 1) for text in HOSTILE])
    write_csv(tmp_path / "a.csv", [sheet])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert read[0] == ["'=h", "n"]
    assert all(row[0].startswith("'") for row in read[1:])
    write_xlsx(tmp_path / "a.xlsx", [sheet])
    made = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [row[0] for row in made.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert cells[0].value == "=1+1"


@pytest.mark.parametrize("text", ["-74.08", "+12", "250000", "a=b", "", "5 - 3"])
def test_plain_numbers_and_words_stay(text: str) -> None:
    """A coordinate is no formula."""
    assert harmless(text) == text


def test_what_no_file_can_hold_is_cut() -> None:
    """Control letters and lone surrogates go, a novel is cut."""
    assert harmless("a\x00b\x1f\ud800c") == "abc"
    assert len(harmless("x" * 100_000)) == 32_000


def test_types_and_sheets(tmp_path: Path) -> None:
    """Numbers and days are numbers and days; repeats are sheets of their own."""
    rows = [("uuid:1", 250_000, 1.5, date(2026, 11, 30), datetime(2026, 11, 20, 10, 41), None)]
    main = Sheet("Visita: cobro", ("a", "b", "c", "d", "e", "f"), rows)
    write_xlsx(tmp_path / "x.xlsx", [main, Sheet("Visita/ cobro", ("i",), [("uuid:1",)])])
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Visita  cobro", "Visita  cobro 2"]
    values = [cell.value for cell in book.worksheets[0][2]]
    assert values == ["uuid:1", 250_000, 1.5, datetime(2026, 11, 30), rows[0][4], None]


def test_names_of_sheets_are_short_and_different() -> None:
    """31 letters at most, whatever the labels are."""
    long = "¿Cuánto gana al mes en su trabajo principal?"
    made = sheet_names([long, long.upper(), "[]:*?/\\", "'"])
    assert len({name.casefold() for name in made}) == 4
    assert all(0 < len(name) <= 31 for name in made)


def test_csv_writes_repeats_beside(tmp_path: Path) -> None:
    """The first sheet under the name asked for."""
    sheets = [Sheet("A", ("a",), [("1",)]), Sheet("Ingresos", ("b",), [("2",), ("3",)])]
    assert write_csv(tmp_path / "x.csv", sheets) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x-Ingresos.csv", "x.csv"]


def test_giving_up_leaves_what_was_there(tmp_path: Path) -> None:
    """Neither half a file nor its beginnings."""
    path = tmp_path / "x.csv"
    path.write_text("before", "utf-8")
    rows = [("1",)] * 1_000
    with pytest.raises(ExportStopped):
        write_csv(path, [Sheet("A", ("a",), rows)], stopped=lambda: True)
    assert path.read_text("utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_an_archive_has_each_file_once_and_counts_what_it_lacks(tmp_path: Path) -> None:
    """Names of two phones that are alike do not cover each other, none leads out of the archive."""
    files = [("a/f.jpg", b"1"), ("a/F.jpg", b"2"), ("a/../../etc", b"3"), ("a/g.jpg", None)]
    told: list[int] = []
    assert write_zip(tmp_path / "x.zip", files, told.append) == (3, 1)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = archive.namelist()
    assert names[:2] == ["a/f.jpg", "a/F-2.jpg"]
    assert all(".." not in name.split("/") for name in names)
    assert told == [1, 2, 3, 4]
