"""Today's summary: read once, shown, written as PDF and sent by mail as it was shown."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.errors import ApiError
from kobra_desktop.api.summaries import agent_days, send_summary
from kobra_desktop.errors import Known
from kobra_desktop.models.balances import balances_words
from kobra_desktop.models.papers import new_press, printed_by, write_paper
from kobra_desktop.models.today.cash import TILES as AMOUNTS
from kobra_desktop.models.today.cash import read_cash
from kobra_desktop.models.today.day import TILES
from kobra_desktop.models.today.usual import read_usual
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.agents import agents_here
from kobra_desktop.store.queries.closing import (
    Ended,
    alerts_raised,
    counts_by_agent,
    promises_due,
    states_of_day,
)
from kobra_desktop.store.queries.today import numbers
from kobra_domain.agent_days import AgentDay
from kobra_domain.metrics.declared import (
    DONE,
    PLANNED,
    PROMISES,
    RIGHT_PARTIES,
    UNASSIGNED,
    VERIFIED,
)
from kobra_domain.people import Agent
from kobra_domain.scope import Permission
from kobra_domain.summaries import SummaryFact, SummaryMail, SummaryTaken
from kobra_domain.visits import VisitState
from kobra_records.files.paper import set_paper
from kobra_records.files.paper.summary import (
    AgentLine,
    DaySummary,
    Figure,
    NotDone,
    facts_of,
    summary_paper,
)

READERS = "summary_readers"  # who was chosen before, in this person's memory
_ONE_DAY = timedelta(days=1)
_OF_AGENT = (PLANNED, DONE, VERIFIED, RIGHT_PARTIES, PROMISES)
_WAITING = (VisitState.ASSIGNED, VisitState.ON_PHONE, VisitState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Sent:
    """To how many it goes, and whether the server can send mails at all."""

    count: int
    has_mail: bool


class SummaryModel(QObject):
    """`ready`: it is read. `failed`: a known error."""

    ready = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.summary: DaySummary | None = None
        self._id = workspace.desk.new_id()  # of all tries to send what is shown

    @property
    def may_send(self) -> bool:
        """Whether the user may let it leave by mail."""
        return self.workspace.desk.may(Permission.EXPORT)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The few numbers that stand in the mail."""
        return facts_of(self.summary, self.workspace.locale) if self.summary else []

    @property
    def readers(self) -> list[str]:
        """Whom it went to before; at first oneself."""
        kept = self.workspace.memory.read(READERS)
        known = [str(one) for one in kept] if isinstance(kept, list) else []
        return known or [self.workspace.desk.who.email]

    def read(self) -> None:
        """Count the day; what only the server knows is left out where it does not answer."""
        workspace = self.workspace

        def done(found: DaySummary) -> None:
            self.summary = found
            self.ready.emit()

        workspace.background.network(
            lambda: read_summary(workspace), done, self.failed.emit, owner=self
        )

    def write(self, target: Path, then: Callable[[], None]) -> None:
        """Write what is shown as PDF."""
        summary, locale = self.summary, self.workspace.locale
        if summary is None:
            return
        self.workspace.background.network(
            lambda: write_paper(target, summary_paper(summary, locale)),
            lambda _: then(),
            self.failed.emit,
            owner=self,
        )

    def send(
        self, to: Sequence[str], then: Callable[[Sent], None], refused: Callable[[Known], None]
    ) -> None:
        """Send what is shown, and remember to whom."""
        summary, workspace = self.summary, self.workspace
        if summary is None:
            return
        readers, summary_id = list(to), self._id

        def done(taken: SummaryTaken) -> None:
            workspace.memory.write(READERS, readers)
            then(Sent(taken.waiting, taken.has_mail))

        workspace.background.network(
            lambda: _send(workspace, summary, summary_id, readers), done, refused, owner=self
        )


