"""Cuts land into blocks by two families of slightly bent streets, not yet named."""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.affinity import rotate

from field_api.simulator.city_plan import CITY_ANGLE_DEG
from field_api.simulator.curves import angle_between, bearing_deg
from field_api.simulator.ground import Piece, Road, lines, polygons, straightened
from field_api.simulator.plane import Points

EDGE_CLEARANCE_M = 27.0
SHORTEST_STREET_M = 32.0
BEND_M = 9.0
VERTEX_STEP_M = 40.0


def grid_streets(piece: Piece, rng: np.random.Generator) -> list[Road]:
    """The unnamed streets inside one piece; `axis` tells calles from carreras."""
    angle = CITY_ANGLE_DEG + piece.district.angle_deg + float(rng.normal(0.0, 0.6))
    level = rotate(piece.shape, -angle, origin=(0, 0))
    near_edge = level.exterior.buffer(EDGE_CLEARANCE_M)
    inner = level.buffer(0.01)
    streets = []
    for raw in _family_lines(piece, level, rng):
        for part in lines(_bent(raw, piece, rng).intersection(inner)):
            crowded = part.intersection(near_edge).length > 0.5 * part.length + EDGE_CLEARANCE_M
            if part.length >= SHORTEST_STREET_M and not crowded:
                streets.append(_street(rotate(part, angle, origin=(0, 0))))
    return streets


def _family_lines(piece: Piece, level: Polygon, rng: np.random.Generator) -> Iterator[LineString]:
    """Straight lines of both families over the levelled piece."""
    west, south, east, north = level.bounds
    length, depth = piece.district.block_m
    rows = _offsets(south, north, depth, rng)
    for y in rows:
        yield LineString([(west - 9, y), (east + 9, y)])
    if not piece.district.is_staggered:
        for x in _offsets(west, east, length, rng):
            yield LineString([(x, south - 9), (x, north + 9)])
        return
    shared = _offsets(west, east, length * 2.6, rng)
    for low, high in zip([south - 9, *rows], [*rows, north + 9], strict=True):
        own = _offsets(west, east, length, rng)
        between = [x for x in own if min((abs(x - s) for s in shared), default=99.0) > 40]
        for x in sorted([*between, *shared]):
            yield LineString([(x, low - 0.1), (x, high + 0.1)])


def _offsets(low: float, high: float, step: float, rng: np.random.Generator) -> list[float]:
    count = max(1, round((high - low) / step))
    if count < 2:
        return []
    even = np.linspace(low, high, count + 1)[1:-1]
    return [float(at) for at in even + rng.normal(0.0, step * 0.045, size=len(even))]


def _bent(line: LineString, piece: Piece, rng: np.random.Generator) -> LineString:
    """The same line with vertices moved by a bend that neighbours share, so blocks stay blocks."""
    if piece.district.name in ("Centro", "Zona Industrial"):
        return line
    dense = shapely.segmentize(line, VERTEX_STEP_M)
    points = shapely.get_coordinates(dense)
    return LineString(points + _bend(points, piece.district.x))


def _bend(points: Points, phase: float) -> Points:
    x, y = points[:, 0], points[:, 1]
    east = BEND_M * np.sin(y / 190.0 + phase) + 0.6 * BEND_M * np.sin(x / 270.0 + 1.7 * phase)
    north = BEND_M * np.sin(x / 210.0 + 2.3 * phase) + 0.6 * BEND_M * np.sin(y / 310.0 + phase)
    return np.column_stack([east, north])


def _street(line: LineString) -> Road:
    east_west = angle_between(bearing_deg(line), CITY_ANGLE_DEG) <= 45.0
    axis = "calle" if east_west else "carrera"
    return Road("", "minor_road", "residential", straightened(line, 0.4), axis)


def blocks(roads: list[Road], built: Polygon) -> list[Polygon]:
    """The land between streets, before pavements are taken off."""
    noded = shapely.union_all([road.line for road in roads], grid_size=0.25)
    inside = built.buffer(60)
    found = polygons(shapely.polygonize([noded]))
    return [shape for shape in found if shape.area > 300 and inside.contains(shape.centroid)]
