"""What visits that were made teach about the next ones: how long one takes by its purpose, and how
far and how fast it is from door to door, by municipality, way of moving and hour.

Ours: medians, because one lunch or one chat would move a mean; of too few nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from kobra_domain.places import Point
from kobra_domain.planning.travel import USUAL_FACTOR, Pace, Travel, haversine_m
from kobra_domain.shift import local_day
from kobra_domain.visits import Purpose

LEAST_SERVED = 15  # visits of a purpose
LEAST_LEGS = 20  # ways of a municipality, mode and hour
LEAST_DAYS = 10  # days of a mode, for what streets add
SHORTEST_M = 150.0  # a shorter way is walked within one stop
LONGEST_LEG = timedelta(hours=1)  # of a longer one something else was part
LONGEST_SERVICE = timedelta(hours=2)
LEAST_FACTOR, MOST_FACTOR = 1.0, 3.0
USUAL_SERVICE = timedelta(minutes=12)

Key = tuple[str, str, int]  # municipality, mode, hour of the local day (-1: any)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeVisit:
    """A visit that was made: who by, how they moved, what for, where (as far as the door is known),
    and from when until when.
    """

    agent_id: str
    mode: str
    purpose: Purpose
    place: Point | None
    area: str
    zone: str
    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Leg:
    """A way from one door to the next: straight metres, seconds, and when it began."""

    area: str
    mode: str
    hour: int
    straight_m: float
    seconds: float
    agent_id: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """How long visits take by purpose, the paces, and from how many ways each was learnt."""

    service: Mapping[Purpose, timedelta] = field(default_factory=dict)
    paces: Mapping[Key, Pace] = field(default_factory=dict)
    ways: Mapping[Key, int] = field(default_factory=dict)

    def lasting(self, purpose: Purpose) -> timedelta:
        """How long a visit of a purpose takes; twelve minutes where nobody knows."""
        return self.service.get(purpose, USUAL_SERVICE)

    def travel(self, areas: Mapping[Point, str], utc_offset_s: int) -> Travel:
        """The paces for a day, with the municipality of each of its places."""
        return Travel(learnt=self.paces, areas=areas, utc_offset_s=utc_offset_s)


def learn(
    made: Iterable[MadeVisit], gone: Mapping[tuple[str, date], float] | None = None
) -> Learnt:
    """What these visits teach. `gone`: metres on the ground by agent and day, as trails had them;
    without, streets add what they usually do.
    """
    visits = list(made)
    legs = legs_of(visits)
    factors = _factors(legs, gone or {})
    paces: dict[Key, Pace] = {}
    ways: dict[Key, int] = {}
    for key, held in _grouped(legs).items():
        if len(held) < LEAST_LEGS:
            continue
        factor = factors.get(key[1], USUAL_FACTOR)
        pace = median(leg.seconds / (leg.straight_m * factor / 1_000) for leg in held)
        paces[key], ways[key] = Pace(factor, pace), len(held)
    return Learnt(service=_service(visits), paces=paces, ways=ways)


def legs_of(made: Iterable[MadeVisit]) -> list[Leg]:
    """The ways between visits that one agent made one after the other on one day at the door."""
    days: dict[tuple[str, date], list[MadeVisit]] = defaultdict(list)
    for one in made:
        days[one.agent_id, local_day(one.zone, one.began_at)].append(one)
    found = []
    for (agent, day), held in days.items():
        for before, then in pairwise(sorted(held, key=lambda one: one.began_at)):
            leg = _leg(before, then, agent, day)
            if leg is not None:
                found.append(leg)
    return found


def _leg(before: MadeVisit, then: MadeVisit, agent: str, day: date) -> Leg | None:
    took = then.began_at - before.ended_at
    if before.place is None or then.place is None or not timedelta(0) < took <= LONGEST_LEG:
        return None
    straight = haversine_m(before.place, then.place)
    if straight < SHORTEST_M:
        return None
    hour = before.ended_at.astimezone(ZoneInfo(before.zone)).hour
    return Leg(before.area, before.mode, hour, straight, took.total_seconds(), agent, day)


def _grouped(legs: Iterable[Leg]) -> dict[Key, list[Leg]]:
    """By municipality, mode and hour; by the first two; by the municipality alone."""
    found: dict[Key, list[Leg]] = defaultdict(list)
    for leg in legs:
        for key in {(leg.area, leg.mode, leg.hour), (leg.area, leg.mode, -1), (leg.area, "", -1)}:
            found[key].append(leg)
    return found


def _factors(legs: Iterable[Leg], gone: Mapping[tuple[str, date], float]) -> dict[str, float]:
    """By mode how many metres on the ground a straight one is, of days whose trails are known."""
    straight: dict[tuple[str, date, str], float] = defaultdict(float)
    for leg in legs:
        straight[leg.agent_id, leg.day, leg.mode] += leg.straight_m
    shares: dict[str, list[float]] = defaultdict(list)
    for (agent, day, mode), metres in straight.items():
        if (on_ground := gone.get((agent, day), 0.0)) > 0:
            shares[mode].append(on_ground / metres)
    return {
        mode: min(MOST_FACTOR, max(LEAST_FACTOR, median(held)))
        for mode, held in shares.items()
        if len(held) >= LEAST_DAYS
    }


def _service(made: Iterable[MadeVisit]) -> dict[Purpose, timedelta]:
    lasted: dict[Purpose, list[float]] = defaultdict(list)
    for one in made:
        took = one.ended_at - one.began_at
        if timedelta(0) < took <= LONGEST_SERVICE:
            lasted[one.purpose].append(took.total_seconds())
    return {
        purpose: timedelta(seconds=round(median(held)))
        for purpose, held in lasted.items()
        if len(held) >= LEAST_SERVED
    }
