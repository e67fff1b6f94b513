"""Where an agent truly is through a day: ways through the streets, stays at doors, meals, waiting.

What the phone makes of it is told by `readings`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from field_api.simulator.doors import Door
from field_api.simulator.plane import Points
from field_api.simulator.street_graph import WALKING_MPS, Route, Spot, StreetGraph
from kobra_domain.portfolios import Address
from kobra_domain.shift import Span

SHORTEST_STAY_S, LONGEST_STAY_S = 180.0, 720.0
LIVELY_PAUSES_S = (60.0, 320.0)  # between errands; longer ones are quicker to make
SPREAD = 0.94  # the last visit begins before the span ends
STOP_EACH_M = 420.0
STRAYING_M = 150.0  # about a place where nobody expects one


@dataclass(frozen=True, slots=True)
class Call:
    """A stay at a door: from arriving there to leaving."""

    address: Address
    door: Door
    arrived_s: float
    left_s: float


@dataclass(slots=True)
class Journey:
    """The true day: knots of time (seconds since `start_at`) and place, and the calls at doors.

    Between two knots the agent moves evenly; equal places are a stay.
    """

    start_at: datetime
    end_s: float
    times: list[float] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def at(self, seconds: NDArray[np.float64]) -> Points:
        """True (n, 2) places at those times."""
        x = np.interp(seconds, self.times, self.xs)
        return np.column_stack([x, np.interp(seconds, self.times, self.ys)])

    def is_moving(self, seconds: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether the place changes around those times."""
        step = self.at(seconds + 1.5) - self.at(seconds - 1.5)
        return np.asarray(np.hypot(step[:, 0], step[:, 1]) > 0.6, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Outing:
    """What is asked of one day: the working span, breaks, doors in order, and excursions.

    Each of `excursions` is a time, a place to go to then, out of the round, and how long one stays
    about it; each of `rests` a time and a length of standing about, in seconds of the day;
    `pauses_s` how long errands take, `errands_y_m` between which latitudes of the plane they lie.
    """

    span: Span
    breaks: tuple[Span, ...]
    home: Door
    stops: tuple[tuple[Address, Door], ...]
    is_riding: bool
    excursions: tuple[tuple[float, tuple[float, float], float], ...] = ()
    rests: tuple[tuple[float, float], ...] = ()
    pauses_s: tuple[float, float] = LIVELY_PAUSES_S
    errands_y_m: tuple[float, float] = (-9e9, 9e9)


def travel(graph: StreetGraph, outing: Outing, rng: np.random.Generator) -> Journey:
    """The day as it really goes: door after door until the span ends, then homewards."""
    walker = _Walker(graph, outing, rng)
    gap_s = SPREAD * outing.span.seconds / max(1, len(outing.stops))
    phase = rng.uniform(0.0, 0.7)  # else all agents would stand at their doors at the same minute
    for place, (address, door) in enumerate(outing.stops):
        walker.wait_until((place + phase + rng.uniform(-0.3, 0.3)) * gap_s, door)
        if not walker.has_time():
            break
        walker.take_due()
        walker.call(address, door)
    while walker.has_time():
        walker.take_due()
        walker.detour(outing.home)
        walker.stay(float(rng.uniform(60, 400)))
    walker.go(outing.home.spot, (outing.home.x, outing.home.y))
    return walker.journey


class _Walker:
    """One agent under way; keeps the knots of the journey in order."""

    def __init__(self, graph: StreetGraph, outing: Outing, rng: np.random.Generator) -> None:
        self._graph, self._outing, self._rng = graph, outing, rng
        self.journey = Journey(outing.span.start_at, outing.span.seconds)
        self._spot: Spot = outing.home.spot
        self._breaks = [(span.start_at, span.seconds) for span in outing.breaks]
        self._excursions, self._rests = list(outing.excursions), list(outing.rests)
        self._pace = float(rng.uniform(0.85, 1.12))
        self._knot(0.0, outing.home.x, outing.home.y)
        self.stay(float(rng.uniform(20, 240)))

    @property
    def now_s(self) -> float:
        return self.journey.times[-1]

    def has_time(self) -> bool:
        return self.now_s < self.journey.end_s

    def take_due(self) -> None:
        """Breaks, rests and excursions whose time has come."""
        now_at = self.journey.start_at + timedelta(seconds=self.now_s)
        if self._breaks and now_at >= self._breaks[0][0]:
            _, seconds = self._breaks.pop(0)
            self.stay(seconds * float(self._rng.uniform(0.8, 1.0)))
        if self._rests and self.now_s >= self._rests[0][0]:
            self.stay(self._rests.pop(0)[1])
        if self._excursions and self.now_s >= self._excursions[0][0]:
            self._stray(*self._excursions.pop(0))

    def _stray(self, from_s: float, place: tuple[float, float], lasts_s: float) -> None:
        """To a place out of the round, and about it for as long as that lasts."""
        here = place
        while True:
            spot, _ = self._graph.spots(np.array([here]))[0]
            self.go(spot, None)
            self.stay(float(self._rng.uniform(200, 420)))
            if self.now_s >= from_s + lasts_s:
                return
            east, north = self._rng.normal(0.0, STRAYING_M, 2)
            here = (place[0] + float(east), place[1] + float(north))

    def wait_until(self, seconds: float, door: Door) -> None:
        """Fill the time before the next door: errands near it, each with a pause."""
        while self.now_s < seconds - 400.0:
            self.take_due()
            self.detour(door)
            self.stay(
                min(
                    float(self._rng.uniform(*self._outing.pauses_s)), max(0.0, seconds - self.now_s)
                )
            )

    def call(self, address: Address, door: Door) -> None:
        """Go to a door and stay there."""
        self.go(door.spot, (door.x, door.y))
        arrived = self.now_s
        short, mean = SHORTEST_STAY_S, 210.0
        self.stay(min(LONGEST_STAY_S, short + float(self._rng.exponential(mean))))
        self.journey.calls.append(Call(address, door, arrived, self.now_s))

    def detour(self, door: Door) -> None:
        """Pass by somewhere near the next door first: asking the way, buying water, a bank."""
        reach = 1500.0 if self._outing.is_riding else 620.0
        places = np.array([[door.x, door.y]]) + self._rng.normal(0.0, reach / 2, (4, 2))
        found = self._graph.spots(places)
        # Beyond the last houses the nearest road is a country road: no errand leads there.
        low, high = self._outing.errands_y_m
        good = (
            spot
            for (spot, away_m), y in zip(found, places[:, 1], strict=True)
            if away_m < 45.0 and low <= y <= high
        )
        self.go(next(good, door.spot), None)

    def stay(self, seconds: float) -> None:
        """Stand still."""
        self._knot(self.now_s + seconds, self.journey.xs[-1], self.journey.ys[-1])

    def go(self, spot: Spot, to: tuple[float, float] | None) -> None:
        """Travel through the streets to a spot, and from there to a place beside the street."""
        route = self._graph.route(self._spot, spot, self._outing.is_riding)
        self._follow(route)
        self._spot = spot
        if to is not None:
            self._walk_to(*to)

    def _follow(self, route: Route) -> None:
        """Along the way at its speeds, with waits at crossings when riding."""
        since_stop = 0.0
        self._walk_to(*route.points[0].tolist())
        for (x0, y0), (x1, y1), speed in zip(
            route.points[:-1].tolist(),
            route.points[1:].tolist(),
            route.speeds_mps.tolist(),
            strict=True,
        ):
            step = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            self._knot(self.now_s + step / (speed * self._pace), x1, y1)
            since_stop += step
            if self._outing.is_riding and since_stop > STOP_EACH_M * self._rng.uniform(0.5, 2.0):
                since_stop = 0.0
                self.stay(float(self._rng.uniform(4, 32)))

    def _walk_to(self, x: float, y: float) -> None:
        """The few steps between a door and its street."""
        steps = ((x - self.journey.xs[-1]) ** 2 + (y - self.journey.ys[-1]) ** 2) ** 0.5
        if steps > 0.01:
            self._knot(self.now_s + steps / WALKING_MPS, x, y)

    def _knot(self, seconds: float, x: float, y: float) -> None:
        journey = self.journey
        journey.times.append(max(seconds, journey.times[-1] + 1e-3) if journey.times else seconds)
        journey.xs.append(x)
        journey.ys.append(y)
