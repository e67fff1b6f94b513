"""A box of degrees, and the tiles in it as ranges of ids: along the curve that PMTiles numbers
tiles by, the four children of a tile follow one another, so that a whole square is one range.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asinh, floor, isfinite, pi, radians, tan

from pmtiles.tile import zxy_to_tileid

from kobra_domain.errors import Invalid

DEEPEST = 15
_MOST_LAT = 85.0511287  # where the square of web Mercator ends
_WIDEST_DEG = 60.0
Range = tuple[int, int]  # first id, and the one after the last


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north


def read_box(text: str) -> Box:
    """«W,S,E,N». Raises Invalid."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as problem:
        raise Invalid("not_bounds", text=text[:100]) from problem
    return checked(Box(west, south, east, north))


def checked(box: Box) -> Box:
    """A box that is a region. Raises Invalid: no degrees, nothing in it, over the antimeridian, far
    more than a country.
    """
    text = ",".join(f"{one:g}" for one in box.bounds)
    if not all(isfinite(one) for one in box.bounds):
        raise Invalid("not_bounds", text=text)
    if max(abs(box.west), abs(box.east)) > 180 or max(abs(box.south), abs(box.north)) > 90:
        raise Invalid("not_bounds", text=text)
    if box.west > box.east and box.south < box.north:
        raise Invalid("tiles_box_antimeridian")
    if box.west >= box.east or box.south >= box.north or not _is_on_map(box):
        raise Invalid("tiles_box_empty")
    if box.east - box.west > _WIDEST_DEG or box.north - box.south > _WIDEST_DEG:
        raise Invalid("tiles_box_world", limit=int(_WIDEST_DEG))
    return box


def _is_on_map(box: Box) -> bool:
    return box.south < _MOST_LAT and box.north > -_MOST_LAT


def tile_ranges(box: Box, shallowest: int, deepest: int) -> list[Range]:
    """The ids of all tiles that touch the box, by zoom, in order; neighbours are one range."""
    found: list[Range] = []
    for zoom in range(shallowest, deepest + 1):
        for first, end in sorted(_of_zoom(box, zoom)):
            if found and found[-1][1] == first:
                found[-1] = found[-1][0], end
            else:
                found.append((first, end))
    return found


def _of_zoom(box: Box, zoom: int) -> Iterator[Range]:
    west, north = _tile_at(box.west, box.north, zoom)
    east, south = _tile_at(box.east, box.south, zoom)
    waiting = [(0, 0, 0)]
    while waiting:
        at, x, y = waiting.pop()
        below = zoom - at
        first_x, last_x = x << below, ((x + 1) << below) - 1
        first_y, last_y = y << below, ((y + 1) << below) - 1
        if last_x < west or first_x > east or last_y < north or first_y > south:
            continue
        if west <= first_x and last_x <= east and north <= first_y and last_y <= south:
            yield _square(at, x, y, zoom)
            continue
        for right, down in ((0, 0), (1, 0), (0, 1), (1, 1)):
            waiting.append((at + 1, 2 * x + right, 2 * y + down))


def _square(at: int, x: int, y: int, zoom: int) -> Range:
    """The ids that a tile of a lesser zoom covers."""
    place = zxy_to_tileid(at, x, y) - _before(at)
    size = 1 << (2 * (zoom - at))
    first = _before(zoom) + place * size
    return first, first + size


def _before(zoom: int) -> int:
    """How many tiles lie before a zoom."""
    return ((1 << (2 * zoom)) - 1) // 3


def _tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    count = 1 << zoom
    lat = min(_MOST_LAT, max(-_MOST_LAT, lat))
    x = floor((lon + 180.0) / 360.0 * count)
    y = floor((1.0 - asinh(tan(radians(lat))) / pi) / 2.0 * count)
    return min(count - 1, max(0, x)), min(count - 1, max(0, y))
