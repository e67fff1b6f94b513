"""The ground before streets: water, avenues, landmarks, and the pieces of land between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from field_api.simulator import city_plan as plan
from field_api.simulator.curves import placed_oval, placed_rectangle, smooth

SEAM_CLEARANCE_M = 45.0
SAME_GRID_DEG = 6.0
SNAP_M = 0.25


@dataclass(frozen=True, slots=True)
class Road:
    """A drawn road; `axis` is "calle" (east-west), "carrera" (north-south) or ""."""

    name: str
    kind: str
    detail: str
    line: LineString
    axis: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Land of one neighbourhood between avenues, to be cut into blocks."""

    district: plan.District
    shape: Polygon


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that stands before the blocks are cut."""

    river: Polygon
    river_line: LineString
    creek: Polygon
    creek_line: LineString
    lagoon: Polygon
    built: Polygon
    riverbanks: BaseGeometry
    landmarks: tuple[tuple[plan.Landmark, Polygon], ...]
    avenues: tuple[Road, ...]
    seams: tuple[Road, ...]
    pieces: tuple[Piece, ...]


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, largest first."""
    found = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return sorted(found, key=lambda part: -part.area)


def lines(shape: BaseGeometry) -> list[LineString]:
    """The lines of a shape, joined where they touch end to end."""
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString"]


def straightened(line: LineString, tolerance_m: float) -> LineString:
    """The line without the vertices that the tolerance does not need."""
    return LineString(shapely.get_coordinates(line.simplify(tolerance_m)))


@lru_cache(maxsize=1)
def city_ground() -> Ground:
    """The one ground of the city: it does not depend on the seed."""
    river_line = smooth(plan.RIVER)
    creek_line = smooth(plan.CREEK)
    river = _swelling_river(river_line)
    creek = creek_line.buffer(plan.CREEK_HALF_WIDTH_M)
    landmarks = tuple((mark, _landmark_shape(mark)) for mark in plan.LANDMARKS)
    built = Polygon(smooth(plan.OUTLINE, is_closed=True).coords)
    banks = river_line.buffer(plan.RIVERSIDE_M)
    avenues = (*_planned_avenues(banks), *_riverside(banks, built))
    land = built.difference(banks).difference(creek_line.buffer(plan.CREEK_GREEN_M))
    land = land.difference(shapely.union_all([shape for _, shape in landmarks]))
    seams = (*_seams(land, avenues), *_edges(land, landmarks))
    pieces = _pieces(land, (*avenues, *seams))
    x, y, half_x, half_y = plan.LAGOON
    lagoon = placed_oval(x, y, (2 * half_x, 2 * half_y), 25)
    return Ground(
        river,
        river_line,
        creek,
        creek_line,
        lagoon,
        built,
        banks,
        landmarks,
        avenues,
        seams,
        pieces,
    )


def _swelling_river(line: LineString) -> Polygon:
    at = np.arange(0.0, line.length, 60.0)
    swell = 1.0 + 0.28 * np.sin(at / 410.0) + 0.15 * np.sin(at / 173.0)
    points = shapely.line_interpolate_point(line, at)
    discs = shapely.buffer(points, plan.RIVER_HALF_WIDTH_M * swell, quad_segs=6)
    hulls = [shapely.union(a, b).convex_hull for a, b in pairwise(discs)]
    return polygons(shapely.union_all(hulls).simplify(1.5))[0]


def _landmark_shape(mark: plan.Landmark) -> Polygon:
    place = placed_oval if mark.is_round else placed_rectangle
    return place(mark.x, mark.y, mark.size_m, mark.angle_deg)


def _planned_avenues(banks: Polygon) -> list[Road]:
    """Avenues as curves; one that ends on a bank is cut there, a bridge goes through."""
    roads = []
    for avenue in plan.AVENUES:
        line = smooth(avenue.waypoints, avenue.is_closed)
        if any(banks.contains(line.boundary.geoms[i]) for i in range(len(line.boundary.geoms))):
            line = max(lines(line.difference(banks)), key=lambda part: part.length)
        roads.append(Road(avenue.name, avenue.kind, avenue.detail, line))
    return roads


