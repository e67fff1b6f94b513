"""A plan that says its own times is held to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.planning.checking import check
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import Left, Plan, PlanBreak, PlanRule, Problem, Stop, Tour, Window
from tests.kobra_domain.planning.days import HOUR, LUNCH, a_problem, a_visit, an_agent


@pytest.fixture
def problem() -> Problem:
    visits = [a_visit("v1"), a_visit("v2", windows=(Window(13 * HOUR, 14 * HOUR),))]
    return a_problem([an_agent(breaks=(LUNCH,)), an_agent("eva")], visits)


@pytest.fixture
def tour(problem: Problem) -> Tour:
    return evaluate(problem, "ana", ("v1", "v2"))


def rules(problem: Problem, *tours: Tour, left: tuple[Left, ...] = ()) -> list[PlanRule]:
    return [one.rule for one in check(problem, Plan(tours=tours, left=left))]


def shifted(tour: Tour, index: int, **seconds: int) -> Tour:
    """The tour with a stop's arrival, start or end moved by seconds."""
    stops = list(tour.stops)
    old = stops[index]
    moved = {name: getattr(old, f"{name}_s") + by for name, by in seconds.items()}
    stops[index] = replace(old, **{f"{name}_s": at for name, at in moved.items()})
    return replace(tour, stops=tuple(stops))


def test_what_the_evaluator_says_holds(problem: Problem, tour: Tour) -> None:
    assert rules(problem, tour, Tour(agent="eva")) == []


def test_no_way_is_quicker_than_it_takes(problem: Problem, tour: Tour) -> None:
    assert rules(problem, shifted(tour, 0, arrival=-60, start=-60, end=-60)) == [PlanRule.TRAVEL]
    assert rules(problem, shifted(tour, 0, arrival=30)) == [PlanRule.TRAVEL]


def test_a_visit_takes_its_time_inside_its_window(problem: Problem, tour: Tour) -> None:
    assert rules(problem, shifted(tour, 0, end=-300)) == [PlanRule.SERVICE]
    late = shifted(tour, 1, start=HOUR, end=HOUR)
    (found,) = check(problem, Plan(tours=(late,)))
    assert (found.rule, found.visit, found.next_s) == (PlanRule.WINDOW, "v2", None)


def test_a_break_needs_room_between_what_is_said(problem: Problem, tour: Tour) -> None:
    busy = shifted(tour, 0, arrival=4 * HOUR, start=4 * HOUR, end=4 * HOUR + 1_800)
    pushed = replace(problem, agents={**problem.agents, "ana": an_agent(breaks=(LUNCH, LUNCH))})
    assert rules(problem, busy) == []
    assert rules(pushed, busy) == [PlanRule.BREAK]
    impossible = an_agent(breaks=(PlanBreak(20 * HOUR, LUNCH.window),))
    assert rules(replace(problem, agents={"ana": impossible}), tour) == [PlanRule.BREAK]


def test_the_shift_holds_the_way_home(problem: Problem, tour: Tour) -> None:
    agent = an_agent(shift=Window(8 * HOUR, tour.stops[-1].end_s))
    assert rules(replace(problem, agents={"ana": agent}), tour) == [PlanRule.SHIFT]
    nobody = replace(problem, agents={"ana": an_agent(shift=None)})
    assert rules(nobody, tour) == [PlanRule.NO_SHIFT, PlanRule.NO_SHIFT]


def test_each_visit_is_once_somewhere(problem: Problem, tour: Tour) -> None:
    assert rules(problem) == [PlanRule.MISSING, PlanRule.MISSING]
    again = replace(tour, agent="eva")
    assert rules(problem, tour, again) == [PlanRule.TWICE, PlanRule.TWICE]
    assert rules(problem, tour, left=(Left("v1", ()),)) == [PlanRule.TWICE]
    (found,) = check(problem, Plan(tours=(tour, Tour(agent="ana"))))
    assert (found.rule, found.agent) == (PlanRule.TWICE, "ana")


def test_a_stop_knows_its_wait() -> None:
    assert Stop("v1", 10, 25, 30).wait_s == 15
