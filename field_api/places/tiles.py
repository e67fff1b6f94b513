"""Named roads and quarters of a PMTiles archive: one pass over its deepest tiles.

A road is cut at the border of its tile, so that what tiles draw twice is told once.
"""

from collections.abc import Iterator
from math import atan, degrees, pi, sinh
from pathlib import Path
from typing import Any

from mapbox_vector_tile.Mapbox import vector_tile_pb2
from pmtiles.tile import tileid_to_zxy

from field_api.places.archive import Archive, deepest_tiles, opened
from field_api.places.lines import NamedLine, NamedPoint, Passed, point_of
from field_api.places.vector import (
    KINDS,
    LINE,
    PLACES,
    POINT,
    QUARTERS,
    ROADS,
    Flat,
    paths,
    values,
    within,
)
from kobra_domain.errors import Invalid
from kobra_domain.places import Point

_MOST_TILES = 500_000
Tile = tuple[int, int, int]


def street_lines(path: Path, passed: Passed) -> Iterator[NamedLine | NamedPoint]:
    """The named lines of the roads, and points of quarters. Raises Invalid, OSError."""
    with opened(path) as archive:
        yield from _told(archive, passed)


def _told(archive: Archive, passed: Passed) -> Iterator[NamedLine | NamedPoint]:
    done = set[int]()
    for tile_id, offset, length in deepest_tiles(archive):
        if tile_id in done:
            continue
        done.add(tile_id)
        if len(done) > _MOST_TILES:
            raise Invalid("too_many", field="file", limit=_MOST_TILES)
        tile = vector_tile_pb2.tile()
        tile.ParseFromString(archive.content(offset, length))
        zoom, x, y = tileid_to_zxy(tile_id)
        for layer in tile.layers:
            if layer.name in ROADS:
                yield from _roads(layer, (zoom, x, y), passed)
            elif layer.name in PLACES:
                yield from _quarters(layer, (zoom, x, y))


def _roads(layer: Any, tile: Tile, passed: Passed) -> Iterator[NamedLine]:
    for feature in layer.features:
        if feature.type != LINE:
            continue
        name = values(layer, feature).get("name")
        if not isinstance(name, str) or not name.strip():
            passed.unnamed += 1
            continue
        for flat in paths(feature.geometry):
            for part in within(flat, layer.extent):
                line = [_ground(point, layer.extent, tile) for point in part]
                yield NamedLine(name, [point for point in line if point is not None])


def _quarters(layer: Any, tile: Tile) -> Iterator[NamedPoint]:
    for feature in layer.features:
        told = values(layer, feature)
        name = told.get("name")
        kinds = {told.get(one) for one in KINDS}
        if feature.type != POINT or not isinstance(name, str) or kinds.isdisjoint(QUARTERS):
            continue
        flat = next(iter(paths(feature.geometry)), [])
        place = _ground(flat[0], layer.extent, tile) if flat else None
        if place is not None:
            yield NamedPoint(name, place)


def _ground(point: Flat, extent: int, tile: Tile) -> Point | None:
    """Degrees of a place in a tile (web Mercator)."""
    zoom, x, y = tile
    across = (x + point[0] / extent) / (1 << zoom)
    down = (y + point[1] / extent) / (1 << zoom)
    return point_of(across * 360.0 - 180.0, degrees(atan(sinh(pi * (1.0 - 2.0 * down)))))
