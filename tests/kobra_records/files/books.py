"""Workbooks to test with, and what the XLSForm compiler makes of one."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from kobra_domain.questionnaires.form import Form, Node
from kobra_records.files.workbooks import sheets_of
from kobra_records.files.xlsform import read_workbook, write_workbook

Rows = Sequence[Sequence[Any]]
FIXTURES = Path(__file__).parent / "fixtures"


def workbook(**sheets: Rows) -> bytes:
    """An .xlsx of sheets by name."""
    return workbook_of(sheets)


def workbook_of(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx; strings that look like formulas stay strings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is None:
                    continue
                cell = sheet.cell(number, place, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def outcome(data: bytes) -> str:
    """The XForm of a workbook, or what the compiler says against it."""
    try:
        return str(convert(data, warnings=[]).xform)
    except PyXFormError as error:
        return f"refused: {error}"


def again(data: bytes) -> bytes:
    """The workbook opened and saved."""
    return write_workbook(read_workbook(data, "test.xlsx"))


def texts(data: bytes) -> dict[str, tuple[tuple[str, ...], ...]]:
    """All cell texts by sheet, in the workbook's order."""
    return {sheet.name: sheet.rows for sheet in sheets_of(data)}


def outline(form: Form) -> list[str]:
    """Each node as «kind name@row», indented by its depth."""
    lines: list[str] = []

    def tell(nodes: Sequence[Node], depth: int) -> None:
        for node in nodes:
            lines.append(f"{' ' * depth}{node.kind} {node.name}@{node.row}")
            tell(node.children, depth + 1)

    tell(form.survey, 0)
    return lines
