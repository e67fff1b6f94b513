"""`questionnaire check`: our lint, the XLSForm compiler and ODK Validate on a file."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kobra_desktop.questionnaire_verbs.places import Places
from kobra_desktop.questionnaire_verbs.speech import CANNOT, WELL, WRONG, Speech, read_bytes
from kobra_domain.errors import DomainError
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem, Severity
from kobra_domain.questionnaires.together import grouped, together
from kobra_records.files.checking import Checked, check_workbook
from kobra_records.files.problems import FileProblem
from kobra_records.files.validate import validate
from kobra_records.files.worker import Worker

SECONDS = 300.0
VALIDATE_SECONDS = 90.0
NOT_THERE = "file.unreadable"


def check(said: argparse.Namespace, speech: Speech) -> int:
    """Print every problem; 1 if one is an error."""
    try:
        checked = _checked(said, speech)
    except DomainError as error:
        about = _about(said.file, Form(), is_compiled=False, is_validated=False)
        if not isinstance(error, FileProblem) or error.code == NOT_THERE:
            speech.cannot(error, about)
            return CANNOT
        # The file was looked at, and what it is is what is wrong with it.
        return _said(speech, about, error.problems, Form())
    found = validate(checked.xform, checked.form, VALIDATE_SECONDS) if checked.xform else None
    problems = tuple(together(checked.form, checked.problems, found or ()))
    if not said.country:
        problems = tuple(_perhaps(problem) for problem in problems)
    is_compiled, is_validated = checked.xform is not None, found is not None
    about = _about(said.file, checked.form, is_compiled=is_compiled, is_validated=is_validated)
    if is_compiled and not is_validated:
        speech.line(speech.say("check.not_validated"))
    return _said(speech, about, grouped(problems), checked.form)


def _said(speech: Speech, about: dict[str, object], problems: Sequence[Problem], form: Form) -> int:
    speech.object({**about, **speech.shape_of(problems, form)})
    _tell(speech, problems, form)
    _sum_up(speech, problems)
    return WRONG if any(problem.is_error for problem in problems) else WELL


def _checked(said: argparse.Namespace, speech: Speech) -> Checked:
    path = Path(said.file)
    # A file tells of no country; where none is known the bans of all are told.
    countries = tuple(map(str.upper, said.country)) or (speech.say("check.no_country"),)
    data = read_bytes(said.file)
    with Worker(seconds=SECONDS) as worker:
        media = Path(said.media) if said.media else None
        return worker.run(check_workbook, data, path.name, path.stem, countries, media)


def _perhaps(problem: Problem) -> Problem:
    """A ban of some country is a warning as long as nobody says where the form will be used."""
    if problem.params.get("unknown_country"):
        return replace(problem, severity=Severity.WARNING)
    return problem


def _about(
    filename: str, form: Form, *, is_compiled: bool, is_validated: bool
) -> dict[str, object]:
    return {
        "file": filename,
        "form_id": form.form_id or None,
        "title": form.title or None,
        "version": form.form_version or None,
        "compiled": is_compiled,
        "validated": is_validated,
        **({"files": [file.name for file in form.files]} if form.files else {}),
    }


def _tell(speech: Speech, problems: Sequence[Problem], form: Form) -> None:
    places = Places(form)
    for problem in problems:
        speech.line(speech.told(problem, places.of(problem)))
        remedy = speech.remedy(problem)
        if remedy:
            speech.line(f"    {remedy}")


def _sum_up(speech: Speech, problems: Sequence[Problem]) -> None:
    errors = sum(problem.is_error for problem in problems)
    counted = (("check.errors", errors), ("check.warnings", len(problems) - errors))
    if problems:
        speech.line(", ".join(speech.say(code, count=count) for code, count in counted))
    else:
        speech.line(speech.say("check.clean"))
