"""How the verbs speak: lines for people or one JSON object, in a language."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kobra_desktop.questionnaire_verbs.places import Place, Places
from kobra_domain.errors import DomainError, Param
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.words import has_words, say
from kobra_records.files.form_files.bundles import read_packed
from kobra_records.files.problems import FileProblem

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

    def cannot(self, error: DomainError, about: Mapping[str, Any]) -> None:
        """Why nothing could be done; `about` begins the object of JSON."""
        if isinstance(error, FileProblem):
            problems = error.problems
        else:
            problems = FileProblem(error.code, **error.params).problems
        self.object({**about, **self.shape_of(problems, Form())})
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
        places = Places(form)
        shapes = [self._shape(problem, places.of(problem)) for problem in problems]
        return {
            "errors": sum(shape["severity"] == "error" for shape in shapes),
            "warnings": sum(shape["severity"] == "warning" for shape in shapes),
            "problems": shapes,
        }

    def told(self, problem: Problem, place: Place) -> str:
        """«Error: survey, E5 relevant, edad: …»."""
        row = self.say("check.row", number=str(place.row)) if place.row and not place.cell else ""
        header = f"{place.cell} {place.header}" if place.cell else place.header
        where = ", ".join(filter(None, (place.sheet, row, header, place.name)))
        parts = (self.say(f"severity.{problem.severity.value}"), where, self.sentence(problem))
        return ": ".join(filter(None, parts))

    def _shape(self, problem: Problem, place: Place) -> dict[str, Any]:
        return {
            "severity": problem.severity.value,
            "source": problem.source.value,
            "code": problem.code,
            "sheet": place.sheet or None,
            "row": place.row,
            "column": place.header,
            "cell": place.cell,
            "name": place.name,
            "message": self.sentence(problem),
            "remedy": self.remedy(problem) or None,
        }


def read_bytes(path: str) -> bytes:
    """A file's bytes. Raises FileProblem."""
    try:
        return read_packed(Path(path))
    except OSError as error:
        raise FileProblem("file.unreadable", filename=path) from error


def _write(stream: Any, text: str) -> None:
    """Whatever the terminal cannot show is shown as its code rather than ending the program."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