def read_summary(workspace: Workspace) -> DaySummary:
    """Everything of it, by the same questions as Hoy. Runs on a worker of the network."""
    store, reach, today = workspace.desk.store, workspace.reach, workspace.today
    start = workspace.midnight(today)
    agents = agents_here(store, reach)
    kept = _kept(workspace)
    due = promises_due(store, today + _ONE_DAY, reach)
    return DaySummary(
        day=today,
        scope=workspace.scope.words,
        made_at=workspace.now,
        zone=workspace.zone.key,
        figures=_figures(workspace),
        amounts=tuple((one, read_cash(workspace).tallies[one.key]) for one in AMOUNTS),
        agents=_agents(workspace, agents, kept),
        not_done=_not_done(states_of_day(store, today, reach), agents, kept),
        due_on=today + _ONE_DAY,
        due_count=due.count,
        due=due.amounts or {},
        alerts=tuple(alerts_raised(store, start, reach)),
        balances=balances_words(workspace),
        printed_by=printed_by(workspace),
    )


def _kept(workspace: Workspace) -> dict[str, AgentDay] | None:
    """The day of each agent by the server; None where it does not answer."""
    try:
        found = agent_days(workspace.desk.api, workspace.today)
    except ApiError:
        return None
    return {one.agent_id: one for one in found.items}


def _figures(workspace: Workspace) -> tuple[Figure, ...]:
    pairs = [(metric, part) for metric, part in TILES if metric is not UNASSIGNED]
    asked = [one for pair in pairs for one in pair if one is not None]
    found = numbers(workspace.desk.store, asked, workspace.today, workspace.reach)
    usual = read_usual(workspace, workspace.now.replace(second=0, microsecond=0)).by_metric
    return tuple(
        Figure(
            metric,
            found[metric.key],
            part,
            found[part.key] if part is not None else None,
            usual.get(metric.key),
        )
        for metric, part in pairs
    )


def _agents(
    workspace: Workspace, agents: Iterable[Agent], kept: dict[str, AgentDay] | None
) -> tuple[AgentLine, ...]:
    """Who had something to do, or went anywhere."""
    found = counts_by_agent(workspace.desk.store, _OF_AGENT, workspace.today, workspace.reach)
    made = []
    for agent in sorted(agents, key=lambda one: name_key(one.name)):
        held, day = found.get(agent.id), (kept or {}).get(agent.id)
        planned, done, at_address, right_parties, promises = (
            held[metric.key].n if held else 0 for metric in _OF_AGENT
        )
        if planned or done or (day is not None and day.fixes):
            line = AgentLine(agent.name, planned, done, at_address, right_parties, promises)
            metres = None if kept is None else day.distance_m if day is not None else 0
            made.append(replace(line, distance_m=metres))
    return tuple(made)


def _not_done(
    found: Iterable[Ended], agents: Iterable[Agent], kept: dict[str, AgentDay] | None
) -> NotDone:
    held = list(found)

    def of(*states: VisitState) -> int:
        return sum(one.count for one in held if one.state in states)

    carried = None
    if kept is not None:
        carried = sum(kept[one.id].carried for one in agents if one.id in kept)
    return NotDone(
        waiting=of(*_WAITING),
        unassigned=of(VisitState.DRAFT),
        begun=of(VisitState.CHECKED_IN),
        cancelled=of(VisitState.CANCELLED),
        carried=carried,
        reasons={one.reason: one.count for one in held if one.reason is not None},
    )


def _send(
    workspace: Workspace, summary: DaySummary, summary_id: str, readers: Sequence[str]
) -> SummaryTaken:
    locale = workspace.locale
    with new_press() as press:
        pdf = press.run(set_paper, summary_paper(summary, locale))
    mail = SummaryMail(
        id=summary_id,
        day=summary.day,
        language=locale,
        scope=summary.scope,
        to=tuple(readers),
        pdf=b64encode(pdf).decode(),
        facts=tuple(SummaryFact(name, value) for name, value in facts_of(summary, locale)),
    )
    return send_summary(workspace.desk.api, mail)
