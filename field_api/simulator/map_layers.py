"""What the map shows of the city, by the layers of the Protomaps basemap schema."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from field_api.simulator import city_plan as plan
from field_api.simulator import mexican_plan
from field_api.simulator.city import City
from field_api.simulator.countryside import country_features, known_land
from field_api.simulator.curves import placed_oval, placed_rectangle
from field_api.simulator.ground import Road
from field_api.simulator.mexican_town import Town
from field_api.simulator.vector_tiles import Value

ROAD_ZOOM = {"trunk": 8, "primary": 9, "secondary": 11, "tertiary": 12, "residential": 13}
LANDMARK_USE = {"plaza": "pedestrian", "market": "commercial"}
PAINTED_USE = {"park": "park", "school": "school", "industry": "industrial", "green": "grass"}


@dataclass(frozen=True, slots=True)
class Feature:
    """Something drawn from `min_zoom` up to `max_zoom`; geometry in the plane's metres."""

    layer: str
    geometry: BaseGeometry
    properties: Mapping[str, Value]
    min_zoom: int = 8
    max_zoom: int = 15


def city_features(city: City) -> list[Feature]:
    """Every feature but the single houses (`house_corners`), in painting order by layer."""
    land = known_land(city.seed)
    country = [Feature(*parts) for parts in country_features(city, land)]
    return [
        Feature("earth", land, {"kind": "earth"}),
        Feature("landuse", city.ground.built, {"kind": "residential"}),
        *country,
        *_land_use(city),
        *_water(city, land),
        *_roads(city, land),
        *_buildings(city),
        *_places(city),
        Feature(
            "boundaries", LineString(land.exterior.coords), {"kind": "county", "kind_detail": 6}
        ),
        *_town(city.town),
    ]


def house_corners(city: City) -> NDArray[np.float64]:
    """The (n, 4, 2) corners of the houses that are drawn one by one at the deepest zoom."""
    return np.concatenate([city.lots.corners, city.town.drawn_houses()])


def _town(town: Town) -> list[Feature]:
    """The town in Mexico."""
    name: dict[str, Value] = {"name": f"{mexican_plan.TOWN_NAME} ({mexican_plan.INVENTED_LABEL})"}
    built = shapely.union_all([*town.blocks, town.square]).convex_hull.buffer(45)
    raw = [
        Feature("earth", town.land, {"kind": "earth"}),
        Feature("landuse", built, {"kind": "residential"}),
        Feature("landuse", town.square, {"kind": "park", "name": "Plaza de Armas"}, 12),
        *(
            Feature(
                "roads",
                road.line,
                {"kind": road.kind, "kind_detail": road.detail, "name": road.name},
                ROAD_ZOOM[road.detail],
            )
            for road in town.roads
        ),
        *(Feature("buildings", one, {"kind": "building"}, 13, 14) for one in town.blocks),
        Feature("places", Point(0, 0), {"kind": "locality", "kind_detail": "town", **name}),
        *(
            Feature(
                "places",
                Point(district.x, district.y),
                {"kind": "neighbourhood", "name": district.name, "min_zoom": 13},
                13,
            )
            for district, _ in mexican_plan.COLONIAS.values()
        ),
    ]
    return [replace(one, geometry=town.drawn(one.geometry)) for one in raw]


def _land_use(city: City) -> list[Feature]:
    found: list[Feature] = []
    for block in city.blocks:
        if block.use in PAINTED_USE:
            properties: dict[str, Value] = {"kind": PAINTED_USE[block.use]}
            if block.use == "park":
                properties["name"] = f"Parque {block.district.name}"
            found.append(Feature("landuse", block.shape, properties, 12))
    for mark, shape in city.ground.landmarks:
        kind = LANDMARK_USE.get(mark.kind, mark.kind)
        found.append(Feature("landuse", shape, {"kind": kind, "name": mark.name}, 11))
        if mark.kind == "stadium":
            field = placed_rectangle(mark.x, mark.y, (120, 84), mark.angle_deg)
            found.append(Feature("landuse", field, {"kind": "grass"}, 13))
    return found


def _water(city: City, land: Polygon) -> list[Feature]:
    ground = city.ground
    river = {"kind": "river", "name": plan.RIVER_NAME}
    creek = {"kind": "stream", "name": plan.CREEK_NAME}
    return [
        Feature("water", ground.river.intersection(land), river),
        Feature("water", ground.creek.difference(ground.river).intersection(land), creek, 12),
        Feature("water", ground.lagoon, {"kind": "lake", "name": "La Laguna"}, 11),
        Feature("water", ground.river_line.intersection(land), river, 11),
        Feature("water", Point(ground.lagoon.centroid), {"kind": "lake", "name": "La Laguna"}, 14),
    ]


