"""The places that ship (`resources/basemap/`), searched by name: towns of the map, and the
departments and states of Colombia and Mexico.
"""

from __future__ import annotations

import json
import math
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from kobra_desktop import resources

_DEGREE_KM = 111.3
# Half the side of a town's box, by the zoom from which the map shows its name: so large are most.
_REACH_KM = {3: 35.0, 4: 28.0, 5: 22.0, 6: 16.0}
_SMALL_KM = 12.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ShippedPlace:
    """A town, or (`is_town` False) a department or a state; `box` is west, south, east, north."""

    name: str
    box: Box
    is_town: bool


def found_places(text: str, most: int = 8) -> list[ShippedPlace]:
    """The places whose name begins so, then those with a word that does; departments and states
    before towns, and larger towns first.
    """
    sought = _plain(text)
    if not sought:
        return []
    first = [one for plain, one in _places() if plain.startswith(sought)]
    others = [one for plain, one in _places() if f" {sought}" in plain]
    return [*first, *(one for one in others if one not in first)][:most]


@cache
def _places() -> tuple[tuple[str, ShippedPlace], ...]:
    """All of them with their plain names."""
    return tuple((_plain(one.name), one) for one in (*_regions(), *_towns()))


def _regions() -> Iterator[ShippedPlace]:
    for name, _country, *box in json.loads(_file("regions.json")):
        yield ShippedPlace(name, cast(Box, tuple(box)), is_town=False)


def _towns() -> Iterator[ShippedPlace]:
    """The larger first, as the file has them."""
    blob = _file("world.bin")
    (length,) = struct.unpack("<I", blob[:4])
    for name, x, y, zoom in json.loads(blob[4 : 4 + length])["places"]:
        lat, lon = math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y)))), x * 360.0 - 180.0
        reach = _REACH_KM.get(zoom, _SMALL_KM) / _DEGREE_KM
        across = reach / max(0.2, math.cos(math.radians(lat)))
        box = (lon - across, lat - reach, lon + across, lat + reach)
        yield ShippedPlace(name, cast(Box, tuple(round(one, 4) for one in box)), is_town=True)


def _file(name: str) -> bytes:
    return resources.path("basemap", name).read_bytes()


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
