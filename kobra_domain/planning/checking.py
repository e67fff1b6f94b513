"""Whether a plan that says its own times holds: each visit once, no way quicker than it takes, and
every rule of the evaluator at the times that are said.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from kobra_domain.planning.evaluator import State, alone, hours, of_whole, rest
from kobra_domain.planning.model import Breach, Plan, PlanAgent, PlanRule, Problem, Stop, Tour

# What rounding to whole seconds may take from a way, on either side.
LEEWAY_S = 1


def check(problem: Problem, plan: Plan) -> list[Breach]:
    """Every breach. The plan names only agents and visits of the problem."""
    found = [breach for tour in plan.tours for breach in of_tour(problem, tour)]
    times = Counter(stop.visit for tour in plan.tours for stop in tour.stops)
    times.update(left.visit for left in plan.left)
    agents = Counter(tour.agent for tour in plan.tours)
    for agent in (one for one, count in agents.items() if count > 1):
        found.append(Breach(rule=PlanRule.TWICE, agent=agent))
    for visit in problem.visits:
        if times[visit] != 1:
            rule = PlanRule.TWICE if times[visit] else PlanRule.MISSING
            found.append(Breach(rule=rule, visit=visit))
    return found


def of_tour(problem: Problem, tour: Tour) -> Iterator[Breach]:
    """The breaches of one tour, at the times it says."""
    agent = problem.agents[tour.agent]
    visits = [problem.visits[one] for one in tour.order]
    if not visits:
        return
    clock, here = agent.shift.from_s if agent.shift else 0, agent.start
    for visit, stop in zip(visits, tour.stops, strict=True):
        yield from alone(agent, visit)
        yield from hours(agent, visit, stop)
        needs_s = problem.travel.leg(here, visit.place, agent.mode, clock)[1]
        if agent.shift and stop.arrival_s < clock + needs_s - LEEWAY_S:
            short_s = clock + needs_s - stop.arrival_s
            yield _breach(PlanRule.TRAVEL, tour, stop, short_s)
        if stop.start_s < stop.arrival_s:
            yield _breach(PlanRule.TRAVEL, tour, stop, stop.arrival_s - stop.start_s)
        if stop.end_s - stop.start_s < visit.service_s - LEEWAY_S:
            yield _breach(PlanRule.SERVICE, tour, stop, visit.service_s - stop.end_s + stop.start_s)
        clock, here = stop.end_s, visit.place
    back = _with_way_home(problem, agent, tour)
    yield from of_whole(agent, visits, back)
    if agent.shift is not None:
        yield from _unrested(problem, agent, back)


def _breach(rule: PlanRule, tour: Tour, stop: Stop, short_s: int) -> Breach:
    return Breach(rule=rule, agent=tour.agent, visit=stop.visit, params={"short_s": short_s})


def _with_way_home(problem: Problem, agent: PlanAgent, tour: Tour) -> Tour:
    """The tour with when it leaves and is back, which its stops tell."""
    first, last = tour.stops[0], tour.stops[-1]
    way_s = problem.travel.leg(
        agent.start, problem.visits[first.visit].place, agent.mode, first.arrival_s
    )[1]
    home_s = problem.travel.leg(
        problem.visits[last.visit].place, agent.end, agent.mode, last.end_s
    )[1]
    return Tour(
        agent=tour.agent,
        stops=tour.stops,
        departs_s=first.arrival_s - way_s,
        returns_s=last.end_s + home_s,
    )


def _unrested(problem: Problem, agent: PlanAgent, tour: Tour) -> Iterator[Breach]:
    """The breaks that find no room between what is said."""
    assert agent.shift is not None
    rests = agent.rests
    states: list[State] = [None] * (1 << len(rests))
    states[0] = (0, agent.shift.from_s, None)
    here = agent.start
    for stop in tour.stops:
        place = problem.visits[stop.visit].place
        way_s = problem.travel.leg(here, place, agent.mode, stop.arrival_s)[1]
        rest(states, rests, stop.arrival_s - way_s)
        states = _at(states, stop.arrival_s)
        rest(states, rests, stop.start_s)
        states, here = _at(states, stop.end_s), place
    rest(states, rests)
    home_s = tour.returns_s - tour.stops[-1].end_s
    states = [state and (state[0], state[1] + home_s, None) for state in states]
    rest(states, rests)
    taken = max((bits for bits, state in enumerate(states) if state), key=int.bit_count, default=0)
    for bit, one in enumerate(agent.breaks):
        if not taken >> bit & 1:
            yield Breach(rule=PlanRule.BREAK, agent=agent.id, params={"length_s": one.length_s})


def _at(states: Sequence[State], clock: int) -> list[State]:
    """The same breaks, at a later second."""
    return [state and (0, clock, None) for state in states]
