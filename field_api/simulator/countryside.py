"""The land around the city: its edge, woods along the water, fields, tracks, a small airfield."""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely import LineString, MultiPoint, Polygon
from shapely.affinity import rotate, translate
from shapely.geometry.base import BaseGeometry

from field_api.simulator import city_plan as plan
from field_api.simulator.city import City
from field_api.simulator.curves import blob, placed_rectangle, smooth
from field_api.simulator.ground import polygons
from field_api.simulator.vector_tiles import Value

LAND_RADIUS_M = 10_500.0
FIELD_COUNT = 420

Parts = tuple[str, BaseGeometry, Mapping[str, Value], int]


def known_land(seed: int) -> Polygon:
    """The municipality: everything the map knows lies inside."""
    return blob(0.0, 0.0, LAND_RADIUS_M, np.random.default_rng(seed + 1), 0.08)


def country_features(city: City, land: Polygon) -> list[Parts]:
    """Layer, geometry, properties and first zoom of what lies outside the streets."""
    rng = np.random.default_rng(city.seed + 2)
    town = city.ground.built.buffer(60)
    woods = _woods(city, rng).intersection(land).difference(town)
    found: list[Parts] = [("landuse", woods, {"kind": "wood"}, 9)]
    for shape, kind in _fields(land.difference(town.buffer(250)).difference(woods), rng):
        found.append(("landuse", shape, {"kind": kind}, 10))
    green = city.ground.riverbanks.intersection(city.ground.built.buffer(300))
    found.append(("landuse", green.buffer(-14), {"kind": "park", "name": "Parque del Río"}, 10))
    along = city.ground.creek_line.buffer(plan.CREEK_GREEN_M - 6).intersection(town)
    found.append(("landuse", along, {"kind": "park", "name": "Parque de la Quebrada"}, 12))
    return [*found, *_airfield(), *_tracks(land, rng)]


def _woods(city: City, rng: np.random.Generator) -> BaseGeometry:
    patches = [city.ground.river_line.buffer(210), city.ground.creek_line.buffer(70)]
    for at in np.arange(0.0, city.ground.river_line.length, 520.0):
        spot = city.ground.river_line.interpolate(at)
        x, y = spot.x + rng.normal(0, 260), spot.y + rng.normal(0, 120)
        patches.append(blob(x, y, float(rng.uniform(180, 420)), rng, 0.25))
    for _ in range(26):
        angle, reach = rng.uniform(0, 2 * np.pi), rng.uniform(4200, 10500)
        x, y = reach * np.cos(angle), reach * np.sin(angle)
        patches.append(blob(float(x), float(y), float(rng.uniform(220, 760)), rng, 0.3))
    return shapely.union_all(patches).simplify(8)


def _fields(land: BaseGeometry, rng: np.random.Generator) -> list[tuple[Polygon, str]]:
    """Fields with straight hedges: Voronoi cells of scattered points, some left as savanna."""
    reach = LAND_RADIUS_M * np.sqrt(rng.uniform(0.1, 1.0, FIELD_COUNT))
    angle = rng.uniform(0, 2 * np.pi, FIELD_COUNT)
    hearts = MultiPoint(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]))
    found = []
    for cell in shapely.get_parts(shapely.voronoi_polygons(hearts)):
        kind = str(rng.choice(["farmland", "grass", "scrub", ""], p=[0.3, 0.22, 0.18, 0.3]))
        if not kind:
            continue
        inner = cell.buffer(-14).intersection(land)
        found += [(part, kind) for part in polygons(inner) if part.area > 20_000]
    return found


def _airfield() -> list[Parts]:
    x, y, length, width, angle = plan.AIRFIELD
    ground = placed_rectangle(x, y, (length + 300, width + 160), angle)
    strip = LineString([(-length / 2, 0), (length / 2, 0)])
    runway = translate(rotate(strip, angle, origin=(0, 0)), x, y)
    name = "Aeródromo El Zamuro"
    return [
        ("landuse", ground, {"kind": "aerodrome", "name": name}, 10),
        ("roads", runway, {"kind": "aeroway", "kind_detail": "runway"}, 11),
    ]


def _tracks(land: Polygon, rng: np.random.Generator) -> list[Parts]:
    """Country tracks from the highways to the edge of the municipality."""
    names = (
        "El Morichal",
        "La Palma",
        "Las Garzas",
        "El Merey",
        "Caño Hondo",
        "La Porfía",
        "El Tigre",
    )
    found: list[Parts] = []
    for index, name in enumerate(names):
        angle = 2 * np.pi * (index + 0.4) / len(names)
        way = [
            (float(r * np.cos(angle + t)), float(r * np.sin(angle + t)))
            for r, t in zip(
                (2650, 4200, 6300, 8600, 11500), np.cumsum(rng.normal(0, 0.09, 5)), strict=True
            )
        ]
        line = smooth(way).intersection(land)
        properties = {"kind": "minor_road", "kind_detail": "unclassified", "name": f"Vereda {name}"}
        found.append(("roads", line, properties, 12))
    return found
