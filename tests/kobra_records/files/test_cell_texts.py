"""What cells hold, as the text that phones get; where Excel shows another one, that is said."""

from decimal import Decimal

import pytest

from kobra_domain.questionnaires.lint import lint
from kobra_domain.words import say
from kobra_records.files.cell_texts import shown_number
from kobra_records.files.checking import check_workbook
from kobra_records.files.xlsform import read_workbook
from tests.kobra_records.files.books import FIXTURES
from tests.kobra_records.files.raw_books import plain_book, sheet, styles

FORMATS = (
    *("General", "0000", "yyyy\\-mm\\-dd", "dd/mm/yyyy hh:mm", "[h]:mm:ss", "h:mm", "0%"),
    *("#,##0.00", "&quot;v&quot;0", "00\\-00", "[$-409]d\\-mmm;@", "# ?/?", "0.0E+00", "@"),
)


def cell(content: str, style: int = 0, place: str = "C2", kind: str = "n") -> str:
    return f'<c r="{place}" s="{style}" t="{kind}">{content}</c>'


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def book(header: str, content: str) -> bytes:
    """A survey of one question, and settings whose third cell is the one that is meant."""
    survey = (
        f"<row>{text('A1', 'type')}{text('B1', 'name')}{text('C1', 'label')}</row>"
        f"<row>{text('A2', 'text')}{text('B2', 'a')}{text('C2', 'A')}</row>"
    )
    settings = (
        f"<row>{text('A1', 'form_title')}{text('B1', 'form_id')}{text('C1', header)}</row>"
        f"<row>{text('A2', 'T')}{text('B2', 'f')}{content}</row>"
    )
    return plain_book(
        {"xl/styles.xml": styles(*FORMATS)}, survey=sheet(survey), settings=sheet(settings)
    )


@pytest.mark.parametrize(
    ("content", "read", "shown"),
    [
        (cell("<v>1</v>", 1), "1", "0001"),
        (cell("<v>1</v>"), "1", None),
        (cell("<v>20261120</v>"), "20261120", None),
        (cell("<v>1.0</v>"), "1", None),
        (cell("<v>0.30000000000000004</v>"), "0.3", None),
        (cell("<v>1E-7</v>"), "0.0000001", None),
        (cell("<v>1.5E+17</v>"), "150000000000000000", None),
        (cell("<v>46347</v>", 2), "2026-11-21", ""),
        (cell("<v>46347.4375</v>", 3), "2026-11-21T10:30:00", ""),
        (cell("<v>46347.99999999</v>", 3), "2026-11-22", ""),
        (cell("<v>1.25</v>", 4), "30:00:00", ""),
        (cell("<v>0.375</v>", 5), "09:00:00", ""),
        (cell("<v>0.5</v>", 6), "0.5", "50%"),
        (cell("<v>1234.5</v>", 7), "1234.5", "1,234.50"),
        (cell("<v>3</v>", 8), "3", "v3"),
        (cell("<v>1234</v>", 9), "1234", "12-34"),
        (cell("<v>46347</v>", 10), "2026-11-21", ""),
        (cell("<v>0.5</v>", 11), "0.5", None),
        (cell("<v>1500</v>", 12), "1500", None),
        (cell("<v>7</v>", 13), "7", None),
        (cell("<v>99999999</v>", 2), "99999999", None),
        (cell("<v>2026-11-21</v>", kind="d"), "2026-11-21", ""),
        (cell("<v>2026-11-21T10:30:00Z</v>", kind="d"), "2026-11-21T10:30:00", ""),
        (cell("<v>10:30</v>", kind="d"), "10:30:00", ""),
        (cell("<v>ayer</v>", kind="d"), "ayer", None),
        (cell("<v>uno</v>"), "uno", None),
        (cell("<v>1</v>", kind="b"), "TRUE", ""),
        (cell("<v>#N/A</v>", kind="e"), "#N/A", "#N/A"),
        (cell("<f>HOY()</f>"), "", ""),
        (cell("<f>HOY()</f><v></v>"), "", ""),
        (cell("<f>A1</f><v></v>", kind="str"), "", None),
        (cell("<f>1+1</f><v>2</v>"), "2", None),
        (cell("", 1), "", None),
    ],
)
def test_a_version_is_read_and_what_excel_shows_is_said(
    content: str, read: str, shown: str | None
) -> None:
    form = read_workbook(book("version", content), "x.xlsx")
    assert form.settings.get("version", "") == read
    assert [remark.shown for remark in form.remarks] == ([] if shown is None else [shown])
    found = [one for one in lint(form) if one.code.startswith("form.cell_")]
    assert [(one.sheet, one.row, one.column) for one in found] == (
        [] if shown is None else [("settings", 2, "version")]
    )


