"""Points on the ground, and the ways a place was put on the map."""

from dataclasses import dataclass
from enum import StrEnum

from kobra_domain.limits import Latitude, Longitude


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    lat: Latitude
    lon: Longitude


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
