"""`questionnaire check`: our lint, the XLSForm compiler and ODK Validate on a file."""

import argparse
from dataclasses import replace
from pathlib import Path

from kobra_desktop.questionnaire_verbs.speech import WELL, WRONG, Place, Speech, read_bytes
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.checking import Checked, check_workbook
from kobra_records.files.validate import validate
from kobra_records.files.worker import Worker

SECONDS = 300.0


def check(said: argparse.Namespace, speech: Speech) -> int:
    """Print every problem; 1 if one is an error."""
    path = Path(said.file)
    # A file tells of no country; where none is known the strictest rules stand.
    countries = tuple(map(str.upper, said.country)) or (speech.say("check.no_country"),)
    data = read_bytes(said.file)
    with Worker(seconds=SECONDS) as worker:
        checked = worker.run(check_workbook, data, path.name, path.stem, countries)
    found = validate(checked.xform, checked.form, SECONDS) if checked.xform else None
    checked = replace(checked, problems=(*checked.problems, *(found or ())))
    speech.object(_shape(speech, said.file, checked, is_validated=found is not None))
    for problem in checked.problems:
        _tell(speech, problem, checked)
    _sum_up(speech, checked, is_unvalidated=checked.xform is not None and found is None)
    return WRONG if any(problem.is_error for problem in checked.problems) else WELL


def _shape(
    speech: Speech, filename: str, checked: Checked, *, is_validated: bool
) -> dict[str, object]:
    form = checked.form
    return {
        "file": filename,
        "form_id": form.form_id or None,
        "title": form.title or None,
        "version": form.form_version or None,
        "compiled": checked.xform is not None,
        "validated": is_validated,
        **speech.shape_of(checked.problems, form),
    }


def _tell(speech: Speech, problem: Problem, checked: Checked) -> None:
    place = Place(problem, checked.form).words(speech)
    severity = speech.say(f"severity.{problem.severity.value}")
    speech.line(f"{severity}: {place + ': ' if place else ''}{speech.sentence(problem)}")
    remedy = speech.remedy(problem)
    if remedy:
        speech.line(f"    {remedy}")


def _sum_up(speech: Speech, checked: Checked, *, is_unvalidated: bool) -> None:
    errors = sum(problem.is_error for problem in checked.problems)
    warnings = len(checked.problems) - errors
    if is_unvalidated:
        speech.line(speech.say("check.not_validated"))
    if not checked.problems:
        speech.line(speech.say("check.clean"))
    else:
        counted = (("check.errors", errors), ("check.warnings", warnings))
        speech.line(", ".join(speech.say(code, count=count) for code, count in counted))
