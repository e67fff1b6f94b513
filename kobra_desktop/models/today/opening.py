"""Arranque: what stands in the way of the day that begins, a line each, with the act that ends it.

Agents are read from their live list, so that a line goes when a phone speaks; visits from the plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.absences import Absences
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.agents import AgentLine, AgentsModel
from kobra_desktop.models.counts import counts
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.today.moving import move
from kobra_desktop.models.today.work import WorkAct, WorkLine
from kobra_desktop.models.visit_card import law_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.opening import left_over, open_cards_of_day
from kobra_domain.people import Agent
from kobra_domain.scope import Permission
from kobra_domain.shift import shift_spans
from kobra_domain.visits import VisitState
from kobra_domain.words import hour, percent

translate = QCoreApplication.translate
CALL, ENROL, CONSENT, ABSENT = "call", "enrol", "consent", "absent"
REASSIGN, CARRY, BRING, SEEN = "reassign", "carry", "bring", "seen"
BEFORE_SHIFT = timedelta(minutes=60)  # what is heard sooner says nothing of this morning
LEFT_DAYS = timedelta(days=7)  # what was left before is no morning's work any more
LEAST_BATTERY = 50  # percent, with which a day is begun


class Cause(IntEnum):
    """What stands in the way, the worst first."""

    NOT_REPORTED = 0
    NOT_ENROLLED = 1
    NO_CONSENT = 2
    BLOCKED = 3
    NOT_ON_PHONE = 4
    LEFT_OVER = 5
    LOW_BATTERY = 6


ICONS = {
    Cause.NOT_REPORTED: "wifi-off",
    Cause.NOT_ENROLLED: "smartphone",
    Cause.NO_CONSENT: "shield-check",
    Cause.BLOCKED: "octagon-alert",
    Cause.NOT_ON_PHONE: "smartphone",
    Cause.LEFT_OVER: "clock-alert",
    Cause.LOW_BATTERY: "battery-low",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """The visits of the day: `blocked`, why by visit that the law forbids; `left`, of the days
    before; `not_on_phone`, by agent, those that no phone has yet.
    """

    on: date
    blocked: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    not_on_phone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the day is from beginning: who works today and has reported, and what phones have."""

    expected: int = 0
    reported: int = 0
    planned: int = 0
    on_phone: int = 0


class OpeningModel(QObject):
    """`changed`: other lines. What one has seen (a battery) is not said again that day."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, agents: AgentsModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.agents = workspace, agents
        self.acts = FormActs(workspace, self)
        self.absences = Absences(workspace.desk, self.acts)
        self._seen: dict[str, date] = {}
        self._read = LiveRead(workspace, lambda: read_plan(workspace), self)
        self._read.loaded.connect(self.changed)
        self._read.failed.connect(self.failed)
        agents.list.tell(self.changed.emit)
        agents.heard.connect(lambda _lines: self.changed.emit())

    def open(self) -> None:
        """The tab is seen."""
        self.agents.open()
        if self._read.value is not None and self._read.value.on != self.workspace.today:
            self._read.reload()
        self._read.open()

    def rest(self) -> None:
        """The tab is not seen."""
        self.agents.rest()
        self._read.rest()

    def reload(self) -> None:
        """Read everything anew."""
        self.agents.list.reload()
        self._read.reload()

    @property
    def is_loaded(self) -> bool:
        """Whether anything can be said yet."""
        return self._read.value is not None and self.agents.list.is_loaded

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What stands in the way, the worst first."""
        plan = self._read.value or Plan(self.workspace.today)
        rows = [one for one in self.agents.list.held.rows if one.row.agent.is_active]
        made = opening_lines(rows, plan, self.workspace)
        today = self.workspace.today
        return tuple(one for one in made if self._seen.get(one.key) != today)

    @property
    def readiness(self) -> Readiness:
        """How far the day is from beginning."""
        rows, now = self.agents.list.held.rows, self.workspace.now
        due = [one for one in rows if _shift_start(one.row.agent, self.workspace) is not None]
        return Readiness(
            expected=len(due),
            reported=sum(_has_reported(one, now, self.workspace) for one in due),
            planned=sum(one.row.planned for one in rows),
            on_phone=sum(one.row.on_phone for one in rows),
        )

    # Acts

    def see(self, line: WorkLine) -> None:
        """Somebody has looked after it: it is not said again today."""
        self._seen[line.key] = self.workspace.today
        self.changed.emit()

    def carry(self, ids: Sequence[str]) -> None:
        """Put visits that may not be made today on the first lawful day; the law is asked."""
        reason = translate("Opening", "Blocked today by a holiday or a rule")
        move(self.workspace, self.acts, ids, None, reason)

    def bring(self, ids: Sequence[str]) -> None:
        """Put what was left on today, each with its agent; the law is asked."""
        reason = translate("Opening", "Left over from a day before")
        move(self.workspace, self.acts, ids, self.workspace.today, reason)


def read_plan(workspace: Workspace) -> Plan:
    """Read it. Runs on a worker."""
    store, reach, today = workspace.desk.store, workspace.reach, workspace.today
    blocked: dict[str, str] = {}
    waiting: dict[str, list[str]] = defaultdict(list)
    for card in open_cards_of_day(store, today, reach):
        visit, law = card.visit, law_of(card, workspace.now, workspace.locale)
        if law is not None and law.is_refusal and visit.state is not VisitState.CHECKED_IN:
            blocked[visit.id] = law.sentence
        elif visit.agent_id is not None and visit.state is VisitState.ASSIGNED:
            waiting[visit.agent_id].append(visit.id)
    left = left_over(store, today - LEFT_DAYS, today, reach)
    return Plan(today, blocked, left, {key: tuple(ids) for key, ids in waiting.items()})


