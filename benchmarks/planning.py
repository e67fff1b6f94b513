"""Planning a day: the first lawful plan of 1,500 visits and 50 agents, 20 stops of one agent, 30
visits of each of 50 agents and days of the shapes of Solomon's R101 (doors anywhere) and C101
(doors in clusters), made by their recipe and not copied, against the order they were imported in
and against the same engine ten times as long; and one re-evaluation after a drop at 30 stops.

`python -m benchmarks.planning [--seconds 6] [--runs 3]`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from statistics import median
from typing import Any

from benchmarks._facts import machine
from kobra_desktop.planning.engine import solve
from kobra_desktop.planning.stages import Asked, Found
from kobra_domain.places import Point
from kobra_domain.planning.checking import check
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import Plan, PlanAgent, PlanBreak, PlanVisit, Problem, Window

HOUR = 3_600
HOME = Point(4.65, -74.08)
KM = 1 / 111.2  # degrees
LUNCH = PlanBreak(HOUR, Window(12 * HOUR, 15 * HOUR))
DROPS = 2_000


def agents(count: int, until: int = 18, **more: Any) -> dict[str, PlanAgent]:
    """From eight on, with lunch, from one office and back."""
    shift = Window(8 * HOUR, until * HOUR)
    made = (
        PlanAgent(id=f"a{n}", start=HOME, end=HOME, shift=shift, breaks=(LUNCH,), **more)
        for n in range(count)
    )
    return {one.id: one for one in made}


def day(
    seed: int, visits: int, count: int, *, clusters: int = 0, windows: float = 1 / 3
) -> Problem:
    """Doors anywhere in a square of 14 km, or around so many middles; so many with two to three
    hours, drawn around a middle that leaves time to come and go.
    """
    chance = random.Random(seed)

    def anywhere() -> Point:
        return Point(HOME.lat + chance.uniform(-7, 7) * KM, HOME.lon + chance.uniform(-7, 7) * KM)

    middles = [anywhere() for _ in range(clusters)]
    made = {}
    for n in range(visits):
        place = anywhere()
        if middles:
            middle = middles[n % clusters]
            place = Point(middle.lat + chance.gauss(0, KM), middle.lon + chance.gauss(0, KM))
        hours: tuple[Window, ...] = ()
        if chance.random() < windows:
            middle_s = chance.uniform(9, 17) * HOUR
            half_s = chance.uniform(1, 1.5) * HOUR
            hours = (Window(round(middle_s - half_s), round(middle_s + half_s)),)
        made[f"v{n}"] = PlanVisit(id=f"v{n}", place=place, service_s=900, windows=hours)
    return Problem(agents=agents(count), visits=made)


def imported_km(problem: Problem) -> float:
    """Everybody gets an equal part in the order of the file, lawful or not."""
    names, count = list(problem.visits), len(problem.agents)
    size = -(-len(names) // count)
    parts = (names[n * size : (n + 1) * size] for n in range(count))
    tours = (
        evaluate(problem, agent, part) for agent, part in zip(problem.agents, parts, strict=True)
    )
    return sum(tour.metres for tour in tours) / 1_000


def planned(problem: Problem, seconds: float, seed: int) -> tuple[Plan, float]:
    """A plan, and after how many seconds the first lawful one was there, its process and all."""
    begun = time.perf_counter()
    firsts: list[float] = []

    def better(found: Found) -> None:
        firsts.append(time.perf_counter() - begun)

    plan = solve(Asked(problem=problem, seconds=seconds, seed=seed), better=better).plan
    assert not check(problem, plan)
    return plan, firsts[0]


def shape(name: str, problem: Problem, seconds: float, runs: int) -> dict[str, Any]:
    """One day so many times, and once ten times as long."""
    print(f"planning: {name}", file=sys.stderr)
    found = [planned(problem, seconds, seed) for seed in range(runs)]
    km = [plan.metres / 1_000 for plan, _ in found]
    long, _ = planned(problem, seconds * 10, 0)
    left = [len(plan.left) for plan, _ in found]
    return {
        "visits": len(problem.visits),
        "agents": len(problem.agents),
        "seconds": seconds,
        "km": {
            "median": round(median(km), 1),
            "least": round(min(km), 1),
            "most": round(max(km), 1),
        },
        "left": left,
        "imported_km": round(imported_km(problem), 1),
        "ten_times_as_long": {"km": round(long.metres / 1_000, 1), "left": len(long.left)},
        "ratio_to_long": round(median(km) / (long.metres / 1_000), 3),
        "ratio_to_imported": round(median(km) / imported_km(problem), 3),
        "first_lawful_s": [round(first, 2) for _, first in found],
    }


def one_day(runs: int) -> dict[str, Any]:
    """Twenty stops of one agent: when the plan that one second finds was there."""
    found = []
    for seed in range(runs):
        chance = random.Random(seed)
        problem = day(seed, 20, 1, clusters=4, windows=0.2)
        problem = Problem(agents=agents(1, until=20), visits=problem.visits)
        begun = time.perf_counter()
        ms: list[tuple[float, float]] = []
        asked = Asked(problem=problem, seconds=1, seed=chance.randrange(9))
        plan = solve(
            asked,
            better=lambda one, ms=ms, begun=begun: ms.append(  # type: ignore[misc]
                (time.perf_counter() - begun, one.plan.metres)
            ),
        ).plan
        within = next(at for at, metres in ms if metres <= plan.metres * 1.01)
        found.append(
            {"within_1_pct_s": round(within, 2), "whole_s": round(time.perf_counter() - begun, 2)}
        )
    return {"runs": found}


def drops() -> dict[str, float]:
    """One stop of 30 put elsewhere and the day evaluated, breaks and breaches and all."""
    chance = random.Random(1)
    problem = day(1, 30, 1, clusters=4)
    order = list(problem.visits)
    ms = []
    for _ in range(DROPS):
        one = order.pop(chance.randrange(30))
        order.insert(chance.randrange(30), one)
        begun = time.perf_counter()
        evaluate(problem, "a0", order)
        ms.append((time.perf_counter() - begun) * 1_000)
    ms.sort()
    return {"median_ms": round(median(ms), 2), "p99_ms": round(ms[DROPS * 99 // 100], 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    days = {
        "r101_shape": day(1, 100, 8, windows=1),
        "c101_shape": day(1, 100, 8, clusters=10, windows=1),
        "30_by_50": day(1, 1_500, 50, clusters=30, windows=0.2),
    }
    found = {
        name: shape(name, problem, asked.seconds * (5 if "50" in name else 1), asked.runs)
        for name, problem in days.items()
    }
    result = {"drop_at_30_stops": drops(), "one_agent_20_stops": one_day(asked.runs), **found}
    print(json.dumps({**machine(), **result}, indent=1))


if __name__ == "__main__":
    main()