def _roads(city: City, land: Polygon) -> list[Feature]:
    groups: defaultdict[tuple[str, str, str], list[LineString]] = defaultdict(list)
    for road in (*city.roads, *_footpaths(city)):
        groups[(road.name, road.kind, road.detail)].append(road.line)
    found = []
    for (name, kind, detail), parts in groups.items():
        whole = shapely.line_merge(shapely.union_all(parts)) if len(parts) > 1 else parts[0]
        properties = {"kind": kind, "kind_detail": detail}
        if name:
            properties["name"] = name
        line = whole.intersection(land) if detail == "trunk" else whole
        found.append(Feature("roads", line, properties, ROAD_ZOOM.get(detail, 14)))
    rank = ["path", "minor_road", "major_road", "highway"]
    return sorted(found, key=lambda feature: rank.index(str(feature.properties["kind"])))


def _footpaths(city: City) -> list[Road]:
    """The promenade along the river and the ways across parks."""
    promenade = city.ground.river_line.buffer(plan.RIVERSIDE_M - 45).exterior
    along = promenade.intersection(city.ground.built.buffer(-200))
    paths = [Road("El Malecón", "path", "footway", line) for line in shapely.get_parts(along)]
    for mark, shape in city.ground.landmarks:
        if mark.kind in ("park", "cemetery", "plaza"):
            west, south, east, north = shape.bounds
            for ends in (((west, south), (east, north)), ((west, north), (east, south))):
                paths += [
                    Road("", "path", "footway", part)
                    for part in shapely.get_parts(LineString(ends).intersection(shape))
                ]
    for mark, _ in city.ground.landmarks:
        if mark.is_round:
            inner = placed_oval(
                mark.x, mark.y, (mark.size_m[0] * 0.62, mark.size_m[1] * 0.62), mark.angle_deg
            )
            ring = LineString(inner.exterior.coords).difference(city.ground.lagoon.buffer(12))
            paths += [Road("", "path", "footway", part) for part in shapely.get_parts(ring)]
    return paths


def _buildings(city: City) -> list[Feature]:
    """Whole blocks for the middle zooms, halls of the landmarks for the near ones."""
    built = [block.shape for block in city.lot_blocks]
    found = [Feature("buildings", shape, {"kind": "building"}, 13, 14) for shape in built]
    for mark, shape in city.ground.landmarks:
        found += [
            Feature("buildings", hall, {"kind": "building", "name": mark.name}, 13)
            for hall in _halls(mark)
            if shape.buffer(1).contains(hall)
        ]
    return found


def _halls(mark: plan.Landmark) -> list[BaseGeometry]:
    wide, deep = mark.size_m
    if mark.kind == "stadium":
        outer = placed_oval(mark.x, mark.y, (wide * 0.9, deep * 0.9), mark.angle_deg)
        return [
            outer.difference(placed_oval(mark.x, mark.y, (wide * 0.62, deep * 0.6), mark.angle_deg))
        ]
    if mark.kind in ("market", "commercial"):
        return [placed_rectangle(mark.x, mark.y, (wide * 0.82, deep * 0.7), mark.angle_deg)]
    if mark.kind not in ("university", "hospital", "school"):
        return []
    turn = np.radians(mark.angle_deg)
    halls: list[BaseGeometry] = []
    for row in (-0.3, 0.05, 0.36):
        for column in (-0.34, 0.02, 0.33):
            if (row, column) == (0.05, 0.02):
                continue
            dx, dy = column * wide, row * deep
            x = mark.x + dx * np.cos(turn) - dy * np.sin(turn)
            y = mark.y + dx * np.sin(turn) + dy * np.cos(turn)
            size = (wide * (0.22 + 0.05 * row), deep * (0.14 + 0.08 * abs(column)))
            halls.append(placed_rectangle(float(x), float(y), size, mark.angle_deg))
    return halls


def _places(city: City) -> list[Feature]:
    title = f"{plan.CITY_NAME} ({plan.INVENTED_LABEL})"
    town: dict[str, Value] = {"kind": "locality", "kind_detail": "city", "name": title}
    town |= {"min_zoom": 5, "population_rank": 10, "population": 212_000}
    found = [Feature("places", Point(0, 0), town)]
    for district in plan.DISTRICTS:
        properties: dict[str, Value] = {
            "kind": "neighbourhood",
            "name": district.name,
            "min_zoom": 12,
        }
        found.append(Feature("places", Point(district.x, district.y), properties, 12))
    for mark, _ in city.ground.landmarks:
        found.append(
            Feature("pois", Point(mark.x, mark.y), {"kind": mark.kind, "name": mark.name}, 14)
        )
    return found
