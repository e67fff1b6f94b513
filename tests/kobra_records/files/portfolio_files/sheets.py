"""Workbooks for tests, made here: by openpyxl where a cell's kind matters, none is committed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def book(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    title: str = "Hoja1",
    also: Callable[[Workbook, Worksheet], None] | None = None,
) -> Path:
    """A workbook of one sheet with these rows; `also` may change it before it is saved."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if also is not None:
        also(made, sheet)
    made.save(path)
    return path
