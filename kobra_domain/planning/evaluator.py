"""What a day is worth, once its order is said: when each visit arrives, waits, begins and ends,
where the breaks lie, how far and how long it is, and every rule it breaks. Drag, hours, before and
after, an engine's result and a check-in all ask here.

The breaks are placed by dynamic programming: after each stop the earliest time is known for each
set of breaks already taken, and a break lies before a way or after it, never within.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kobra_domain.errors import Param
from kobra_domain.geo import is_inside
from kobra_domain.places import Point
from kobra_domain.planning.model import (
    FOREVER_S,
    PIN_LEEWAY_S,
    Breach,
    PlanAgent,
    PlanBreak,
    PlanRule,
    PlanVisit,
    Problem,
    Starts,
    Stop,
    Tour,
    Window,
)
from kobra_domain.planning.travel import Travel

# What was done, newest first: ("arrive" | "rest" | "visit", from, until), and what came before.
Trace = tuple[str, int, int, "Trace | None"] | None
# How many visits are late, the clock, what was done; None: this set of breaks cannot be had.
State = tuple[int, int, Trace] | None


def evaluate(problem: Problem, agent_id: str, order: Sequence[str]) -> Tour:
    """The tour of an agent through visits, all of the problem; a late visit begins as soon as it
    can, and its breach says when it would be lawful.
    """
    agent = problem.agents[agent_id]
    visits = [problem.visits[one] for one in order]
    if not visits:
        return Tour(agent=agent_id)
    if agent.shift is None:
        breaches = tuple(alone(agent, visit) for visit in visits)
        return Tour(agent=agent_id, breaches=tuple(one for found in breaches for one in found))
    states = walked(problem, agent, visits, is_strict=False)
    missing, state = _most_rested(states)
    tour = _told(problem, agent, visits, state)
    return replace(tour, breaches=(*_breaches(agent, visits, tour), *_unrested(agent, missing)))


def is_lawful(problem: Problem, agent_id: str, order: Sequence[str]) -> bool:
    """Whether `evaluate` would find no breach; quicker, for searching."""
    agent = problem.agents[agent_id]
    visits = [problem.visits[one] for one in order]
    if not visits:
        return True
    if agent.shift is None or any(alone(agent, one) for one in visits):
        return False
    if agent.max_visits is not None and len(visits) > agent.max_visits:
        return False
    if _out_of_place(agent, visits):
        return False
    end = walked(problem, agent, visits, is_strict=True)[-1]
    if end is None or end[1] > agent.shift.until_s:
        return False
    return agent.max_s is None or _told(problem, agent, visits, end).busy_s <= agent.max_s


def alone(agent: PlanAgent, visit: PlanVisit) -> list[Breach]:
    """What forbids a visit to an agent, whatever the day."""
    found: list[tuple[PlanRule, dict[str, Param]]] = []
    if visit.place is None:
        found.append((PlanRule.NO_PLACE, {}))
    elif len(agent.territory) >= 3 and not is_inside(agent.territory, visit.place):
        found.append((PlanRule.TERRITORY, {}))
    if agent.shift is None:
        found.append((PlanRule.NO_SHIFT, {}))
    if visit.pin_agent not in ("", agent.id):
        found.append((PlanRule.PIN_AGENT, {"pinned": visit.pin_agent}))
    if lacking := visit.skills - agent.skills:
        found.append((PlanRule.SKILL, {"skill": min(lacking)}))
    return [Breach(rule=rule, agent=agent.id, visit=visit.id, params=of) for rule, of in found]


def walked(
    problem: Problem, agent: PlanAgent, visits: Sequence[PlanVisit], *, is_strict: bool
) -> list[State]:
    """How the day can end, for each set of breaks (bit n: the n-th is taken). `is_strict`: a day
    that is late anywhere is none, and whole only with all breaks.
    """
    assert agent.shift is not None
    rests, travel = agent.rests, problem.travel
    states: list[State] = [None] * (1 << len(rests))
    states[0] = (0, agent.shift.from_s, None)
    here, until_s = agent.start, agent.shift.until_s
    for visit in visits:
        rest(states, rests)
        states = [_driven(travel, here, visit.place, agent.mode, state) for state in states]
        rest(states, rests)
        states = [_visited(visit, state, until_s, is_strict) for state in states]
        if not any(states):
            return states
        here = visit.place
    rest(states, rests)
    states = [_driven(travel, here, agent.end, agent.mode, state) for state in states]
    rest(states, rests)
    return states


def rest(states: list[State], rests: Sequence[PlanBreak], until_s: int = FOREVER_S) -> None:
    """Take breaks where one stands, as many and in whatever order is best, ended by `until_s`."""
    for taken, state in enumerate(states):
        if state is None:
            continue
        late, clock, trace = state
        for bit, one in enumerate(rests):
            begins = max(clock, one.window.from_s)
            ends = begins + one.length_s
            if taken >> bit & 1 or ends > min(one.window.until_s, until_s):
                continue
            held = states[taken | 1 << bit]
            if held is None or (late, ends) < held[:2]:
                states[taken | 1 << bit] = (late, ends, ("rest", begins, ends, trace))


def _driven(
    travel: Travel, here: Point | None, there: Point | None, mode: str, state: State
) -> State:
    if state is None:
        return None
    late, clock, trace = state
    arrives = clock + travel.leg(here, there, mode, clock)[1]
    return late, arrives, ("arrive", clock, arrives, trace)


def _visited(visit: PlanVisit, state: State, until_s: int, is_strict: bool) -> State:
    if state is None:
        return None
    late, clock, trace = state
    begins = next_start(visit.starts, clock)
    if begins is None or begins + visit.service_s > until_s:
        if is_strict:
            return None
        late, begins = late + 1, clock
    ends = begins + visit.service_s
    return late, ends, ("visit", begins, ends, trace)


def next_start(starts: Starts, clock: int) -> int | None:
    """The first second from the clock on at which it may begin."""
    return next((max(first, clock) for first, last in starts if last >= max(first, clock)), None)


def _most_rested(states: Sequence[State]) -> tuple[int, State]:
    """The least unlawful end of the day, and the breaks (bits) that it has no room for."""
    every = len(states) - 1

    def cost(taken: int) -> tuple[int, int]:
        late, clock, _ = states[taken] or (FOREVER_S, 0, None)
        return late + (every & ~taken).bit_count(), clock

    best = min(range(len(states)), key=cost)
    return every & ~best, states[best]


def _events(trace: Trace) -> Iterator[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    while trace is not None:
        what, begins, ends, trace = trace
        found.append((what, begins, ends))
    yield from reversed(found)


def _told(problem: Problem, agent: PlanAgent, visits: Sequence[PlanVisit], state: State) -> Tour:
    """The tour that a trace tells. Nobody leaves earlier than the first door asks for."""
    assert state is not None
    stops: list[Stop] = []
    rests: list[Window] = []
    ways: list[tuple[int, int]] = []
    is_first_way_open = False
    for what, begins, ends in _events(state[2]):
        if is_first_way_open:
            late_s = begins - ways[0][1]
            ways[0] = (ways[0][0] + late_s, begins)
        is_first_way_open = what == "arrive" and not ways
        if what == "arrive":
            ways.append((begins, ends))
        elif what == "rest":
            rests.append(Window(begins, ends))
        else:
            stops.append(Stop(visits[len(stops)].id, ways[-1][1], begins, ends))
    places = [agent.start, *(one.place for one in visits), agent.end]
    legs = [
        problem.travel.leg(here, there, agent.mode, way[0])[0]
        for here, there, way in zip(places, places[1:], ways, strict=False)
    ]
    return Tour(
        agent=agent.id,
        stops=tuple(replace(stop, metres=leg) for stop, leg in zip(stops, legs, strict=False)),
        rests=tuple(rests),
        metres=sum(legs),
        departs_s=ways[0][0],
        returns_s=ways[-1][1],
    )


def _breaches(agent: PlanAgent, visits: Sequence[PlanVisit], tour: Tour) -> Iterator[Breach]:
    for visit, stop in zip(visits, tour.stops, strict=True):
        yield from alone(agent, visit)
        yield from hours(agent, visit, stop)
    yield from of_whole(agent, visits, tour)


def hours(agent: PlanAgent, visit: PlanVisit, stop: Stop) -> Iterator[Breach]:
    """The hours that a visit's own begin and end break."""

    def breach(rule: PlanRule, next_s: int | None, **params: Param) -> Breach:
        return Breach(rule=rule, agent=agent.id, visit=visit.id, params=params, next_s=next_s)

    windows = visit.windows or (Window(-FOREVER_S, FOREVER_S),)
    if not any(one.from_s <= stop.start_s and stop.end_s <= one.until_s for one in windows):
        yield breach(PlanRule.WINDOW, next_start(visit.lawful_starts, stop.start_s))
    if visit.pin_s is not None and abs(stop.start_s - visit.pin_s) > PIN_LEEWAY_S:
        earliest = visit.pin_s - PIN_LEEWAY_S
        yield breach(PlanRule.PIN_HOUR, earliest if stop.start_s < earliest else None)
    if agent.shift is not None and stop.end_s > agent.shift.until_s:
        yield breach(PlanRule.SHIFT, None, over_s=stop.end_s - agent.shift.until_s)


