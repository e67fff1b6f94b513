"""The lint: everything that is wrong with a form, all at once, without compiling it.

What a single topic looks at is in the `lint_…` beside this; the compiler and the phone engine's
validator are further gates, elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator

from kobra_domain.questionnaires import (
    lint_cells,
    lint_defaults,
    lint_expressions,
    lint_files,
    lint_geofence,
    lint_headers,
    lint_instances,
    lint_languages,
    lint_lists,
    lint_made,
    lint_names,
    lint_references,
    lint_repeats,
    lint_results,
    lint_structure,
    lint_translations,
    lint_types,
    lint_words,
)
from kobra_domain.questionnaires.banned import banned_problems
from kobra_domain.questionnaires.dialects import merged
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.references import Reading

TOPICS: tuple[Callable[[Reading], Iterable[Problem]], ...] = (
    lint_headers.problems,
    lint_languages.problems,
    lint_cells.problems,
    lint_structure.problems,
    lint_names.problems,
    lint_types.problems,
    lint_words.problems,
    lint_defaults.problems,
    lint_references.problems,
    lint_repeats.problems,
    lint_expressions.problems,
    lint_lists.problems,
    lint_made.problems,
    lint_results.problems,
    lint_instances.problems,
    lint_files.problems,
    lint_translations.problems,
    lint_geofence.problems,
)
_SHEETS = ("settings", "survey", "choices")
# What makes much of the rest go wrong comes before it.
_FIRST = (
    "form.header_row",
    "form.header_glued",
    "form.header_bare",
    "form.header_no_language",
    "form.language_twins",
)


def lint(form: Form, *, countries: tuple[str, ...] = ()) -> list[Problem]:
    """All problems, in the order of the form: its settings, its questions, its lists.

    `countries` (ISO 3166, two letters) are those whose contact rules ban questions.
    """
    reading = Reading(form)
    found = [problem for topic in TOPICS for problem in topic(reading)]
    found.extend(banned_problems(reading, countries))
    return merged(in_order(form, _causes(found)))


def _causes(found: list[Problem]) -> Iterator[Problem]:
    """Without what only follows: a word of another language is no expression either."""
    words = {(one.uid, one.column) for one in found if one.code == "form.yes_no_word"}
    for one in found:
        follows = one.code.startswith(("form.expression_", "form.function_"))
        if not (follows and (one.uid, one.column) in words):
            yield one


def in_order(form: Form, problems: Iterable[Problem]) -> list[Problem]:
    """Problems as the form goes; those without a question come before the others of their sheet."""
    places = {node.uid: at for at, node in enumerate(form.nodes())}
    places.update((choice.uid, at) for at, choice in enumerate(form.choices))

    def place(found: Problem) -> tuple[int, int, bool]:
        if found.code in _FIRST:
            return -1, _FIRST.index(found.code), False
        sheet = _SHEETS.index(found.sheet) if found.sheet in _SHEETS else len(_SHEETS)
        at = places.get(found.uid, -1) if found.uid else -1
        return sheet, at, not found.is_error

    return sorted(problems, key=place)