def test_the_sentence_names_what_phones_will_say() -> None:
    checked = check_workbook(book("version", cell("<v>1</v>", 1)), "x.xlsx", "x")
    (found,) = checked.problems
    assert say(found.code, found.params, "es") == "En Excel se ve «0001» y los teléfonos dirán «1»."
    assert 'version="1"' in str(checked.xform)


def test_the_same_goes_for_names_defaults_and_choices() -> None:
    survey = (
        f"<row>{text('A1', 'type')}{text('B1', 'name')}{text('C1', 'label')}"
        f"{text('D1', 'default')}{text('E1', 'calculation')}{text('F1', 'notas')}</row>"
        f"<row>{text('A2', 'select_one x')}{text('B2', 'a')}{cell('<v>46347</v>', 2)}"
        f"{cell('<v>7</v>', 1, 'D2')}{cell('<f>x</f>', 0, 'E2')}{cell('<v>1</v>', 1, 'F2')}</row>"
        f"<row>{text('A3', 'date')}{text('B3', 'b')}{text('C3', 'B')}"
        f"{cell('<v>46347</v>', 2, 'D3')}</row>"
    )
    choices = (
        f"<row>{text('A1', 'list_name')}{text('B1', 'name')}{text('C1', 'label')}</row>"
        f"<row>{text('A2', 'x')}{cell('<v>42</v>', 1, 'B2')}{cell('<v>1</v>', 0, 'C2', 'b')}</row>"
        f"<row>{text('A3', 'x')}{cell('<v>46347</v>', 2, 'B3')}"
        f"{cell('<v>#¡REF!</v>', 0, 'C3', 'e')}</row>"
    )
    data = plain_book(
        {"xl/styles.xml": styles(*FORMATS)}, survey=sheet(survey), choices=sheet(choices)
    )
    found = [
        (one.code.removeprefix("form.cell_"), one.sheet, one.row, one.column)
        for one in lint(read_workbook(data, "x"))
        if one.code.startswith("form.cell_")
    ]
    assert found == [
        ("no_value", "survey", 2, "calculation"),
        ("date", "survey", 2, "label"),
        ("shown", "survey", 2, "default"),
        ("shown", "choices", 2, "name"),
        ("truth", "choices", 2, "label"),
        ("error", "choices", 3, "label"),
        ("date", "choices", 3, "name"),
    ]


def test_what_lies_too_far_out_is_said_once() -> None:
    wide = "".join(text("", str(at)) for at in range(1_100))
    data = plain_book(survey=sheet(f"<row>{wide}</row><row>{wide}</row>"))
    (remark,) = read_workbook(data, "x").remarks
    assert (remark.code, remark.shown) == ("form.cell_beyond", "ALM1")
    far = plain_book(survey=sheet(f"<row>{text('A1', 'type')}</row><row r='90000'>"
                                  f"{text('A90000', 'text')}</row>"))  # fmt: skip
    (remark,) = read_workbook(far, "x").remarks
    assert remark.shown == "A90000"


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        ("1", "000", "001"),
        ("-1", "000", "-001"),
        ("-5", "0;(0)", "(5)"),
        ("0.256", "0.0%", "25.6%"),
        ("2.5", "0", "3"),
        ("1234567", "#,##0", "1,234,567"),
        ("12", '"$"#,##0.00', "$12.00"),
        ("12", "[$€-x]0", "€12"),
        ("5551234", "000\\-0000", "555-1234"),
        ("15551234", "000\\-0000", "1555-1234"),
        ("1", "General", None),
        ("1", "", None),
        ("1.5", "0.##", "1.5"),
        ("1.50", "0.0#", "1.5"),
        ("0.5", "00-00", None),
    ],
)
def test_numbers_as_they_are_shown(value: str, shape: str, shown: str | None) -> None:
    assert shown_number(Decimal(value), shape) == shown


def test_an_old_book_tells_the_same() -> None:
    form = read_workbook((FIXTURES / "codes.xls").read_bytes(), "codes.xls")
    assert [(one.sheet, one.row, one.text, one.shown) for one in form.remarks] == [
        ("choices", 2, "42", "0042"),
        ("settings", 2, "1", "0001"),
    ]
    assert [node.cells.get("label") for node in form.nodes()] == ["A", "merged"]
