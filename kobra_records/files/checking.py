"""Whole jobs on a workbook of a questionnaire, for the worker: what is wrong with it, and what it
becomes.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.lint_files import FILES
from kobra_domain.questionnaires.problems import Problem, Severity
from kobra_domain.questionnaires.together import together
from kobra_records.files.compile import compile_workbook
from kobra_records.files.form_files.bundles import Bundle, beside, packed, unpacked
from kobra_records.files.problems import FileProblem
from kobra_records.files.xlsform import read_workbook, write_workbook

MISSING_FILE = "form.data_file_"


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
    data: bytes,
    filename: str,
    name: str,
    countries: tuple[str, ...] = (),
    media: Path | None = None,
) -> Checked:
    """Our lint, then the compiler. `data` is a workbook, or a ZIP of one with its files; `media` a
    folder of more; `name` is the id of a form without one.

    Raises FileProblem when the file is no workbook that can be opened.
    """
    bundle = bundle_of(data, filename, media)
    try:
        form = bundle.dressed(read_workbook(bundle.workbook, bundle.name))
    except FileProblem as error:
        if not is_about_sheets(error):
            raise
        return Checked(form=Form(), problems=error.problems)
    compiled = _compiled(bundle.workbook, form, name)
    found = lint(form, countries=countries)
    if not bundle.is_whole:
        found = [_perhaps_elsewhere(problem) for problem in found]
    problems = together(form, [*found, *_left_out(bundle)], compiled.problems)
    return replace(compiled, problems=tuple(problems))


def bundle_of(data: bytes, filename: str, media: Path | None) -> Bundle:
    """A workbook with its files. Raises FileProblem."""
    bundle = unpacked(data, filename)
    return bundle if media is None else beside(bundle, media)


def _perhaps_elsewhere(problem: Problem) -> Problem:
    """A workbook alone does not say that its files are nowhere."""
    if problem.code.startswith(MISSING_FILE):
        return replace(problem, severity=Severity.WARNING)
    return problem


def _left_out(bundle: Bundle) -> list[Problem]:
    return [
        Problem(code=why.code, severity=Severity.WARNING, sheet=FILES, params=why.params)
        for why in bundle.left_out
    ]


def is_about_sheets(error: FileProblem) -> bool:
    """Whether the file could be opened, and it is the questionnaire in it that is wrong."""
    return error.code == "file.no_survey" or all(problem.sheet for problem in error.problems)


def read_whole(data: bytes, filename: str) -> Form:
    """The form of a workbook, or of a ZIP of one, with the files that are there. Raises
    FileProblem.
    """
    bundle = unpacked(data, filename)
    return bundle.dressed(read_workbook(bundle.workbook, bundle.name))


def rewrite_workbook(data: bytes, filename: str) -> bytes:
    """The workbook as .xlsx, whatever it was; of a ZIP the workbook in it. Raises FileProblem."""
    bundle = unpacked(data, filename)
    return write_workbook(read_workbook(bundle.workbook, bundle.name))


def pack_workbook(
    data: bytes, filename: str, name: str, media: Path | None = None
) -> tuple[bytes, tuple[Problem, ...]]:
    """A ZIP of the workbook, as .xlsx under `name`, and its files; and what of them was left out.
    Raises FileProblem.
    """
    bundle = bundle_of(data, filename, media)
    book = write_workbook(read_workbook(bundle.workbook, bundle.name))
    files = [(file.name, bundle.contents[file.sha256]) for file in bundle.files]
    return packed(book, name, files), tuple(_left_out(bundle))


def compile_file(data: bytes, filename: str, name: str) -> Checked:
    """The XForm of the very file, refused by nobody but the compiler. Raises FileProblem when it
    cannot be opened.
    """
    bundle = unpacked(data, filename)
    try:
        form = read_workbook(bundle.workbook, bundle.name)
    except FileProblem as error:
        if not is_about_sheets(error):
            raise
        form = Form()
    return _compiled(bundle.workbook, form, name)


def _compiled(data: bytes, form: Form, name: str) -> Checked:
    made = compile_workbook(data, form, name)
    return Checked(form=form, problems=made.problems, xform=made.xform, itemsets=made.itemsets)
