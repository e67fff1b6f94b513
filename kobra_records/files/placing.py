"""From a row of the written workbook, or a question's name or path, to what stands there."""

from dataclasses import replace

from kobra_domain.questionnaires.columns import CHOICES, SURVEY, key_of
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.survey_tree import lines_of


class Places:
    """Where things stand in a form as it is written."""

    def __init__(self, form: Form) -> None:
        self._lines = list(lines_of(form.survey))
        self._choices = form.choices
        self._by_name: dict[str, Node | None] = {}
        for node in form.nodes():
            if node.name:  # a name that stands twice tells nothing
                self._by_name[node.name] = None if node.name in self._by_name else node

    def put(
        self,
        problem: Problem,
        *,
        row: int | None = None,
        name: str | None = None,
        column: str | None = None,
    ) -> Problem:
        """The problem with its uid, row and column, as far as the compiler's place leads."""
        sheet = problem.sheet or SURVEY
        thing: Node | Choice | None = None
        if row is not None:
            thing = self._at(sheet, row)
            row = self._read_from(sheet, row)
        else:
            thing = (self._by_name.get(name) if name else None) or self._said(problem)
            row = thing.row if thing else None
            sheet = CHOICES if isinstance(thing, Choice) else sheet
        key = key_of(column, sheet) if column else None
        return replace(
            problem,
            sheet=sheet if thing else problem.sheet,
            uid=thing.uid if thing else None,
            row=row,
            column=key,
        )

    def named(self, name: str) -> Node | None:
        """The only question of that name."""
        return self._by_name.get(name)

    def _said(self, problem: Problem) -> Node | Choice | None:
        """By a type or choice that the message names."""
        kind, value = problem.params.get("type_text"), problem.params.get("choice")
        if kind is not None:
            return next((line.node for line in self._lines if line.node.type == kind), None)
        list_name = problem.params.get("list_name")
        same = (own for own in self._choices if (own.list_name, own.name) == (list_name, value))
        return next(same, None)

    def _at(self, sheet: str, row: int) -> Node | Choice | None:
        at = row - 2
        if sheet == SURVEY and 0 <= at < len(self._lines):
            return self._lines[at].node
        if sheet == CHOICES and 0 <= at < len(self._choices):
            return self._choices[at]
        return None

    def _read_from(self, sheet: str, row: int) -> int | None:
        """The row it had in the workbook it came from; what was made here has none."""
        thing = self._at(sheet, row)
        if thing is None:
            return row
        if isinstance(thing, Node) and self._lines[row - 2].is_end:
            return thing.end_row
        return thing.row
