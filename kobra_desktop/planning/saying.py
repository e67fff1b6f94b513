"""A plan and its breaches in words, and in the shapes that outside tests read."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from kobra_domain.planning.model import Breach, Left, Plan, moment
from kobra_domain.words import say, word


def breach_sentence(breach: Breach, zone: tzinfo, language: str) -> str:
    """What is broken, and from when on it would not be."""
    told = say(breach.code, breach.params, language)
    if breach.next_s is None:
        return told
    hour = f"{moment(breach.next_s, zone):%H:%M}"
    return f"{told} {say('plan.next', {'hour': hour}, language)}"


def left_sentence(left: Left, language: str) -> str:
    """Why a visit is left out, in one sentence."""
    rules = ", ".join(word(rule, language) for rule in left.rules)
    return say(left.code, {**left.params, "rules": rules}, language)


def plan_shape(plan: Plan, zone: tzinfo, language: str) -> dict[str, Any]:
    """The plan as JSON."""

    def iso(at_s: int) -> str:
        return moment(at_s, zone).isoformat()

    routes = [
        {
            "agent": tour.agent,
            "stops": [
                {
                    "visit": stop.visit,
                    "arrival": iso(stop.arrival_s),
                    "start": iso(stop.start_s),
                    "end": iso(stop.end_s),
                }
                for stop in tour.stops
            ],
            "metres": round(tour.metres),
            "minutes": round(tour.busy_s / 60, 1),
        }
        for tour in plan.tours
    ]
    left = [{"visit": one.visit, "why": left_sentence(one, language)} for one in plan.left]
    return {"routes": routes, "unassigned": left}


def plan_lines(plan: Plan, zone: tzinfo, language: str) -> Iterable[str]:
    """The plan for people: each agent's day, then what is left out."""
    for tour in plan.tours:
        yield f"{tour.agent}: {tour.metres / 1_000:.1f} km, {tour.busy_s / 60:.0f} min"
        for stop in tour.stops:
            start, end = moment(stop.start_s, zone), moment(stop.end_s, zone)
            yield f"  {start:%H:%M}–{end:%H:%M}  {stop.visit}"
    if plan.left:
        yield say("plan.says_left", {"count": len(plan.left)}, language)
    for left in plan.left:
        yield f"  {left.visit}: {left_sentence(left, language)}"


def breach_shapes(breaches: Iterable[Breach], zone: tzinfo, language: str) -> list[dict[str, Any]]:
    """The breaches as JSON; what is about no one agent or visit has null there."""
    return [
        {
            "agent": one.agent or None,
            "visit": one.visit or None,
            "rule": one.rule.value,
            "why": breach_sentence(one, zone, language),
        }
        for one in breaches
    ]
