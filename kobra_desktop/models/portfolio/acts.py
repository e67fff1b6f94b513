"""What can be done with accounts and people that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from kobra_desktop.commands.accounts import set_segment
from kobra_desktop.commands.done import NOTHING_SEEN, Seen
from kobra_desktop.commands.parties import do_not_contact
from kobra_desktop.commands.plans import plan_visits
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import AgentChoice, agent_choices
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.seen import seen_values
from kobra_domain.scope import Permission


class PortfolioActs(QObject):
    """What a person does with accounts and people; each is one act, and one undo."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)

    @property
    def may_plan(self) -> bool:
        """Whether the user may make visits."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    @property
    def may_keep(self) -> bool:
        """Whether the user may write down what people ask for."""
        return self.workspace.desk.may(Permission.KEEP_PEOPLE)

    def find_agents(self, on: date, then: Callable[[list[AgentChoice]], None]) -> None:
        """Read who could be given visits on a day."""
        workspace = self.workspace
        workspace.background.read(lambda: agent_choices(workspace, on), then, owner=self)

    def look_at(
        self, kind: str, field: str, ids: Sequence[str], then: Callable[[Seen], None]
    ) -> None:
        """What of these rows stands there now, before a person decides about it."""
        workspace = self.workspace
        if not self.acts.takes(len(ids)):
            return
        read = lambda: seen_values(workspace.desk.store, kind, field, ids)  # noqa: E731
        workspace.background.read(read, then, self.acts.failed.emit, owner=self)

    def plan(
        self, account_ids: Sequence[str], agent_id: str | None, name: str, on: date | None
    ) -> None:
        """Make visits for accounts, and give them to an agent."""
        desk = self.workspace.desk
        self.acts.run_on(
            len(account_ids),
            lambda watch: plan_visits(
                desk, account_ids=account_ids, agent_id=agent_id, planned_on=on, watch=watch
            ),
            lambda done: (
                counts.assigned(len(done.ids)).format(name=name)
                if agent_id
                else counts.planned(len(done.ids))
            ),
        )

    def segment(self, account_ids: Sequence[str], segment: str, seen: Seen = NOTHING_SEEN) -> None:
        """Put accounts into a segment."""
        desk = self.workspace.desk
        self.acts.run_on(
            len(account_ids),
            lambda watch: set_segment(
                desk, account_ids=account_ids, segment=segment, seen=seen, watch=watch
            ),
            lambda done: counts.accounts_changed(len(done.ids)),
        )

    def stop_contact(
        self, party_ids: Sequence[str], reason: str, seen: Seen = NOTHING_SEEN
    ) -> None:
        """People who are not to be contacted, and why; an empty reason lifts it."""
        desk = self.workspace.desk
        self.acts.run_on(
            len(party_ids),
            lambda watch: do_not_contact(
                desk, party_ids=party_ids, reason=reason, seen=seen, watch=watch
            ),
            lambda done: counts.people_changed(len(done.ids)),
        )
