"""Headers: in the first row, and each a column of its own."""

from collections.abc import Iterator

from kobra_domain.questionnaires.columns import SURVEY, TRANSLATABLE, key_of
from kobra_domain.questionnaires.form import Column
from kobra_domain.questionnaires.problems import Problem, header_problem, problem
from kobra_domain.questionnaires.references import Reading

_MARK = "::"
MOST_ROWS = 30  # a title and a paragraph above the headers, not a second form


def problems(reading: Reading) -> Iterator[Problem]:
    """Headers that stand lower down, and two that were glued to one."""
    form = reading.form
    yield from _lower(reading)
    for sheet, columns in (("survey", form.survey_columns), ("choices", form.choice_columns)):
        for column in columns:
            if _is_glued(column):
                header = column.header.strip()
                yield header_problem("form.header_glued", sheet, column.key, header=header)


def _is_glued(column: Column) -> bool:
    first, *rest = column.key.split(_MARK)
    return first in TRANSLATABLE and len(rest) > 1


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
