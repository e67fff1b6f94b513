"""Workbooks as Excel saves them, with what it hides, loses and merges."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kobra_domain.imports.formats import FileForm
from kobra_domain.imports.mapping import ColumnUse, Mapping
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused, RowCode, WarningCode
from kobra_domain.imports.reading import Look, Reading
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.reading import look
from tests.kobra_records.files.books import FIXTURES
from tests.kobra_records.files.portfolio_files.asked import ACCOUNTS, read
from tests.kobra_records.files.portfolio_files.sheets import book

T = Target
HEADER = ("credito", "nombre", "saldo", "fecha_vencimiento")


def of(reading: Reading | Look, code: WarningCode) -> list[Doubt]:
    return [one for one in reading.doubts if one.code is code]


def test_cells_are_what_they_hold_and_keys_are_text(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [
            HEADER,
            (45001234, "Ana", 1234.5, date(2026, 3, 25)),
            ("00012", "Luz", "1.234,50", "26/03/2026"),
            (7.0, "Eva", 10, 46106.0),
            (1234567890123456, "Lost", 1, None),
        ],
    )
    reading, rows = read(path)
    assert reading.form is FileForm.XLSX
    assert [row[T.NUMBER] for row in rows] == ["45001234", "00012", "7"]
    assert [row[T.BALANCE] for row in rows] == [123_450, 123_450, 1_000]
    assert [row[T.DUE_ON] for row in rows] == [
        date(2026, 3, 25),
        date(2026, 3, 26),
        date(2026, 3, 25),
    ]
    assert [(one.line, one.code) for one in reading.refusals] == [(5, RowCode.LOST_DIGITS)]
    assert of(reading, WarningCode.SERIAL_DAYS) == [
        Doubt(WarningCode.SERIAL_DAYS, "fecha_vencimiento", 1, (4,), "46106.0")
    ]
    assert reading.detected.encoding is None


def test_zeros_that_only_a_format_shows_are_kept(tmp_path: Path) -> None:
    def formatted(_: Workbook, sheet: Worksheet) -> None:
        for line in (2, 3):
            sheet.cell(line, 1).number_format = "00000000"

    path = book(tmp_path / "a.xlsx", [HEADER, (42, "Ana"), (43, "Luz")], also=formatted)
    _, rows = read(path)
    assert [row[T.NUMBER] for row in rows] == ["00000042", "00000043"]


def test_the_real_data_on_a_hidden_sheet_are_found_and_it_is_said(tmp_path: Path) -> None:
    def hidden(made: Workbook, sheet: Worksheet) -> None:
        sheet.title = "Portada"
        real = made.create_sheet("Base")
        real.append(HEADER)
        real.append(("1", "Ana", 5, None))
        real.sheet_state = "hidden"

    path = book(tmp_path / "a.xlsx", [("Cartera de noviembre",), ("Banco",)], also=hidden)
    reading, rows = read(path)
    assert len(rows) == 1
    assert of(reading, WarningCode.HIDDEN_SHEET) == [
        Doubt(WarningCode.HIDDEN_SHEET, "", 1, (), "Base")
    ]
    seen = look(path, ACCOUNTS)
    assert [(one.name, one.is_hidden, one.rows) for one in seen.sheets] == [
        ("Portada", False, 2),
        ("Base", True, 2),
    ]
    assert seen.sheet == "Base"


def test_merged_cells_are_filled_down_and_it_is_said(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [HEADER, ("1", "Ana", 5), ("2", None, 6), ("3", None, 7), ("4", "Luz", 8)],
        also=lambda _, sheet: sheet.merge_cells("B2:B4"),
    )
    reading, rows = read(path)
    assert [row[T.NAME] for row in rows] == ["Ana", "Ana", "Ana", "Luz"]
    assert of(reading, WarningCode.MERGED) == [Doubt(WarningCode.MERGED, "", 2, (3, 4))]


def test_errors_and_formulas_that_nobody_counted_are_blanks_by_column(tmp_path: Path) -> None:
    def broken(_: Workbook, sheet: Worksheet) -> None:
        sheet["C2"] = "=SUM(A1:A9)"
        sheet["C3"] = "#N/A"
        sheet["C3"].data_type = "e"

    path = book(
        tmp_path / "a.xlsx", [HEADER, ("1", "Ana"), ("2", "Luz"), ("3", "Eva", 4)], also=broken
    )
    reading, rows = read(path)
    assert [row[T.BALANCE] for row in rows] == [None, None, 400]
    assert reading.blanks["saldo"] == 2
    assert of(reading, WarningCode.ERROR_CELLS) == [Doubt(WarningCode.ERROR_CELLS, "saldo", 2)]


def test_headers_over_two_rows_below_a_title(tmp_path: Path) -> None:
    def merged(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("C3:D3")

    path = book(
        tmp_path / "a.xlsx",
        [
            ("Cartera al 30/11/2026",),
            (),
            ("Crédito", "Nombre", "Saldo", None, "Fecha", None),
            (None, None, "total", "vencido", "vencimiento", "corte"),
            ("1", "Ana", 10, 5, datetime(2026, 3, 25), date(2026, 11, 30)),
        ],
        also=merged,
    )
    reading, [row] = read(path)
    assert row == {
        T.NUMBER: "1",
        T.NAME: "Ana",
        T.BALANCE: 1_000,
        T.OVERDUE: 500,
        T.DUE_ON: date(2026, 3, 25),
        T.CUT_OFF_ON: date(2026, 11, 30),
    }
    assert {one.code for one in reading.doubts} >= {
        WarningCode.HEADER_BELOW,
        WarningCode.TWO_HEADERS,
    }
    assert look(path, ACCOUNTS).first_line == 5


def test_lines_are_those_of_the_sheet_also_where_it_begins_far_below(tmp_path: Path) -> None:
    def moved(_: Workbook, sheet: Worksheet) -> None:
        for at, name in enumerate(HEADER, 3):
            sheet.cell(8, at, name)
        sheet.cell(9, 3, "1")
        sheet.cell(9, 4, "Ana")
        sheet.cell(10, 4, "Nadie")

    reading, rows = read(book(tmp_path / "a.xlsx", [], also=moved))
    assert len(rows) == 1
    assert [(one.line, one.column, one.code) for one in reading.refusals] == [
        (10, "credito", RowCode.MISSING)
    ]


def test_a_book_in_a_zip_and_books_that_are_none(tmp_path: Path) -> None:
    inside = book(tmp_path / "a.xlsx", [HEADER, ("1", "Ana", 5)])
    with ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(inside, "dentro/cartera.xlsx")
        archive.writestr("__MACOSX/._cartera.xlsx", b"x")
    reading, rows = read(tmp_path / "b.zip")
    assert (len(rows), reading.form) == (1, FileForm.XLSX)
    assert look(tmp_path / "b.zip", ACCOUNTS).name == "cartera.xlsx"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FileCode.EMPTY),
        (b"\r\n  \r\n", FileCode.EMPTY),
        (b"%PDF-1.7 ...", FileCode.NOT_TABLE),
        (b"\xef\xbb\xbf <html><table><tr><td>credito", FileCode.WEB_PAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, FileCode.CORRUPT),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", FileCode.OLD_FORMAT),
        (b"PK\x03\x04nonsense", FileCode.CORRUPT),
        (b"a\x00b\x00\x01\x02" * 50, FileCode.NOT_TABLE),
    ],
    ids=["empty", "blank", "pdf", "web", "ole", "excel4", "zip", "bytes"],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, code: FileCode) -> None:
    path = tmp_path / "cartera.xls"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.reason is code


def test_traps_and_locks(tmp_path: Path) -> None:
    def reason(path: Path) -> FileCode:
        with pytest.raises(FileRefused) as refused:
            read(path)
        return refused.value.reason

    lock = tmp_path / "~$cartera.xlsx"
    lock.write_bytes(b"\x05Ana")
    assert reason(lock) is FileCode.LOCK_FILE
    bomb = tmp_path / "bomb.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("cartera.csv", b"0" * 50_000_000)
    assert reason(bomb) is FileCode.BOMB
    with ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    assert reason(tmp_path / "two.zip") is FileCode.MANY_IN_ZIP
    with ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("carpeta/", "")
    assert reason(tmp_path / "none.zip") is FileCode.NONE_IN_ZIP
    with ZipFile(tmp_path / "text.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert reason(tmp_path / "text.docx") is FileCode.NOT_TABLE


def test_a_sheet_that_is_asked_for_and_one_that_is_not_there(tmp_path: Path) -> None:
    def second(made: Workbook, _: Worksheet) -> None:
        other = made.create_sheet("Otra")
        other.append(HEADER)
        other.append(("9", "Otra", 1))

    path = book(tmp_path / "a.xlsx", [HEADER, ("1", "Ana", 5)], also=second)
    _, rows = read(path, mapping=Mapping(kind=ACCOUNTS, sheet="Otra"))
    assert [row[T.NUMBER] for row in rows] == ["9"]
    with pytest.raises(FileRefused) as refused:
        read(path, mapping=Mapping(kind=ACCOUNTS, sheet="Nada"))
    assert refused.value.reason is FileCode.NO_SHEET


def test_a_sheet_that_is_full_was_cut(tmp_path: Path) -> None:
    def last(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 1, "9")

    path = book(tmp_path / "a.xlsx", [("credito",), ("1",)], also=last)
    with pytest.raises(FileRefused) as refused:
        look(path, ACCOUNTS)
    assert refused.value.reason is FileCode.CUT
    assert refused.value.params == {"sheet": "Hoja1", "count": 1_048_576}


def test_a_book_of_before_2007_is_read_by_the_same_reader() -> None:
    mapping = Mapping(
        kind=ACCOUNTS,
        columns=(
            ColumnUse(header="name", target=T.NUMBER),
            ColumnUse(header="label::Español (es)", target=T.NAME),
        ),
        sheet="choices",
    )
    reading, rows = read(FIXTURES / "survey.xls", mapping=mapping)
    assert reading.form is FileForm.XLS
    assert [(row[T.NUMBER], row[T.NAME]) for row in rows] == [
        ("si", "Sí"),
        ("no", "No"),
        ("1", "Uno"),
        ("2", "Dos"),
    ]


def test_what_is_shown_of_cells_is_what_a_person_sees(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [HEADER, (45001234.0, "Ana", 1.5, datetime(2026, 3, 25))])
    assert look(path, ACCOUNTS).sample[1] == (2, ("45001234", "Ana", "1.5", "2026-03-25"))


def test_a_stray_cell_far_away_is_told_before_the_reader_asks_for_room(tmp_path: Path) -> None:
    def stray(_: Workbook, sheet: Worksheet) -> None:
        sheet["XFC1048000"] = "x"

    path = book(tmp_path / "a.xlsx", [HEADER, (1, "Ana", 1, None)], also=stray)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.reason is FileCode.SPREAD
    assert refused.value.params["cell"] == "XFC1048000"


def test_formats_far_away_are_no_cells(tmp_path: Path) -> None:
    def painted(_: Workbook, sheet: Worksheet) -> None:
        sheet["XFC900000"].number_format = "0.00"

    path = book(tmp_path / "a.xlsx", [HEADER, (1, "Ana", 1, None)], also=painted)
    reading, _ = read(path)
    assert reading.taken == 1
