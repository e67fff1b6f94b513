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
    """How near the pin is to the door."""

    DOOR = "door"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    NONE = "none"
