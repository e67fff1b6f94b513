"""The field live: agents and visits under one set of filters and one selection. No widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.models.agents import AgentLine, AgentsModel, agent_line
from kobra_desktop.models.alerts import AlertLine, alert_line
from kobra_desktop.models.field_map.visits import DayVisits, MapVisit
from kobra_desktop.models.listing import Options
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.alerts import AlertRow
from kobra_desktop.sync.status import Link
from kobra_domain.agent_state import AgentState, Body, read_state
from kobra_domain.visits import VisitState
from kobra_domain.words import word

R = TypeVar("R")
_NOBODY = frozenset({""})
_TICK_MS = 1_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the chips ask for; empty: everything. `agent_state` and `visit_state` by their values,
    `battery` holds «low» or «ok».
    """

    team: frozenset[str] = frozenset()
    agent_state: frozenset[str] = frozenset()
    battery: frozenset[str] = frozenset()
    portfolio: frozenset[str] = frozenset()
    visit_state: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any((self.team, self.agent_state, self.battery, self.portfolio, self.visit_state))


class FieldModel(QObject):
    """`agents_changed`: other agents are shown; `agents_moved`: the same ones, newer;
    `visits_changed`; `chosen_changed`: another agent or visit is chosen; `ticked`: a second has
    passed, and ages with it.
    """

    agents_changed = Signal()
    agents_moved = Signal()
    visits_changed = Signal()
    chosen_changed = Signal()
    ticked = Signal()

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.agents = AgentsModel(workspace, status, self)
        self.visits = DayVisits(workspace, self)
        self.filters = Filters()
        self.chosen_id = ""
        self._spoke_at: datetime | None = None
        self._moment = workspace.now
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        workspace.heard.arrived.connect(self._on_heard)
        self.agents.list.loaded.connect(self.agents_changed)
        self.agents.heard.connect(self._on_moved)
        self.visits.list.loaded.connect(self._on_visits)

    def open(self) -> None:
        """The page is seen: load, and keep ages true."""
        self._tick()
        self._ticking.start()
        self.agents.open()
        self.visits.open()

    def rest(self) -> None:
        """The page is not seen."""
        self._ticking.stop()
        self.agents.rest()
        self.visits.rest()

    # What is shown

    @property
    def shown_agents(self) -> Iterator[AgentLine]:
        """The agents that pass search and filters, in the order of the list."""
        return _rows(self.agents.list.model)

    @property
    def shown_visits(self) -> Iterator[MapVisit]:
        """The visits that pass."""
        return _rows(self.visits.list.model)

    def counts(self) -> Counter[Body]:
        """How many of all agents are in each state."""
        return Counter(line.state.body for line in self.agents.list.held.rows)

    def state_now(self, line: AgentLine) -> AgentState:
        """The state at this moment, so that ages tick between loads."""
        row, now = line.row, self._moment_of(line)
        return read_state(
            row.agent, row.latest, row.open_alerts, now, row.limits, server_at=self.data_at
        )

    def line_now(self, line: AgentLine) -> AgentLine:
        """The line with its ages of this moment; what it does is what map and order say it does."""
        now, locale = self._moment_of(line), self.workspace.locale
        fresh = agent_line(line.row, now, self.data_at, locale)
        if fresh.state.body is line.state.body:
            return fresh
        return replace(line, age_words=fresh.age_words)

    def _moment_of(self, line: AgentLine) -> datetime:
        """One for all that is shown, so that list and card tell one age."""
        moment = self._moment if self._ticking.isActive() else self.workspace.now
        heard_at = line.row.latest.heard_at if line.row.latest else None
        return max(moment, heard_at) if heard_at else moment

    def _tick(self) -> None:
        self._moment = self.workspace.now
        self.ticked.emit()

    @property
    def data_at(self) -> datetime | None:
        """When the server was last heard: by a sync, or by the live stream."""
        known = (at for at in (self.status.synced_at, self._spoke_at) if at is not None)
        return max(known, default=None)

    @property
    def is_offline(self) -> bool:
        """Whether the server is out of reach, so that what is shown is what was."""
        return self.status.status.link in (Link.OFFLINE, Link.SIGN_IN)

    def _on_heard(self, _positions: object) -> None:
        self._spoke_at = self.workspace.now

    def _on_moved(self, _lines: object) -> None:
        self.agents_moved.emit()

    # Choosing

    def choose(self, thing_id: str) -> None:
        """Choose an agent or a visit by its id; empty: none."""
        if thing_id != self.chosen_id:
            self.chosen_id = thing_id
            self.chosen_changed.emit()

    @property
    def chosen_agent(self) -> AgentLine | None:
        """The agent that is chosen."""
        return self.agents.line_of(self.chosen_id) if self.chosen_id else None

    @property
    def chosen_visit(self) -> MapVisit | None:
        """The visit that is chosen."""
        return self.visits.by_id(self.chosen_id) if self.chosen_id else None

    def visits_of_agent(self, agent_id: str) -> list[MapVisit]:
        """The agent's visits today, in the order of the plan."""
        held = self.visits.list.held.rows
        mine = [visit for visit in held if visit.row.agent_id == agent_id]
        return sorted(mine, key=lambda visit: visit.row.position)

    def alerts_of(self, line: AgentLine) -> list[AlertLine]:
        """The agent's open alerts in words, the newest first."""
        now, locale = self.workspace.now, self.workspace.locale
        newest = sorted(line.row.open_alerts, key=lambda alert: alert.raised_at, reverse=True)
        return [alert_line(AlertRow(alert=alert), now, locale) for alert in newest]

    # Filters

    def search(self, text: str) -> None:
        """Words that must occur in an agent's or a visit's own."""
        self.agents.list.look(search=text)
        self.visits.list.look(search=text)

    def filter(self, **changes: frozenset[str]) -> None:
        """Ask for other values of some qualities."""
        self.filters = replace(self.filters, **changes)
        self._look()

    def _look(self) -> None:
        wanted = self.filters
        working = self.visits.agents_of(wanted.portfolio) or _NOBODY
        self.agents.list.look(
            accepted={
                "team": wanted.team,
                "state": wanted.agent_state,
                "battery": wanted.battery,
                "id": working if wanted.portfolio else frozenset(),
            }
        )
        self.visits.list.look(
            accepted={
                "agent": self._team_agents() if wanted.team else frozenset(),
                "portfolio": wanted.portfolio,
                "state": wanted.visit_state,
            }
        )

    def _team_agents(self) -> frozenset[str]:
        teams = self.filters.team
        held = self.agents.list.held.rows
        return frozenset(line.id for line in held if line.row.agent.team_id in teams) or _NOBODY

    def _on_visits(self) -> None:
        if self.filters.portfolio:
            self._look()
        self.visits_changed.emit()

    def options(self, quality: str) -> Options:
        """The values a chip offers, with their words."""
        locale, translate = self.workspace.locale, QCoreApplication.translate
        if quality == "team":
            return list(self.workspace.scope.teams.items())
        if quality == "portfolio":
            return list(self.workspace.scope.portfolios.items())
        if quality == "agent_state":
            return [(body.value, word(body, locale)) for body in Body]
        if quality == "visit_state":
            kept = (state for state in VisitState if state is not VisitState.CANCELLED)
            return [(state.value, word(state, locale)) for state in kept]
        low, fine = translate("FieldMap", "Low battery"), translate("FieldMap", "Enough battery")
        return [("low", low), ("ok", fine)]


def _rows(model: RowsModel[R]) -> Iterator[R]:
    return (model.row_at(line) for line in range(model.rowCount()))
