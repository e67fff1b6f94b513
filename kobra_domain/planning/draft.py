"""Orders of visits that a search changes: where one more costs least and stays lawful, and what
moves within one agent's day make shorter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kobra_domain.places import Point
from kobra_domain.planning.evaluator import alone, is_lawful, next_start
from kobra_domain.planning.model import FOREVER_S, PlanAgent, PlanVisit, Problem, Window
from kobra_domain.planning.travel import haversine_m

Found = tuple[float, str, int]  # metres more, agent, place in its order
NEAR_AGENTS = 6
TRIES = 8  # places of one agent's day tried for one visit before the next agent's
LONGEST_PIECE = 3
MOST_SHORTENED = 100
LEAST_M = 0.5  # what is less is no shorter
Ways = Sequence[Sequence[float]]


def never() -> bool:
    """Nobody asks to stop."""
    return False


class Draft:
    """The orders of all agents, each lawful, and what they cost."""

    def __init__(self, problem: Problem, orders: Mapping[str, Sequence[str]]) -> None:
        self.problem = problem
        self.orders = {agent: list(orders.get(agent, ())) for agent in problem.agents}
        self._days: dict[str, _Day] = {}

    @property
    def metres(self) -> float:
        """Of all agents."""
        return sum(self._day(agent).metres for agent in self.orders)

    def left(self) -> list[PlanVisit]:
        """What nobody has, the first by priority first, then what has the fewest hours."""
        held = {one for order in self.orders.values() for one in order}
        return sorted(
            (one for one in self.problem.visits.values() if one.id not in held), key=urgency
        )

    def set(self, agent: str, order: list[str]) -> None:
        """Give an agent another order, which nobody changes in place."""
        self.orders[agent] = order
        self._days.pop(agent, None)

    def restore(self, orders: Mapping[str, list[str]]) -> None:
        """Go back to orders that this draft had."""
        for agent, order in orders.items():
            if self.orders[agent] is not order:
                self.set(agent, order)

    def insert(self, visit: str, found: Found) -> None:
        """Put a visit where it was found to fit."""
        _, agent, index = found
        order = self.orders[agent]
        self.set(agent, [*order[:index], visit, *order[index:]])

    def fill(
        self,
        visits: Iterable[PlanVisit],
        near: int = NEAR_AGENTS,
        *,
        is_thorough: bool = False,
        stop: Callable[[], bool] = never,
    ) -> None:
        """Put each visit, in turn, where it costs least among the agents nearest to it; thorough:
        or else with any other. `stop` leaves the rest out.
        """
        for visit in visits:
            if stop():
                return
            agents = [one for one in self.able(visit) if self._has_room(one, visit)]
            found = self.best(visit, agents[:near])
            if found is None and is_thorough:
                found = self.best(visit, agents[near:])
            if found is not None:
                self.insert(visit.id, found)

    def able(self, visit: PlanVisit) -> list[str]:
        """The agents who may visit it, the nearest first."""
        if visit.place is None or not visit.starts:
            return []
        able = [one for one in self.problem.agents.values() if not alone(one, visit)]
        place = visit.place
        return [one.id for one in sorted(able, key=lambda one: self._away_m(one, place))]

    def _has_room(self, agent_id: str, visit: PlanVisit) -> bool:
        most = self.problem.agents[agent_id].max_visits
        is_full = most is not None and len(self.orders[agent_id]) >= most
        return not is_full and self._day(agent_id).room_s >= visit.service_s

    def best(self, visit: PlanVisit, agents: Iterable[str]) -> Found | None:
        """The cheapest lawful place among these agents; the most probable ones are tried."""
        best: Found | None = None
        for agent in agents:
            for extra_m, index in self.places(visit, agent)[:TRIES]:
                if best is not None and extra_m >= best[0]:
                    break
                order = self.orders[agent]
                if is_lawful(self.problem, agent, [*order[:index], visit.id, *order[index:]]):
                    best = extra_m, agent, index
                    break
        return best

    def places(self, visit: PlanVisit, agent_id: str) -> list[tuple[float, int]]:
        """Metres more and place in the order, the cheapest first; without those that its hours, or
        those of what comes after it, forbid whatever the breaks.
        """
        agent, order = self.problem.agents[agent_id], self.orders[agent_id]
        if agent.shift is None or len(order) >= (
            FOREVER_S if agent.max_visits is None else agent.max_visits
        ):
            return []
        day = self._day(agent_id)
        leg = self.problem.travel.leg
        found = []
        pinned = visit.pin_place
        indices = range(len(order) + 1) if pinned is None else [min(pinned, len(order))]
        for index in indices:
            to_m, to_s = leg(day.points[index], visit.place, agent.mode)
            begins = next_start(visit.starts, day.free_s[index] + to_s)
            if begins is None:
                continue
            on_m, on_s = leg(visit.place, day.points[index + 1], agent.mode)
            room_s = day.last_s[index] - begins - visit.service_s - on_s
            if room_s >= 0 and to_s + on_s + visit.service_s - day.ways_s[index] <= day.room_s:
                found.append((to_m + on_m - day.ways_m[index], index))
        return sorted(found)

    def _day(self, agent_id: str) -> "_Day":
        day = self._days.get(agent_id)
        if day is None:
            day = _Day(self.problem, self.problem.agents[agent_id], self.orders[agent_id])
            self._days[agent_id] = day
        return day

    def _away_m(self, agent: PlanAgent, place: Point) -> float:
        """From a place to where the agent's day is: its visits' middle, else its start."""
        order = self.orders[agent.id]
        middle = self.problem.visits[order[len(order) // 2]].place if order else None
        ends = [one for one in (agent.start, middle) if one is not None]
        return min((haversine_m(one, place) for one in ends), default=0.0)


class _Day:
    """What one agent's order leaves free, breaks apart: the first second at which one is done with
    each stop, and the last at which one may come to the next.
    """

    __slots__ = ("free_s", "last_s", "metres", "points", "room_s", "ways_m", "ways_s")

    def __init__(self, problem: Problem, agent: PlanAgent, order: Sequence[str]) -> None:
        visits = [problem.visits[one] for one in order]
        self.points = [agent.start, *(one.place for one in visits), agent.end]
        leg = problem.travel.leg
        ways = [leg(here, there, agent.mode) for here, there in pairwise(self.points)]
        self.ways_m, self.ways_s = [one for one, _ in ways], [one for _, one in ways]
        self.metres = sum(self.ways_m) if order else 0.0
        shift = agent.shift or Window(0, 0)
        busy_s = sum(self.ways_s) + sum(one.service_s for one in visits)
        rest_s = sum(one.length_s for one in agent.rests)
        self.room_s = shift.until_s - shift.from_s - rest_s - busy_s
        self.free_s = [shift.from_s]
        for visit, way_s in zip(visits, self.ways_s, strict=False):
            arrives = self.free_s[-1] + way_s
            begins = next_start(visit.starts, arrives)
            self.free_s.append((arrives if begins is None else begins) + visit.service_s)
        self.last_s = [shift.until_s]
        for visit, way_s in zip(reversed(visits), reversed(self.ways_s), strict=False):
            latest = self.last_s[-1] - way_s - visit.service_s
            fits = (min(last, latest) for first, last in visit.starts if first <= latest)
            self.last_s.append(max(fits, default=-FOREVER_S))
        self.last_s.reverse()


def urgency(visit: PlanVisit) -> tuple[int, int, str]:
    """By priority, then by how little time it leaves, then by id."""
    return -visit.priority, sum(last - first for first, last in visit.starts), visit.id


def shortened(problem: Problem, agent_id: str, order: Sequence[str]) -> list[str]:
    """A lawful order made shorter by turning pieces round (2-opt) and putting short pieces
    elsewhere (Or-opt), until no such move helps. Longer than a day of doors can be, it is left.
    """
    if len(order) > MOST_SHORTENED:
        return list(order)
    agent = problem.agents[agent_id]
    points = [agent.start, *(problem.visits[one].place for one in order), agent.end]
    leg = problem.travel.leg
    way = [[leg(here, there, agent.mode)[0] for there in points] for here in points]
    now = list(range(1, len(order) + 1))
    names = ["", *order]

    def better() -> list[int] | None:
        metres = _length(way, now)
        for other in _shorter(way, now):
            is_less = _length(way, other) < metres - LEAST_M
            if is_less and is_lawful(problem, agent_id, [names[index] for index in other]):
                return other
        return None

    while (found := better()) is not None:
        now = found
    return [names[index] for index in now]


def _length(way: Ways, order: Sequence[int]) -> float:
    stops = [0, *order, len(way) - 1]
    return sum(way[here][there] for here, there in pairwise(stops))


def _shorter(way: Ways, order: list[int]) -> Iterator[list[int]]:
    """The orders one move away that are shorter where the move joins them, ways being as long
    either way; who asks measures them whole.
    """
    count = len(order)
    stops = [0, *order, len(way) - 1]
    for first in range(count - 1):
        before, head = stops[first], stops[first + 1]
        for last in range(first + 2, count + 1):
            tail, after = stops[last], stops[last + 1]
            old_m = way[before][head] + way[tail][after]
            if way[before][tail] + way[head][after] < old_m - LEAST_M:
                yield [*order[:first], *reversed(order[first:last]), *order[last:]]
    for size in range(1, LONGEST_PIECE + 1):
        for first in range(count - size + 1):
            yield from _put_elsewhere(way, stops, first, size)


def _put_elsewhere(way: Ways, stops: list[int], first: int, size: int) -> Iterator[list[int]]:
    order = stops[1:-1]
    piece, rest = order[first : first + size], [*order[:first], *order[first + size :]]
    around = [0, *rest, len(way) - 1]
    head, tail = piece[0], piece[-1]
    saved_m = way[stops[first]][head] + way[tail][stops[first + size + 1]]
    saved_m -= way[around[first]][around[first + 1]]
    for place in range(len(rest) + 1):
        here, there = around[place], around[place + 1]
        if way[here][head] + way[tail][there] - way[here][there] < saved_m - LEAST_M:
            yield [*rest[:place], *piece, *rest[place:]]
