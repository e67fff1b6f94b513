"""The ground of a picture: land, parks, water, houses and streets, as the map of the
desktop paints them (resources/web/src/map/basemap.ts).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from field_api.pictures.features import Feature, Sight, of_layer
from field_api.pictures.ground import HEIGHT, WIDTH
from field_api.pictures.strokes import attributes, path_data, tokens
from field_api.places.vector import AREA, LINE

HIGHWAYS = frozenset(("highway", "motorway", "trunk"))
MAJOR = frozenset(("major_road", "medium_road", "primary", "secondary", "tertiary"))
_PATHS = frozenset(("path", "footway", "steps", "track"))
_RAILS = frozenset(("rail", "transit"))
_UNDRAWN = frozenset(("ferry", "aeroway", "pier"))
_PARKS = frozenset(
    (
        *("park", "forest", "wood", "nature_reserve", "national_park", "cemetery"),
        *("golf_course", "garden", "grass", "pitch", "playground", "plaza", "scrub"),
    )
)
_BLOCKS = frozenset(
    ("residential", "industrial", "commercial", "school", "hospital", "university", "pedestrian")
)
Stops = Sequence[tuple[float, float]]
_HIGHWAY: Stops = ((6, 0.6), (10, 1.8), (13, 4), (15, 8), (17, 16), (19, 34))
_STREET: Stops = ((9, 0.5), (12, 1.6), (14, 3.6), (15, 6), (17, 13), (19, 28))
_LANE: Stops = ((12, 0.5), (14, 1.6), (15, 3.4), (17, 9), (19, 20))
_RIVER: Stops = ((9, 0.8), (14, 3), (17, 10))
_PATHS_FROM, _LANES_FROM, _CASED_FROM = 14.0, 11.5, 16.4


def painted_ground(sight: Sight, zoom: float) -> str:
    """The ground without words."""
    return "".join(_parts(sight, zoom))


def _parts(sight: Sight, zoom: float) -> Iterator[str]:
    color = tokens()
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{color["map_land"]}"/>'
    for kinds, tint in ((_BLOCKS, "sunken"), (_PARKS, "map_park")):
        lands = [one for one in of_layer(sight, "landuse", AREA) if one.kind in kinds]
        yield _areas(lands, fill=color[tint])
    yield _areas(of_layer(sight, "water", AREA), fill=color["map_water"])
    streams = list(of_layer(sight, "water", LINE))
    yield _lines(streams, stroke=color["map_water"], width=width_at(_RIVER, zoom))
    houses = (path_data(one.paths, is_closed=True) for one in of_layer(sight, "buildings", AREA))
    look = attributes(fill=color["map_road_casing"], fill_opacity=0.5)
    yield f'<path d="{"".join(houses)}" {look}/>'
    yield from _roads(sight, zoom)


def _roads(sight: Sight, zoom: float) -> Iterator[str]:
    """Casings first, so that crossings are open."""
    color = tokens()
    roads = [one for one in of_layer(sight, "roads", LINE) if one.kind not in _UNDRAWN]
    ways = [one for one in roads if one.kind in _PATHS]
    rails = [one for one in roads if one.kind in _RAILS]
    highways = [one for one in roads if one.kind in HIGHWAYS]
    streets = [one for one in roads if one.kind in MAJOR]
    known = _PATHS | _RAILS | HIGHWAYS | MAJOR
    lanes = [one for one in roads if one.kind not in known] if zoom >= _LANES_FROM else []
    if zoom >= _PATHS_FROM:
        yield _lines(ways, stroke=color["map_road_casing"], width=1.2, dash="3 3", cap="butt")
    kinds = (
        (lanes, _LANE, 1.4, color["map_road_casing"]),
        (streets, _STREET, 1.6, color["map_road_casing"]),
        (highways, _HIGHWAY, 2.0, color["map_border"]),
    )
    for lines, stops, more, tint in kinds[zoom < _CASED_FROM :]:
        yield _lines(lines, stroke=tint, width=width_at(stops, zoom) + more)
    for lines, stops, _, _ in kinds:
        yield _lines(lines, stroke=color["map_road"], width=width_at(stops, zoom))
    yield _lines(rails, stroke=color["map_border"], width=1.2, dash="6 3", cap="butt")


def width_at(stops: Stops, zoom: float) -> float:
    """Pixels at a zoom: between two stops widths grow by half with each zoom, as streets on the map
    do.
    """
    n = bisect_right([at for at, _ in stops], zoom)
    if n in (0, len(stops)):
        return stops[min(n, len(stops) - 1)][1]
    (low, thin), (high, thick) = stops[n - 1], stops[n]
    share: float = (1.5 ** (zoom - low) - 1) / (1.5 ** (high - low) - 1)
    return thin + (thick - thin) * share


def road_px(kind: str, zoom: float) -> float:
    """How broad a road is drawn."""
    stops = _HIGHWAY if kind in HIGHWAYS else _STREET if kind in MAJOR else _LANE
    return width_at(stops, zoom)


def _areas(features: Iterator[Feature] | Sequence[Feature], **look: object) -> str:
    """Each a path of its own: where the margins of two tiles lie over each other, one would be
    the other's hole.
    """
    told = attributes(**look)
    shapes = (path_data(one.paths, is_closed=True) for one in features)
    return "".join(f'<path d="{data}" fill-rule="evenodd" {told}/>' for data in shapes if data)


def _lines(
    features: Sequence[Feature],
    *,
    stroke: str,
    width: float,
    dash: str | None = None,
    cap: str = "round",
) -> str:
    data = "".join(path_data(_eased(one.paths)) for one in features)
    if not data:
        return ""
    look = attributes(
        stroke=stroke,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linecap=cap,
        stroke_linejoin="round",
    )
    return f'<path d="{data}" fill="none" {look}/>'


def _eased(lines: Sequence[list[tuple[float, float]]]) -> Iterator[list[tuple[float, float]]]:
    """Without points that lie within a third of a pixel: far away a road has hundreds."""
    for line in lines:
        kept = line[:1]
        kept += [b for a, b in pairwise(line) if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.3]
        yield kept if len(kept) > 1 else line
