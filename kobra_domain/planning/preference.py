"""The hours at which people would rather be visited: beside the lawful hours they only weigh, and
never keep a visit out.
"""

from collections.abc import Callable

from kobra_domain.planning.draft import LEAST_M, Draft, never
from kobra_domain.planning.evaluator import evaluate, is_lawful
from kobra_domain.planning.model import Problem, Tour

# How much longer a day may get for one visit at the hours that its person prefers.
PLEASED_M = 1_500.0


def displeased(problem: Problem, tour: Tour) -> list[str]:
    """The visits that begin outside the hours that their people prefer."""
    return [
        stop.visit
        for stop in tour.stops
        if (hours := problem.visits[stop.visit].preferred)
        and not any(one.from_s <= stop.start_s < one.until_s for one in hours)
    ]


def please(draft: Draft, stop: Callable[[], bool] = never) -> None:
    """Put visits elsewhere in the same day where that meets more preferred hours than it costs."""
    for agent, order in draft.orders.items():
        if any(draft.problem.visits[one].preferred for one in order):
            for visit in displeased(draft.problem, evaluate(draft.problem, agent, order)):
                if stop():
                    return
                _move(draft, agent, visit)


def _move(draft: Draft, agent: str, visit: str) -> None:
    """Put one visit where the day is worth the most, its own place included."""
    problem, best = draft.problem, draft.orders[agent]
    cost = _cost(problem, agent, best)
    others = [one for one in best if one != visit]
    draft.set(agent, others)
    for _, index in draft.places(problem.visits[visit], agent):
        order = [*others[:index], visit, *others[index:]]
        if is_lawful(problem, agent, order):
            other = _cost(problem, agent, order)
            if other < cost - LEAST_M:
                best, cost = order, other
    draft.set(agent, best)


def _cost(problem: Problem, agent: str, order: list[str]) -> float:
    tour = evaluate(problem, agent, order)
    return tour.metres + PLEASED_M * len(displeased(problem, tour))
