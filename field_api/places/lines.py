"""What a map of streets tells, whatever file it is: lines with names, and the middles of quarters.
Every number in such a file is a stranger's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, isfinite

from kobra_domain.errors import Invalid
from kobra_domain.geo import metres
from kobra_domain.places import Point

MOST_POINTS = 6_000_000
_PIECE_M, _LONGEST_M = 400.0, 60_000.0


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A stretch of a street, by the name on the map."""

    name: str
    line: Sequence[Point]


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A quarter, by the name on the map."""

    name: str
    place: Point


@dataclass(slots=True)
class Passed:
    """What a map had and could not be used: lines without a name, and things that are nowhere."""

    unnamed: int = 0
    unreadable: int = 0


Bounds = tuple[float, float, float, float]  # west, south, east, north


def usable(
    things: Iterable[NamedLine | NamedPoint], passed: Passed, bounds: Bounds | None
) -> Iterator[NamedLine | NamedPoint]:
    """The things within bounds, lines in pieces of a block or so. Raises Invalid for a file with
    more points than a city has.
    """
    points = 0
    for thing in things:
        if isinstance(thing, NamedPoint):
            if _is_within(thing.place, bounds):
                yield thing
            continue
        line = [point for point in thing.line if _is_within(point, bounds)]
        points += len(line)
        if points > MOST_POINTS:
            raise Invalid("too_many", field="file", limit=MOST_POINTS)
        pieces = list(_pieces(line))
        if len(pieces) > 1:
            yield NamedLine(thing.name, pieces)
        elif len(thing.line) < 2:
            passed.unreadable += 1


def point_of(lon: object, lat: object) -> Point | None:
    """A place on the ground; None for what is none."""
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    if not (isfinite(lon) and isfinite(lat) and abs(lat) <= 85.0 and abs(lon) <= 180.0):
        return None
    return Point(float(lat), float(lon))


def read_bounds(text: str) -> Bounds:
    """«W,S,E,N» in degrees. Raises Invalid."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as problem:
        raise Invalid("not_bounds", text=text) from problem
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise Invalid("not_bounds", text=text)
    return west, south, east, north


def _is_within(place: Point, bounds: Bounds | None) -> bool:
    if bounds is None:
        return True
    west, south, east, north = bounds
    return west <= place.lon <= east and south <= place.lat <= north


def _pieces(line: Sequence[Point]) -> Iterator[Point]:
    """The line with a point at least every `_PIECE_M`; it ends where it jumps."""
    if not line:
        return
    yield line[0]
    for start, end in pairwise(line):
        way_m = metres(start.lat, start.lon, end.lat, end.lon)
        if way_m > _LONGEST_M:
            return
        count = max(1, ceil(way_m / _PIECE_M))
        for n in range(1, count + 1):
            part = n / count
            yield Point(
                start.lat + (end.lat - start.lat) * part, start.lon + (end.lon - start.lon) * part
            )
