"""What an agent's places say: out of the zone, standing with no reason, nowhere near where one
should be, or at the very place of another phone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import NamedTuple, Protocol

from kobra_domain.alert_rules import AlertRules
from kobra_domain.geo import Placed, is_inside, metres
from kobra_domain.places import Point

METRES_IN_A_DEGREE = 111_195.0  # of latitude, on the mean sphere
UNKNOWN_ACCURACY_M = 100.0  # of a fix that does not say how exact it is
VAGUE_ACCURACY_M = 200.0
BACK_FOR = timedelta(seconds=60)  # so long inside before a zone counts as entered
KNOWN_DOOR_M = 150.0  # a stop so near a door of the day has its reason
# What stands together: so near each other, so many besides the agent. A meeting, an office, a bus.
CELL_DEGREES, COMPANY = 0.001, 2
# Real receivers differ in the metres, so what is the same has been copied. What a network answers
# (a cell, a Wi-Fi) is the same for all who ask, and says itself to be vague.
EXACT_M, SAME_DIGITS, LEAST_DIGITS, LEAST_SHARED = 25.0, 7, 5, 3
_MOST_AT_A_PLACE = 96  # fixes that are compared with each other
AT_ONE_TIME, OF_LATE = timedelta(minutes=5), timedelta(hours=1)


class Told(Placed, Protocol):
    """A fix as the phone told it."""

    @property
    def at(self) -> datetime: ...
    @property
    def accuracy_m(self) -> float | None: ...
    @property
    def doubt(self) -> str: ...


class Spot(NamedTuple):
    """The least a `Told` can be made of."""

    at: datetime
    lat: float
    lon: float
    accuracy_m: float | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A planned visit whose window runs, with its door."""

    visit_id: str
    start_at: datetime
    end_at: datetime
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Which side of its zone's edge an agent is on by the newest clear fix of the other side than
    told: since when, until when, and how far out it then was.
    """

    since_at: datetime
    until_at: datetime
    away_m: float


def crossing(
    zone: Sequence[Point],
    fixes: Sequence[Told],
    from_at: datetime,
    *,
    was_out: bool,
    known_since_at: datetime | None = None,
) -> Crossing | None:
    """Whether the newest of these fixes (in order) show the other side than is told, or None.

    A fix shows a side only if its whole circle of accuracy lies there; one that is doubted or vague
    shows none; what is older than `from_at` neither. `known_since_at` is what was found before:
    a stay longer than the fixes at hand keeps its beginning.
    """
    since_at = until_at = None
    away_m = 0.0
    for fix in reversed(fixes):
        if fix.at < from_at:
            break
        if fix.doubt or (fix.accuracy_m or 0.0) > VAGUE_ACCURACY_M:
            continue
        if is_inside(zone, fix) is not was_out:
            return None if until_at is None else Crossing(since_at or until_at, until_at, away_m)
        edge_m = to_edge_m(zone, fix)
        if edge_m <= (fix.accuracy_m or UNKNOWN_ACCURACY_M):
            continue
        if until_at is None:
            until_at, away_m = fix.at, edge_m
        since_at = fix.at
    if until_at is None or since_at is None:
        return None
    if known_since_at is not None and from_at <= known_since_at < since_at:
        since_at = known_since_at
    return Crossing(since_at, until_at, away_m)


def is_crossed(found: Crossing | None, rules: AlertRules, *, was_out: bool) -> bool:
    """Whether the other side has been shown for long enough, by fixes and not by silence."""
    if found is None:
        return False
    dwell = BACK_FOR if was_out else timedelta(minutes=rules.zone_dwell_min)
    return found.until_at - found.since_at >= dwell


def to_edge_m(zone: Sequence[Placed], here: Placed) -> float:
    """Metres to the nearest edge, on a plane: good enough for a figure that a person reads."""
    east = METRES_IN_A_DEGREE * cos(radians(here.lat))
    flat = [
        complex((p.lon - here.lon) * east, (p.lat - here.lat) * METRES_IN_A_DEGREE) for p in zone
    ]
    return min(_to_edge(a, b) for a, b in zip(flat, (*flat[1:], flat[0]), strict=True))


def _to_edge(start: complex, end: complex) -> float:
    """From the origin to the nearest point between two."""
    along = end - start
    length = abs(along) ** 2
    share = 0.0 if length == 0.0 else -(start * along.conjugate()).real / length
    return abs(start + min(1.0, max(0.0, share)) * along)


def has_reason(here: Placed, doors: Iterable[Placed], company: int) -> bool:
    """Whether a stop explains itself: at a door of the day, whatever became of the visit, or where
    colleagues stand too.
    """
    if company >= COMPANY:
        return True
    return any(metres(here.lat, here.lon, d.lat, d.lon) <= KNOWN_DOOR_M for d in doors)


def company(places: Iterable[Placed]) -> dict[tuple[int, int], int]:
    """How many stand in each cell of about 110 m."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    for place in places:
        found[_cell(place)] += 1
    return found


