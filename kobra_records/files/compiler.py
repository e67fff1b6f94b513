"""The XLSForm compiler asked, and what it says placed on questions; others ask `compile`.

It gets the very rows that the form was read from, and opens no file itself: what it would make of
one that says more or fewer rows than it has is another form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kobra_domain.errors import Param
from kobra_domain.questionnaires.form import Form, NodeKind
from kobra_domain.questionnaires.problems import Problem, ProblemSource, Severity, seen
from kobra_domain.questionnaires.question_types import read_type
from kobra_records.files.compile import Compiled
from kobra_records.files.compiler_messages import understood
from kobra_records.files.converting import Refusal, Stumble, converted
from kobra_records.files.phantoms import without_phantoms
from kobra_records.files.placing import Places
from kobra_records.files.stumbling import cause_of
from kobra_records.files.survey_tree import is_disabled, lines_of
from kobra_records.files.workbooks import RawSheet
from kobra_records.files.xlsform_reading import MOST_BLANK_LINES


def compiled(sheets: Sequence[RawSheet], form: Form, name: str | None) -> Compiled:
    """The XForm of a workbook's sheets; `form` is what was read from them, to place problems."""
    places = Places(form)
    problems = list(structure_problems(form))
    warnings: list[str] = []
    xform: str | None = None
    itemsets: str | None = None
    try:
        xform, itemsets = converted(sheets, warnings, name)
    except Refusal as refusal:
        problems.append(_problem(str(refusal), places, Severity.ERROR))
    except Stumble:
        problems.append(_stumbled(sheets, places, name))
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


def _stumbled(sheets: Sequence[RawSheet], places: Places, name: str | None) -> Problem:
    """It fell over something and says nothing of use: the cause is looked for."""
    error = Severity.ERROR
    plain = Problem(
        code="pyxform.stumbled_somewhere", severity=error, sheet="", source=ProblemSource.PYXFORM
    )
    cause = cause_of(sheets, name)
    if cause is None:
        return plain
    params = seen({"header": cause.header, "text": cause.text})
    code = "pyxform.stumbled" if cause.header else "pyxform.stumbled_row"
    found = replace(plain, code=code, sheet=cause.sheet, params=params)
    return places.put(found, row=cause.row, column=cause.header or None)
