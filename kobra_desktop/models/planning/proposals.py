"""A proposal for a day: the engine looks for a plan in its process, what it has found stands beside
the day until it is taken or left, and follows a day that has become another meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Annotated

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from kobra_desktop.background import Relay
from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts
from kobra_desktop.models.planning.board import Board, Change
from kobra_desktop.models.planning.day import Day
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.stays import brought_together
from kobra_desktop.models.planning.words import left_words
from kobra_desktop.planning.engine import PlanCancelled, solve
from kobra_desktop.planning.stages import Asked, Found
from kobra_domain.limits import Count, Range
from kobra_domain.planning.model import PlanAgent, Problem
from kobra_domain.planning.solver import PlanScope
from kobra_domain.visits import VisitState

translate = QCoreApplication.translate
SECONDS = 10
MOST_SECONDS = 600
# What a fair share is passed by, so that a day with one visit more is no reason to leave it out.
ROOM = 1


class Wish(StrEnum):
    """What a person asks for."""

    FIT = "fit"
    NEAREST = "nearest"
    BALANCE = "balance"
    ZONES = "zones"
    ORDER = "order"


class Step(StrEnum):
    """How far a proposal is."""

    NONE = "none"
    SEARCHING = "searching"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a plan is asked for. `only`: of what waits just these (none: all of it). `most_visits`,
    `most_minutes`: of each agent, beside its own caps. `keeps_zones`: nobody leaves the team's.
    """

    scope: PlanScope
    seconds: Annotated[float, Range(1, MOST_SECONDS)] = SECONDS
    only: frozenset[str] = frozenset()
    most_visits: Count | None = None
    most_minutes: Count | None = None
    keeps_zones: bool = False


def usual_scope(day: Day) -> PlanScope:
    """The gentlest once an agent has something on the phone: nobody's day is turned over then."""
    given = (day.visits[one].card.visit.state for order in day.routes.values() for one in order)
    is_begun = VisitState.ON_PHONE in given or bool(day.done)
    return PlanScope.FIT_NEW if is_begun else PlanScope.ALL


def terms_of(wish: Wish, board: Board, only: Sequence[str] = ()) -> Terms:
    """What a wish means on a day. Fair shares are of visits; where much is on phones already, only
    what is new is fitted in.
    """
    chosen = frozenset(one for one in only if one in board.waiting)
    scope = usual_scope(board.day)
    match wish:
        case Wish.FIT:
            return Terms(scope=PlanScope.FIT_NEW, only=chosen)
        case Wish.ORDER:
            return Terms(scope=PlanScope.ORDER_ONLY)
        case Wish.BALANCE:
            return Terms(scope=scope, only=chosen, most_visits=fair_share(board, chosen))
        case Wish.ZONES:
            return Terms(scope=scope, only=chosen, keeps_zones=True)
        case Wish.NEAREST:
            return Terms(scope=scope, only=chosen)


def fair_share(board: Board, only: frozenset[str]) -> int:
    """How many visits each who works would have, and a little room."""
    working = sum(one.shift is not None for one in board.day.agents.values())
    asked = problem_of(board, Terms(scope=PlanScope.ALL, only=only))
    return ceil(len(asked.visits) / max(1, working)) + ROOM


def problem_of(board: Board, terms: Terms) -> Problem:
    """The day's problem as the terms have it."""
    problem, given = board.day.problem, board.holder
    visits = {
        one: visit
        for one, visit in problem.visits.items()
        if one in given or not terms.only or one in terms.only
    }
    agents = {one: _within(board.day, agent, terms) for one, agent in problem.agents.items()}
    return replace(problem, visits=visits, agents=agents, standing=board.routes)


def _within(day: Day, agent: PlanAgent, terms: Terms) -> PlanAgent:
    most = [one for one in (agent.max_visits, terms.most_visits) if one is not None]
    longest = None if terms.most_minutes is None else terms.most_minutes * 60
    lasting = [one for one in (agent.max_s, longest) if one is not None]
    team = day.agents[agent.id].team
    zone = team.zone if terms.keeps_zones and team is not None else ()
    return replace(
        agent,
        max_visits=min(most, default=None),
        max_s=min(lasting, default=None),
        territory=zone,
    )


def rebased(board: Board, day: Day) -> tuple[Board, tuple[str, ...]]:
    """A proposal on the day as it stands now, and the visits that it no longer holds: begun, taken
    away or forbidden meanwhile, or unlawful where the day has moved on.
    """
    known = day.problem.visits
    routes: dict[str, tuple[str, ...]] = {}
    dropped = []
    for agent in day.agents:
        order = board.routes.get(agent, ())
        routes[agent] = tuple(one for one in order if one in known)
        dropped += [one for one in order if one not in known]
    made = Board(day=day, routes=routes, left=board.left)
    while late := {one.visit for one in made.unlawful(tuple(made.holder))}:
        held = late & made.holder.keys()
        if not held:
            break
        dropped += sorted(held)
        made = made.without(tuple(held))
    return brought_together(made), tuple(dict.fromkeys(dropped))


