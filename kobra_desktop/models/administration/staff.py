"""Teams and agents: who they are, when they work, and whether their phones may and do report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.http import is_loopback
from kobra_desktop.commands.agents import (
    create_agent,
    edit_agent,
    end_enrolment,
    enrol,
    give_consent,
    withdraw_consent,
)
from kobra_desktop.commands.teams import create_team, edit_team
from kobra_desktop.models.absences import Absences
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values, is_offline
from kobra_desktop.models.administration.agent_columns import (
    NO_TEAM,
    agent_columns,
    agent_qualities,
    agent_words,
)
from kobra_desktop.models.administration.choices import Choices, read_choices
from kobra_desktop.models.administration.endings import Endings
from kobra_desktop.models.administration.phones import international
from kobra_desktop.models.administration.silence import silence_of
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agents import AgentRow, agent_rows
from kobra_desktop.store.queries.people import TeamRow, team_rows
from kobra_domain.people import Agent, Team

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """What a phone reads to become the agent's; told once. `is_local`: no phone can reach it.

    `settings_url` is Traccar Client's, `collect_settings` ODK Collect's, for `forms_url`; these two
    are empty with a server that has no forms yet.
    """

    settings_url: str
    is_local: bool
    forms_url: str = ""
    collect_settings: str = ""


class StaffModel(QObject):
    """`teams_changed`: other teams or other counts. The list of agents follows the news."""

    teams_changed = Signal()

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        self.absences = Absences(workspace.desk, self.acts)
        self.endings = Endings(workspace, self.acts)
        self.teams: Sequence[TeamRow] = ()
        listing: Listing[AgentRow] = Listing(
            name="agents",
            load=self._load,
            identity=lambda row: row.agent.id,
            words=agent_words,
            columns=agent_columns(workspace),
            qualities=agent_qualities(),
        )
        self.list = LiveList(workspace, listing, View(sort_key="name"), self)
        self.list.loaded.connect(self.teams_changed)

    @property
    def is_offline(self) -> bool:
        """Whether what needs the server cannot be done now."""
        return is_offline(self.status)

    def row(self, agent_id: str) -> AgentRow | None:
        """An agent, whether a filter hides it or not."""
        return self.list.row(agent_id)

    def team(self, team_id: str) -> Team | None:
        """A team by its id."""
        return next((row.team for row in self.teams if row.team.id == team_id), None)

    def agents_without_team(self) -> int:
        """How many active agents belong to no team."""
        rows = self.list.held.rows
        return sum(row.agent.is_active and row.agent.team_id is None for row in rows)

    def agents_without_phone(self) -> int:
        """How many active agents have no phone."""
        rows = self.list.held.rows
        return sum(row.agent.is_active and row.agent.enrolled_at is None for row in rows)

    def silent_agents(self) -> int:
        """How many should report and have not."""
        now = self.workspace.now
        return sum(silence_of(row, now) is not None for row in self.list.held.rows)

    def show_team(self, team_id: str) -> None:
        """Only the agents of a team, of none (`NO_TEAM`), or with an empty text of all."""
        accepted = dict(self.list.view.accepted)
        accepted["team"] = frozenset({team_id} if team_id else ())
        self.list.look(accepted=accepted)

    def choices(self, then: Callable[[Choices], None], owner: QObject) -> None:
        """What a form chooses from."""
        self.acts.look(lambda: read_choices(self.workspace), then, owner)

    def _load(self) -> list[AgentRow]:
        store = self.workspace.desk.store
        self.teams = team_rows(store)
        return agent_rows(store, self.workspace.today, with_inactive=True)

    # Teams

    def save_team(self, team: Team | None, values: Values, then: Then, refused: Refused) -> None:
        """Make a team, or write these fields."""
        desk = self.workspace.desk
        if team is None:
            words = translate("Administration", "Team created")
            self.acts.keep(lambda: create_team(desk, **values), words, then, refused)
            return
        words = translate("Administration", "Team changed")
        self.acts.keep(lambda: edit_team(desk, team.id, seen=team, **values), words, then, refused)

    # Agents

    def save_agent(self, agent: Agent | None, values: Values, then: Then, refused: Refused) -> None:
        """Make an agent, or write these fields. The phone number is made international."""
        desk = self.workspace.desk
        if agent is None:
            words, zone = translate("Administration", "Agent created"), values["time_zone"]
            self.acts.keep(
                lambda: create_agent(desk, **_called(values, zone)), words, then, refused
            )
            return
        words = translate("Administration", "{name} changed").format(name=agent.name)
        zone = values.get("time_zone", agent.time_zone)
        self.acts.keep(
            lambda: edit_agent(desk, agent.id, seen=agent, **_called(values, zone)),
            words,
            then,
            refused,
        )

    def use_again(self, agent: Agent) -> None:
        """Who had left works again; the phone is enrolled anew."""
        words = translate("Administration", "{name} is in use again").format(name=agent.name)
        desk = self.workspace.desk
        self.acts.run(
            lambda: edit_agent(desk, agent.id, seen=agent, is_active=True), lambda _: words
        )

    # Phone and consent: the server's alone

    def enrol(self, agent_id: str, then: Callable[[PhoneLink], None], refused: Refused) -> None:
        """A new link for the agent's phone; the old one ends."""
        desk = self.workspace.desk

        def ask() -> PhoneLink:
            made = enrol(desk, agent_id)
            host = urlsplit(made.settings_url).hostname or ""
            return PhoneLink(
                made.settings_url, is_loopback(host), made.openrosa_url, made.collect_settings
            )

        self.acts.ask(ask, then, refused)

    def end_enrolment(self, agent_id: str, then: Then, refused: Refused) -> None:
        """What the phone sends is refused from now on."""
        desk = self.workspace.desk
        self.acts.ask(lambda: end_enrolment(desk, agent_id), lambda _: then(), refused)

    def give_consent(self, agent_id: str, values: Values, then: Then, refused: Refused) -> None:
        """Record the agent's yes: `source`, `purpose`, `given_at`."""
        desk = self.workspace.desk
        ask = lambda: give_consent(desk, agent_id, **values)  # noqa: E731
        self.acts.ask(ask, lambda _: then(), refused)

    def withdraw_consent(self, agent_id: str, then: Then, refused: Refused) -> None:
        """Record the no."""
        desk = self.workspace.desk
        self.acts.ask(lambda: withdraw_consent(desk, agent_id), lambda _: then(), refused)

    def heard_at(self, agent_id: str) -> datetime | None:
        """When the agent's phone last spoke."""
        row = self.row(agent_id)
        return row.latest.heard_at if row and row.latest else None


def _called(values: Values, zone: str) -> Values:
    """The values with a phone number that can be called. Raises Invalid."""
    if "phone" not in values:
        return values
    return {**values, "phone": international(values["phone"], zone)}


__all__ = ["NO_TEAM", "PhoneLink", "StaffModel"]
