"""Points on the ground, and the ways a place was put on the map."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kobra_domain.errors import Invalid
from kobra_domain.limits import Latitude, Longitude


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    lat: Latitude
    lon: Longitude


_DEGREES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def read_point(text: str) -> Point:
    """A place by its latitude and longitude, «4.65, -74.06». Raises Invalid (`not_a_place`)."""
    found = _DEGREES.fullmatch(text)
    if found is not None:
        lat, lon = (float(one) for one in found.groups())
        if abs(lat) <= 90 and abs(lon) <= 180:
            return Point(lat, lon)
    raise Invalid("not_a_place")


COLOMBIA, MEXICO = "CO", "MX"


@dataclass(frozen=True, slots=True)
class Box:
    """A country's outermost degrees."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


WORLD = Box(-90.0, 90.0, -180.0, 180.0)
_BOXES = {COLOMBIA: Box(-4.3, 13.5, -81.8, -66.8), MEXICO: Box(14.5, 32.8, -118.5, -86.7)}


def box_of(country: str) -> Box:
    """Where a country's points lie: what is outside was swapped, lost its sign, or is at sea. Those
    of one we do not know lie anywhere.
    """
    return _BOXES.get(country, WORLD)


class GeocodeQuality(StrEnum):
    """How near the pin is to the door: at it; within a radius of it (its number counted between
    known ones, or its corner); only its street; only its neighbourhood; nowhere.
    """

    DOOR = "door"
    INTERPOLATED = "interpolated"
    CORNER = "corner"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    NONE = "none"


# A pin of these says where the door is. The middle of a street lies 1,360 m off in the middle
# (measured on official doors), and would refuse an agent at the right door.
PLACED = frozenset({GeocodeQuality.DOOR, GeocodeQuality.INTERPOLATED, GeocodeQuality.CORNER})


class AddressOrigin(StrEnum):
    """Who named the address: the person to the creditor, or somebody who searched for it."""

    GIVEN = "given"
    FOUND = "found"
