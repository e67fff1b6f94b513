"""The towns that ship with the map (`resources/basemap/world.bin`), searched by name."""

from __future__ import annotations

import json
import math
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache

from kobra_desktop import resources

_DEGREE_KM = 111.3
# Half the side of the box of a town, by how far out its name is shown: so large are they.
_REACH_KM = {3: 35.0, 4: 28.0, 5: 22.0, 6: 16.0, 7: 12.0}
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ShippedPlace:
    """A town by its name; `rank` 3 is the largest, 7 the least."""

    name: str
    lat: float
    lon: float
    rank: int

    @property
    def box(self) -> Box:
        """West, south, east, north around it, in degrees."""
        reach = _REACH_KM.get(self.rank, 12.0) / _DEGREE_KM
        across = reach / max(0.2, math.cos(math.radians(self.lat)))
        found = (self.lon - across, self.lat - reach, self.lon + across, self.lat + reach)
        west, south, east, north = (round(one, 4) for one in found)
        return west, south, east, north


def found_places(text: str, most: int = 8) -> list[ShippedPlace]:
    """The towns whose name begins so, then those with a word that does; larger ones first."""
    sought = _plain(text)
    if not sought:
        return []
    first = [one for plain, one in _places() if plain.startswith(sought)]
    others = [one for plain, one in _places() if f" {sought}" in plain]
    return [*first, *(one for one in others if one not in first)][:most]


@cache
def _places() -> tuple[tuple[str, ShippedPlace], ...]:
    """All of them with their plain names; the file has the larger ones first."""
    with resources.path("basemap", "world.bin").open("rb") as file:
        (length,) = struct.unpack("<I", file.read(4))
        rows = json.loads(file.read(length))["places"]
    made = (ShippedPlace(name, _lat(y), x * 360.0 - 180.0, rank) for name, x, y, rank in rows)
    return tuple((_plain(one.name), one) for one in sorted(made, key=lambda one: one.rank))


def _lat(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y))))


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
