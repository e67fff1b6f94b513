"""The XLSForm compiler asked, and what it says placed on questions; others ask `compile`.

Only bytes of a workbook go in: with dictionaries the compiler makes other forms.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.parsers.expat import ExpatError

from lark.exceptions import LarkError
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import Definition, SupportedFileTypes
from pyxform.xls2xform import convert

from kobra_domain.errors import Param
from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.problems import Problem, ProblemSource, Severity
from kobra_domain.questionnaires.question_types import read_type
from kobra_records.files.compile import Compiled
from kobra_records.files.compiler_messages import understood
from kobra_records.files.envelopes import Envelope, envelope_of
from kobra_records.files.placing import Places
from kobra_records.files.survey_tree import is_disabled, lines_of
from kobra_records.files.xlsform_reading import MOST_BLANK_LINES

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


def compiled(data: bytes, form: Form, name: str | None) -> Compiled:
    """The XForm of a workbook as it is; `form` is what was read from it, to place its problems."""
    places = Places(form)
    problems = list(structure_problems(form))
    warnings: list[str] = []
    xform: str | None = None
    itemsets: str | None = None
    try:
        xform, itemsets = _converted(data, warnings, name)
    except _Refusal as refusal:
        problems.append(_problem(str(refusal), places, Severity.ERROR))
    problems += [_problem(warning, places, Severity.WARNING) for warning in warnings]
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


def _converted(data: bytes, warnings: list[str], name: str | None) -> tuple[str, str | None]:
    suffix = ".xls" if envelope_of(data) is Envelope.XLS else ".xlsx"
    definition = Definition(BytesIO(data), SupportedFileTypes(suffix), name)
    try:
        result = convert(definition, warnings=warnings)
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
        params=said.params,
        source=ProblemSource.PYXFORM,
    )
    return places.put(plain, row=said.row, name=said.name, column=said.column)
