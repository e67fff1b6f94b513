"""Headers: in the first row, and each a column of its own."""

from collections.abc import Iterator

from kobra_domain.questionnaires.columns import SURVEY, TRANSLATABLE, key_of
from kobra_domain.questionnaires.lint_types import SETTINGS_COLUMNS, SURVEY_COLUMNS
from kobra_domain.questionnaires.problems import Problem, header_problem, problem
from kobra_domain.questionnaires.references import Reading

_MARK = "::"
# What is read as a whole, and what only names what comes behind the colons.
_NAMESPACES = {
    "survey": frozenset({"bind", "instance", "body"}),
    "choices": frozenset(),
    "settings": frozenset({"attribute"}),
}
_WHOLE = {
    "survey": SURVEY_COLUMNS - {*TRANSLATABLE} - _NAMESPACES["survey"],
    "choices": frozenset({"list_name", "name"}),
    "settings": SETTINGS_COLUMNS - _NAMESPACES["settings"],
}
MOST_ROWS = 30  # a title and a paragraph above the headers, not a second form


def problems(reading: Reading) -> Iterator[Problem]:
    """Headers that stand lower down, and two that were glued to one."""
    form = reading.form
    yield from _lower(reading)
    for sheet, columns in (
        ("survey", form.survey_columns),
        ("choices", form.choice_columns),
        ("settings", form.setting_columns),
    ):
        for column in columns:
            code = _fault(sheet, column.key)
            if code:
                header = column.header.strip()
                params = {"header": header, "suggestion": column.key.partition(_MARK)[0]}
                yield header_problem(code, sheet, column.key, **params)


def _fault(sheet: str, key: str) -> str:
    """What is wrong with a header, empty if nothing is."""
    first, *rest = key.split(_MARK)
    if first in _NAMESPACES[sheet]:
        return "" if rest else "form.header_bare"
    if not rest or first not in _WHOLE[sheet]:
        return "form.header_glued" if first in TRANSLATABLE and len(rest) > 1 else ""
    return "form.header_no_language"


def _lower(reading: Reading) -> Iterator[Problem]:
    if not reading.form.survey_columns or any(
        column.key == "type" for column in reading.form.survey_columns
    ):
        return
    for node, _ in zip(reading.form.nodes(), range(MOST_ROWS), strict=False):
        keys = {key_of(text, SURVEY) for text in node.cells.values()}
        if {"type", "name"} <= keys:
            found = problem("form.header_row", node, row=node.row or 0)
            yield found
            return
