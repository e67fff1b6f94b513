"""Cells that looked otherwise in the workbook: what Excel did to them, and what phones will say."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kobra_domain.questionnaires.columns import SETTINGS, SURVEY
from kobra_domain.questionnaires.form import Remark
from kobra_domain.questionnaires.lint_types import SETTINGS_COLUMNS, SURVEY_COLUMNS
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.question_types import ValueKind
from kobra_domain.questionnaires.references import YES_NO, Reading

_MOMENTS = frozenset({ValueKind.DATE, ValueKind.TIME, ValueKind.DATETIME})
# Where the compiler takes Excel's own yes and no.
_TRUTHS = {
    SURVEY: frozenset({"required", "read_only", "relevant", "constraint", "calculation"})
    | {"disabled", "autoplay"},
    SETTINGS: frozenset({"allow_choice_duplicates", "clean_text_values", "client_editable"})
    | {"auto_send", "auto_delete", "flat"},
}
_READ = {SURVEY: SURVEY_COLUMNS, SETTINGS: SETTINGS_COLUMNS}


def problems(reading: Reading) -> Iterator[Problem]:
    """Every remark that still is about what stands there and that somebody will meet."""
    cells = _cells(reading)
    for remark in reading.form.remarks:
        if remark.text == _standing(reading, cells, remark) and _matters(reading, remark):
            params = {"text": remark.text, "shown": remark.shown}
            found = problem(remark.code, None, remark.column, sheet=remark.sheet, **params)
            yield replace(found, uid=remark.uid, row=remark.row)


def _cells(reading: Reading) -> Mapping[str, Mapping[str, str]]:
    found = {node.uid: node.cells for node in reading.form.nodes()}
    found.update((choice.uid, choice.cells) for choice in reading.form.choices)
    return found


def _standing(
    reading: Reading, cells: Mapping[str, Mapping[str, str]], remark: Remark
) -> str | None:
    """What stands in the cell now; None for a row that is gone."""
    if remark.uid is not None:
        return cells[remark.uid].get(remark.column, "") if remark.uid in cells else None
    if remark.sheet == SETTINGS:
        return reading.form.settings.get(remark.column, "")
    return remark.text  # a sheet that nobody edits here


def _matters(reading: Reading, remark: Remark) -> bool:
    first = remark.column.partition("::")[0].partition(":")[0]
    if remark.code == "form.cell_beyond":
        return True
    if remark.sheet in _READ and first not in _READ[remark.sheet]:
        return False  # a note of somebody, which nothing reads
    if remark.code == "form.cell_truth":
        return remark.text not in YES_NO or first not in _TRUTHS.get(remark.sheet, ())
    spot = reading.spots.get(remark.uid or "")
    is_default = remark.code == "form.cell_date" and first == "default" and spot is not None
    return not (is_default and spot and spot.type.info.value in _MOMENTS)
