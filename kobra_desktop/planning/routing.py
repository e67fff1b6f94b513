"""A problem as PyVRP knows it, and its solutions as orders of visits. Everything is whole seconds
and metres; a solution is no plan yet: the evaluator places the breaks and judges.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Importing it reads files of instances too, and adds a handler that writes to standard output.
from pyvrp import (
    Client,
    ClientGroup,
    Depot,
    IteratedLocalSearchCallbacks,
    IteratedLocalSearchParams,
    Location,
    ProblemData,
    Route,
    Solution,
    SolveParams,
    VehicleType,
    solve,
)
from pyvrp.exceptions import PenaltyBoundWarning

from kobra_domain.places import Point
from kobra_domain.planning.evaluator import alone
from kobra_domain.planning.model import FOREVER_S, PlanAgent, PlanBreak, PlanVisit, Problem, Window
from kobra_domain.planning.solver import LEFT_OUT_M, Orders
from kobra_domain.planning.travel import EARTH_M

logging.getLogger("pyvrp").handlers.clear()

Matrix = NDArray[np.int64]


class Routing:
    """One problem in PyVRP's terms. Only visits that somebody may make are in it."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        shifts = [one.shift for one in problem.agents.values() if one.shift] or [Window(0, 0)]
        self._clock = _Clock(self._agents_rests())
        self._base_s = self._clock.at(min(one.from_s for one in shifts))
        self._until_s = self._clock.at(max(one.until_s for one in shifts))
        self._agents = [one for one in problem.agents.values() if one.shift and _free_s(one) > 0]
        able = {visit.id: self._who(visit) for visit in problem.visits.values()}
        self._visits = [one for one in problem.visits.values() if able[one.id] and one.starts]
        everybody = frozenset(one.id for one in self._agents)
        classes = {able[one.id] for one in self._visits} - {everybody}
        # Who may visit whom is a load: of each circle of agents its own, which the others cannot
        # carry. A matrix of its own for each agent would be gigabytes.
        self._circles = sorted(classes, key=sorted)
        self._able = able
        self._clients: list[PlanVisit] = []

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self._agents or not self._visits

    def _agents_rests(self) -> tuple[PlanBreak, ...]:
        """The breaks that most agents have."""
        had = Counter(one.rests for one in self._problem.agents.values() if one.shift)
        return had.most_common(1)[0][0] if had else ()

    def _who(self, visit: PlanVisit) -> frozenset[str]:
        return frozenset(one.id for one in self._agents if not alone(one, visit))

    @cached_property
    def data(self) -> ProblemData:
        """What PyVRP solves."""
        points: dict[Point | None, int] = {}
        for agent in self._agents:
            points.setdefault(agent.start, len(points))
            points.setdefault(agent.end, len(points))
        depots = [Depot(location=index) for index in range(len(points))]
        nowhere = points.get(None)
        clients: list[Client] = []
        groups: list[ClientGroup] = []
        for visit in self._visits:
            location = points.setdefault(visit.place, len(points))
            spans = self._spans(visit)
            group = len(groups) if len(spans) > 1 else None
            if group is not None:
                members = list(range(len(clients), len(clients) + len(spans)))
                groups.append(ClientGroup(members, required=False))
            for span in spans:
                clients.append(self._client(visit, location, span, group))
                self._clients.append(visit)
        vehicles = [self._vehicle(one, points) for one in self._agents]
        metres, taken = _matrices(self._problem, list(points), nowhere)
        places = [Location(one.lon if one else 0, one.lat if one else 0) for one in points]
        return ProblemData(places, clients, depots, vehicles, [metres], [taken], groups)  # type: ignore[list-item]

    def _spans(self, visit: PlanVisit) -> list[tuple[int, int]]:
        """When it may begin, from the first second of the day on."""
        most = self._until_s - self._base_s
        at, base_s = self._clock.at, self._base_s
        spans = [(at(first) - base_s, at(last) - base_s) for first, last in visit.starts]
        held = [(max(0, first), min(most, last)) for first, last in spans]
        return [(first, last) for first, last in held if first <= last] or [(most, most)]

    def _client(
        self, visit: PlanVisit, location: int, span: tuple[int, int], group: int | None
    ) -> Client:
        able = self._able[visit.id]
        return Client(
            location=location,
            delivery=[1, *(int(one == able) for one in self._circles)],
            service_duration=visit.service_s,
            tw_early=span[0],
            tw_late=span[1],
            prize=(1 + visit.priority) * LEFT_OUT_M,
            required=False,
            group=group,
        )

    def _vehicle(self, agent: PlanAgent, points: Mapping[Point | None, int]) -> VehicleType:
        assert agent.shift is not None
        most = len(self._visits)
        cap = most if agent.max_visits is None else min(most, agent.max_visits)
        free_s = _free_s(agent)
        early_s = self._clock.at(agent.shift.from_s) - self._base_s
        return VehicleType(
            capacity=[cap, *(most if agent.id in one else 0 for one in self._circles)],
            start_depot=points[agent.start],
            end_depot=points[agent.end],
            tw_early=early_s,
            tw_late=early_s + free_s,
            shift_duration=free_s if agent.max_s is None else min(free_s, agent.max_s),
        )

    def solution(self, orders: Mapping[str, Sequence[str]]) -> Solution:
        """Orders as PyVRP's, to begin from."""
        clients = {visit.id: index for index, visit in reversed(list(enumerate(self._clients)))}
        routes = []
        for index, agent in enumerate(self._agents):
            visits = [clients[one] for one in orders.get(agent.id, ()) if one in clients]
            if visits:
                routes.append(Route(self.data, visits, index))
        return Solution(self.data, routes)

    def orders(self, solution: Solution) -> Orders:
        """The orders of a solution, by agent."""
        found: Orders = {one: [] for one in self._problem.agents}
        for route in solution.routes():
            visits = [self._clients[one.idx].id for one in route if one.is_client()]
            found[self._agents[route.vehicle_type()].id] = visits
        return found