def _riverside(banks: Polygon, built: Polygon) -> list[Road]:
    river = smooth(plan.RIVER)
    roads = []
    for line in lines(banks.exterior.intersection(built.buffer(-180))):
        middle = line.interpolate(0.5, normalized=True)
        across = river.intersection(LineString([(-9000, middle.y), (9000, middle.y)]))
        name = plan.RIVERSIDE_WEST if middle.x < across.centroid.x else plan.RIVERSIDE_EAST
        roads.append(Road(name, "major_road", "secondary", straightened(line, 1.0)))
    return roads


def _seams(land: BaseGeometry, avenues: Iterable[Road]) -> list[Road]:
    """Collector streets where one neighbourhood's grid meets the next (Voronoi edges)."""
    hearts = MultiPoint([(district.x, district.y) for district in plan.DISTRICTS])
    edges = shapely.voronoi_polygons(hearts, extend_to=land, only_edges=True)
    near_avenue = shapely.union_all([road.line for road in avenues]).buffer(SEAM_CLEARANCE_M)
    kept = []
    for line in _cell_sides(edges, land):
        shadowed = line.intersection(near_avenue).length >= 0.6 * line.length
        if line.length > 90 and not shadowed and _grids_differ(line):
            kept.append(Road("", "minor_road", "tertiary", line))
    return kept


def _cell_sides(edges: BaseGeometry, land: BaseGeometry) -> list[LineString]:
    """Each side between two cells by itself, without what lies outside the land."""
    sides = shapely.get_parts(shapely.union_all(shapely.get_parts(edges)))
    return [line for side in sides for line in lines(side.intersection(land))]


def _grids_differ(seam: LineString) -> bool:
    """Neighbours laid out by the same hand share their streets: no seam between them."""
    middle = seam.interpolate(0.5, normalized=True)
    first, second = sorted(
        plan.DISTRICTS, key=lambda d: (d.x - middle.x) ** 2 + (d.y - middle.y) ** 2
    )[:2]
    return abs(first.angle_deg - second.angle_deg) >= SAME_GRID_DEG or first.use != second.use


def _edges(land: BaseGeometry, landmarks: Iterable[tuple[plan.Landmark, Polygon]]) -> list[Road]:
    """Streets around landmarks and along the creek."""
    around = [road for mark, shape in landmarks for road in _around(mark, shape)]
    creek = smooth(plan.CREEK).buffer(plan.CREEK_GREEN_M).exterior.intersection(land.buffer(1.0))
    along = [
        Road("Paseo de la Quebrada", "minor_road", "residential", straightened(line, 1.0))
        for line in lines(creek)
        if line.length > 120
    ]
    return [*around, *along]


def _around(mark: plan.Landmark, shape: Polygon) -> list[Road]:
    """One street on each side; around an oval a single one with a name of its own."""
    if mark.is_round:
        name = f"Paseo {mark.name.removeprefix('Parque ')}"
        return [Road(name, "minor_road", "residential", LineString(shape.exterior.coords))]
    sides = pairwise(shape.exterior.coords)
    return [Road("", "minor_road", "residential", LineString(side)) for side in sides]


def _pieces(land: BaseGeometry, roads: Iterable[Road]) -> tuple[Piece, ...]:
    walls = [road.line for road in roads]
    walls += [LineString(part.exterior.coords) for part in polygons(land)]
    noded = shapely.union_all(walls, grid_size=SNAP_M)
    hearts = np.array([(district.x, district.y) for district in plan.DISTRICTS])
    inside = land.buffer(-1.0)
    pieces = []
    for shape in polygons(shapely.polygonize([noded])):
        middle = shape.representative_point()
        if shape.area < 2500 or not inside.contains(middle):
            continue
        nearest = np.hypot(*(hearts - (shape.centroid.x, shape.centroid.y)).T).argmin()
        pieces.append(Piece(plan.DISTRICTS[int(nearest)], shape))
    return tuple(pieces)
