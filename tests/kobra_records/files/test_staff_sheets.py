"""Sheets of agents as companies keep them, and as nobody should send them."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kobra_domain.imports.problems import FileCode, FileRefused, RowCode
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.templates import write_template
from kobra_records.files.staff_sheets import MOST_BYTES, MOST_ROWS, StaffSheet, read_sheet

TODAY = date(2026, 4, 15)
HEAD = "Código;Nombre;Equipo;Teléfono;Turno"


def _read(source: Path | str, **more: Any) -> StaffSheet:
    return read_sheet(source, "CO", TODAY, **more)


def test_columns_are_known_by_their_names_and_troubles_told_by_row() -> None:
    sheet = _read(
        f"{HEAD}\nG1;Ana Ruiz;Norte;300 555 0100;L-V 8-17\nG2;Luis Gil;;;de noche\n"
        "G3;;Sur;;\nG4;Eva;Sur;llamar a la oficina;8-17\n"
    )
    (ana,) = sheet.lines
    assert (ana.code, ana.name, ana.team, ana.phone) == (
        "G1",
        "Ana Ruiz",
        "Norte",
        "+57 300 5550100",
    )
    assert len(ana.shift or ()) == 5
    assert [(one.line, one.column, one.code) for one in sheet.refusals] == [
        (3, "Turno", RowCode.NOT_SHIFT),
        (4, "Nombre", RowCode.MISSING),
        (5, "telefono", RowCode.NOT_PHONE),
    ]


def test_a_workbook_with_days_and_hours_in_columns_apart(tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    page.append(["Empleados de abril"])
    page.append(["Employee number", "Employee", "Team", "Phone", "Days", "Start", "End"])
    page.append([101, "Ana", "North", 3005550100, "Mon-Sat", time(7, 30), "4 pm"])
    page.append([102, "Luis", "North", None, None, 8, 17.0])
    page.append([103, "Eva", "North", None, "L-V", 17, 8])
    page.append([104, "Ivo", "North", None, None, None, 8])
    page.append([105, "Olga", "North", None, None, 8.5, 17])
    path = tmp_path / "staff.xlsx"
    book.save(path)
    sheet = _read(path)
    ana, luis = sheet.lines
    assert (ana.code, ana.phone) == ("101", "+57 300 5550100")
    assert [(one.weekday, one.start, one.end) for one in ana.shift or ()] == [
        (day, time(7, 30), time(16)) for day in range(6)
    ]
    assert [one.weekday for one in luis.shift or ()] == [0, 1, 2, 3, 4]
    assert [(one.line, one.code) for one in sheet.refusals] == [
        (5, RowCode.NOT_SHIFT),
        (6, RowCode.NOT_SHIFT),
        (7, RowCode.NOT_HOUR),
    ]


def test_columns_that_nobody_knows_are_said_by_hand() -> None:
    text = "A\tB\nAna\tG1\nLuis\tG2\n"
    asked = _read(text, columns={})
    assert asked.headers == ("A", "B")
    assert not asked.lines
    sheet = _read(text, columns={Target.AGENT_CODE: "B", Target.NAME: "A"})
    assert [(one.code, one.name) for one in sheet.lines] == [("G1", "Ana"), ("G2", "Luis")]


def test_the_template_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    write_template(path, ImportKind.AGENTS, "CO", "es")
    sheet = _read(path)
    assert [one.code for one in sheet.lines] == ["G-01", "G-02"]
    assert all(one.shift for one in sheet.lines)
    assert not sheet.refusals


def _many() -> str:
    rows = "".join(f"G{n};Ana {n};Norte;;\n" for n in range(MOST_ROWS + 1))
    return f"{HEAD}\n{rows}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: "", FileCode.EMPTY),
        (lambda: "x" * (MOST_BYTES + 1), FileCode.TOO_BIG),
        (_many, FileCode.TOO_MANY_ROWS),
        (lambda: "<html><table><tr><td>x", FileCode.WEB_PAGE),
        (lambda: HEAD, FileCode.NO_ROWS),
    ],
)
def test_a_hostile_sheet_is_refused_with_a_reason(
    content: Callable[[], str], code: FileCode
) -> None:
    with pytest.raises(FileRefused) as refused:
        _read(content())
    assert refused.value.reason is code


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "grande.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(FileRefused) as refused:
        _read(path)
    assert refused.value.reason is FileCode.TOO_BIG


def test_formulas_are_text_and_merged_teams_are_filled_down(tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    for cells in (["codigo", "nombre", "equipo"], ["G1", "Ana", "Norte"], ["G2", "Luis", None]):
        page.append(cells)
    page.append(["G3", '=HYPERLINK("http://x")', "Sur"])
    page.merge_cells("C2:C3")
    path = tmp_path / "staff.xlsx"
    book.save(path)
    sheet = _read(path)
    assert [(one.code, one.team) for one in sheet.lines] == [("G1", "Norte"), ("G2", "Norte")]
    assert [one.code for one in sheet.refusals] == [RowCode.MISSING]
    pasted = _read("codigo\tnombre\nG1\t=1+1\n")
    assert [one.name for one in pasted.lines] == ["=1+1"]
