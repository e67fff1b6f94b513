"""What a day is worth: times, breaks, kilometres, and each rule it breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.places import Point
from kobra_domain.planning.evaluator import evaluate, is_lawful
from kobra_domain.planning.model import Plan, PlanBreak, PlanRule, Problem, Window
from kobra_domain.planning.travel import Pace, Travel
from tests.kobra_domain.planning.days import (
    HOME,
    HOUR,
    LUNCH,
    a_problem,
    a_visit,
    an_agent,
    days,
    wrongs,
)

WAY_S = 195  # a kilometre of straight line, a third more on the streets, at 25 km/h
NEXT_DOOR = Point(4.659, -74.07)


def rules_of(problem: Problem, *order: str, agent: str = "ana") -> list[PlanRule]:
    return [breach.rule for breach in evaluate(problem, agent, order).breaches]


def test_a_day_without_visits_is_nothing() -> None:
    tour = evaluate(a_problem([an_agent()], []), "ana", ())
    assert (tour.stops, tour.metres, tour.busy_s, tour.breaches) == ((), 0.0, 0, ())


def test_times_ways_and_the_way_home() -> None:
    problem = a_problem([an_agent()], [a_visit("v1"), a_visit("v2")])
    tour = evaluate(problem, "ana", ("v1", "v2"))
    first, second = tour.stops
    assert (first.arrival_s, first.start_s, first.wait_s) == (8 * HOUR + WAY_S,) * 2 + (0,)
    assert second.start_s == first.end_s == first.start_s + 1_200
    assert tour.returns_s == second.end_s + WAY_S
    assert tour.metres == pytest.approx(2 * 1_351, rel=0.001)
    assert tour.order == ("v1", "v2")
    assert tour.breaches == ()


def test_nobody_leaves_before_the_first_door_asks_for_it() -> None:
    late = a_visit("v1", windows=(Window(11 * HOUR, 12 * HOUR),))
    tour = evaluate(a_problem([an_agent()], [late]), "ana", ("v1",))
    assert tour.stops[0].arrival_s == tour.stops[0].start_s == 11 * HOUR
    assert tour.departs_s == 11 * HOUR - WAY_S


def test_a_visit_ends_inside_its_window_too() -> None:
    tight = a_visit(
        "v1", windows=(Window(7 * HOUR, 8 * HOUR + 1_300), Window(15 * HOUR, 16 * HOUR))
    )
    tour = evaluate(a_problem([an_agent()], [tight]), "ana", ("v1",))
    assert tour.stops[0].start_s == 15 * HOUR


def test_what_is_late_says_when_it_would_be_lawful() -> None:
    early = a_visit("v1", windows=(Window(7 * HOUR, 8 * HOUR), Window(30 * HOUR, 31 * HOUR)))
    never = a_visit("v2", windows=(Window(7 * HOUR, 7 * HOUR + 60),))
    problem = a_problem([an_agent()], [early, never])
    first, second = evaluate(problem, "ana", ("v1", "v2")).breaches
    assert (first.rule, first.next_s) == (PlanRule.WINDOW, 30 * HOUR)
    assert first.code == "plan.window"
    assert (second.rule, second.visit, second.next_s) == (PlanRule.WINDOW, "v2", None)


def test_the_break_lies_where_it_costs_least() -> None:
    visits = [a_visit("v1"), a_visit("v2", windows=(Window(14 * HOUR, 15 * HOUR),))]
    tour = evaluate(a_problem([an_agent(breaks=(LUNCH,))], visits), "ana", ("v1", "v2"))
    assert tour.rests == (Window(12 * HOUR, 13 * HOUR),)
    assert tour.stops[1].start_s == 14 * HOUR
    assert tour.breaches == ()


def test_two_breaks_in_whatever_order_and_before_leaving() -> None:
    rests = (
        PlanBreak(HOUR, Window(9 * HOUR, 11 * HOUR)),
        PlanBreak(HOUR, Window(8 * HOUR, 9 * HOUR)),
    )
    visit = a_visit("v1", windows=(Window(10 * HOUR, 11 * HOUR),))
    tour = evaluate(a_problem([an_agent(breaks=rests)], [visit]), "ana", ("v1",))
    assert tour.rests == (Window(8 * HOUR, 9 * HOUR), Window(9 * HOUR, 10 * HOUR))
    assert tour.stops[0].start_s == 10 * HOUR + WAY_S
    assert tour.breaches == ()


@pytest.mark.parametrize("window", [Window(6 * HOUR, 8 * HOUR), Window(13 * HOUR, 13 * HOUR + 60)])
def test_a_break_that_does_not_fit_is_told(window: Window) -> None:
    problem = a_problem([an_agent(breaks=(PlanBreak(HOUR, window),))], [a_visit("v1")])
    assert rules_of(problem, "v1") == [PlanRule.BREAK]
    assert not is_lawful(problem, "ana", ("v1",))


def test_a_break_after_the_last_visit_is_one() -> None:
    tour = evaluate(a_problem([an_agent(breaks=(LUNCH,))], [a_visit("v1")]), "ana", ("v1",))
    assert tour.breaches == ()
    assert tour.rests[0].from_s == 12 * HOUR


def test_the_shift_holds_visits_and_the_way_home() -> None:
    short = an_agent(shift=Window(8 * HOUR, 8 * HOUR + WAY_S + 1_200))
    problem = a_problem([short], [a_visit("v1"), a_visit("v2")])
    (home,) = evaluate(problem, "ana", ("v1",)).breaches
    assert (home.rule, home.params) == (PlanRule.SHIFT, {"over_s": WAY_S})
    assert rules_of(problem, "v1", "v2") == [PlanRule.SHIFT]
    assert not is_lawful(problem, "ana", ("v1",))
    assert not is_lawful(problem, "ana", ("v1", "v2"))


def test_without_a_shift_nothing_is_done() -> None:
    problem = a_problem([an_agent(shift=None)], [a_visit("v1")])
    tour = evaluate(problem, "ana", ("v1",))
    assert [one.rule for one in tour.breaches] == [PlanRule.NO_SHIFT]
    assert tour.stops == ()
    assert not is_lawful(problem, "ana", ("v1",))


def test_what_an_agent_may_not_do_whatever_the_hour() -> None:
    far = (Point(0, 0), Point(0, 1), Point(1, 1))
    visits = [
        a_visit("island", place=None),
        a_visit("pinned", pin_agent="eva"),
        a_visit("trained", skills=frozenset({"trato", "ley"})),
    ]
    problem = a_problem([an_agent(), an_agent("eva", territory=far)], visits)
    assert rules_of(problem, "island") == [PlanRule.NO_PLACE]
    assert rules_of(problem, "pinned") == [PlanRule.PIN_AGENT]
    assert rules_of(problem, "trained") == [PlanRule.SKILL]
    assert rules_of(problem, "pinned", agent="eva") == [PlanRule.TERRITORY]
    (breach,) = evaluate(problem, "ana", ("trained",)).breaches
    assert breach.params == {"skill": "ley"}


def test_caps_and_pins_of_the_day() -> None:
    visits = [a_visit("v1"), a_visit("v2", pin_place=0), a_visit("v3")]
    problem = a_problem([an_agent(max_visits=2, max_s=HOUR)], visits)
    found = evaluate(problem, "ana", ("v1", "v2", "v3")).breaches
    assert [(one.rule, one.visit) for one in found] == [
        (PlanRule.PIN_ORDER, "v2"),
        (PlanRule.MAX_VISITS, "v3"),
        (PlanRule.MAX_MINUTES, "v3"),
    ]
    assert not is_lawful(problem, "ana", ("v1", "v2", "v3"))
    assert not is_lawful(problem, "ana", ("v1", "v2"))
    assert is_lawful(problem, "ana", ("v2", "v1"))
    slow = a_problem([an_agent(max_s=1_300)], visits)
    assert not is_lawful(slow, "ana", ("v1",))


def test_a_pinned_hour_is_kept_within_ten_minutes() -> None:
    visits = [
        a_visit("v1", pin_s=10 * HOUR),
        a_visit("v2", pin_s=10 * HOUR),
        a_visit("v3", pin_s=0),
    ]
    problem = a_problem([an_agent()], visits)
    assert evaluate(problem, "ana", ("v1",)).stops[0].start_s == 10 * HOUR - 600
    late = evaluate(problem, "ana", ("v1", "v2"))
    assert late.breaches == ()
    (told,) = evaluate(problem, "ana", ("v3",)).breaches
    assert (told.rule, told.next_s) == (PlanRule.PIN_HOUR, None)


def test_a_pin_against_the_windows_is_told_as_the_pin() -> None:
    visit = a_visit("v1", pin_s=16 * HOUR, windows=(Window(8 * HOUR, 10 * HOUR),))
    (told,) = evaluate(a_problem([an_agent()], [visit]), "ana", ("v1",)).breaches
    assert (told.rule, told.next_s) == (PlanRule.PIN_HOUR, 16 * HOUR - 600)


def test_a_day_may_begin_and_end_at_a_door() -> None:
    open_ended = an_agent(start=None, end=None)
    tour = evaluate(a_problem([open_ended], [a_visit("v1")]), "ana", ("v1",))
    assert (tour.metres, tour.stops[0].start_s, tour.returns_s) == (0.0, 8 * HOUR, 8 * HOUR + 1_200)


def test_what_was_learnt_of_ways_counts_by_place_mode_and_hour() -> None:
    learnt = {
        ("Bogotá", "moto", 8): Pace(1.0, 60.0),
        ("Bogotá", "moto", -1): Pace(1.0, 120.0),
        ("Bogotá", "", -1): Pace(1.0, 240.0),
    }
    travel = Travel(learnt=learnt, areas={HOME: "Bogotá"}, utc_offset_s=-5 * HOUR)
    eight, nine = 13 * HOUR, 14 * HOUR
    assert travel.leg(HOME, NEXT_DOOR, "moto", eight)[1] == 61
    assert travel.leg(HOME, NEXT_DOOR, "moto", nine)[1] == 121
    assert travel.leg(HOME, NEXT_DOOR, "moto")[1] == 121
    assert travel.leg(HOME, NEXT_DOOR, "foot", nine)[1] == 241
    assert travel.leg(NEXT_DOOR, HOME, "moto", nine)[1] == WAY_S
    assert travel.leg(None, HOME) == (0.0, 0)


@settings(max_examples=60, deadline=None)
@given(days(), st.randoms(use_true_random=False))
def test_a_tour_without_breach_is_one_that_another_judge_finds_lawful(problem, random) -> None:  # type: ignore[no-untyped-def]
    for agent in problem.agents:
        order = [one for one in problem.visits if random.random() < 0.4]
        random.shuffle(order)
        tour = evaluate(problem, agent, order)
        assert is_lawful(problem, agent, order) == (not tour.breaches)
        if not tour.breaches:
            alone = a_problem([problem.agents[agent]], [problem.visits[one] for one in order])
            assert wrongs(alone, Plan(tours=(tour,))) == []