def company_at(found: Mapping[tuple[int, int], int], here: Placed) -> int:
    """How many others stand in the cell of a place and the eight around it."""
    lat, lon = _cell(here)
    around = ((lat + n, lon + e) for n in (-1, 0, 1) for e in (-1, 0, 1))
    return sum(found.get(cell, 0) for cell in around) - 1


def _cell(place: Placed) -> tuple[int, int]:
    return int(place.lat // CELL_DEGREES), int(place.lon // CELL_DEGREES)


def not_there(
    awaited: Iterable[Awaited],
    here: Placed,
    accuracy_m: float | None,
    now: datetime,
    rules: AlertRules,
    *,
    was_away: bool,
) -> tuple[str, float] | None:
    """The visit that is missed, the next to end of those whose window has run for so long and is
    half over, and how far away its door is; None for who is near any door whose window runs.

    Who is told to be away has to come a fifth nearer to be there.
    """
    limit_m = rules.absent_m * (0.8 if was_away else 1.0)
    missed: list[tuple[datetime, str, float]] = []
    for one in awaited:
        away_m = metres(here.lat, here.lon, one.lat, one.lon)
        if away_m - (accuracy_m or UNKNOWN_ACCURACY_M) <= limit_m:
            return None
        grace = max(timedelta(minutes=rules.absent_min), (one.end_at - one.start_at) / 2)
        if one.start_at + grace <= now < one.end_at:
            missed.append((one.end_at, one.visit_id, away_m))
    if not missed:
        return None
    _, visit_id, away_m = min(missed)
    return visit_id, away_m


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Twins:
    """`found`: by agent the others whose phones tell the very places that its own tells, ids in
    order; who has none is missing. `since`: since when each pair has told one place now.
    """

    found: Mapping[str, tuple[str, ...]]
    since: Mapping[Pair, datetime]


def twins(
    told: Mapping[str, Sequence[Told]],
    rules: AlertRules,
    now: datetime,
    known_since: Mapping[Pair, datetime] | None = None,
) -> Twins:
    """Whose phones tell several places alike, or one for as long as the rules say. `known_since` is
    what was found before: a phone that speaks often has a few minutes in its last few fixes.
    """
    known = known_since or {}
    at_place: dict[tuple[float, float], list[tuple[str, datetime]]] = defaultdict(list)
    for agent_id, fixes in told.items():
        for key, at in _exact(fixes, now):
            at_place[key].append((agent_id, at))
    shared: dict[Pair, set[tuple[tuple[float, float], datetime]]] = defaultdict(set)
    for key, tellers in at_place.items():
        if len({agent_id for agent_id, _ in tellers}) > 1:
            for one, other, at in _pairs(tellers):
                shared[one, other].add((key, at))
    found: dict[str, set[str]] = defaultdict(set)
    since: dict[Pair, datetime] = {}
    for pair, same in shared.items():
        keys, times = {key for key, _ in same}, sorted({at for _, at in same})
        if len(times) < LEAST_SHARED:
            continue
        since[pair] = min(times[0], known.get(pair, times[0]))
        lasts = times[-1] - since[pair] >= timedelta(minutes=rules.same_place_min)
        if lasts or len(keys) >= LEAST_SHARED:
            found[pair[0]].add(pair[1])
            found[pair[1]].add(pair[0])
    return Twins({agent_id: tuple(sorted(of)) for agent_id, of in found.items()}, since)


def _exact(fixes: Sequence[Told], now: datetime) -> Iterator[tuple[tuple[float, float], datetime]]:
    since_at, until_at = now - OF_LATE, now + AT_ONE_TIME
    for fix in fixes:
        if not 0.0 < (fix.accuracy_m or 0.0) <= EXACT_M:
            continue
        key, at = (round(fix.lat, SAME_DIGITS), round(fix.lon, SAME_DIGITS)), fix.at
        if since_at <= at <= until_at and any(round(d, LEAST_DIGITS - 1) != d for d in key):
            yield key, at


def _pairs(tellers: Sequence[tuple[str, datetime]]) -> Iterator[tuple[str, str, datetime]]:
    ordered = sorted(tellers, key=lambda one: (one[1], one[0]))[:_MOST_AT_A_PLACE]
    for one, at in ordered:
        for other, then in ordered:
            if one < other and abs(at - then) <= AT_ONE_TIME:
                yield one, other, at
