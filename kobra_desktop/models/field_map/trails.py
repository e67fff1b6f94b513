"""Which trails are looked at: a day, up to six agents, and what the server said of each."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.errors import Offline
from kobra_desktop.errors import Known
from kobra_desktop.models.field_map.day import AgentDay, read_agent_day
from kobra_desktop.models.workspace import Workspace

MOST_AGENTS = 6  # as many as there are series colours


class TrailsModel(QObject):
    """`changed`: other trails, another day, a failure or a wait. `focused` is whose stops are
    listed.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.day = workspace.today
        self.agent_ids: tuple[str, ...] = ()
        self.focused_id = ""
        self.problem: Known | None = None
        self._days: dict[str, AgentDay] = {}
        self._waiting: set[tuple[str, date]] = set()
        self._places: dict[str, int] = {}

    @property
    def is_loading(self) -> bool:
        """Whether an answer is awaited."""
        return any(day == self.day and i in self.agent_ids for i, day in self._waiting)

    @property
    def needs_server(self) -> bool:
        """Whether what is missing is the way to the server: trails are kept nowhere else."""
        return isinstance(self.problem, Offline)

    @property
    def is_today(self) -> bool:
        """Whether the day is still going on."""
        return self.day == self._workspace.today

    @property
    def days(self) -> list[AgentDay]:
        """What has arrived, in the order in which it was asked for."""
        return [self._days[i] for i in self.agent_ids if i in self._days]

    @property
    def focused(self) -> AgentDay | None:
        """The day whose stops are listed."""
        return self._days.get(self.focused_id)

    def series_of(self, agent_id: str) -> int:
        """The colour of an agent's line: kept while it is shown."""
        return self._places.get(agent_id, 0)

    # Wishes

    def show_only(self, agent_id: str) -> None:
        """Look at one agent's day."""
        self._keep((agent_id,))
        self.focused_id = agent_id
        self._ask()

    def toggle(self, agent_id: str) -> None:
        """Lay an agent's day beside the others, or take it off; at most six."""
        if agent_id in self.agent_ids:
            self._keep(tuple(i for i in self.agent_ids if i != agent_id))
            if self.focused_id == agent_id:
                self.focused_id = self.agent_ids[0] if self.agent_ids else ""
        elif len(self.agent_ids) < MOST_AGENTS:
            self._keep((*self.agent_ids, agent_id))
            self.focused_id = agent_id
        self._ask()

    def focus(self, agent_id: str) -> None:
        """List the stops of one of those shown."""
        if agent_id in self.agent_ids and agent_id != self.focused_id:
            self.focused_id = agent_id
            self.changed.emit()

    def set_day(self, day: date) -> None:
        """Look at another day, not later than today."""
        day = min(day, self._workspace.today)
        if day != self.day:
            self.day = day
            self._days.clear()
            self._ask()

    def step_day(self, days: int) -> None:
        """So many days on or back."""
        self.set_day(self.day + timedelta(days=days))

    def reload(self) -> None:
        """Ask the server again."""
        self._days.clear()
        self._ask()

    def clear(self) -> None:
        """Look at nobody."""
        self._keep(())
        self.focused_id = ""
        self.problem = None
        self.changed.emit()

    # Answers

    def _keep(self, agent_ids: tuple[str, ...]) -> None:
        self.agent_ids = agent_ids
        self._days = {i: day for i, day in self._days.items() if i in agent_ids}
        self._places = {i: at for i, at in self._places.items() if i in agent_ids}
        for agent_id in agent_ids:
            free = (at for at in range(MOST_AGENTS) if at not in self._places.values())
            self._places.setdefault(agent_id, next(free, 0))

    def _ask(self) -> None:
        """One request for each trail not here nor on its way: the server notes each look."""
        self.problem = None
        for agent_id in self.agent_ids:
            asked = (agent_id, self.day)
            if agent_id not in self._days and asked not in self._waiting:
                self._waiting.add(asked)
                self._fetch(*asked)
        self.changed.emit()

    def _fetch(self, agent_id: str, day: date) -> None:
        workspace = self._workspace

        def done(found: AgentDay) -> None:
            if self._expects(agent_id, day):
                self._days[agent_id] = found
                self.changed.emit()

        def failed(problem: Known) -> None:
            if self._expects(agent_id, day):
                self.problem = problem
                self.changed.emit()

        read = lambda: read_agent_day(workspace, agent_id, day)  # noqa: E731
        workspace.background.network(read, done, failed, owner=self)

    def _expects(self, agent_id: str, day: date) -> bool:
        self._waiting.discard((agent_id, day))
        return day == self.day and agent_id in self.agent_ids
