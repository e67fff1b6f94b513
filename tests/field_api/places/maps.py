"""A made-up grid city as files: GeoJSON, PMTiles whose tiles overlap as real ones do."""

import gzip
import json
from collections.abc import Iterator, Sequence
from math import asinh, cos, pi, radians, tan
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from kobra_domain.places import Point

ORIGIN, BLOCK_M, DEGREE_M = Point(4.60, -74.10), 100.0, 111_320.0
BLOCKS = 12
Lines = Sequence[tuple[str, Sequence[Point]]]


def at(east_m: float, north_m: float) -> Point:
    """A place by metres from the corner of the first streets."""
    east = east_m / (DEGREE_M * cos(radians(ORIGIN.lat)))
    return Point(ORIGIN.lat + north_m / DEGREE_M, ORIGIN.lon + east)


def grid() -> Iterator[tuple[str, list[Point]]]:
    """Calles 1 to 12 going north, carreras 1 to 12 going west."""
    ends = range(BLOCKS)
    for n in ends:
        yield f"Calle {n + 1}", [at(-m * BLOCK_M, n * BLOCK_M) for m in ends]
        yield f"Carrera {n + 1}", [at(-n * BLOCK_M, m * BLOCK_M) for m in ends]


def true_door(calle: int, carrera: int, number: int) -> Point:
    """Where Calle `calle` # `carrera`-`number` is."""
    return at(-(carrera - 1) * BLOCK_M - number, (calle - 1) * BLOCK_M)


def write_geojson(path: Path, lines: Lines, **more: Any) -> Path:
    """Each line a feature with its name."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "LineString", "coordinates": [[p.lon, p.lat] for p in line]},
        }
        for name, line in lines
    ]
    found = {"type": "FeatureCollection", "features": features, **more}
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def write_pmtiles(
    path: Path,
    lines: Lines,
    *,
    zoom: int = 15,
    quarters: Sequence[tuple[str, Point]] = (),
    compression: Compression = Compression.GZIP,
) -> Path:
    """The lines in the layer `roads`, each tile with a margin of its neighbours, at two zooms."""
    with path.open("wb") as file:
        writer = Writer(file)
        for z in (zoom - 1, zoom):
            tiles = dict(_tiles(lines, quarters, z))
            for number, body in sorted((zxy_to_tileid(z, *xy), body) for xy, body in tiles.items()):
                writer.write_tile(number, body)
        writer.finalize(
            {
                "version": 3,
                "tile_type": TileType.MVT,
                "tile_compression": compression,
                "min_lon_e7": -750000000,
                "min_lat_e7": 40000000,
                "max_lon_e7": -730000000,
                "max_lat_e7": 50000000,
                "center_zoom": zoom,
                "center_lon_e7": -741000000,
                "center_lat_e7": 46000000,
            },
            {"name": "made up"},
        )
    return path


def _tiles(
    lines: Lines, quarters: Sequence[tuple[str, Point]], zoom: int
) -> Iterator[tuple[tuple[int, int], bytes]]:
    drawn = [
        (shapely.LineString([_flat(p, zoom) for p in line]), {"name": name, "kind": "minor_road"})
        for name, line in lines
    ]
    named = [
        (shapely.Point(_flat(p, zoom)), {"name": name, "kind": "neighbourhood"})
        for name, p in quarters
    ]
    west, south, east, north = shapely.total_bounds([shape for shape, _ in drawn])
    for x in range(int(west) - 1, int(east) + 2):
        for y in range(int(south) - 1, int(north) + 2):
            layers = [
                _layer("roads", drawn, (x, y)),
                _layer("places", named, (x, y)),
                {"name": "empty", "features": []},
            ]
            body = mapbox_vector_tile.encode(layers, default_options={"y_coord_down": True})
            yield (x, y), gzip.compress(body, mtime=0)


def _layer(name: str, things: Sequence[Any], tile: tuple[int, int]) -> dict[str, Any]:
    x, y = tile
    margin = shapely.box(x - 0.03, y - 0.03, x + 1.03, y + 1.03)
    features = []
    for shape, told in things:
        part = shape.intersection(margin)
        if not part.is_empty:
            moved = shapely.transform(part, lambda xy: (xy - (x, y)) * 4096)
            features.append({"geometry": moved, "properties": told})
    return {"name": name, "features": features}


def _flat(place: Point, zoom: int) -> tuple[float, float]:
    """Web Mercator in tiles."""
    across = (place.lon + 180.0) / 360.0
    down = (1.0 - asinh(tan(radians(place.lat))) / pi) / 2.0
    return across * 2**zoom, down * 2**zoom
