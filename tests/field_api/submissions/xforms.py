"""Small XForms to test with, written as lines of «type | name | constraint | required | relevant |
calculation»; what follows the last that is needed is left out.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from pyxform.xls2xform import convert

_HEADER = ("type", "name", "label", "constraint", "required", "relevant", "calculation")


def xform_of(lines: str, lists: dict[str, tuple[str, ...]] | None = None) -> str:
    """The XForm of some questions; its form_id is «form», its labels are its names."""
    book = Workbook()
    survey = book.worksheets[0]
    survey.title = "survey"
    survey.append(_HEADER)
    for line in lines.strip().splitlines():
        survey.append(_row([cell.strip() for cell in line.split("|")]))
    choices = book.create_sheet("choices")
    choices.append(("list_name", "name", "label"))
    for list_name, names in (lists or {}).items():
        for name in names:
            choices.append((list_name, name, name))
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "version"))
    settings.append(("Form", "form", "1"))
    target = BytesIO()
    book.save(target)
    return str(convert(target.getvalue()).xform)


def _row(cells: list[str]) -> tuple[str, ...]:
    kind, name, constraint, required, relevant, calculation, *_ = [*cells, *[""] * 6]
    label = "" if kind.startswith(("calculate", "end", "start", "today")) else name
    return (kind, name, label, constraint, required, relevant, calculation)
