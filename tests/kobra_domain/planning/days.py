"""Days to plan, and a judge of plans that shares no code with the evaluator."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from kobra_domain.places import Point
from kobra_domain.planning.model import (
    Plan,
    PlanAgent,
    PlanBreak,
    PlanVisit,
    Problem,
    Stop,
    Tour,
    Window,
)

HOUR = 3_600
HOME = Point(4.65, -74.07)
LUNCH = PlanBreak(HOUR, Window(12 * HOUR, 15 * HOUR))


def a_visit(id_: str, **changes: Any) -> PlanVisit:
    """Twenty minutes, a kilometre north of home, at any time."""
    known: dict[str, Any] = {"id": id_, "place": Point(4.659, -74.07), "service_s": 1_200}
    return PlanVisit(**{**known, **changes})


def an_agent(id_: str = "ana", **changes: Any) -> PlanAgent:
    """From eight to six, from home and back."""
    known: dict[str, Any] = {"start": HOME, "end": HOME, "shift": Window(8 * HOUR, 18 * HOUR)}
    return PlanAgent(id=id_, **{**known, **changes})


def a_problem(agents: list[PlanAgent], visits: list[PlanVisit], **more: Any) -> Problem:
    """Of these."""
    return Problem(
        agents={one.id: one for one in agents}, visits={one.id: one for one in visits}, **more
    )


def a_city(visits: int, agents: int, seed: int, *, breaks: bool = True) -> Problem:
    """Doors in eight clusters, a third of them with hours."""
    chance = random.Random(seed)
    middles = [(4.6 + chance.random() / 10, -74.12 + chance.random() / 10) for _ in range(8)]
    made = []
    for index in range(visits):
        lat, lon = chance.choice(middles)
        hours: tuple[Window, ...] = ()
        if chance.random() < 1 / 3:
            first = chance.randrange(8, 16) * HOUR
            hours = (Window(first, first + chance.choice((2, 3)) * HOUR),)
        place = Point(lat + chance.gauss(0, 0.008), lon + chance.gauss(0, 0.008))
        made.append(a_visit(f"v{index}", place=place, windows=hours))
    until = 20 if agents == 1 else 18
    crew = [
        an_agent(
            f"a{index}",
            shift=Window(8 * HOUR, until * HOUR),
            breaks=(LUNCH,) if breaks else (),
        )
        for index in range(agents)
    ]
    return a_problem(crew, made)


def wrongs(problem: Problem, plan: Plan) -> list[str]:
    """Everything that is wrong with a plan."""
    found = [one for tour in plan.tours for one in _tour_wrongs(problem, tour)]
    named = [stop.visit for tour in plan.tours for stop in tour.stops]
    named += [left.visit for left in plan.left]
    if sorted(named) != sorted(problem.visits):
        found.append("not each visit once")
    if any(not left.rules for left in plan.left):
        found.append("left without a reason")
    return found


def _tour_wrongs(problem: Problem, tour: Tour) -> list[str]:
    agent, found = problem.agents[tour.agent], []
    if not tour.stops:
        return []
    if agent.shift is None:
        return ["no shift"]
    visits = [problem.visits[stop.visit] for stop in tour.stops]
    clock, here = agent.shift.from_s, agent.start
    rests = [(one.from_s, one.until_s) for one in tour.rests]
    for visit, stop in zip(visits, tour.stops, strict=True):
        way = _seconds(problem, here, visit.place)
        if not _has_room(clock, stop.start_s, way, rests):
            found.append(f"{visit.id} no time for the way and the breaks")
        if any(first < stop.end_s and stop.start_s < last for first, last in rests):
            found.append(f"{visit.id} within a break")
        found += _stop_wrongs(agent, visit, stop)
        clock, here = stop.end_s, visit.place
    home = _seconds(problem, here, agent.end)
    if not _has_room(clock, agent.shift.until_s, home, rests):
        found.append("late home")
    if agent.max_visits is not None and len(visits) > agent.max_visits:
        found.append("too many")
    wanted = sorted(agent.breaks, key=lambda one: (one.window.from_s, one.length_s))
    return found + _rest_wrongs(agent.shift, wanted, rests)


def _stop_wrongs(agent: PlanAgent, visit: PlanVisit, stop: Stop) -> list[str]:
    hours = visit.windows or (Window(stop.start_s, stop.end_s),)
    wrong = {
        "times": stop.end_s - stop.start_s != visit.service_s or stop.start_s < stop.arrival_s,
        "window": all(one.from_s > stop.start_s or stop.end_s > one.until_s for one in hours),
        "hour": visit.pin_s is not None and abs(visit.pin_s - stop.start_s) > 600,
        "agent": visit.pin_agent not in ("", agent.id),
        "skill": not visit.skills <= agent.skills,
    }
    return [f"{visit.id} {name}" for name, is_wrong in wrong.items() if is_wrong]


def _rest_wrongs(shift: Window, wanted: list[PlanBreak], rests: list[tuple[int, int]]) -> list[str]:
    if len(rests) != len(wanted):
        return ["breaks missing"]
    for one in wanted:
        fitting = [
            (first, last)
            for first, last in rests
            if last - first == one.length_s
            and max(shift.from_s, one.window.from_s) <= first
            and last <= min(shift.until_s, one.window.until_s)
        ]
        if not fitting:
            return ["a break outside its hours"]
    ordered = sorted(rests)
    clash = any(one[1] > other[0] for one, other in pairwise(ordered))
    return ["breaks overlap"] if clash else []


def _has_room(first: int, last: int, way: int, rests: list[tuple[int, int]]) -> bool:
    """Whether an undivided way fits from one moment to another beside the breaks."""
    edges = [first]
    for begins, ends in sorted(rests):
        if ends > first and begins < last:
            edges += [begins, ends]
    edges.append(last)
    return any(b - a >= way for a, b in zip(edges[::2], edges[1::2], strict=True))


def _seconds(problem: Problem, here: Point | None, there: Point | None) -> int:
    if here is None or there is None:
        return 0
    a, b = math.radians(here.lat), math.radians(there.lat)
    turn = math.radians(there.lon - here.lon)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    straight = 2 * 6_371_008.8 * math.atan2(math.sqrt(chord), math.sqrt(1 - chord))
    pace = problem.travel.usual
    return math.ceil(straight * pace.factor * pace.seconds_per_km / 1_000 - 0.001)


@st.composite
def days(draw: st.DrawFn) -> Problem:
    """Small days with everything in them that can go wrong."""
    degrees = st.integers(-40, 40).map(lambda step: step / 500)
    place = st.builds(lambda north, east: Point(4.65 + north, -74.07 + east), degrees, degrees)
    hour = st.integers(7, 19)
    window = st.builds(
        lambda first, long: Window(first * HOUR, first * HOUR + long * 900),
        hour,
        st.integers(0, 14),
    )
    agents = []
    for index in range(draw(st.integers(1, 3))):
        first = draw(st.integers(7, 12)) * HOUR
        shift = Window(first, first + draw(st.integers(1, 10)) * HOUR)
        rest = st.builds(PlanBreak, st.sampled_from([900, 1_800, 3_600, 40_000]), window)
        agents.append(
            an_agent(
                f"a{index}",
                start=draw(st.none() | place),
                end=draw(st.none() | place),
                shift=draw(st.sampled_from([shift, shift, shift, None])),
                breaks=tuple(draw(st.lists(rest, max_size=2))),
                max_visits=draw(st.none() | st.integers(0, 5)),
                max_s=draw(st.none() | st.integers(0, 8 * HOUR)),
                skills=frozenset(draw(st.lists(st.sampled_from("ab"), max_size=2))),
                territory=draw(
                    st.sampled_from([(), (Point(4.5, -75), Point(4.8, -75), Point(4.7, -73.9))])
                ),
            )
        )
    names = [one.id for one in agents]
    visits = [
        a_visit(
            f"v{index}",
            place=draw(st.none() | place if draw(st.integers(0, 9)) == 0 else place),
            service_s=draw(st.sampled_from([0, 600, 1_200, 5_000])),
            windows=tuple(draw(st.lists(window, max_size=2))),
            priority=draw(st.integers(0, 3)),
            pin_agent=draw(st.sampled_from(["", "", "", *names])),
            pin_s=draw(st.none() | hour.map(lambda at: at * HOUR)),
            skills=frozenset(draw(st.lists(st.sampled_from("ab"), max_size=1))),
        )
        for index in range(draw(st.integers(0, 8)))
    ]
    return a_problem(agents, visits)
