"""Doors of the city, their addresses («Calle 8 # 12-40») and the spot of street before them."""

from dataclasses import dataclass

import numpy as np
from shapely import Point

from field_api.simulator.city import City
from field_api.simulator.plane import degrees
from field_api.simulator.street_graph import Spot
from field_api.simulator.street_names import axis_of, city_frame, numbered
from kobra_domain.streets.names import ACROSS, ALONG, Street

FARTHEST_STREET_M = 16.0
MOST_METRES = 999  # behind the dash of a door


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
    """Street, lower crossing, metres from it: even on the right, odd on the left. Empty where no
    crossing counts them.
    """
    graph, road = city.graph, city.graph.roads[spot.edge]
    start = _start(city, spot.edge)
    if start is None:
        return ""
    low, crossing = start
    metres = spot.along_m if low == 0 else graph.edges[spot.edge].length - spot.along_m
    plate = max(2, min(MOST_METRES - 1, round(metres)))
    plate += (plate % 2) ^ (0 if _is_right(city, spot, x, y, low) else 1)
    return f"{road.name} # {crossing}-{plate:02d}"


def _start(city: City, edge: int) -> tuple[int, str] | None:
    """From which end of a stretch of street its doors are counted, and the number that crosses
    there: that of the lower number, which in the south and west is the nearer to the city's first.
    """
    graph, road = city.graph, city.graph.roads[edge]
    axis = road.axis or axis_of(road.line)
    nodes = graph.ends[edge]
    first, last = (_crossing(city, node, axis) for node in nodes)
    if first is not None and last is not None:
        if first.quadrant is not last.quadrant or first.rank == last.rank:
            return None
        low, crossing = (0, first) if first.rank < last.rank else (1, last)
        return low, _written(crossing)
    only = first or last
    if only is None:
        return None
    low = 0 if first is not None else 1
    order = 0 if axis == "calle" else 1
    here, there = (city_frame(*graph.nodes[nodes[end]])[order] for end in (low, 1 - low))
    is_lower = (here < there) is (only.quadrant is None)
    return (low, _written(only)) if is_lower else None


def _crossing(city: City, node: int, axis: str) -> Street | None:
    """The lowest numbered street that crosses one of that axis there."""
    kinds = ACROSS if axis == "calle" else ALONG
    met = (numbered(road.name) for road in city.graph.crossing_roads(node))
    found = [street for street in met if street is not None and street.kind in kinds]
    return min(found, key=lambda street: (street.rank, street.key), default=None)


def _written(crossing: Street) -> str:
    """What stands behind the #: «12A Bis Oeste»."""
    parts = (f"{crossing.number}{crossing.letters}", crossing.bis, crossing.quadrant or "")
    return " ".join(part if part[:1].isdigit() else part.title() for part in parts if part)


def _is_right(city: City, spot: Spot, x: float, y: float, low: int) -> bool:
    line = city.graph.edges[spot.edge]
    here, ahead = line.interpolate(spot.along_m - 0.5), line.interpolate(spot.along_m + 0.5)
    cross = (ahead.x - here.x) * (y - here.y) - (ahead.y - here.y) * (x - here.x)
    return (cross < 0) == (low == 0)


def street_middle(city: City, door: Door) -> tuple[float, float]:
    """The middle of the door's stretch of street: what a geocoder without house numbers answers."""
    middle: Point = city.graph.edges[door.spot.edge].interpolate(0.5, normalized=True)
    return degrees(middle.x, middle.y)
