"""What a person does from the map: contact, reassign, absence. Asks with a dialog, does by the
model, and hands the sentence to the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.commands.done import Done
from kobra_desktop.errors import Known
from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.plan import PlanModel
from kobra_desktop.models.visits import AgentChoice
from kobra_desktop.views import outside
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_domain.people import Agent
from kobra_domain.shift import Presence
from kobra_domain.visit_moves import is_open_to


class FieldActs(QObject):
    """`said` (sentence, WayBack or None): what was done, or why it was not."""

    said = Signal(str, object)

    def __init__(self, look: Look, field: FieldModel, plan: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._field, self._plan, self._widget = look, field, plan, parent
        plan.acts.acted.connect(self._on_acted)
        plan.acts.failed.connect(self._on_failed)

    # Contact

    def call(self, agent_id: str) -> None:
        """Open the telephone."""
        if phone := self._phone(agent_id):
            outside.call(self._look, self._widget, phone)

    def write(self, agent_id: str) -> None:
        """Open WhatsApp."""
        if phone := self._phone(agent_id):
            outside.write(self._look, self._widget, phone)

    def copy(self, agent_id: str) -> None:
        """Put the number on the clipboard."""
        if phone := self._phone(agent_id):
            is_there = outside.copy(phone)
            failed = self.tr("The number could not be copied: {phone}").format(phone=phone)
            self.said.emit(self.tr("Number copied.") if is_there else failed, None)

    def _phone(self, agent_id: str) -> str:
        line = self._field.agents.line_of(agent_id)
        return line.row.agent.phone if line else ""

    # Plan

    def reassign(self, agent_id: str) -> None:
        """Give the agent's visits of today that nobody has begun to somebody else."""
        self.assign([visit.id for visit in self._field.visits_of_agent(agent_id)])

    def assign(self, ids: Sequence[str]) -> None:
        """To whom, for which day; one click there does it. Those that have begun or ended stay."""
        known = [self._field.visits.by_id(one) for one in ids]
        given = [v.row for v in known if v is not None and is_open_to("visit.assign", v.row.state)]
        if not given or not self._plan.may_plan:
            return
        plan = self._plan
        dialog = AssignDialog(self._look, self._widget, len(given), self._field.workspace.today)
        dialog.day_changed.connect(lambda on: plan.find_agents(on, dialog.show_agents))
        dialog.chosen.connect(lambda agent, name, on: plan.assign(given, agent, name, on))
        plan.find_agents(dialog.chosen_day, dialog.show_agents)
        dialog.open()

    def absence(self, agent_id: str) -> None:
        """Mark the agent absent today, or take that back."""
        line = self._field.agents.line_of(agent_id)
        if line is None:
            return
        if line.state.presence is Presence.ABSENT:
            self._plan.absences.clear(line.row.agent)
        else:
            self._ask_absence(line)

    def _ask_absence(self, line: AgentLine) -> None:
        plan, agent = self._plan, line.row.agent
        setting = Setting.of(self._field.workspace)
        dialog = AbsenceDialog(
            self._look,
            self._widget,
            agent,
            setting,
            plan.absences,
        )
        plan.find_agents(setting.today, lambda found: dialog.show_agents(_receivers(found, agent)))
        dialog.open()

    # Outcomes

    def _on_acted(self, words: str, done: Done) -> None:
        back = self._plan.acts.way_back(done)
        if done.ids:
            self.said.emit(words, back)
        if done.refused:
            locale = self._field.workspace.locale
            told = words if done.ids else ""
            RefusalsDialog(
                self._look, self._widget, done.refused, locale, done=told, back=back
            ).open()

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._field.workspace.locale), None)


def _receivers(found: Sequence[AgentChoice], agent: Agent) -> list[tuple[str, str]]:
    """Who else works that day, with the visits each has already."""
    return [
        (one.id, f"{one.name} ({one.planned})")
        for one in found
        if one.id != agent.id and not one.is_absent
    ]
