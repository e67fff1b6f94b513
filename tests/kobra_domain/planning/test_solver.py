"""Our own search: lawful, repeatable, and with a reason for each visit it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings

from kobra_domain.places import Point
from kobra_domain.planning.checking import check
from kobra_domain.planning.draft import Draft, shortened
from kobra_domain.planning.evaluator import evaluate, is_lawful
from kobra_domain.planning.model import (
    Left,
    Plan,
    PlanRule,
    Problem,
    Window,
    moment,
    moved,
    seconds,
)
from kobra_domain.planning.reasons import relaxed, why_left
from kobra_domain.planning.solver import (
    PlanScope,
    finished,
    first_orders,
    improved,
    lawful_part,
    narrowed,
)
from tests.kobra_domain.planning.days import (
    HOUR,
    LUNCH,
    a_city,
    a_problem,
    a_visit,
    an_agent,
    days,
    wrongs,
)


def solved(problem: Problem, scope: PlanScope = PlanScope.ALL, turns: int = 20) -> Plan:
    within = narrowed(problem, scope)
    orders = first_orders(within, scope)
    if scope is not PlanScope.FIT_NEW:
        orders = improved(within, orders, turns=turns)
    return finished(problem, orders, scope)


def reason(problem: Problem, visit: str = "v1") -> Left:
    return next(left for left in solved(problem).left if left.visit == visit)


@settings(max_examples=60, deadline=None)
@given(days())
def test_every_plan_is_lawful_whole_and_says_why(problem: Problem) -> None:
    plan = solved(problem)
    assert wrongs(problem, plan) == []
    assert check(problem, plan) == []
    for left in plan.left:
        if set(left.rules) & {PlanRule.NO_PLACE, PlanRule.NO_SHIFT}:
            continue
        freed = relaxed(problem, left.visit, left.rules)
        assert fits_somewhere(freed, plan.routes, left.visit), left


def fits_somewhere(problem: Problem, routes: dict[str, tuple[str, ...]], visit: str) -> bool:
    return any(
        is_lawful(problem, agent, [*order[:index], visit, *order[index:]])
        for agent, order in routes.items()
        for index in range(len(order) + 1)
    )


def test_the_same_seed_gives_the_same_plan_and_another_may_not() -> None:
    problem = a_city(30, 3, 1)
    orders = first_orders(problem)
    told: list[float] = []
    one = improved(
        problem, orders, seed=4, turns=15, better=lambda o: told.append(Draft(problem, o).metres)
    )
    assert one == improved(problem, orders, seed=4, turns=15)
    assert told == sorted(told, reverse=True)
    assert told
    assert Draft(problem, one).metres < Draft(problem, orders).metres


def test_a_search_can_be_stopped_and_goes_back_to_its_best() -> None:
    problem = a_city(12, 1, 3)
    orders = first_orders(problem)
    assert improved(problem, orders, stop=lambda: True) is not None
    long = improved(problem, orders, turns=60, patience=10)
    assert finished(problem, long, PlanScope.ALL).metres <= Draft(problem, orders).metres
    assert Draft(problem, long).metres <= Draft(problem, orders).metres


def test_a_search_may_begin_from_nothing_and_find_nothing() -> None:
    problem = a_problem([an_agent()], [a_visit("v1")])
    assert improved(problem, {}, turns=3) == {"ana": ["v1"]}
    assert improved(a_problem([an_agent()], []), {}, turns=3) == {"ana": []}


def test_turning_and_moving_pieces_makes_a_day_shorter() -> None:
    line = [a_visit(f"v{n}", place=Point(4.65 + n / 100, -74.07)) for n in range(1, 6)]
    problem = a_problem([an_agent()], line)
    crossed = ["v3", "v1", "v5", "v2", "v4"]
    order = shortened(problem, "ana", crossed)
    assert evaluate(problem, "ana", order).metres == pytest.approx(10 * 1_501, rel=0.01)


def test_priority_is_served_first() -> None:
    short = an_agent(shift=Window(8 * HOUR, 9 * HOUR))
    visits = [a_visit("v1"), a_visit("v2"), a_visit("v3", priority=2)]
    assert "v3" in solved(a_problem([short], visits)).routes["ana"]


def test_each_reason_names_what_keeps_the_visit_out() -> None:
    morning = Window(8 * HOUR, 9 * HOUR)
    agents = [an_agent(), an_agent("eva", shift=morning, max_visits=0)]
    far = Point(6.2, -75.6)
    out = (Point(0, 0), Point(0, 1), Point(1, 1))
    cases = {
        PlanRule.NO_PLACE: (agents, a_visit("v1", place=None)),
        PlanRule.NO_SHIFT: ([an_agent(shift=None)], a_visit("v1")),
        PlanRule.PIN_AGENT: (agents, a_visit("v1", pin_agent="eva")),
        PlanRule.SKILL: (agents, a_visit("v1", skills=frozenset({"ley"}))),
        PlanRule.TERRITORY: ([an_agent(territory=out)], a_visit("v1")),
        PlanRule.WINDOW: (agents, a_visit("v1", windows=(Window(0, HOUR),))),
        PlanRule.PIN_HOUR: (agents, a_visit("v1", pin_s=HOUR)),
        PlanRule.MAX_VISITS: ([an_agent(max_visits=0)], a_visit("v1")),
        PlanRule.MAX_MINUTES: ([an_agent(max_s=60)], a_visit("v1")),
        PlanRule.BREAK: ([an_agent(shift=morning, breaks=(LUNCH,))], a_visit("v1")),
        PlanRule.SHIFT: (agents, a_visit("v1", place=far)),
    }
    for rule, (crew, visit) in cases.items():
        left = reason(a_problem(crew, [visit]))
        assert left.rules == (rule,), rule
        assert left.code == f"plan.left.{rule}"
    assert reason(a_problem(agents, [a_visit("v1", pin_agent="eva")])).params == {"pinned": "eva"}


def test_an_agent_without_a_shift_stays_without() -> None:
    crew = [an_agent(shift=Window(8 * HOUR, 8 * HOUR + 60)), an_agent("eva", shift=None)]
    assert reason(a_problem(crew, [a_visit("v1")])).rules == (PlanRule.SHIFT,)


def test_a_skill_that_somebody_has_is_named_after_one_that_nobody_has() -> None:
    both = a_visit("v1", skills=frozenset({"a", "b"}))
    crew = [an_agent(skills=frozenset({"a"}))]
    assert reason(a_problem(crew, [both])).params == {"skill": "b"}
    split = [an_agent(skills=frozenset({"a"})), an_agent("eva", skills=frozenset({"b"}))]
    assert reason(a_problem(split, [both])).params == {"skill": "a"}


def test_where_several_rules_keep_it_out_together_all_are_named() -> None:
    visit = a_visit("v1", skills=frozenset({"ley"}), windows=(Window(0, HOUR),))
    left = reason(a_problem([an_agent()], [visit]))
    assert left.rules == (PlanRule.SKILL, PlanRule.WINDOW)
    assert left.code == "plan.left.several"
    assert Left("v1", ()).code == "plan.left.pending"


def test_a_place_in_the_order_is_a_reason_too() -> None:
    first = a_visit("v1", pin_place=0, windows=(Window(16 * HOUR, 17 * HOUR),))
    other = a_visit("v2", pin_place=0)
    problem = a_problem([an_agent()], [first, other])
    assert why_left(problem, {"ana": ["v2"]}, "v1").rules == (PlanRule.PIN_ORDER,)


def test_a_pinned_place_is_kept_while_others_move() -> None:
    city = a_city(9, 2, 5)
    visits = {**city.visits, "v3": replace(city.visits["v3"], pin_place=1, windows=())}
    problem = replace(city, visits=visits)
    plan = solved(problem, turns=60)
    assert wrongs(problem, plan) == []
    assert any(tour.order[1:2] == ("v3",) for tour in plan.tours)


def test_what_is_new_is_fitted_in_and_hardly_anything_moves() -> None:
    city = a_city(120, 8, 2)
    standing = solved(city, turns=0).routes
    new = a_visit("new", windows=(Window(9 * HOUR, 11 * HOUR),))
    problem = replace(city, visits={**city.visits, "new": new}, standing=standing)
    plan = solved(problem, PlanScope.FIT_NEW)
    assert "new" in {one for tour in plan.tours for one in tour.order}
    assert len(moved(standing, plan.routes)) <= 3


def test_a_visit_may_push_one_other_to_another_agent() -> None:
    tight = Window(8 * HOUR, 9 * HOUR)
    ana = an_agent(max_visits=1, skills=frozenset({"ley"}), shift=tight)
    eva = an_agent("eva", shift=tight)
    for old, is_pushed in ((a_visit("old"), True), (a_visit("old", pin_agent="ana"), False)):
        new = a_visit("new", skills=frozenset({"ley"}))
        standing = {"ana": ("old",)}
        problem = a_problem([ana, eva], [old, new], standing=standing)
        plan = solved(problem, PlanScope.FIT_NEW)
        assert moved(standing, plan.routes) == (["old"] if is_pushed else [])
        assert [left.visit for left in plan.left] == ([] if is_pushed else ["new"])


def test_a_push_that_finds_no_place_for_the_other_is_none() -> None:
    one = an_agent(max_visits=1)
    problem = a_problem([one], [a_visit("old"), a_visit("new")], standing={"ana": ("old",)})
    assert solved(problem, PlanScope.FIT_NEW).routes == {"ana": ("old",)}
    far = a_visit("new", place=Point(6.2, -75.6))
    problem = a_problem([one], [a_visit("old"), far], standing={"ana": ("old",)})
    assert solved(problem, PlanScope.FIT_NEW).routes == {"ana": ("old",)}


def test_only_the_order_changes_where_that_is_asked() -> None:
    city = a_city(12, 2, 7)
    names = list(city.visits)
    standing = {"a0": tuple(names[:5]), "a1": tuple(names[5:10])}
    problem = replace(city, standing=standing)
    plan = solved(problem, PlanScope.ORDER_ONLY)
    held = [one for one in moved(standing, plan.routes) if one in plan.routes]
    assert held == []
    assert [left.rules for left in plan.left[-2:]] == [(PlanRule.SCOPE,)] * 2
    assert wrongs(problem, plan) == []


def test_what_stands_against_the_rules_is_taken_out_as_little_as_can_be() -> None:
    visits = [
        a_visit("v1", windows=(Window(8 * HOUR, 9 * HOUR),)),
        a_visit("v2", windows=(Window(8 * HOUR, 9 * HOUR),)),
        a_visit("v3", service_s=7_200),
        a_visit("v4", place=None),
    ]
    problem = a_problem([an_agent()], visits)
    assert lawful_part(problem, {"ana": ["v3", "v1", "v2", "v4"]}) == {"ana": ["v1", "v2"]}


def test_moments_are_whole_seconds() -> None:
    at = moment(8 * HOUR, UTC)
    assert seconds(at) == 8 * HOUR
    half = at.replace(microsecond=500_000)
    assert (seconds(half), seconds(half, up=True)) == (8 * HOUR, 8 * HOUR + 1)
    assert at.tzinfo is UTC


def test_nobody_starts_anywhere_and_all_are_near() -> None:
    problem = a_problem([an_agent(start=None, end=None)], [a_visit("v1"), a_visit("v2")])
    assert sorted(solved(problem).routes["ana"]) == ["v1", "v2"]


def test_many_at_one_door_are_a_day() -> None:
    visits = [a_visit(f"v{n}", service_s=60) for n in range(120)]
    plan = solved(a_problem([an_agent(), an_agent("eva")], visits), turns=2)
    assert plan.left == ()
    assert wrongs(a_problem([an_agent(), an_agent("eva")], visits), plan) == []


def test_of_a_day_longer_than_any_its_end_is_taken_out() -> None:
    visits = [a_visit(f"v{n}", service_s=600) for n in range(150)]
    problem = a_problem([an_agent()], visits)
    kept = lawful_part(problem, {"ana": list(problem.visits)})["ana"]
    assert kept == list(problem.visits)[: len(kept)]
    assert is_lawful(problem, "ana", kept)
    assert not is_lawful(problem, "ana", list(problem.visits)[: len(kept) + 1])


def test_a_first_plan_that_is_stopped_is_lawful_and_the_rest_is_left_with_a_reason() -> None:
    visits = [a_visit(f"v{n}") for n in range(6)]
    ana = an_agent(max_visits=2)
    problem = a_problem([ana], visits, standing={"ana": ("v0",)})
    for scope in (PlanScope.ALL, PlanScope.FIT_NEW):
        orders = first_orders(problem, scope, stop=lambda: True)
        assert orders == {"ana": ["v0"]}
    plan = finished(problem, {"ana": ["v0", "v1"]}, PlanScope.ALL)
    assert plan.left == tuple(Left(f"v{n}", (PlanRule.MAX_VISITS,)) for n in range(2, 6))
