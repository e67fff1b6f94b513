"""What there is to say of each file of a form, missing ones too: who asks for it, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from kobra_desktop.store.collation import name_key
from kobra_domain.questionnaires.asked_files import Asked, asked_files, by_name, fits, plain
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.files import KINDS, OWN_NAMES, FileKind, FormFile, ending
from kobra_domain.questionnaires.form import Choice, Form
from kobra_domain.questionnaires.lint_files import problems
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.references import Reading


@dataclass(frozen=True, slots=True)
class FileUse:
    """A cell that asks for a file: of a question, or of a choice."""

    uid: str
    column: str
    words: str
    is_choice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file that the form has, asks for, or both; `file` is None for one that is missing."""

    name: str
    file: FormFile | None = None
    uses: tuple[FileUse, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def kind(self) -> FileKind | None:
        """What a phone does with it; None for a name that says nothing."""
        return KINDS.get(ending(self.name))

    @property
    def has_error(self) -> bool:
        """Whether it keeps the form from being published."""
        return any(problem.is_error for problem in self.problems)


def file_lines(form: Form, language: str | None = None) -> tuple[FileLine, ...]:
    """Every file that the form has or asks for, by name."""
    reading = Reading(form)
    asked, wrong = asked_files(reading), dict[str, list[Problem]]()
    for problem in problems(reading):
        wrong.setdefault(plain(str(problem.params.get("file", ""))), []).append(problem)
    named = by_name(asked)
    files: dict[str, FormFile | None] = {name: None for name in named if name not in OWN_NAMES}
    files |= {file.name: file for file in form.files}
    open_ended = [each for each in asked if not each.name]
    lines = []
    for name, file in files.items():
        perhaps = [each for each in open_ended if file is not None and fits(each, file)]
        uses = tuple(_use(each, language) for each in (*named.get(name, ()), *perhaps))
        lines.append(FileLine(name=name, file=file, uses=uses, problems=tuple(wrong.get(name, ()))))
    return tuple(sorted(lines, key=lambda line: name_key(line.name)))


def _use(asked: Asked, language: str | None) -> FileUse:
    place = asked.place
    label = " ".join(shown(place.cells, "label", language).split())
    words = label if label and place.name else label or place.name
    return FileUse(place.uid, asked.column, words, isinstance(place, Choice))
