"""Writes the city as one PMTiles archive of vector tiles. Same city, same bytes."""

import gzip
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry.base import BaseGeometry

from field_api.simulator import city_plan as plan
from field_api.simulator.city import City
from field_api.simulator.countryside import LAND_RADIUS_M
from field_api.simulator.map_layers import Feature, city_features, house_corners
from field_api.simulator.plane import ORIGIN_LAT, ORIGIN_LON, Points, degrees, world_fractions
from field_api.simulator.vector_tiles import EXTENT, Quads, Shape, encoded

MIN_ZOOM, MAX_ZOOM = 8, 15
CENTRE_ZOOM = 13
BUFFER = 96
# A new number whenever the drawing changes, so that a cached archive is made again.
DRAWING_VERSION = 4

Tile = tuple[int, int]
Layers = dict[str, list[Shape | Quads]]


def archive(city: City, folder: Path) -> Path:
    """The city's archive in that folder, written there unless the same one already stands."""
    path = folder / f"villa-ambar-{city.seed}-{DRAWING_VERSION}.pmtiles"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        write(city, partial)
        os.replace(partial, path)
    return path


def write(city: City, path: Path) -> None:
    """Write all zooms of the city to one PMTiles file (version 3, gzip tiles)."""
    features = city_features(city)
    with path.open("wb") as file:
        writer = Writer(file)
        for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
            tiles = _zoom_tiles(city, features, zoom)
            for number, content in sorted(
                (zxy_to_tileid(zoom, x, y), layers) for (x, y), layers in tiles.items()
            ):
                writer.write_tile(number, gzip.compress(encoded(content), 9, mtime=0))
        writer.finalize(_header(), _metadata())


def _zoom_tiles(city: City, features: list[Feature], zoom: int) -> dict[Tile, Layers]:
    tiles: defaultdict[Tile, Layers] = defaultdict(dict)
    for feature in features:
        if feature.min_zoom <= zoom <= feature.max_zoom:
            for tile, geometry in _cut(_to_pixels(feature.geometry, zoom), zoom):
                shape = Shape(geometry, feature.properties)
                tiles[tile].setdefault(feature.layer, []).append(shape)
    if zoom == MAX_ZOOM:
        for tile, quads in _house_tiles(house_corners(city), zoom):
            tiles[tile].setdefault("buildings", []).append(quads)
    return dict(tiles)


def _to_pixels(geometry: BaseGeometry, zoom: int) -> BaseGeometry:
    def project(points: Points) -> Points:
        return world_fractions(points) * float(EXTENT * 2**zoom)

    moved = shapely.transform(geometry, project)
    # 3 of 4096 units is less than half a pixel of a 512-pixel tile.
    return moved if zoom == MAX_ZOOM else shapely.simplify(moved, 3.0)


def _cut(geometry: BaseGeometry, zoom: int) -> Iterator[tuple[Tile, BaseGeometry]]:
    """The parts of a geometry tile by tile, in each tile's own units."""
    west, north, east, south = geometry.bounds
    for x in range(int((west - BUFFER) // EXTENT), int((east + BUFFER) // EXTENT) + 1):
        column = geometry
        if east - west > EXTENT:
            left = x * EXTENT
            column = shapely.clip_by_rect(
                geometry, left - BUFFER, north - 1, left + EXTENT + BUFFER, south + 1
            )
        for y in range(int((north - BUFFER) // EXTENT), int((south + BUFFER) // EXTENT) + 1):
            left, top = x * EXTENT, y * EXTENT
            part = shapely.clip_by_rect(
                column, left - BUFFER, top - BUFFER, left + EXTENT + BUFFER, top + EXTENT + BUFFER
            )
            if not part.is_empty:
                yield (x, y), shapely.transform(part, _mover(left, top))


def _mover(left: int, top: int) -> Callable[[Points], Points]:
    def move(points: Points) -> Points:
        return points - np.array([left, top], dtype=np.float64)

    return move


def _house_tiles(corners: NDArray[np.float64], zoom: int) -> Iterator[tuple[Tile, Quads]]:
    """Houses go uncut into every tile that they touch."""
    flat = world_fractions(corners.reshape(-1, 2)) * (EXTENT * 2**zoom)
    quads = flat.reshape(-1, 4, 2)
    low = np.floor(quads.min(axis=1) / EXTENT).astype(np.int64)
    high = np.floor(quads.max(axis=1) / EXTENT).astype(np.int64)
    members: defaultdict[Tile, list[int]] = defaultdict(list)
    for index, (x0, y0, x1, y1) in enumerate(np.column_stack([low, high]).tolist()):
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                members[(x, y)].append(index)
    for (x, y), indexes in sorted(members.items()):
        yield (x, y), Quads(quads[indexes] - np.array([x, y]) * EXTENT, {"kind": "building"})


def _header() -> dict[str, object]:
    """The bounds are the city's: a map that opened at all of the archive, with the town in Mexico,
    would show the sea between them.
    """
    reach = LAND_RADIUS_M * 1.12
    south, west = degrees(-reach, -reach)
    north, east = degrees(reach, reach)
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": round(west * 1e7),
        "min_lat_e7": round(south * 1e7),
        "max_lon_e7": round(east * 1e7),
        "max_lat_e7": round(north * 1e7),
        "center_zoom": CENTRE_ZOOM,
        "center_lon_e7": round(ORIGIN_LON * 1e7),
        "center_lat_e7": round(ORIGIN_LAT * 1e7),
    }


def _metadata() -> dict[str, object]:
    layers = ("boundaries", "buildings", "earth", "landuse", "places", "pois", "roads", "water")
    return {
        "name": f"{plan.CITY_NAME} ({plan.INVENTED_LABEL})",
        "description": "An invented city for demonstrations: no street or person in it is real.",
        "attribution": f"{plan.CITY_NAME}: {plan.INVENTED_LABEL}",
        "type": "baselayer",
        "version": str(DRAWING_VERSION),
        "vector_layers": [
            {
                "id": layer,
                "fields": {"kind": "String", "name": "String"},
                "minzoom": MIN_ZOOM,
                "maxzoom": MAX_ZOOM,
            }
            for layer in layers
        ],
    }
