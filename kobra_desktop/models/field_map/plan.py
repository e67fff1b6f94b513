"""What is done with an agent's day from the map: give its visits to others, or mark it absent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.agents import (
    AbsencePreview,
    absence_preview,
    clear_absence,
    mark_absent,
)
from kobra_desktop.commands.visits import assign_visits
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import AgentChoice
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agents import agent_rows
from kobra_domain.people import Agent
from kobra_domain.scope import Permission


class PlanModel(QObject):
    """Every act is said by `acts`."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.acts = FormActs(workspace, self)

    @property
    def may_plan(self) -> bool:
        """Whether the user may give visits to others."""
        return self._workspace.desk.may(Permission.PLAN_VISITS)

    @property
    def may_mark_absence(self) -> bool:
        """Whether the user may mark an agent absent."""
        return self._workspace.desk.may(Permission.MARK_ABSENCE)

    def find_agents(self, on: date, then: Callable[[list[AgentChoice]], None]) -> None:
        """Who could be given visits on a day, with their load."""
        store, reach = self._workspace.desk.store, self._workspace.reach

        def read() -> list[AgentChoice]:
            return [
                AgentChoice(
                    row.agent.id,
                    row.agent.name,
                    row.team_name,
                    row.planned,
                    row.done,
                    row.agent.absent_on == on,
                    row.searchable,
                )
                for row in agent_rows(store, on, reach=reach)
            ]

        self._workspace.background.read(read, then, owner=self)

    def assign(self, ids: Sequence[str], agent_id: str | None, name: str, on: date) -> None:
        """Give visits to an agent, or to nobody."""
        desk = self._workspace.desk

        def words(count: int) -> str:
            if agent_id is None:
                return counts.unassigned(count)
            return counts.assigned(count).format(name=name)

        self.acts.run(
            lambda: assign_visits(desk, visit_ids=ids, agent_id=agent_id, planned_on=on),
            lambda done: words(len(done.ids)),
        )

    def preview_absence(
        self,
        agent_id: str,
        on: date,
        move_to: str | None,
        then: Callable[[AbsencePreview], None],
        owner: QObject,
    ) -> None:
        """What the agent's absence that day would do with the visits."""
        desk = self._workspace.desk
        self._workspace.background.read(
            lambda: absence_preview(desk, agent_id=agent_id, on=on, move_to=move_to),
            then,
            owner=owner,
        )

    def mark_absent(self, agent: Agent, values: Values, then: Then, refused: Refused) -> None:
        """The agent does not work that day; its visits go to another agent, or to nobody."""
        desk = self._workspace.desk
        words = QCoreApplication.translate("FieldMap", "{name} is absent today.")
        self.acts.keep(
            lambda: mark_absent(
                desk,
                agent_id=agent.id,
                on=values["absent_on"],
                reason=values["absence_reason"],
                move_to=values["move_to"],
                seen=agent,
            ),
            words.format(name=agent.name),
            then,
            refused,
        )

    def clear_absence(self, agent: Agent) -> None:
        """The agent works after all."""
        desk = self._workspace.desk
        words = QCoreApplication.translate("FieldMap", "{name} works today.").format(
            name=agent.name
        )
        self.acts.run(lambda: clear_absence(desk, agent_id=agent.id, seen=agent), lambda _: words)
