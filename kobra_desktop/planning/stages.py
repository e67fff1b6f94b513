"""The search for a plan, in the process that may be killed: a lawful plan at once, then better
ones, and at the end each visit left out with its reason.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kobra_domain.planning.draft import Draft
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import Left, Plan, Problem
from kobra_domain.planning.solver import (
    Orders,
    PlanScope,
    cost_of,
    finished,
    first_orders,
    improved,
    lawful_part,
    narrowed,
)

# Up to so many visits our own search still makes the engine's plan better, breaks and all.
OURS_VISITS = 300
# Of the time, how much the first plan takes at most.
FIRST_SHARE = 0.2
# Of the time, how much is the engine's where ours follows; a day of one agent takes it no time.
ENGINE_SHARE = 0.6
ONE_DAY_SHARE = 0.2
# Of the time, what is kept for the reasons.
LAST_SHARE = 0.95
# Better plans are shown no more often.
PAUSE_S = 0.3
EVER = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a search is asked: for so many seconds, or, so that it can be repeated, turns."""

    problem: Problem
    scope: PlanScope = PlanScope.ALL
    seconds: float = 10.0
    turns: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plan; the last one has the reasons. `price_m`: how many metres longer it is than one that
    may move everything, and `price_visits` how many more it leaves, where that was asked.
    """

    plan: Plan
    is_last: bool = False
    price_m: float | None = None
    price_visits: int = 0


class Engine(Protocol):
    """A search that goes on from orders."""

    def __call__(
        self,
        problem: Problem,
        orders: Mapping[str, Sequence[str]],
        *,
        seed: int,
        turns: int | None,
        stop: Callable[[], bool],
        better: Callable[[Orders], None],
    ) -> Orders: ...


class Search:
    """One search. `tell` is given each better plan; `enough` says that the best will do."""

    def __init__(
        self, asked: Asked, tell: Callable[[Found], None], enough: Callable[[], bool]
    ) -> None:
        self._asked = asked
        self._problem = narrowed(asked.problem, asked.scope)
        self._tell = tell
        self._enough = enough
        self._begun = time.monotonic()
        self._told_at = self._begun
        self._best: Orders = {}
        self._cost = float("inf")

    def run(self) -> Found:
        """The last plan."""
        asked = self._asked
        if asked.scope is PlanScope.FIT_NEW:
            return self._fit_new()
        self._take(
            first_orders(self._problem, asked.scope, lambda: self._is_over(FIRST_SHARE)),
            at_once=True,
        )
        if asked.scope is PlanScope.ORDER_ONLY:
            self._order_each()
        else:
            self._improve()
        plan = finished(asked.problem, self._best, asked.scope, lambda: self._is_over(1.0))
        return Found(plan=plan, is_last=True)

    def _fit_new(self) -> Found:
        """What stands stays; how much shorter a plan would be that moves it is found meanwhile."""
        problem = self._problem
        plan = finished(problem, first_orders(problem, PlanScope.FIT_NEW), PlanScope.FIT_NEW)
        self._tell(Found(plan=plan))
        self._tell = lambda found: None
        self._take(plan.routes)
        self._improve()
        free = Draft(problem, self._best)
        return Found(
            plan=plan,
            is_last=True,
            price_m=max(0.0, plan.metres - free.metres),
            price_visits=max(0, len(plan.left) - len(free.left())),
        )

    def _improve(self) -> None:
        problem, asked = self._problem, self._asked
        if not any(Draft(problem, {}).able(visit) for visit in problem.visits.values()):
            return  # there is nothing to search for
        is_small = len(problem.visits) <= OURS_VISITS
        share = ENGINE_SHARE if is_small else LAST_SHARE
        if len(problem.agents) == 1 and is_small:
            share = ONE_DAY_SHARE
        if search := engine():
            is_warm = is_small or any(problem.standing.values())
            found = search(
                problem,
                self._best if is_warm else {},
                seed=asked.seed,
                turns=asked.turns,
                stop=lambda: self._is_over(share),
                better=self._take,
            )
            self._take(found, at_once=True)
        if search is None or is_small:
            self._own(problem, LAST_SHARE)

    def _own(self, problem: Problem, share: float) -> None:
        """Our own search goes on from the best so far."""
        kept = {agent: self._best[agent] for agent in problem.agents}
        better = improved(
            problem,
            kept,
            seed=self._asked.seed,
            turns=EVER if self._asked.turns is None else self._asked.turns,
            stop=lambda: self._is_over(share),
        )
        self._take({**self._best, **better})

    def _order_each(self) -> None:
        """Each agent's day for itself, an equal share of the time each."""
        problem = self._problem
        for turn, (name, agent) in enumerate(problem.agents.items(), 1):
            own = {one.id: one for one in problem.visits.values() if one.pin_agent == name}
            day = replace(problem, agents={name: agent}, visits=own)
            self._own(day, LAST_SHARE * turn / len(problem.agents))

    def _is_over(self, share: float) -> bool:
        if self._asked.turns is None:
            passed = time.monotonic() - self._begun
            if passed > self._asked.seconds * share:
                return True
        return self._enough()

    def _take(self, orders: Mapping[str, Sequence[str]], *, at_once: bool = False) -> None:
        """Keep the lawful part of these orders if that is the best so far, and tell it."""
        now = time.monotonic()
        if not at_once and now - self._told_at < PAUSE_S and self._asked.turns is None:
            return
        draft = Draft(self._problem, lawful_part(self._problem, orders))
        draft.fill(draft.left(), near=2, stop=lambda: self._is_over(LAST_SHARE))
        if (cost := cost_of(draft)) >= self._cost - 0.5:
            return
        self._best, self._cost, self._told_at = draft.orders, cost, now
        self._tell(Found(plan=interim(self._asked.problem, draft.orders)))


def interim(problem: Problem, orders: Orders) -> Plan:
    """A plan on the way: what it leaves out has no reason yet."""
    tours = tuple(evaluate(problem, agent, order) for agent, order in orders.items())
    held = {one for order in orders.values() for one in order}
    return Plan(tours=tours, left=tuple(Left(one, ()) for one in problem.visits if one not in held))


def engine() -> Engine | None:
    """PyVRP's search, None on machines that it is not built for."""
    try:
        from kobra_desktop.planning.routing import search
    except ImportError:
        return None
    return search
