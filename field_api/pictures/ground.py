"""What a picture of a place shows, and the piece of ground that holds all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asinh, cos, hypot, log2, pi, radians, tan

from kobra_domain.geo import EQUATOR_RADIUS_M
from kobra_domain.places import Point

WIDTH, HEIGHT = 600, 300  # CSS pixels; the picture has two of its own for each
# Room for a pin over its place, the scale and the words at the edges.
_SIDE, _TOP, _FOOT = 56, 52, 40
# Web Mercator with tiles of 256 pixels, as maps count zooms. Nearer, no crossing would be in sight.
_NEAREST, _WORLD_PX = 17.5, 256.0
_FARTHEST_LAT = 85.0
_LONGEST_M = 20_000_000.0


class Look(StrEnum):
    """How a place is marked."""

    PIN = "pin"
    DOT = "dot"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: `mark` is a family and a name of resources/marks.json (of a pin what stands in its
    head), `badge` a verdict at its shoulder, `tint` a token of colour; `radius_m` is its fence or
    how sure its place is, `words` what the legend says.
    """

    at: Point
    look: Look
    tint: str
    words: str
    mark: tuple[str, str] | None = None
    badge: str | None = None
    radius_m: float | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What is to be seen: spots, the first under the others; `way` are the words on the line from
    the first spot to the second (empty: no line). `note` says what is not there. `is_urgent`: who
    needs it would rather have none than wait.
    """

    spots: tuple[Spot, ...]
    way: str = ""
    note: str = ""
    without_streets: str = ""
    locale: str = "es"
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of ground on the picture: `scale` pixels for the whole world's width, and where the
    picture's corner is in them.
    """

    scale: float
    left: float
    top: float

    @property
    def zoom(self) -> float:
        """As maps count it."""
        return log2(self.scale / _WORLD_PX)

    def place(self, point: Point) -> tuple[float, float]:
        """Pixels of a place."""
        across, down = fractions(point)
        return across * self.scale - self.left, down * self.scale - self.top

    def pixels(self, length_m: float, lat: float) -> float:
        """How long metres are there."""
        return length_m * self.scale / _round_m(lat)

    def tiles(self, zoom: int) -> Iterator[tuple[int, int]]:
        """The tiles of a whole zoom that are in sight."""
        side, count = self.scale / (1 << zoom), 1 << zoom
        for x in range(int(self.left // side), int((self.left + WIDTH) // side) + 1):
            for y in range(int(self.top // side), int((self.top + HEIGHT) // side) + 1):
                if 0 <= x < count and 0 <= y < count:
                    yield x, y


def fractions(point: Point) -> tuple[float, float]:
    """Of the world's width from west and north (web Mercator)."""
    lat = radians(max(-_FARTHEST_LAT, min(_FARTHEST_LAT, point.lat)))
    return (point.lon + 180.0) / 360.0, (1.0 - asinh(tan(lat)) / pi) / 2.0


def frame_of(spots: Sequence[Spot]) -> Frame:
    """The nearest look at which every spot and its circle is inside of the edges. `spots` holds
    one at least.
    """
    west, north, east, south = _bounds(spots)
    wide, high = WIDTH - 2 * _SIDE, HEIGHT - _TOP - _FOOT
    nearest = _WORLD_PX * 2**_NEAREST
    scale = min(nearest, wide / max(east - west, 1e-12), high / max(south - north, 1e-12))
    middle_x, middle_y = (west + east) / 2 * scale, (north + south) / 2 * scale
    return Frame(scale, middle_x - WIDTH / 2, middle_y - _TOP - high / 2)


def _bounds(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    edges = []
    for spot in spots:
        across, down = fractions(spot.at)
        reach = min(spot.radius_m or 0.0, _LONGEST_M) / _round_m(spot.at.lat)
        edges.append((across - reach, down - reach, across + reach, down + reach))
    low_x, low_y, high_x, high_y = zip(*edges, strict=True)
    return min(low_x), min(low_y), max(high_x), max(high_y)


def _round_m(lat: float) -> float:
    """Metres around the world at a latitude."""
    lat = max(-_FARTHEST_LAT, min(_FARTHEST_LAT, lat))
    return 2 * pi * EQUATOR_RADIUS_M * cos(radians(lat))


def bar_of(frame: Frame, lat: float) -> tuple[int, float]:
    """A round length in metres for the scale and its pixels, at most a quarter of the picture."""
    most_m, best = WIDTH / 5 / frame.pixels(1.0, lat), 1
    step = 1
    while step <= most_m:
        best = max(one for one in (step, 2 * step, 5 * step) if one <= most_m)
        step *= 10
    return best, frame.pixels(best, lat)


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Pixels between two places of the picture."""
    return hypot(a[0] - b[0], a[1] - b[1])
