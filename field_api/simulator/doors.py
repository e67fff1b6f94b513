"""Doors of the city, their addresses («Calle 8 #12-40») and the spot of street before them."""

from dataclasses import dataclass

import numpy as np
from shapely import Point

from field_api.simulator.city import City
from field_api.simulator.ground import Road
from field_api.simulator.plane import degrees
from field_api.simulator.street_graph import Spot
from field_api.simulator.street_names import axis_of, city_frame, number_at, number_text

FARTHEST_STREET_M = 16.0


@dataclass(frozen=True, slots=True)
class Door:
    """One front door: its place in the plane and on Earth, its address, and where its street is."""

    x: float
    y: float
    lat: float
    lon: float
    street: str
    neighbourhood: str
    spot: Spot


def doors(city: City, count: int, rng: np.random.Generator) -> list[Door]:
    """So many different addresses, spread over the houses of the city."""
    points = city.lots.doors()
    order = rng.permutation(len(points))[: 3 * count + 60]
    found: dict[str, Door] = {}
    for index, (spot, away_m) in zip(order, city.graph.spots(points[order]), strict=True):
        block = city.lot_blocks[int(city.lots.block[index])]
        if away_m > FARTHEST_STREET_M or block.use != "homes":
            continue
        x, y = float(points[index, 0]), float(points[index, 1])
        street = _address(city, spot, x, y)
        if street and street not in found:
            lat, lon = degrees(x, y)
            found[street] = Door(x, y, lat, lon, street, block.district.name, spot)
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"the city has no {count} doors")


def _address(city: City, spot: Spot, x: float, y: float) -> str:
    """Street, lower crossing, metres from it: even on the right, odd on the left."""
    graph, road = city.graph, city.graph.roads[spot.edge]
    axis = road.axis or axis_of(road.line)
    other = "carrera" if axis == "calle" else "calle"
    ends = graph.ends[spot.edge]
    along = [city_frame(*graph.nodes[node])[0 if axis == "calle" else 1] for node in ends]
    low = 0 if along[0] <= along[1] else 1
    length = graph.edges[spot.edge].length
    metres = spot.along_m if low == 0 else length - spot.along_m
    plate = max(2, min(98, round(metres)))
    plate += (plate % 2) ^ (0 if _is_right(city, spot, x, y, low) else 1)
    return f"{road.name} #{_crossing(city, ends[low], other, road)}-{plate:02d}"


def _crossing(city: City, node: int, axis: str, own: Road) -> str:
    for road in city.graph.crossing_roads(node):
        _, _, label = road.name.partition(" ")
        if road.name != own.name and road.axis == axis and label[:1].isdigit():
            return label
    return number_text(axis, number_at(axis, *city.graph.nodes[node]))


def _is_right(city: City, spot: Spot, x: float, y: float, low: int) -> bool:
    line = city.graph.edges[spot.edge]
    here, ahead = line.interpolate(spot.along_m - 0.5), line.interpolate(spot.along_m + 0.5)
    cross = (ahead.x - here.x) * (y - here.y) - (ahead.y - here.y) * (x - here.x)
    return (cross < 0) == (low == 0)


def street_middle(city: City, door: Door) -> tuple[float, float]:
    """The middle of the door's stretch of street: what a geocoder without house numbers answers."""
    middle: Point = city.graph.edges[door.spot.edge].interpolate(0.5, normalized=True)
    return degrees(middle.x, middle.y)
