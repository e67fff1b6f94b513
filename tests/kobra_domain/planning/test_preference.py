"""Hours that people prefer weigh in a plan, and break nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.places import Point
from kobra_domain.planning.checking import check
from kobra_domain.planning.draft import Draft
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import Problem, Window
from kobra_domain.planning.preference import PLEASED_M, displeased, please
from kobra_domain.planning.solver import PlanScope, finished, first_orders
from tests.kobra_domain.planning.days import HOUR, a_city, a_problem, a_visit, an_agent

EARLY = (Window(8 * HOUR, 8 * HOUR + 900),)
NOON = (Window(11 * HOUR + 1_800, 12 * HOUR),)


def a_street(hours: tuple[Window, ...]) -> Problem:
    """Three doors one behind the other; the person at the last has hours."""
    doors = [a_visit(f"v{n}", place=Point(4.652 + n / 1_000, -74.07)) for n in range(3)]
    last = replace(doors[2], preferred=hours)
    standing = {"ana": ("v0", "v1", "v2")}
    return a_problem([an_agent()], [*doors[:2], last], standing=standing)


def test_a_visit_is_made_at_the_hours_its_person_prefers() -> None:
    problem = a_street(EARLY)
    plan = finished(problem, problem.standing, PlanScope.ALL)
    assert plan.routes["ana"][0] == "v2"
    assert [displeased(problem, tour) for tour in plan.tours] == [[]]


def test_hours_that_cannot_be_met_move_nothing_and_keep_nothing_out() -> None:
    problem = a_street(NOON)
    plan = finished(problem, problem.standing, PlanScope.ALL)
    assert plan.routes == {"ana": ("v0", "v1", "v2")}
    assert plan.left == ()
    assert displeased(problem, plan.tours[0]) == ["v2"]


def test_what_stands_does_not_move_for_them_where_only_what_is_new_is_fitted_in() -> None:
    problem = a_street(EARLY)
    assert finished(problem, problem.standing, PlanScope.FIT_NEW).routes == problem.standing


def test_a_lawful_hour_is_not_given_up_for_a_preferred_one() -> None:
    problem = a_street(EARLY)
    held = replace(problem.visits["v0"], windows=(Window(8 * HOUR, 8 * HOUR + 1_500),))
    problem = replace(problem, visits={**problem.visits, "v0": held})
    assert finished(problem, problem.standing, PlanScope.ALL).routes["ana"][0] == "v0"


def test_it_may_be_stopped() -> None:
    problem = a_street(EARLY)
    draft = Draft(problem, problem.standing)
    please(draft, lambda: True)
    assert draft.orders == {"ana": ["v0", "v1", "v2"]}


@given(st.integers(0, 10_000))
def test_more_is_met_than_it_costs_and_every_rule_is_kept(seed: int) -> None:
    city = a_city(12, 2, seed)
    visits = {
        one.id: replace(one, preferred=(Window((8 + n % 9) * HOUR, (10 + n % 9) * HOUR),))
        for n, one in enumerate(city.visits.values())
        if n % 2
    }
    problem = replace(city, visits={**city.visits, **visits})
    before = first_orders(problem)
    draft = Draft(problem, before)
    please(draft)
    assert check(problem, finished(problem, draft.orders, PlanScope.FIT_NEW)) == []
    for agent, order in draft.orders.items():
        assert sorted(order) == sorted(before[agent])
        was, then = evaluate(problem, agent, before[agent]), evaluate(problem, agent, order)
        met = len(displeased(problem, was)) - len(displeased(problem, then))
        assert then.metres - was.metres <= PLEASED_M * met + 1e-6


@pytest.mark.parametrize(("hour", "is_met"), [(8, True), (9, False)])
def test_whoever_prefers_nothing_is_never_displeased(hour: int, is_met: bool) -> None:
    problem = a_street((Window(hour * HOUR, (hour + 1) * HOUR),))
    tour = evaluate(problem, "ana", ("v2", "v0"))
    assert displeased(problem, tour) == ([] if is_met else ["v2"])
