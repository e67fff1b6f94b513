"""Names along their streets, and of waters, parks and quarters, each where it covers nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import pairwise
from math import atan2, cos, degrees, hypot, pi, sin
from typing import Any

import shapely
import shapely.ops

from field_api.pictures.features import Feature, Sight
from field_api.pictures.ground import HEIGHT, WIDTH
from field_api.pictures.streets import HIGHWAYS, MAJOR
from field_api.pictures.strokes import FACE, attributes, path_data, tokens
from field_api.places.vector import AREA, LINE, POINT
from kobra_records.files.paper.face import covered
from kobra_records.files.paper.measure import text_width

_SIZE, _WEIGHT = 13.0, 500
_INSET = 6.0
# A name bends at most so much: beyond it letters part.
_MOST_BEND, _AIR = 28.0, 6.0
_STEP = 14.0
_LANE_NAMES_FROM, _STREET_NAMES_FROM, _QUARTERS_TILL = 15.4, 13.5, 17.0
_MOST_NAMES = 24
_QUARTERS = frozenset(("neighbourhood", "suburb", "quarter", "macrohood", "borough", "village"))
_TOWNS = frozenset(("locality", "city", "town"))
_GREENS = frozenset(("park", "plaza", "garden", "cemetery", "nature_reserve", "stadium"))
Line = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Room:
    """What is taken on the picture: boxes, and names by discs along them."""

    boxes: list[Box] = field(default_factory=list)
    discs: list[tuple[float, float, float]] = field(default_factory=list)

    def take(self, discs: Sequence[tuple[float, float, float]]) -> bool:
        """Whether discs were free; then they are taken."""
        if any(self._is_taken(one) for one in discs):
            return False
        self.discs.extend(discs)
        return True

    def _is_taken(self, disc: tuple[float, float, float]) -> bool:
        x, y, r = disc
        for left, top, right, low in self.boxes:
            if left - r < x < right + r and top - r < y < low + r:
                return True
        return any(hypot(x - a, y - b) < r + s for a, b, s in self.discs)


@dataclass(frozen=True, slots=True)
class _Road:
    """A stretch of a named road in sight; the first ranks are named first."""

    rank: tuple[int, float]
    name: str
    line: Line


def painted_names(
    sight: Sight, zoom: float, middle: tuple[float, float], room: Room, *, most: int = _MOST_NAMES
) -> str:
    """The names that find room, those near the `middle` (where the door is) first."""
    made, said = [], defaultdict[str, list[tuple[float, float]]](list)
    for one in _points(sight, zoom):
        made += _in_place(one, room, said)
    for road in sorted(_roads(sight, zoom, middle), key=lambda one: one.rank):
        if len(made) >= most:
            break
        made += _along(road, middle, room, said, f"n{len(made)}")
    return "".join(made)


def _points(sight: Sight, zoom: float) -> list[Feature]:
    """Waters, parks and quarters that are named at a place of their own."""

    def rank(one: Feature) -> int | None:
        if not one.name or one.geometry != POINT:
            return None
        if one.kind in _TOWNS:
            return 0 if zoom < 14.5 else None
        if one.layer == "water":
            return 1
        if one.kind in _QUARTERS:
            return 3 if 12.0 <= zoom < _QUARTERS_TILL else None
        return 2 if one.kind in _GREENS and zoom >= 14.5 else None

    ranked = [
        (found, n, one) for n, one in enumerate(sight.features) if (found := rank(one)) is not None
    ]
    named = {one.name for _, _, one in ranked}
    greens = [
        (2, len(ranked) + n, one)
        for n, one in enumerate(sight.features)
        if one.geometry == AREA and one.name and one.kind in _GREENS and one.name not in named
    ]
    return [one for _, _, one in sorted([*ranked, *greens], key=lambda told: told[:2])]


def _in_place(one: Feature, room: Room, said: dict[str, list[tuple[float, float]]]) -> list[str]:
    x, y = _middle_of(one)
    name = one.name
    if name in said or not can_be_said(name):
        return []
    wide = text_width(name, _SIZE, _WEIGHT)
    if not (wide / 2 + _INSET < x < WIDTH - wide / 2 - _INSET and 12 < y < HEIGHT - 24):
        return []
    count = max(1, round(wide / 9))
    discs = [(x - wide / 2 + (n + 0.5) * wide / count, y, 8.0) for n in range(count)]
    if not room.take(discs):
        return []
    said[name].append((x, y))
    color, is_water = tokens(), one.layer == "water"
    look = attributes(
        x=x,
        y=y + _SIZE * 0.36,
        font_family=FACE,
        font_size=_SIZE,
        font_weight=600 if one.layer == "places" and one.kind not in _GREENS else 500,
        font_style="italic" if is_water else None,
        fill=color["map_label"],
        stroke=color["map_water" if is_water else "map_land"],
        stroke_width=3.0,
        stroke_linejoin="round",
        paint_order="stroke",
        text_anchor="middle",
    )
    return [f"<text {look}>{escape(name)}</text>"]


def _middle_of(one: Feature) -> tuple[float, float]:
    if one.geometry == POINT:
        return one.paths[0][0]
    shape = shapely.Polygon(one.paths[0]) if len(one.paths[0]) > 3 else None
    if shape is None or not shape.is_valid:
        return (-1.0, -1.0)
    seen = shapely.clip_by_rect(shape, 0, 0, WIDTH, HEIGHT)
    if seen.is_empty or seen.area < 1_500:
        return (-1.0, -1.0)
    point = seen.representative_point()
    return float(point.x), float(point.y)


def _roads(sight: Sight, zoom: float, middle: tuple[float, float]) -> Iterator[_Road]:
    """Each name's stretches, joined over the borders of tiles and cut at the picture's edge."""
    lines = defaultdict[tuple[int, str], list[Line]](list)
    for one in sight.features:
        if one.geometry != LINE or not one.name or one.layer not in ("roads", "water"):
            continue
        rank = _rank(one, zoom)
        if rank is not None and can_be_said(one.name):
            lines[rank, one.name] += [part for part in one.paths if len(part) > 1]
    door = shapely.Point(middle)
    for (rank, name), parts in lines.items():
        # Two tiles draw a road on their border a little apart, and twice in their margins.
        joined = shapely.line_merge(
            shapely.union_all([shapely.LineString(part) for part in parts], grid_size=0.25)
        )
        seen = shapely.clip_by_rect(joined, _INSET, _INSET, WIDTH - _INSET, HEIGHT - _INSET)
        for part in shapely.get_parts(seen):
            if part.geom_type == "LineString" and part.length > 20:
                near = part.distance(door) > 45
                yield _Road(
                    (rank + near, part.distance(door)), name, _points_of(part.simplify(0.6))
                )


def _rank(one: Feature, zoom: float) -> int | None:
    if one.layer == "water":
        return 8
    if one.kind in HIGHWAYS:
        return 2
    if one.kind in MAJOR:
        return 2 if zoom >= _STREET_NAMES_FROM else None
    return 4 if zoom >= _LANE_NAMES_FROM else None


def _along(
    road: _Road,
    middle: tuple[float, float],
    room: Room,
    said: dict[str, list[tuple[float, float]]],
    key: str,
) -> list[str]:
    """The name where the road is straight enough and free, nearest to the middle."""
    wide = text_width(road.name, _SIZE, _WEIGHT) + 2
    for place in _places(road.line, wide, middle):
        at = place[len(place) // 2]
        if any(hypot(at[0] - x, at[1] - y) < 260 for x, y in said[road.name]):
            continue
        if room.take([(x, y, 8.5) for x, y in _spread(place)]):
            said[road.name].append(at)
            return [_on_path(road.name, place, key)]
    return []


def _places(line: Line, wide: float, middle: tuple[float, float]) -> list[Line]:
    """Pieces of the line that hold a name, the best first."""
    shape = shapely.LineString(line)
    found: list[tuple[float, Line]] = []
    spare = shape.length - wide - 2 * _AIR
    if spare < 0:
        return []
    for n in range(int(spare // _STEP) + 1):
        start = _AIR + (spare * n / max(1, int(spare // _STEP)) if spare >= _STEP else spare / 2)
        piece = _points_of(shapely.ops.substring(shape, start, start + wide))
        bend = _bend(piece)
        if bend <= _MOST_BEND:
            x, y = piece[len(piece) // 2]
            far = hypot(x - middle[0], y - middle[1])
            # Right at the door its pin and circles are; a little off it is read best.
            found.append((abs(far - 95) + 2 * bend, piece))
    found.sort(key=lambda one: one[0])
    return [_read_from_left(piece) for _, piece in found]


def _bend(line: Line) -> float:
    """The widest turn of the line from its own way, in degrees."""
    ways = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(line) if a != b]
    turns = [abs((way - ways[0] + pi) % (2 * pi) - pi) for way in ways]
    return degrees(max(turns, default=0.0))


def _read_from_left(line: Line) -> Line:
    (x0, y0), (x1, y1) = line[0], line[-1]
    is_upright = abs(x1 - x0) < 0.05 * abs(y1 - y0)
    turns = y1 > y0 if is_upright else x1 < x0
    return list(reversed(line)) if turns else line


def _spread(line: Line) -> list[tuple[float, float]]:
    shape = shapely.LineString(line)
    count = max(2, round(shape.length / 8))
    return [_points_of(shape.interpolate(n / count, normalized=True))[0] for n in range(count + 1)]


def _points_of(shape: Any) -> list[tuple[float, float]]:
    return [(x, y) for x, y, *_ in shape.coords]


def _on_path(name: str, line: Line, key: str) -> str:
    """The name on the line, which is moved down by a third of the letters' height."""
    shifted = _shifted(line, _SIZE * 0.36)
    color = tokens()
    look = attributes(
        font_family=FACE,
        font_size=_SIZE,
        font_weight=500,
        fill=color["map_label"],
        stroke=color["map_road"],
        stroke_width=3.0,
        stroke_linejoin="round",
        paint_order="stroke",
        text_anchor="middle",
    )
    return (
        f'<path id="{key}" d="{path_data([shifted])}" fill="none"/>'
        f'<text {look}><textPath href="#{key}" startOffset="50%">{escape(name)}</textPath></text>'
    )


def _shifted(line: Line, by: float) -> Line:
    """The line moved to the right of its way, with some more at both ends."""
    made = []
    for n, (x, y) in enumerate(line):
        a, b = line[max(0, n - 1)], line[min(len(line) - 1, n + 1)]
        way = atan2(b[1] - a[1], b[0] - a[0])
        more = -8.0 if n == 0 else 8.0 if n == len(line) - 1 else 0.0
        made.append((x - by * sin(way) + more * cos(way), y + by * cos(way) + more * sin(way)))
    return made


# Letters


def can_be_said(name: str) -> bool:
    """Whether the face has all letters of a name, and some can be seen."""
    return any(sign.isalnum() for sign in name) and all(_has(ord(sign)) for sign in name)


@cache
def _has(code: int) -> bool:
    return code >= 0x20 and any(code in one for one in covered())
