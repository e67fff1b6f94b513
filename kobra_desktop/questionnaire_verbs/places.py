"""Where problems stand in a workbook, as a person who opens it finds them."""

from dataclasses import dataclass

from kobra_domain.questionnaires.form import Column, Form, Sheet
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.letters import letters

SETTINGS_ROW = 2  # the one row of settings that is read


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is spelt in the workbook; None or empty for what the problem has not."""

    sheet: str
    row: int | None
    header: str | None
    cell: str | None
    name: str | None


class Places:
    """The places of one form."""

    def __init__(self, form: Form) -> None:
        self._sheets = {name.lower(): name for name in form.sheet_names}
        self._names = {node.uid: node.name for node in form.nodes()}
        self._names |= {choice.uid: choice.name for choice in form.choices}
        self._columns = {sheet.name.lower(): _by_key(_columns(sheet)) for sheet in form.sheets}
        self._columns |= {
            "survey": _by_key(form.survey_columns),
            "choices": _by_key(form.choice_columns),
            "settings": _by_key(form.setting_columns),
        }

    def of(self, problem: Problem) -> Place:
        """Where a problem stands."""
        column = self._columns.get(problem.sheet, {}).get(problem.column or "")
        row = problem.row or (SETTINGS_ROW if column and problem.sheet == "settings" else None)
        if column is None:
            header, cell = problem.column, None
        else:
            at, header = column
            cell = f"{letters(at)}{row}" if row else None
        sheet = self._sheets.get(problem.sheet, problem.sheet)
        name = self._names.get(problem.uid or "") or None
        return Place(sheet, row, header, cell, name)


def _columns(sheet: Sheet) -> tuple[Column, ...]:
    """Of a sheet that is kept as it is, by what its headers say."""
    first = sheet.rows[0] if sheet.rows else ()
    return tuple(Column(" ".join(header.split()), header) for header in first)


def _by_key(columns: tuple[Column, ...]) -> dict[str, tuple[int, str]]:
    return {column.key: (at, column.header.strip()) for at, column in enumerate(columns)}