_Told = tuple[int, Found, Board]  # for whom it was looked, what was found, and the day by it


def _board(day: Day, found: Found) -> Board:
    """The day by what was found, its tours walked: on a worker, for a city's takes a while."""
    board = brought_together(Board.of(day).planned(found.plan))
    board.tours  # noqa: B018
    return board


class ProposalModel(QObject):
    """`changed`: another step, plan or time. `failed`: the search's own trouble, as a known error.
    What is taken is told by the plan's acts.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, plan: DayPlanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.step = Step.NONE
        self.terms: Terms | None = None
        self.board: Board | None = None
        self.found: Found | None = None
        self.plans = 0
        self.dropped: tuple[str, ...] = ()
        self._asked = 0
        self._wants_end = False
        self._better = Relay(self)
        self._better.arrived.connect(self._on_better)
        plan.changed.connect(self._on_day)

    @property
    def changes(self) -> list[Change]:
        """What it makes of each agent's day."""
        day = self.plan.board
        return [] if day is None or self.board is None else day.changes(self.board)

    @property
    def left(self) -> list[tuple[str, str]]:
        """The visits that it has no room for, each with its one sentence."""
        board, locale = self.board, self.plan.workspace.locale
        if board is None:
            return []
        return [
            (one.visit, left_words(board, one, locale))
            for one in board.left.values()
            if one.visit not in board.holder
        ]

    def ask(self, terms: Terms) -> None:
        """Look for a plan; what was proposed before is left."""
        board = self.plan.board
        if board is None:
            return
        self.leave()
        self._asked += 1
        asked, day = self._asked, board.day
        self._wants_end = False
        self.step, self.terms, self.plans = Step.SEARCHING, terms, 0
        wish = Asked(problem=problem_of(board, terms), scope=terms.scope, seconds=terms.seconds)

        def job() -> _Told | None:
            try:
                found = solve(
                    wish,
                    better=lambda found: self._better.send((asked, found, _board(day, found))),
                    enough=lambda: self._wants_end,
                    cancelled=lambda: self._is_over(asked),
                )
            except PlanCancelled:
                return None
            return asked, found, _board(day, found)

        def done(told: _Told | None) -> None:
            if told is not None:
                self._on_better(told)

        def failed(problem: Known) -> None:
            if asked == self._asked:
                # What was found on the way is lawful, and stands.
                self.step = Step.STANDING if self.board is not None else Step.NONE
                self.changed.emit()
                self.failed.emit(problem)

        self.plan.workspace.background.read(job, done, failed, owner=self)
        self.changed.emit()

    def enough(self) -> None:
        """The best so far will do."""
        self._wants_end = True

    def leave(self) -> None:
        """Forget the proposal, or the search for one."""
        self._asked += 1
        self.step, self.board, self.found, self.dropped = Step.NONE, None, None, ()
        self._show()

    def _is_over(self, asked: int) -> bool:
        """Whether nobody waits for a search: it was left, another begun, or the program closes.
        Asked from its worker.
        """
        background = self.plan.workspace.background
        return asked != self._asked or background.is_closed or not isValid(self)

    def take(self) -> None:
        """Make the day what is proposed, as one act."""
        board, day = self.board, self.plan.board
        if board is None or day is None:
            return
        changed = {one for change in day.changes(board) for one in (*change.comes, *change.leaves)}
        words = translate("Planning", "Plan taken: {visits} changed agent or were given.")
        told = words.format(visits=counts.visits(len(changed)))
        self.leave()
        self.plan.take(board, told)

    def _on_better(self, told: _Told) -> None:
        asked, found, board = told
        if asked != self._asked:
            return
        self.found, self.plans = found, self.plans + 1
        self._stand(board)
        if found.is_last:
            self.step = Step.STANDING
        self._show()

    def _stand(self, board: Board) -> None:
        """It is shown on the day as it stands now."""
        day = self.plan.day
        if day is None or day is board.day:
            self.board, self.dropped = board, ()
        else:
            self.board, self.dropped = rebased(board, day)

    def _on_day(self) -> None:
        """The day has become another: the proposal follows, or ends with it."""
        day = self.plan.day
        if self.step is Step.NONE:
            return
        if day is None or (self.board is not None and day.on != self.board.day.on):
            self.leave()
        elif self.board is not None:
            was = self.dropped
            self.board, gone = rebased(self.board, day)
            self.dropped = tuple(dict.fromkeys((*was, *gone)))
            self._show()

    def _show(self) -> None:
        self.plan.preview(self.board)
        self.changed.emit()