def opening_lines(agents: Iterable[AgentLine], plan: Plan, workspace: Workspace) -> list[WorkLine]:
    """What stands in the way of the day, the worst first, agents by name."""
    made = [line for one in agents if (line := _of_agent(one, plan, workspace)) is not None]
    made += _of_plan(plan, workspace)
    return sorted(made, key=lambda line: line.place)


def _shift_start(agent: Agent, workspace: Workspace) -> datetime | None:
    """When the agent begins today; None for who does not work."""
    spans = shift_spans(agent, workspace.today) if agent.shift else ()
    return spans[0].start_at if spans else None


def _has_reported(line: AgentLine, now: datetime, workspace: Workspace) -> bool:
    start_at = _shift_start(line.row.agent, workspace)
    heard_at = line.row.latest.heard_at if line.row.latest else None
    return start_at is not None and heard_at is not None and heard_at >= start_at - BEFORE_SHIFT


def _of_agent(line: AgentLine, plan: Plan, workspace: Workspace) -> WorkLine | None:
    """The worst of an agent: one line, for one telephone call."""
    agent, row = line.row.agent, line.row
    start_at = _shift_start(agent, workspace)
    if start_at is None:
        return None
    on_phone = translate("Opening", "on the phone {n}/{of}").format(n=row.on_phone, of=row.planned)
    has_all = row.on_phone >= row.planned
    if agent.enrolled_at is None:
        said = translate("Opening", "phone not enrolled")
        return _agent_line(Cause.NOT_ENROLLED, line, said, workspace)
    if agent.consent is None or agent.consent.withdrawn_at is not None:
        said = translate("Opening", "no consent: its position is not kept")
        return _agent_line(Cause.NO_CONSENT, line, said, workspace)
    if not _has_reported(line, workspace.now, workspace):
        if workspace.now < start_at:
            return None  # nobody is late before the shift
        said = translate("Opening", "has not reported; shift from {time}")
        said = said.format(time=hour(start_at, agent.time_zone))
        words = " · ".join((said, on_phone) if row.planned else (said,))
        return _agent_line(Cause.NOT_REPORTED, line, words, workspace)
    if not has_all and plan.not_on_phone.get(agent.id):
        ids = plan.not_on_phone[agent.id]
        return _agent_line(Cause.NOT_ON_PHONE, line, on_phone, workspace, ids)
    battery = line.battery
    is_charging = bool(row.latest and row.latest.is_charging)
    if battery is not None and battery < LEAST_BATTERY and not is_charging:
        said = translate("Opening", "battery {share} at the start")
        said = said.format(share=percent(battery, workspace.locale))
        return _agent_line(Cause.LOW_BATTERY, line, said, workspace)
    return None


def _agent_line(
    cause: Cause,
    line: AgentLine,
    said: str,
    workspace: Workspace,
    visit_ids: tuple[str, ...] = (),
) -> WorkLine:
    may, agent = workspace.desk.may, line.row.agent
    acts: list[WorkAct] = []
    if cause is Cause.NOT_ENROLLED and may(Permission.ADMINISTER):
        acts.append(WorkAct(ENROL, translate("Opening", "Enrol"), "smartphone"))
    if cause is Cause.NO_CONSENT and may(Permission.ADMINISTER):
        acts.append(WorkAct(CONSENT, translate("Opening", "Record consent"), "shield-check"))
    if cause is Cause.NOT_ON_PHONE and may(Permission.PLAN_VISITS):
        words = translate("Opening", "Reassign {n}").format(n=len(visit_ids))
        acts.append(WorkAct(REASSIGN, words, "clipboard-list"))
    if agent.phone:
        acts.append(WorkAct(CALL, translate("Opening", "Call"), "phone"))
    if cause is Cause.LOW_BATTERY:
        acts.append(WorkAct(SEEN, translate("Opening", "Seen"), "check"))
    elif cause is not Cause.NOT_ON_PHONE and may(Permission.MARK_ABSENCE):
        acts.append(WorkAct(ABSENT, translate("Opening", "Absent today"), "moon"))
    return WorkLine(
        key=f"{cause.name}:{plain(agent.name)}:{agent.id}",
        danger=cause,
        icon=ICONS[cause],
        words=agent.name,
        detail=said,
        acts=tuple(acts),
        about=(agent, visit_ids),
    )


def _of_plan(plan: Plan, workspace: Workspace) -> list[WorkLine]:
    made: list[WorkLine] = []
    may_plan = workspace.desk.may(Permission.PLAN_VISITS)
    if plan.blocked:
        commonest, _ = Counter(plan.blocked.values()).most_common(1)[0]
        words = translate("Opening", "Reschedule")
        acts = [WorkAct(CARRY, words, "calendar-clock")] if may_plan else []
        see = {"accepted": {"law": ["blocked"], "planned": ["today"]}}
        acts.append(WorkAct("see", translate("Opening", "See"), "list", ("visits", see)))
        made.append(
            WorkLine(
                key="blocked",
                danger=Cause.BLOCKED,
                icon=ICONS[Cause.BLOCKED],
                words=counts.blocked_today(len(plan.blocked)),
                detail=commonest,
                acts=tuple(acts),
                about=tuple(plan.blocked),
            )
        )
    if plan.left:
        words = translate("Opening", "Move to today")
        acts = [WorkAct(BRING, words, "redo-2")] if may_plan else []
        made.append(
            WorkLine(
                key="left",
                danger=Cause.LEFT_OVER,
                icon=ICONS[Cause.LEFT_OVER],
                words=counts.left_over(len(plan.left)),
                acts=tuple(acts),
                about=plan.left,
            )
        )
    return made