class _Clock:
    """A day without the breaks that most have, each in the middle of its window, so that windows
    after it are as far off as they will be. No engine places a break well; where in its window it
    lies the evaluator says.
    """

    def __init__(self, rests: Sequence[PlanBreak]) -> None:
        self._rests: list[tuple[int, int]] = []
        until_s = -FOREVER_S
        for one in sorted(rests, key=lambda one: one.window.from_s):
            spare_s = one.window.until_s - one.window.from_s - one.length_s
            begins = max(until_s, one.window.from_s + spare_s // 2)
            until_s = begins + one.length_s
            self._rests.append((begins, until_s))

    def at(self, second: int) -> int:
        """A second of the day, less the breaks before it."""
        passed = (max(0, min(second, until) - begins) for begins, until in self._rests)
        return second - sum(passed)


def _free_s(agent: PlanAgent) -> int:
    """The shift without its breaks, which the evaluator places."""
    shift = agent.shift
    whole_s = shift.until_s - shift.from_s if shift else 0
    return whole_s - sum(one.length_s for one in agent.rests)


def _matrices(
    problem: Problem, points: Sequence[Point | None], nowhere: int | None
) -> tuple[Matrix, Matrix]:
    """Metres and seconds from each place to each, by the pace of the place they begin at. Of an
    hour's own pace no engine knows: the day's is taken.
    """
    travel = problem.travel
    known = [one or Point(0.0, 0.0) for one in points]
    lat = np.radians([one.lat for one in known])
    lon = np.radians([one.lon for one in known])
    north = np.sin((lat[None, :] - lat[:, None]) / 2) ** 2
    east = np.cos(lat)[:, None] * np.cos(lat)[None, :]
    east *= np.sin((lon[None, :] - lon[:, None]) / 2) ** 2
    line = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(1.0, north + east)))
    modes = {agent.mode for agent in problem.agents.values()}
    mode = modes.pop() if len(modes) == 1 else ""
    paces = [travel.pace(one, mode, None) for one in known]
    metres = line * np.array([one.factor for one in paces])[:, None]
    taken = metres * np.array([one.seconds_per_km for one in paces])[:, None] / 1_000
    if nowhere is not None:
        for matrix in (metres, taken):
            matrix[nowhere, :] = matrix[:, nowhere] = 0.0
    # its own stubs name the shape of matrices as one number
    return np.rint(metres).astype(np.int64), np.ceil(taken - 1e-6).astype(np.int64)


class _Told(IteratedLocalSearchCallbacks):
    """Hands each better solution on that breaks nothing PyVRP knows of."""

    def __init__(self, tell: Callable[[Solution], None]) -> None:
        self._tell = tell

    def on_best(self, best: Solution) -> None:
        """A better one was found."""
        if best.is_feasible():
            self._tell(best)


def search(
    problem: Problem,
    orders: Mapping[str, Sequence[str]],
    *,
    seed: int,
    turns: int | None,
    stop: Callable[[], bool],
    better: Callable[[Orders], None],
) -> Orders:
    """Better orders than these, until `stop` or after so many turns; `better` is told of some of
    them on the way. The same seed and turns give the same orders.
    """
    routing = Routing(problem)
    if routing.is_empty:
        return {agent: list(order) for agent, order in orders.items()}
    done = 0

    def is_over(best_cost: int) -> bool:
        nonlocal done
        done += 1
        return (turns is not None and done > turns) or stop()

    told = _Told(lambda solution: better(routing.orders(solution)))
    params = SolveParams(ils=IteratedLocalSearchParams(callbacks=told))
    begin = routing.solution(orders)
    with warnings.catch_warnings():  # more visits than fit are no mistake of ours
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = solve(
            routing.data,
            is_over,
            seed=seed,
            collect_stats=False,
            params=params,
            initial_solution=begin if begin.num_clients() else None,
        )
    best = result.best if result.best.is_feasible() else begin
    return routing.orders(best)
