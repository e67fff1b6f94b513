"""Plans from a process of its own: better ones on the way, a sentence whatever happens to it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from kobra_desktop.planning import stages
from kobra_desktop.planning.engine import PlanCancelled, PlanFailed, Runner, solve
from kobra_desktop.planning.stages import Asked, Engine, Found, Search
from kobra_domain.planning.checking import check
from kobra_domain.planning.draft import Draft, never
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import Left, Plan, PlanRule, Problem, Window, moved
from kobra_domain.planning.solver import PlanScope, finished, first_orders, improved
from kobra_domain.words import say
from tests.kobra_domain.planning.days import (
    HOUR,
    a_city,
    a_problem,
    a_visit,
    an_agent,
    days,
    wrongs,
)

Tell = Callable[[Found], None]
Enough = Callable[[], bool]


def searched(problem: Problem, turns: int = 15, **asked: Any) -> Found:
    """In this process."""
    search = Search(Asked(problem=problem, turns=turns, **asked), lambda found: None, never)
    return search.run()


def crash(asked: Asked, tell: Tell, enough: Enough) -> Found:
    tell(stages.Found(plan=whole(asked.problem)))
    os._exit(3)


def hang(asked: Asked, tell: Tell, enough: Enough) -> Found:
    while True:
        time.sleep(60)


def run_full(asked: Asked, tell: Tell, enough: Enough) -> Found:
    raise MemoryError


def lie(asked: Asked, tell: Tell, enough: Enough) -> Found:
    """Visits at midnight."""
    plan = whole(asked.problem)
    tour = plan.tours[0]
    stops = tuple(replace(stop, arrival_s=0, start_s=0, end_s=0) for stop in tour.stops)
    bad = replace(plan, tours=(replace(tour, stops=stops), *plan.tours[1:]))
    tell(Found(plan=bad))
    return Found(plan=bad, is_last=True)


def until_enough(asked: Asked, tell: Tell, enough: Enough) -> Found:
    tell(Found(plan=whole(asked.problem)))
    while not enough():
        time.sleep(0.01)
    return Found(plan=whole(asked.problem), is_last=True)


def whole(problem: Problem) -> Plan:
    return finished(problem, first_orders(problem), PlanScope.ALL)


def test_a_plan_comes_from_another_process_with_better_ones_before_it() -> None:
    problem = a_city(40, 3, 1)
    told: list[Found] = []
    asked = Asked(problem=problem, turns=20)
    last = solve(asked, better=told.append)
    assert last.is_last
    assert wrongs(problem, last.plan) == []
    assert told
    assert all(check(problem, one.plan) == [] for one in told)
    assert {left.rules for one in told for left in one.plan.left} <= {()}
    assert solve(asked).plan == last.plan


@pytest.mark.parametrize(
    ("runner", "code"),
    [
        (crash, "plan.engine_crashed"),
        (hang, "plan.engine_hung"),
        (run_full, "plan.too_big"),
        (lie, "plan.engine_unlawful"),
    ],
)
def test_whatever_happens_to_the_engine_is_a_sentence(runner: Runner, code: str) -> None:
    told: list[Found] = []
    asked = Asked(problem=a_city(6, 1, 1), seconds=0.1)
    with pytest.raises(PlanFailed) as failed:
        solve(asked, better=told.append, runner=runner, grace_s=2 if runner is hang else 60)
    assert failed.value.code == code
    assert say(code, failed.value.params) != say("unknown_code", {"code": code})
    assert [check(asked.problem, one.plan) for one in told] == ([[]] if runner is crash else [])


def test_it_is_cancelled_or_taken_at_any_moment() -> None:
    told: list[Found] = []
    asked = Asked(problem=a_city(6, 1, 1), seconds=600)
    with pytest.raises(PlanCancelled):
        solve(asked, better=told.append, cancelled=lambda: bool(told), runner=until_enough)
    told.clear()
    last = solve(asked, better=told.append, enough=lambda: bool(told), runner=until_enough)
    assert last.is_last


def test_without_agents_there_is_nothing_to_plan() -> None:
    with pytest.raises(PlanFailed) as failed:
        solve(Asked(problem=a_problem([], [a_visit("v1")])))
    assert failed.value.code == "plan.no_agents"


def without_engine() -> Engine | None:
    return None


@settings(max_examples=25, deadline=None)
@given(days())
def test_every_plan_of_the_engine_is_lawful(problem: Problem) -> None:
    found = searched(problem)
    assert wrongs(problem, found.plan) == []
    assert check(problem, found.plan) == []


def test_the_same_seed_and_turns_give_the_same_plan() -> None:
    problem = a_city(30, 3, 2)
    assert searched(problem, seed=5) == searched(problem, seed=5)


@pytest.mark.skipif(stages.engine() is None, reason="no wheel for this machine")
def test_our_own_search_comes_close_on_one_day() -> None:
    engine = stages.engine()
    assert engine is not None
    theirs, ours = [], []
    for seed in (0, 1, 2, 3, 5):
        problem = a_city(20, 1, seed, breaks=False)
        orders = engine(problem, {}, seed=0, turns=600, stop=never, better=lambda found: None)
        theirs.append(whole_metres(problem, orders))
        ours.append(whole_metres(problem, improved(problem, first_orders(problem), turns=150)))
    assert sum(ours) <= sum(theirs) * 1.01


def whole_metres(problem: Problem, orders: dict[str, list[str]]) -> float:
    assert not Draft(problem, orders).left()
    assert all(evaluate(problem, agent, order).breaches == () for agent, order in orders.items())
    return Draft(problem, orders).metres


def test_where_the_engine_is_not_built_ours_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "engine", without_engine)
    problem = a_city(20, 2, 3)
    assert wrongs(problem, searched(problem).plan) == []


def test_caps_skills_pins_and_two_windows_hold() -> None:
    hours = (Window(8 * HOUR, 9 * HOUR), Window(15 * HOUR, 16 * HOUR))
    visits = [
        a_visit("split", windows=hours),
        a_visit("late", windows=hours[1:], pin_agent="eva"),
        a_visit("trained", skills=frozenset({"ley"})),
        *(a_visit(f"v{n}", priority=n) for n in range(6)),
    ]
    crew = [
        an_agent(max_visits=4),
        an_agent("eva", skills=frozenset({"ley"}), max_visits=4),
        an_agent("luz", shift=None),
    ]
    problem = a_problem(crew, visits)
    plan = searched(problem).plan
    assert wrongs(problem, plan) == []
    assert [left.visit for left in plan.left] == ["v0"]
    assert plan.left[0].rules == (PlanRule.MAX_VISITS,)


def test_what_is_new_is_fitted_in_and_its_price_is_said() -> None:
    city = a_city(60, 4, 2)
    standing = {agent: tuple(order) for agent, order in first_orders(city).items()}
    visits = {**city.visits, "new": a_visit("new")}
    problem = replace(city, visits=visits, standing=standing)
    found = searched(problem, scope=PlanScope.FIT_NEW, turns=200)
    assert len(moved(standing, found.plan.routes)) <= 1
    assert found.price_m is not None
    assert found.price_m > 0
    assert wrongs(problem, found.plan) == []


def test_only_the_order_changes_where_that_is_asked() -> None:
    city = a_city(12, 2, 7)
    names = list(city.visits)
    standing = {"a0": tuple(names[:5]), "a1": tuple(names[5:10])}
    problem = replace(city, standing=standing)
    found = searched(problem, scope=PlanScope.ORDER_ONLY)
    for agent, order in found.plan.routes.items():
        assert set(order) <= set(standing[agent])
    assert Left(names[-1], (PlanRule.SCOPE,)) in found.plan.left


def test_where_nobody_can_go_anywhere_there_is_a_plan_of_nothing() -> None:
    problem = a_problem([an_agent()], [a_visit("v1", place=None)])
    assert searched(problem).plan.left == (Left("v1", (PlanRule.NO_PLACE,)),)
    nobody = a_problem([an_agent(shift=None)], [a_visit("v1")])
    assert searched(nobody).plan.left == (Left("v1", (PlanRule.NO_SHIFT,)),)
