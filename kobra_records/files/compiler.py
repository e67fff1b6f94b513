"""The XLSForm compiler asked, and what it says placed on questions; others ask `compile`.

It gets the very rows that the form was read from, and opens no file itself: what it would make of
one that says more or fewer rows than it has is another form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from lark.exceptions import LarkError
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows
from pyxform.xls2xform import convert

from kobra_domain.errors import Param
from kobra_domain.questionnaires.columns import SURVEY
from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.problems import Problem, ProblemSource, Severity, seen
from kobra_domain.questionnaires.question_types import read_type
from kobra_records.files.cell_texts import plain_text
from kobra_records.files.compile import Compiled
from kobra_records.files.compiler_messages import understood
from kobra_records.files.exports.letters import readable
from kobra_records.files.phantoms import without_phantoms
from kobra_records.files.placing import Places
from kobra_records.files.survey_tree import is_disabled, lines_of
from kobra_records.files.workbooks import RawSheet
from kobra_records.files.xlsform_reading import KNOWN_SHEETS, MOST_BLANK_LINES

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


class _Refusal(Exception):
    """The compiler's one error."""


def compiled(sheets: Sequence[RawSheet], form: Form, name: str | None) -> Compiled:
    """The XForm of a workbook's sheets; `form` is what was read from them, to place problems."""
    places = Places(form)
    problems = list(structure_problems(form))
    warnings: list[str] = []
    xform: str | None = None
    itemsets: str | None = None
    try:
        xform, itemsets = _converted(sheets, warnings, name)
    except _Refusal as refusal:
        problems.append(_problem(str(refusal), places, Severity.ERROR))
    problems += [_problem(warning, places, Severity.WARNING) for warning in warnings]
    xform = None if xform is None else without_phantoms(xform, form)
    return Compiled(xform=xform, problems=tuple(problems), itemsets=itemsets)


def structure_problems(form: Form) -> Iterator[Problem]:
    """Groups that never close or never opened, and rows that no compiler looks at."""
    blank = 0
    for line in lines_of(form.survey):
        node, base = line.node, read_type(line.node.type).base
        if node.kind is NodeKind.QUESTION and not is_disabled(node.cells):
            if base.startswith("begin_"):
                yield _structural("file.group_unclosed", node.uid, node.row, name=node.name)
            elif base.startswith("end_"):
                yield _structural("file.end_unopened", node.uid, node.row)
        if line.cells and blank > MOST_BLANK_LINES:
            yield _structural("file.rows_unseen", node.uid, node.row, limit=MOST_BLANK_LINES)
            return
        blank = 0 if line.cells else blank + 1


def _structural(code: str, uid: str, row: int | None, **params: Param) -> Problem:
    error = Severity.ERROR
    return Problem(code=code, severity=error, uid=uid, row=row, column="type", params=params)


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


def _converted(
    sheets: Sequence[RawSheet], warnings: list[str], name: str | None
) -> tuple[str, str | None]:
    try:
        result = convert(_definition(sheets, name), warnings=warnings)
    except PyXFormError as error:
        raise _Refusal(str(error)) from error
    except _STUMBLES as error:
        raise _Refusal(f"{type(error).__name__}: {error}") from error
    return result.xform, result.itemsets


def _problem(message: str, places: Places, severity: Severity) -> Problem:
    said = understood(message, is_error=severity is Severity.ERROR)
    plain = Problem(
        code=said.code,
        severity=severity,
        sheet=said.sheet or ("survey" if said.row is not None else ""),
        params=seen(said.params),
        source=ProblemSource.PYXFORM,
    )
    return places.put(plain, row=said.row, name=said.name, column=said.column)
