"""Marking an agent absent: why, who gets the day's visits, and what that would do. One click does
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.commands.agents import AbsencePreview
from kobra_desktop.models.absences import Absences
from kobra_desktop.models.counts import counts
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import ChoiceEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.limits import AgentId, Note
from kobra_domain.people import Agent

translate = QCoreApplication.translate
MOST_REASONS = 3


@dataclass(frozen=True)
class Absence:
    """What the form asks: `move_to` None leaves the visits to nobody."""

    absent_on: date
    absence_reason: Note = ""
    move_to: AgentId | None = None


class AbsenceDialog(Form):
    """What it would do is asked again when the day or who gets the visits changes."""

    kind = Absence
    is_act = True

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        agent: Agent,
        setting: Setting,
        absences: Absences,
    ) -> None:
        start: dict[str, Any] = {"absent_on": setting.today}
        title = translate("Absence", "{name} is absent").format(name=agent.name)
        act = translate("Absence", "Mark absent")
        submit = partial(absences.mark, agent)
        super().__init__(look, parent, title, setting, submit, start=start, act=act)
        self._agent, self._absences = agent, absences
        self.day = self.of("absent_on")
        self._nobody: Option = (None, translate("Absence", "Nobody (unassigned)"))
        goes = translate("Absence", "The visits go to")
        receivers = ChoiceEditor([self._nobody], is_searched=True)
        self.move_to = self.by("move_to", receivers, goes)
        usual = LineEditor(translate("Absence", "Sick, leave, vehicle…"))
        self.reason = self.by("absence_reason", usual)
        self.plan = label("…", "secondary", wrap=True)
        where = row(self.day, self.move_to, space=12)
        where.setStretch(1, 1)
        inside = column(where, self.reason, self.plan, None, space=12)
        self.build(inside, 480, 340)
        self.day.typing.listen(self._preview)
        self.move_to.typing.listen(self._preview)
        self._preview()
        # To whom is what most will say: it is typed at once.
        self.move_to.typing.focus.setFocus(Qt.FocusReason.TabFocusReason)

    def show_agents(self, others: Iterable[Option]) -> None:
        """Who could take the visits."""
        if isValid(self):  # it may have been left meanwhile
            self.move_to.set_options([self._nobody, *others])

    def _preview(self) -> None:
        receiver = self.move_to.typing.typed()
        if not isinstance(receiver, tuple):  # a name that is being typed is nobody's yet
            day: Any = self.day.typing.typed()
            to = None if receiver is None else str(receiver)
            self._absences.preview(self._agent, day, to, self._on_plan, self)

    def _on_plan(self, plan: AbsencePreview) -> None:
        moved = translate("Absence", "Moves: {visits}.")
        lines = [moved.format(visits=counts.visits(len(plan.moving)))]
        if plan.refused:
            stay = translate("Absence", "Stay: {visits}.")
            lines.append(stay.format(visits=counts.visits(len(plan.refused))))
        for one in plan.refused[:MOST_REASONS]:
            lines.append(f"· {one.title}: {sentence(one.reason, self.setting.locale)}")
        self.plan.setText("\n".join(lines))
