"""Corrects answers: each keeps what was sent, and the correction is kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.answer_field import AnswerField
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import FormField, Setting
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, scrolling
from kobra_domain.limits import Length
from kobra_domain.submissions import AnswerChange

_EVIDENCE = frozenset({"geopoint", "geotrace", "geoshape", "barcode"})
_VISIT = frozenset({"visita", "visit", "visit_id"})
WIDTH, HEIGHT = 560, 640


@dataclass(frozen=True)
class Correction:
    """What is asked beside the answers."""

    reason: Annotated[str, Length(1, 2_000)]


class EditDialog(Form):
    """`given` (reason, changes): at least one change and a reason."""

    kind = Correction

    given = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget, facts: ResultFacts, setting: Setting) -> None:
        act = self.tr("Keep correction")
        super().__init__(look, parent, self.tr("Correct answers"), setting, act=act)
        self.is_ready = False  # until an answer is other
        self.filter = line_edit(self.tr("Find a question…"))
        self.filter.setAccessibleName(self.tr("Find a question"))
        self.filter.textChanged.connect(self._on_filter)
        self.answers: dict[str, AnswerField] = {}
        self._searched: dict[str, str] = {}
        inside = column(space=10)
        for section in facts.sheet.sections:
            for line in section.lines:
                if not section.is_hidden and _is_correctable(line):
                    inside.addWidget(self._answer(line, section.title))
        inside.addStretch(1)
        editor = LineEditor()
        self.reason = editor.widget
        reason = self.by("reason", editor, self.tr("Reason"))
        kept = label(self.tr("What was sent is kept; the correction stands beside it."), "caption")
        area = scrolling(holding(inside))
        lines = column(kept, self.filter, area, reason, space=10)
        lines.setStretchFactor(area, 1)
        self.build(lines, WIDTH)
        give_room(self, look, WIDTH, HEIGHT)

    def _answer(self, line: AnswerLine, section: str) -> AnswerField:
        # Not by its path: that has signs by which a form finds the part of a field.
        made = AnswerField(f"answer {len(self.answers)}", line, self.setting.locale)
        self.answers[made.name] = made
        name = f"{section} › {line.label}" if section else line.label
        self._searched[made.name] = name.casefold()
        self._keep(made)
        return made

    def written(self) -> Iterable[str]:
        """The answers that are other than they were, in their order, and the reason."""
        changed = [name for name, field in self.answers.items() if field.is_touched]
        return [*changed, "reason"]

    def send(self, values: Values) -> None:
        """The corrections leave."""
        reason = values.pop("reason")
        changes = tuple(
            AnswerChange(path=field.line.path, before=field.before, after=values[name])
            for name, field in self.answers.items()
            if name in values
        )
        self.accept()
        self.given.emit(reason, changes)

    def refuse(self, problem: Known) -> None:
        """What is wrong must be seen: a search that hides it ends."""
        field = self.fields.get(str(problem.params.get("field") or ""))
        if field is not None and field.isHidden():
            self.filter.clear()
        super().refuse(problem)

    def _on_edited(self, field: FormField) -> None:
        self.is_ready = any(one.is_touched for one in self.answers.values())
        super()._on_edited(field)

    def _on_filter(self, typed: str) -> None:
        for name, field in self.answers.items():
            field.setVisible(typed.strip().casefold() in self._searched[name])


def _is_correctable(one: AnswerLine) -> bool:
    """Files, places and which visit it was are evidence: they stand as they came."""
    question = one.question
    if question is None:
        return True
    return not (question.is_file or question.kind in _EVIDENCE or question.name in _VISIT)
