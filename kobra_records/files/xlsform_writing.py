"""Forms to workbooks: the sheets, headers and rows in the order they came in. Every cell is text,
as nothing else is the same wherever it is opened.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kobra_domain.questionnaires.columns import CHOICES, SETTINGS, SURVEY
from kobra_domain.questionnaires.form import Column, Form, Sheet
from kobra_records.files.exports.letters import escaped, readable
from kobra_records.files.exports.names import sheet_titles
from kobra_records.files.survey_tree import lines_of
from kobra_records.files.workbooks import RawSheet
from kobra_records.files.xlsform_reading import KNOWN_SHEETS, MOST_BLANK_HEADERS, columns_of

_HEADER_FONT = Font(bold=True)
_WIDEST = 60
_FORBIDDEN = re.compile(r"[\\*?:/\[\]]")

Rows = Iterator[Sequence[str]]


def workbook_of(form: Form) -> bytes:
    """The form as an .xlsx."""
    book = Workbook(write_only=True)
    for own, raw in sheets_of_form(form):
        sheet = book.create_sheet()
        sheet.title = escaped(raw.name)
        _fill(sheet, raw.rows, has_header=own in KNOWN_SHEETS)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheets_of_form(form: Form) -> list[tuple[str, RawSheet]]:
    """The sheets that are written, each with its plain name."""
    kept = {sheet.name: sheet for sheet in form.sheets}
    layout = sheet_layout(form)
    found = []
    for (name, own), title in zip(layout, _titles([name for name, _ in layout]), strict=True):
        rows = tuple(tuple(map(readable, row)) for row in _rows(form, own, kept.get(name)))
        found.append((own, RawSheet(title, rows)))
    return found


def _titles(names: Sequence[str]) -> list[str]:
    """The names as workbooks take them, no two alike; one that may stand stays to the letter."""
    wanted = [_FORBIDDEN.sub("_", readable(name)) for name in names]
    titles = sheet_titles([(name, "") for name in wanted])
    pairs = zip(wanted, titles, strict=True)
    return [name if " ".join(name.split()) == title else title for name, title in pairs]


def sheet_layout(form: Form) -> list[tuple[str, str]]:
    """The sheets to write: how each is spelt, and its plain name. A sheet the form needs and the
    workbook lacked comes last.
    """
    plain = {name: name.lower() for name in form.sheet_names}
    if len(plain) == 1 and not KNOWN_SHEETS & set(plain.values()):
        plain = dict.fromkeys(plain, SURVEY)
    needed = {
        SURVEY: True,
        CHOICES: bool(form.choices or form.choice_columns),
        SETTINGS: bool(form.settings or form.setting_columns),
        **{sheet.name.lower(): True for sheet in form.sheets},
    }
    missing = [name for name, is_needed in needed.items() if is_needed]
    missing = [name for name in missing if name not in plain.values()]
    if missing:  # a survey under any name is only found alone
        plain = {SURVEY if own == SURVEY else name: own for name, own in plain.items()}
    spelt = {sheet.name.lower(): sheet.name for sheet in form.sheets}
    last = {own: name for name, own in plain.items()}
    layout = [(name, own if last[own] == name else "") for name, own in plain.items()]
    return layout + [(spelt.get(name, name), name) for name in missing]


def placed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with those the compiler must see moved before any gap that it sees not across."""
    blank = 0
    for at, column in enumerate(columns):
        blank = 0 if column.header else blank + 1
        if blank > MOST_BLANK_HEADERS:
            lost = [late for late in columns[at:] if not late.key.startswith(" ")]
            rest = [late for late in columns[at:] if late.key.startswith(" ")]
            start = at + 1 - blank
            return (*columns[:start], *lost, *columns[start:at], *rest)
    return tuple(columns)


def _rows(form: Form, own: str, kept: Sheet | None) -> Rows:
    if own == SURVEY:
        yield from _table(form.survey_columns, (line.cells for line in lines_of(form.survey)))
    elif own == CHOICES:
        yield from _table(form.choice_columns, (choice.cells for choice in form.choices))
    elif own == SETTINGS:
        yield from _table(form.setting_columns, _setting_rows(form, kept))
    elif kept is not None:
        yield from kept.rows


def _setting_rows(form: Form, kept: Sheet | None) -> Iterator[Mapping[str, str]]:
    if form.settings or kept is not None:
        yield form.settings
    if kept is not None:
        width = max(map(len, kept.rows), default=0)
        header = kept.rows[0] if kept.rows else ()
        columns = columns_of((*header, *[""] * (width - len(header))), SETTINGS)
        for row in kept.rows[2:]:
            yield {column.key: text for column, text in zip(columns, row, strict=False) if text}


def _table(columns: Sequence[Column], rows: Iterator[Mapping[str, str]]) -> Rows:
    ordered = placed(columns)
    keys = [column.key for column in ordered]
    if ordered:
        yield [column.header for column in ordered]
    for cells in rows:
        yield [cells.get(key, "") for key in keys]


def _fill(sheet: Any, rows: Sequence[Sequence[str]], *, has_header: bool) -> None:
    for place, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if has_header:
        sheet.freeze_panes = "A2"
    for at, row in enumerate(rows):
        sheet.append([_cell(sheet, text, is_bold=has_header and at == 0) for text in row])


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    widths: list[int] = []
    for row in rows[:200]:
        widths.extend([10] * (len(row) - len(widths)))
        for at, text in enumerate(row):
            widths[at] = max(widths[at], min(len(text) + 2, _WIDEST))
    return widths


def _cell(sheet: Any, text: str, *, is_bold: bool) -> Any:
    """Text as text: never a formula, never an error, never cut, no letter taken for another."""
    if not text:
        return None
    cell: Any = WriteOnlyCell(sheet)
    cell._value = escaped(text)
    cell.data_type = "s"
    if is_bold:
        cell.font = _HEADER_FONT
    return cell
