"""What is done with an agent's day from the map: give its visits to others, or mark it absent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from kobra_desktop.commands.visits import assign_visits
from kobra_desktop.models.absences import Absences
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import AgentChoice, agent_choices
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.scope import Permission


class PlanModel(QObject):
    """Every act is said by `acts`."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.acts = FormActs(workspace, self)
        self.absences = Absences(workspace.desk, self.acts)

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
        workspace = self._workspace
        workspace.background.read(lambda: agent_choices(workspace, on), then, owner=self)

    def assign(self, rows: Sequence[VisitRow], agent_id: str | None, name: str, on: date) -> None:
        """Give visits, as they were shown, to an agent, or to nobody."""
        desk, seen = self._workspace.desk, {row.id: row for row in rows}

        def words(count: int) -> str:
            if agent_id is None:
                return counts.unassigned(count)
            return counts.assigned(count).format(name=name)

        self.acts.run(
            lambda: assign_visits(
                desk, visit_ids=seen, agent_id=agent_id, planned_on=on, seen=seen
            ),
            lambda done: words(len(done.ids)),
        )
