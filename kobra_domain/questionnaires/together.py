"""What several find in one form, without echoes; and what has one cause, on one line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kobra_domain.errors import Param
from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import in_order
from kobra_domain.questionnaires.problems import Problem

# So many of one cause are seen one by one; a line is longer than a glance.
FEW = 3
MOST_ROWS = 8
# What says where a problem is, and not what it is.
_PLACES = frozenset({"name", "position", "index", "other_row", "question", "row"})
# What the compilers say again, by what our own lint has said of the whole form.
_ECHOES = {
    "pyxform.translation_missing": (
        "form.translation_missing",
        "form.language_on_one_sheet",
        "form.language_twins",
    ),
    "pyxform.language_codes": ("form.language_twins",),
    "pyxform.header_003": ("form.header_row",),
    "pyxform.stumbled": ("form.header_glued", "form.header_bare", "form.header_no_language"),
    "pyxform.or_other_languages": ("form.or_other_english",),
    "pyxform.source_twice": ("form.source_twice",),
    "pyxform.names_001": ("form.name_made",),
    "pyxform.pyref_004": ("form.name_of_form",),
    "pyxform.name_twice": ("form.name_of_form",),
}


def together(form: Form, linted: Sequence[Problem], later: Iterable[Problem]) -> list[Problem]:
    """All of them in the form's order; what the compilers say where our own lint has an error
    already is the same once more.
    """
    known = {problem.uid for problem in linted if problem.is_error}
    codes = {problem.code for problem in linted}
    more = [
        problem
        for problem in later
        if (problem.uid is None or problem.uid not in known)
        and codes.isdisjoint(_ECHOES.get(problem.code, ()))
    ]
    return in_order(form, [*linted, *more])


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with each cause that many have told once, where it is first met."""
    causes: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        causes.setdefault(_cause(problem), []).append(problem)
    return [
        told
        for alike in causes.values()
        for told in (alike if len(alike) <= FEW else [_one(alike)])
    ]


def _cause(problem: Problem) -> tuple[object, ...]:
    said = frozenset(pair for pair in problem.params.items() if pair[0] not in _PLACES)
    if problem.code == "form.translation_missing":
        return problem.code, said
    column = split(problem.column or "")[0]
    return problem.code, problem.severity, problem.sheet, column, said


def _one(alike: Sequence[Problem]) -> Problem:
    first = alike[0]
    if first.code == "form.translation_missing":
        params = {"language": first.params["language"], "count": len(alike)}
        return replace(first, code="form.translations_missing", params=params)
    rows = [problem.row for problem in alike[1:] if problem.row]
    more: dict[str, Param] = {"alike": len(alike) - 1}
    if rows:
        named = ", ".join(map(str, rows[:MOST_ROWS]))
        more["alike_rows"] = f"{named}…" if len(rows) > MOST_ROWS else named
    return replace(first, params={**first.params, **more})
