"""Mezquital del Llano, an invented town in Mexico: its streets, blocks, houses and doors, where a
number counts along its street and the colonia says which part of the town is meant.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from field_api.simulator import mexican_plan as plan
from field_api.simulator.buildings import Lots, lots
from field_api.simulator.curves import blob
from field_api.simulator.ground import Road, lines
from field_api.simulator.plane import Chart, Points

CHART = Chart(plan.ORIGIN_LAT, plan.ORIGIN_LON)
HALF_STREET_M = 6.0
NUMBERS_A_BLOCK = 100
FARTHEST_STREET_M = 14.0


@dataclass(frozen=True, slots=True)
class TownDoor:
    """A front door: its place on Earth, its street with the number, its colonia and its code."""

    lat: float
    lon: float
    street: str
    neighbourhood: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Town:
    """The town; all shapes in metres on its own chart. `lots` are houses, `square` the plaza."""

    land: Polygon
    roads: tuple[Road, ...]
    blocks: tuple[Polygon, ...]
    square: Polygon
    lots: Lots
    colonias: tuple[tuple[bool, bool], ...]

    def doors(self, count: int, rng: np.random.Generator) -> list[TownDoor]:
        """So many different addresses. Raises ValueError where it has not so many."""
        points = self.lots.doors()
        streets = [road for road in self.roads if road.axis]
        ways = np.array([road.line for road in streets], dtype=object)
        found: dict[tuple[str, str], TownDoor] = {}
        for index in rng.permutation(len(points)):
            if len(found) == count:
                break
            here = points[index]
            away = shapely.distance(ways, shapely.Point(here))
            nearest = int(away.argmin())
            if away[nearest] > FARTHEST_STREET_M:
                continue
            district, postal_code = plan.COLONIAS[self.colonias[int(self.lots.block[index])]]
            street = _address(streets[nearest], here)
            lat, lon = CHART.degrees(float(here[0]), float(here[1]))
            door = TownDoor(lat, lon, street, district.name, postal_code)
            found.setdefault((street, district.name), door)
        if len(found) < count:
            raise ValueError(f"the town has no {count} doors")
        return list(found.values())

    def drawn(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape of the town in the city's plane, where the map is drawn."""
        return shapely.transform(shape, CHART.to_plane)

    def drawn_houses(self) -> NDArray[np.float64]:
        """The (n, 4, 2) corners of the houses in the city's plane."""
        flat = CHART.to_plane(self.lots.corners.reshape(-1, 2))
        return flat.reshape(-1, 4, 2)


def build_town(seed: int) -> Town:
    """The town of a seed: one plan for all, the houses differ."""
    rng = np.random.default_rng([seed, 52])
    blocks, colonias, square = [], [], None
    for column, row in product(range(len(plan.CALLES_ACROSS) - 1), range(len(plan.CALLES) - 1)):
        shape = box(_x(column), _y(row), _x(column + 1), _y(row + 1)).buffer(-HALF_STREET_M)
        if (column, row) == plan.SQUARE_BLOCK:
            square = shape
            continue
        blocks.append(shape)
        colonias.append((column <= plan.SQUARE_BLOCK[0], row <= plan.SQUARE_BLOCK[1]))
    assert square is not None
    houses = lots(blocks, [plan.COLONIAS[one][0] for one in colonias], rng)
    land = blob(0.0, 0.0, plan.LAND_RADIUS_M, rng, 0.07)
    return Town(
        land, (*_streets(), *_highway(land)), tuple(blocks), square, houses, tuple(colonias)
    )


def _x(column: int) -> float:
    return (column - (len(plan.CALLES_ACROSS) - 1) / 2) * plan.BLOCK_M[0]


def _y(row: int) -> float:
    return (row - (len(plan.CALLES) - 1) / 2) * plan.BLOCK_M[1]


def _streets() -> tuple[Road, ...]:
    east, north = len(plan.CALLES_ACROSS) - 1, len(plan.CALLES) - 1
    found = []
    for row, name in enumerate(plan.CALLES):
        found.append(_road(name, ((_x(0), _y(row)), (_x(east), _y(row))), "calle"))
    for column, name in enumerate(plan.CALLES_ACROSS):
        found.append(_road(name, ((_x(column), _y(0)), (_x(column), _y(north))), "carrera"))
    return tuple(found)


def _road(name: str, ends: tuple[tuple[float, float], tuple[float, float]], axis: str) -> Road:
    is_avenue = name.startswith("Avenida")
    kind, detail = ("major_road", "secondary") if is_avenue else ("minor_road", "residential")
    return Road(name, kind, detail, LineString(ends), axis)


def _highway(land: Polygon) -> tuple[Road, ...]:
    """What leads into the town from the south and out of it to the north, by its avenue."""
    x = _x(next(n for n, name in enumerate(plan.CALLES_ACROSS) if name.startswith("Avenida")))
    low, high = _y(0), _y(len(plan.CALLES) - 1)
    ways = (((x - 500, -9e3), (x, low)), ((x, high), (x + 700, 9e3)))
    return tuple(
        Road(plan.HIGHWAY_NAME, "highway", "trunk", line)
        for way in ways
        for line in lines(LineString(way).intersection(land))
    )


def _address(road: Road, at: Points) -> str:
    """Street and number: a hundred numbers a block from its beginning, even on one side."""
    along = float(shapely.line_locate_point(road.line, shapely.Point(at)))
    block_m = plan.BLOCK_M[0] if road.axis == "calle" else plan.BLOCK_M[1]
    block = int(along // block_m)
    number = (block + 1) * NUMBERS_A_BLOCK + int((along - block * block_m) / block_m * 98)
    start = road.line.coords[0]
    is_left = at[1] > start[1] if road.axis == "calle" else at[0] < start[0]
    return f"{road.name} {number - number % 2 + (1 if is_left else 2)}"
