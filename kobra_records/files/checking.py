"""Whole jobs on a workbook of a questionnaire, for the worker: what is wrong with it, and what it
becomes.
"""

from dataclasses import dataclass, replace

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.compile import compile_workbook
from kobra_records.files.problems import FileProblem
from kobra_records.files.xlsform import read_workbook, write_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found. `form` is empty when the workbook has sheets that make no form; `xform` is
    None when the compiler refused or was not asked.
    """

    form: Form
    problems: tuple[Problem, ...]
    xform: str | None = None
    itemsets: str | None = None


def check_workbook(
    data: bytes, filename: str, name: str, countries: tuple[str, ...] = ()
) -> Checked:
    """Our lint, then the compiler. `name` is the id of a form without one.

    Raises FileProblem when the file is no workbook that can be opened.
    """
    try:
        form = read_workbook(data, filename)
    except FileProblem as error:
        if not is_about_sheets(error):
            raise
        return Checked(form=Form(), problems=error.problems)
    compiled = _compiled(data, form, name)
    return replace(compiled, problems=(*lint(form, countries=countries), *compiled.problems))


def is_about_sheets(error: FileProblem) -> bool:
    """Whether the file could be opened, and it is the questionnaire in it that is wrong."""
    return error.code == "file.no_survey" or all(problem.sheet for problem in error.problems)


def rewrite_workbook(data: bytes, filename: str) -> bytes:
    """The workbook as .xlsx, whatever it was. Raises FileProblem."""
    return write_workbook(read_workbook(data, filename))


def compile_file(data: bytes, filename: str, name: str) -> Checked:
    """The XForm of the very file, refused by nobody but the compiler. Raises FileProblem when it
    cannot be opened.
    """
    try:
        form = read_workbook(data, filename)
    except FileProblem as error:
        if not is_about_sheets(error):
            raise
        form = Form()
    return _compiled(data, form, name)


def _compiled(data: bytes, form: Form, name: str) -> Checked:
    made = compile_workbook(data, form, name)
    return Checked(form=form, problems=made.problems, xform=made.xform, itemsets=made.itemsets)
