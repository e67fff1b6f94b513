"""How the verbs speak: lines for people or one JSON object, in a language."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kobra_domain.errors import DomainError, Param
from kobra_domain.questionnaires.form import Column, Form
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.words import has_words, say
from kobra_records.files.problems import FileProblem, file_problem
from kobra_records.files.xlsform_reading import letters

WELL, WRONG, CANNOT = 0, 1, 2


class Speech:
    """Standard output in one language. JSON is written as it is, lines as they come."""

    def __init__(self, language: str, is_json: bool) -> None:
        self.language = language
        self.is_json = is_json

    def say(self, code: str, **params: Param) -> str:
        """A sentence of the field's words."""
        return say(code, params, self.language)

    def line(self, text: str) -> None:
        """A line for people; none in JSON."""
        if not self.is_json:
            _write(sys.stdout, text)

    def object(self, shape: Mapping[str, Any]) -> None:
        """The one object of JSON; none for people."""
        if self.is_json:
            _write(sys.stdout, json.dumps(shape, ensure_ascii=False, indent=2))

    def aside(self, text: str) -> None:
        """A line on standard error, in either way of speaking."""
        _write(sys.stderr, text)

    def cannot(self, error: DomainError) -> None:
        """Why nothing could be done."""
        problems = error.problems if isinstance(error, FileProblem) else ()
        problems = problems or (file_problem(error.code, **error.params),)  # type: ignore[arg-type]
        self.object(self.shape_of(problems, Form()))
        if not self.is_json:
            for problem in problems:
                self.aside(
                    f"kobra-desktop: {self.sentence(problem)} {self.remedy(problem)}".rstrip()
                )

    def sentence(self, problem: Problem) -> str:
        """What is wrong."""
        return say(problem.code, problem.params, self.language)

    def remedy(self, problem: Problem) -> str:
        """What to do; empty where there is nothing to say."""
        code = f"{problem.code}.remedy"
        return say(code, problem.params, self.language) if has_words(code) else ""

    def shape_of(self, problems: Iterable[Problem], form: Form) -> dict[str, Any]:
        """Problems in the stable shape of `--json`."""
        shapes = [self._shape(problem, form) for problem in problems]
        return {
            "errors": sum(shape["severity"] == "error" for shape in shapes),
            "warnings": sum(shape["severity"] == "warning" for shape in shapes),
            "problems": shapes,
        }

    def _shape(self, problem: Problem, form: Form) -> dict[str, Any]:
        place = Place(problem, form)
        return {
            "severity": problem.severity.value,
            "source": problem.source.value,
            "code": problem.code,
            "sheet": place.sheet or None,
            "row": problem.row,
            "column": place.header,
            "cell": place.cell,
            "name": place.name,
            "message": self.sentence(problem),
            "remedy": self.remedy(problem) or None,
        }


class Place:
    """Where a problem stands in the workbook, as a person who opens it finds it."""

    def __init__(self, problem: Problem, form: Form) -> None:
        self.sheet = next(
            (name for name in form.sheet_names if name.lower() == problem.sheet), problem.sheet
        )
        self.row = problem.row
        at, column = _column(problem, form)
        self.header = column.header.strip() if column else problem.column
        has_cell = at is not None and problem.row is not None
        self.cell = f"{letters(at or 0)}{problem.row}" if has_cell else None
        self.name = _name(problem, form)

    def words(self, speech: Speech) -> str:
        """«survey, E5 relevant, edad»; empty for the whole file."""
        row = speech.say("check.row", number=str(self.row)) if self.row and not self.cell else ""
        header = f"{self.cell} {self.header}" if self.cell else self.header
        return ", ".join(filter(None, (self.sheet, row, header, self.name)))


def _column(problem: Problem, form: Form) -> tuple[int | None, Column | None]:
    columns = {
        "survey": form.survey_columns,
        "choices": form.choice_columns,
        "settings": form.setting_columns,
    }.get(problem.sheet, ())
    found = ((at, column) for at, column in enumerate(columns) if column.key == problem.column)
    return next(found, (None, None))


def _name(problem: Problem, form: Form) -> str | None:
    if problem.uid is None:
        return None
    names = {node.uid: node.name for node in form.nodes()}
    names |= {choice.uid: choice.name for choice in form.choices}
    return names.get(problem.uid) or None


def read_bytes(path: str) -> bytes:
    """A file's bytes. Raises FileProblem."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise FileProblem("file.unreadable", filename=path) from error


def _write(stream: Any, text: str) -> None:
    """Whatever the terminal cannot show is shown as its code rather than ending the program."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
