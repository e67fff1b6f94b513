"""How far and how long it is from door to door: a straight line over the ground, made longer by
what streets add. What was learnt from the agents' own trails comes in as data, by municipality,
way of moving and hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, ceil, cos, radians, sin, sqrt

from kobra_domain.places import Point

# The sphere's mean: whoever checks a plan elsewhere measures with it too, and by a verdict's finer
# ellipsoid (`geo.metres`) each leg would be up to half a percent another's.
EARTH_M = 6_371_008.8
USUAL_FACTOR = 1.35
USUAL_KMH = 25.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Metres on the ground per metre of straight line, and seconds per kilometre on the ground."""

    factor: float = USUAL_FACTOR
    seconds_per_km: float = 3_600 / USUAL_KMH


@dataclass(frozen=True, kw_only=True)
class Travel:
    """The usual pace, and those learnt: by (municipality, mode, hour of the local day), of which
    the last and then the last two may be unknown (-1, ""). `areas` tells the municipality of a
    place; `utc_offset_s` the local day's hours.
    """

    usual: Pace = field(default_factory=Pace)
    learnt: Mapping[tuple[str, str, int], Pace] = field(default_factory=dict)
    areas: Mapping[Point, str] = field(default_factory=dict)
    utc_offset_s: int = 0

    def pace(self, start: Point, mode: str, at_s: int | None) -> Pace:
        """The most exactly learnt pace from a place, at a second or at no certain one."""
        if not self.learnt:
            return self.usual
        area = self.areas.get(start, "")
        hour = -1 if at_s is None else (at_s + self.utc_offset_s) // 3_600 % 24
        keys = ((area, mode, hour), (area, mode, -1), (area, "", -1))
        return next((self.learnt[key] for key in keys if key in self.learnt), self.usual)

    def leg(
        self, start: Point | None, end: Point | None, mode: str = "", at_s: int | None = None
    ) -> tuple[float, int]:
        """Metres and whole seconds (rounded up) of a way, begun at a second if one is said;
        none where an end is unknown.
        """
        if start is None or end is None:
            return 0.0, 0
        pace = self.pace(start, mode, at_s)
        metres = haversine_m(start, end) * pace.factor
        return metres, ceil(metres * pace.seconds_per_km / 1_000 - 1e-6)


def haversine_m(start: Point, end: Point) -> float:
    """Metres of the straight line on a sphere."""
    phi, other = radians(start.lat), radians(end.lat)
    north = sin((other - phi) / 2) ** 2
    east = cos(phi) * cos(other) * sin(radians(end.lon - start.lon) / 2) ** 2
    return 2.0 * EARTH_M * asin(min(1.0, sqrt(north + east)))
