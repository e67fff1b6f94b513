"""Agents as lists and the map show them: state, ages, progress, next stop. Ages by themselves every
half minute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.agents import AgentRow, agent_rows
from kobra_domain.agent_state import AgentState, Badge, Body, read_state
from kobra_domain.alerts import AlertKind
from kobra_domain.causes import clock_figure, told_hour
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.words import age, alert_sentence, duration, hour, percent, say, short_age, word

AGES_EVERY_MS = 30_000
_DANGER = {body: n for n, body in enumerate(Body)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """One agent in words; `row` and `state` are what they were made from. `clock_words`: that the
    phone's clock is wrong, empty if it is not.
    """

    row: AgentRow
    state: AgentState
    state_words: str
    detail: str
    age_words: str
    battery_words: str
    next_words: str
    late_words: str
    clock_words: str = ""

    @property
    def id(self) -> str:
        """The agent's."""
        return self.row.agent.id

    @property
    def name(self) -> str:
        """The agent's."""
        return self.row.agent.name

    @property
    def doing_words(self) -> str:
        """What it does, and since when."""
        return " ".join(part for part in (self.state_words, self.detail) if part)

    @property
    def whole_words(self) -> str:
        """That, and what is wrong with its phone's clock."""
        return " · ".join(part for part in (self.doing_words, self.clock_words) if part)

    @property
    def battery(self) -> int | None:
        """Percent, None where it is not known."""
        latest = self.row.latest
        known = latest.battery_pct if latest else None
        return None if known is None else round(known)

    @property
    def is_low(self) -> bool:
        """Low and not charging."""
        return Badge.LOW_BATTERY in self.state.badges

    @property
    def is_doubtful(self) -> bool:
        """Its place is doubted."""
        return Badge.DOUBT in self.state.badges


class AgentsModel(QObject):
    """The list is ordered by danger, then by name. `heard`: lines whose agents have just spoken."""

    heard = Signal(object)

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._status = workspace, status
        self._has_missed = False
        self._newest: dict[str, Latest] = {}  # the replica keeps places seldom: it lags behind
        column = Columns[AgentLine](workspace)(
            "agent",
            "",
            lambda line: f"{line.name}, {line.whole_words}",
            sort=lambda line: (_DANGER[line.state.body], name_key(line.name)),
        )
        listing: Listing[AgentLine] = Listing(
            name="agents_live",
            load=self._load,
            identity=lambda line: line.id,
            words=lambda line: line.row.searchable,
            columns=[column],
            qualities=(
                Quality("id", "", lambda line: line.id),
                Quality("team", "", lambda line: line.row.agent.team_id or ""),
                Quality("state", "", lambda line: line.state.body.value),
                Quality("battery", "", lambda line: "low" if line.is_low else "ok"),
                Quality("doubt", "", lambda line: "doubt" if line.is_doubtful else "ok"),
            ),
        )
        self.list = LiveList(workspace, listing, View(sort_key="agent"), self)
        workspace.heard.arrived.connect(self._on_heard)
        self._ages = QTimer(self)
        self._ages.setInterval(AGES_EVERY_MS)
        self._ages.timeout.connect(self.list.reload)

    def open(self) -> None:
        """The page is seen: load, and keep the ages true."""
        if self._has_missed and self.list.is_loaded:
            self.list.reload()
        self._has_missed = False
        self.list.open()
        self._ages.start()

    def rest(self) -> None:
        """The page is not seen: what is heard meanwhile is shown when it is seen again."""
        self.list.rest()
        self._ages.stop()

    def line_of(self, agent_id: str) -> AgentLine | None:
        """An agent, whether a filter hides it or not."""
        return self.list.row(agent_id)

    def _load(self) -> list[AgentLine]:
        workspace = self.workspace
        now, server_at = workspace.now, self._status.synced_at
        found = agent_rows(workspace.desk.store, workspace.today, reach=workspace.reach)
        rows = (newer(row, self._newest.get(row.agent.id)) for row in found)
        return [agent_line(row, now, server_at, workspace.locale) for row in rows]

    def _on_heard(self, positions: list[Latest]) -> None:
        """Newer places of agents that are listed: their lines are made anew, in memory."""
        fresh = {latest.agent_id: latest for latest in positions}
        self._newest.update(fresh)
        if not self.list.is_seen:
            self._has_missed = True
            return
        now, server_at, locale = self.workspace.now, self._status.synced_at, self.workspace.locale
        lines = {
            line.id: agent_line(replace(line.row, latest=fresh[line.id]), now, server_at, locale)
            for line in self.list.held.rows
            if line.id in fresh
        }
        if lines:
            self.list.replace_rows(lines)
            self.heard.emit(list(lines.values()))


def newer(row: AgentRow, heard: Latest | None) -> AgentRow:
    """The row with what was heard live, unless the replica knows something later."""
    held_at = row.latest.heard_at if row.latest else None
    if heard is None or heard.heard_at is None or (held_at and held_at >= heard.heard_at):
        return row
    return replace(row, latest=heard)


def agent_line(row: AgentRow, now: datetime, server_at: datetime | None, locale: str) -> AgentLine:
    """An agent at a moment, in words."""
    state = read_state(row.agent, row.latest, row.open_alerts, now, row.limits, server_at=server_at)
    latest, heard_s = row.latest, state.heard_age_s
    battery = latest.battery_pct if latest else None
    return AgentLine(
        row=row,
        state=state,
        state_words=_state_words(row.agent, state, now, locale),
        detail=_detail(state, locale),
        age_words="–" if heard_s is None else short_age(heard_s),
        battery_words="–" if battery is None else percent(battery, locale),
        next_words=_next_words(row),
        late_words=_late_words(row, now, locale),
        clock_words=_clock_words(state, locale),
    )


def _state_words(agent: Agent, state: AgentState, now: datetime, locale: str) -> str:
    """Of a phone that tells no new place it is not known whether it stands."""
    if state.unplaced_s is None:
        return word(state.body, locale)
    since = told_hour(agent, now - timedelta(seconds=state.unplaced_s), now)
    return say("agent.unplaced", {"since": since}, locale)


def _clock_words(state: AgentState, locale: str) -> str:
    error_s = state.clock_error_s
    if error_s is None:
        return ""
    return alert_sentence(AlertKind.CLOCK_WRONG, clock_figure(error_s), locale)


def _detail(state: AgentState, locale: str) -> str:
    """What the state alone does not say: since when."""
    if state.body is Body.STOPPED and state.stopped_s is not None and state.stopped_s >= 20 * 60:
        return duration(state.stopped_s, locale)
    if state.body is Body.NO_SIGNAL and state.heard_age_s is not None:
        return age(state.heard_age_s, locale)
    return ""


def _next_words(row: AgentRow) -> str:
    visit = row.next_visit
    if visit is None:
        return ""
    at = hour(visit.window_start_at, row.agent.time_zone) if visit.window_start_at else ""
    return " ".join(part for part in (at, row.next_party) if part)


def _late_words(row: AgentRow, now: datetime, locale: str) -> str:
    visit = row.next_visit
    if visit is None or visit.window_end_at is None or visit.window_end_at >= now:
        return ""
    late = duration((now - visit.window_end_at).total_seconds(), locale)
    return QCoreApplication.translate("Agents", "late {time}").format(time=late)
