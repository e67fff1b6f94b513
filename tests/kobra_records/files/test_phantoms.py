"""Tables that the compiler invents of a computed name."""

import re

import pytest

from kobra_records.files.compile import compile_workbook
from kobra_records.files.validate import validate
from kobra_records.files.xlsform import read_workbook
from tests.kobra_records.files.books import outcome, workbook

HEAD: list[str | None] = ["type", "name", "label", "calculation"]
ASKED: list[list[str | None]] = [["text", "x", "X", None], ["text", "y", "Y", None]]


def tables(xform: str | None) -> list[str]:
    return re.findall(r'src="jr://file-csv/([^"]*)"', xform or "")


@pytest.mark.parametrize(
    ("calculation", "left"),
    [
        ("pulldata(${x}, 'a', 'b', ${y})", []),
        ("pulldata(concat('t', ${x}), 'a', 'b', ${y})", []),
        ("pulldata('t', 'a', 'b', pulldata(${x}, 'c', 'd', ${y}))", ["t.csv"]),
        ("pulldata('t & u', 'a', 'b', ${y})", ["t &amp; u.csv"]),
        ("pulldata('t', 'a', 'b', ${y})", ["t.csv"]),
    ],
)
def test_only_tables_that_a_cell_names_are_left(calculation: str, left: list[str]) -> None:
    rows: list[list[str | None]] = [
        *ASKED,
        ["calculate", "c", "C", calculation],
        ["csv-external", "otra", "O", None],
    ]
    data = workbook(survey=[HEAD, *rows])
    form = read_workbook(data, "x.xlsx")
    made = compile_workbook(data, form, "data")
    assert sorted(tables(made.xform)) == sorted([*left, "otra.csv"])
    assert "pulldata(" in str(made.xform)
    assert [p for p in validate(str(made.xform), form) or () if p.is_error] == []
    if "${x}" not in calculation:
        assert made.xform == outcome(data), "nothing else is touched"