def of_whole(agent: PlanAgent, visits: Sequence[PlanVisit], tour: Tour) -> Iterator[Breach]:
    """What the day as a whole breaks: caps, order, the way home."""

    def breach(rule: PlanRule, visit: str, **params: Param) -> Breach:
        return Breach(rule=rule, agent=agent.id, visit=visit, params=params)

    for visit in _out_of_place(agent, visits):
        yield breach(PlanRule.PIN_ORDER, visit.id, place=(visit.pin_place or 0) + 1)
    for visit in visits[agent.max_visits :] if agent.max_visits is not None else ():
        yield breach(PlanRule.MAX_VISITS, visit.id, count=agent.max_visits)
    last = visits[-1].id
    if agent.max_s is not None and tour.busy_s > agent.max_s:
        yield breach(PlanRule.MAX_MINUTES, last, limit_s=agent.max_s)
    until_s = agent.shift.until_s if agent.shift else FOREVER_S
    if tour.stops[-1].end_s <= until_s < tour.returns_s:
        yield breach(PlanRule.SHIFT, last, over_s=tour.returns_s - until_s)


def _out_of_place(agent: PlanAgent, visits: Sequence[PlanVisit]) -> list[PlanVisit]:
    return [
        visit
        for index, visit in enumerate(visits)
        if visit.pin_place is not None and min(visit.pin_place, len(visits) - 1) != index
    ]


def _unrested(agent: PlanAgent, missing: int) -> Iterable[Breach]:
    for bit, one in enumerate(agent.breaks):
        if missing >> bit & 1:
            yield Breach(rule=PlanRule.BREAK, agent=agent.id, params={"length_s": one.length_s})
