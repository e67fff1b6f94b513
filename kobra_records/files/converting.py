"""The XLSForm compiler called with the rows of sheets: it opens no file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from lark.exceptions import LarkError
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows
from pyxform.xls2xform import convert

from kobra_domain.questionnaires.columns import SURVEY
from kobra_records.files.cell_texts import plain_text
from kobra_records.files.exports.letters import readable
from kobra_records.files.workbooks import RawSheet
from kobra_records.files.xlsform_reading import KNOWN_SHEETS

# What the compiler trips over instead of refusing it.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ExpatError,
    LarkError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Refusal(Exception):
    """The compiler's one error, in its own words."""


class Stumble(Exception):
    """It fell over something it did not expect."""


@dataclass(frozen=True, slots=True)
class _Cell:
    value: str


def _definition(sheets: Sequence[RawSheet], name: str | None) -> dict[str, Any]:
    """Sheets as the compiler's own readers hand them on, made by its own functions."""
    book: dict[str, Any] = {
        "sheet_names": [sheet.name for sheet in sheets],
        "fallback_form_name": name,
    }
    for sheet in sheets:
        own = sheet.name.lower()
        if own not in KNOWN_SHEETS:
            if len(sheets) > 1:
                continue
            own = SURVEY
        first, *others = sheet.rows or ((),)
        headers = get_excel_column_headers(readable(text) or None for text in first)
        rows = (tuple(_Cell(plain_text(readable(text))) for text in row) for row in others)
        book[own] = get_excel_rows(headers, rows, lambda cell, *_: cell.value)
        named = [header for header in headers if header is not None]
        book[f"{own}_header"] = [dict.fromkeys(named)] if named else []
    return book


def converted(
    sheets: Sequence[RawSheet], warnings: list[str], name: str | None
) -> tuple[str, str | None]:
    """The XForm and the file of external choices. Raises Refusal and Stumble."""
    try:
        result = convert(_definition(sheets, name), warnings=warnings)
    except PyXFormError as error:
        raise Refusal(str(error)) from error
    except _STUMBLES as error:
        raise Stumble(type(error).__name__) from error
    return result.xform, result.itemsets
