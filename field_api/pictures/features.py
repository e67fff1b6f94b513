"""What the tiles have within a frame: areas, lines and names, in pixels of the picture. Of what has
parts in several tiles each tile draws its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mapbox_vector_tile.Mapbox import vector_tile_pb2

from field_api.pictures.ground import HEIGHT, WIDTH, Frame
from field_api.places.archive import Archive
from field_api.places.vector import AREA, KINDS, LINE, PLACES, POINT, ROADS, Flat, paths, values

# A picture of a dense quarter has 30,000.
_MOST_POINTS = 400_000
_MARGIN = 40.0
HOUSES_FROM = 16.2  # farther away they are but a pattern
_LONGEST_NAME = 80
_WATER, _LAND, _HOUSES = frozenset(("water", "waterway")), "landuse", "buildings"
_LANDS = frozenset(("landuse", "landcover", "park", "natural"))
_BUILDINGS = frozenset(("buildings", "building"))

Path = list[Flat]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a layer: `layer` is water, landuse, buildings, roads or places."""

    layer: str
    kind: str
    name: str
    geometry: int
    paths: Sequence[Path]


@dataclass(slots=True)
class Sight:
    """All that is in sight."""

    features: list[Feature] = field(default_factory=list)
    points: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether no street, water or house is there: such a picture would be a grey."""
        return all(one.layer == _LAND or one.geometry == POINT for one in self.features)


def seen(archive: Archive, frame: Frame, language: str) -> Sight:
    """The features within a frame, from tiles of the zoom that fits it: deeper than the deepest
    ones they are drawn bigger. Raises ValueError and the like for tiles that are none.
    """
    wished = int(frame.zoom)  # tiles of 512 pixels are one zoom deeper than their number
    zoom = max(archive.shallowest, min(archive.deepest, wished))
    sight = Sight()
    if zoom > wished + 2:  # the archive begins too deep: thousands of tiles
        return sight
    for x, y in frame.tiles(zoom):
        content = archive.tile(zoom, x, y)
        if content is None:
            continue
        tile = vector_tile_pb2.tile()
        tile.ParseFromString(content)
        for layer in tile.layers:
            name = _layer_of(layer.name)
            if name == _HOUSES and frame.zoom < HOUSES_FROM:
                continue
            if name and layer.extent:
                _read(sight, layer, name, _Placing(frame, zoom, x, y, layer.extent), language)
    return sight


def _layer_of(name: str) -> str:
    if name in ROADS:
        return "roads"
    if name in _WATER:
        return "water"
    if name in _LANDS:
        return _LAND
    if name in _BUILDINGS:
        return _HOUSES
    return "places" if name in PLACES or name == "pois" else ""


@dataclass(frozen=True, slots=True)
class _Placing:
    """From a tile's units to pixels."""

    frame: Frame
    zoom: int
    x: int
    y: int
    extent: int

    def line(self, flat: Path) -> Path | None:
        """The line in pixels, None if it is nowhere in sight."""
        unit = self.frame.scale / (1 << self.zoom) / self.extent
        left = self.x * self.extent * unit - self.frame.left
        top = self.y * self.extent * unit - self.frame.top
        xs, ys = [x * unit + left for x, _ in flat], [y * unit + top for _, y in flat]
        is_seen = (
            max(xs) > -_MARGIN
            and min(xs) < WIDTH + _MARGIN
            and max(ys) > -_MARGIN
            and min(ys) < HEIGHT + _MARGIN
        )
        return list(zip(xs, ys, strict=True)) if is_seen else None


def _read(sight: Sight, layer: Any, name: str, placing: _Placing, language: str) -> None:
    for one in layer.features:
        if one.type not in (POINT, LINE, AREA):
            continue
        sight.points += len(one.geometry)
        if sight.points > 2 * _MOST_POINTS:
            raise ValueError("more points than a picture has")
        parts = [line for flat in paths(one.geometry) if (line := placing.line(flat))]
        if not parts:
            continue
        told = {} if name == _HOUSES else values(layer, one)
        kind = next((str(told[key]) for key in KINDS if told.get(key)), "")
        sight.features.append(Feature(name, kind, _name(told, language), one.type, parts))


def _name(told: dict[str, object], language: str) -> str:
    name = str(told.get(f"name:{language}") or told.get("name") or "")
    return " ".join(name.split())[:_LONGEST_NAME]


def of_layer(sight: Sight, layer: str, geometry: int) -> Iterator[Feature]:
    """The features of a layer and a geometry, in their order."""
    return (one for one in sight.features if one.layer == layer and one.geometry == geometry)
