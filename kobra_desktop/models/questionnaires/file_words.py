"""The words about a form's own files: how large, of what kind, how they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.questionnaires.file_lines import FileLine
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_domain.questionnaires.files import KINDS, FormFile
from kobra_domain.words import data_size, has_words, say, word

translate = QCoreApplication.translate
UNUSED = "form.file_unused"


def file_count(files: Sequence[FormFile], locale: str) -> str:
    """«3 archivos · 1,4 MB»."""
    size = data_size(sum(file.size for file in files), locale)
    return f"{panel_counts.files(len(files))} · {size}"


def kind_words(line: FileLine, locale: str) -> str:
    """«Imagen»; for a name that says nothing, that."""
    return word(line.kind, locale) if line.kind else translate("Questionnaires", "File")


def state_words(line: FileLine, locale: str) -> str:
    """«Imagen · 97 kB · ¿Quién abre?»: what it is, and what is wrong or who asks for it."""
    if line.file is None:
        parts = [translate("Questionnaires", "Missing"), kind_words(line, locale)]
    else:
        parts = [kind_words(line, locale), data_size(line.file.size, locale)]
    errors = sum(problem.is_error for problem in line.problems)
    if line.file is not None and errors:
        return " · ".join([*parts, panel_counts.errors(errors)])
    if any(problem.code == UNUSED for problem in line.problems):
        return " · ".join([*parts, translate("Questionnaires", "not used")])
    if line.uses:
        one = len(line.uses) == 1
        parts.append(line.uses[0].words if one else panel_counts.questions(len(line.uses)))
    return " · ".join(parts)


def problem_words(line: FileLine, locale: str) -> list[tuple[bool, str]]:
    """Each problem with its remedy: whether it is an error, and the words."""
    said = []
    for problem in line.problems:
        words, code = say(problem.code, problem.params, locale), f"{problem.code}.remedy"
        if has_words(code, locale):
            words = f"{words} {say(code, problem.params, locale)}"
        said.append((problem.is_error, words))
    return said


def file_filter() -> str:
    """What the dialog offers."""
    ends = " ".join(f"*.{end} *.{end.upper()}" for end in KINDS)
    words = translate("Questionnaires", "Files for phones")
    return f"{words} ({ends})"
