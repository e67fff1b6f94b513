"""The street network as a graph: routes on foot or by motorcycle between any two spots."""

import heapq
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString

from field_api.simulator.ground import SNAP_M, Road
from field_api.simulator.plane import Points

WALKING_MPS = 1.35
# What a rider hopes to make good: above the truth of small streets, so that the search stays small
# and the way is good, if not always the very quickest.
HOPED_MPS = 8.0
RIDING_MPS = {"highway": 12.5, "major_road": 9.5, "minor_road": 6.0}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the network: an edge and the metres from its first end."""

    edge: int
    along_m: float


@dataclass(frozen=True, slots=True)
class Route:
    """A way through the streets: (n, 2) vertices in metres, each stretch with its speed."""

    points: Points
    speeds_mps: NDArray[np.float64]

    @property
    def length_m(self) -> float:
        """Length of the way in metres."""
        return float(np.hypot(*np.diff(self.points, axis=0).T).sum())

    @property
    def seconds(self) -> float:
        """Time to travel it at its speeds."""
        return float((np.hypot(*np.diff(self.points, axis=0).T) / self.speeds_mps).sum())


class StreetGraph:
    """Edges between crossings; immutable once built, so threads may share it."""

    def __init__(self, roads: list[Road]) -> None:
        edges = _connected(_noded([road.line for road in roads]))
        owners = shapely.STRtree([road.line for road in roads]).nearest(
            shapely.line_interpolate_point(edges, 0.5, normalized=True)
        )
        self.edges: list[LineString] = list(edges)
        self.roads: list[Road] = [roads[int(owner)] for owner in owners]
        self.ends, self.nodes = _ends(self.edges)
        self._lengths: list[float] = shapely.length(edges).tolist()
        self._seconds: dict[bool, list[float]] = {
            riding: [
                length / self._speed(edge, riding) for edge, length in enumerate(self._lengths)
            ]
            for riding in (False, True)
        }
        self._edge_array = edges
        self._points = _points_of(edges)
        self._tree = shapely.STRtree(self.edges)
        self._around: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for edge, (start, end) in enumerate(self.ends):
            self._around[start].append((end, edge))
            self._around[end].append((start, edge))

    def spots(self, points: Points) -> list[tuple[Spot, float]]:
        """The nearest spot of the network for each (n, 2) point, and its distance in metres."""
        geometries = shapely.points(points)
        nearest = np.asarray(self._tree.nearest(geometries), dtype=np.int64)
        lines = self._edge_array[nearest]
        along = shapely.line_locate_point(lines, geometries)
        away = shapely.distance(lines, geometries)
        return [
            (Spot(int(edge), float(at)), float(gap))
            for edge, at, gap in zip(nearest, along, away, strict=True)
        ]

    def crossing_roads(self, node: int) -> list[Road]:
        """The roads that meet at a crossing."""
        return [self.roads[edge] for _, edge in self._around[node]]

    def route(self, start: Spot, end: Spot, riding: bool) -> Route:
        """A quick way between two spots; on foot the shortest."""
        if start.edge == end.edge:
            return self._along([self._stretch(start.edge, start.along_m, end.along_m)], riding)
        edges = self._search(start, end, riding)
        return self._along(self._stretches(start, end, edges), riding)

    def _speed(self, edge: int, riding: bool) -> float:
        return RIDING_MPS[self.roads[edge].kind] if riding else WALKING_MPS

    def _search(self, start: Spot, end: Spot, riding: bool) -> list[int]:
        """Node after node from the start's edge to the end's (A*, by time)."""
        seconds, nodes, around = self._seconds[riding], self.nodes, self._around
        hoped = HOPED_MPS if riding else WALKING_MPS
        goals = self._offsets(end, riding)
        goal_x, goal_y = nodes[self.ends[end.edge][0]]
        slack = self._lengths[end.edge]
        queue = [(0.0, cost, node, -1) for node, cost in self._offsets(start, riding).items()]
        heapq.heapify(queue)
        came: dict[int, int] = {}
        unreached = float("inf")
        best = (unreached, -1)
        reached = {node: cost for _, cost, node, _ in queue}
        while queue:
            rank, cost, node, before = heapq.heappop(queue)
            if rank >= best[0]:
                break
            if node in came:
                continue
            came[node] = before
            if node in goals:
                best = min(best, (cost + goals[node], node))
            for other, edge in around[node]:
                total = cost + seconds[edge]
                if total < reached.get(other, unreached):
                    reached[other] = total
                    x, y = nodes[other]
                    left = (hypot(x - goal_x, y - goal_y) - slack) / hoped
                    rank = total + left if left > 0.0 else total
                    heapq.heappush(queue, (rank, total, other, node))
        return _backwards(came, best[1])

    def _offsets(self, spot: Spot, riding: bool) -> dict[int, float]:
        """Seconds from a spot to both ends of its edge."""
        speed, (first, last) = self._speed(spot.edge, riding), self.ends[spot.edge]
        rest = self._lengths[spot.edge] - spot.along_m
        return {last: rest / speed, first: spot.along_m / speed}

    def _stretches(self, start: Spot, end: Spot, nodes: list[int]) -> list[tuple[int, Points]]:
        first = 0.0 if self.ends[start.edge][0] == nodes[0] else self._lengths[start.edge]
        last = 0.0 if self.ends[end.edge][0] == nodes[-1] else self._lengths[end.edge]
        parts = [self._stretch(start.edge, start.along_m, first)]
        for here, there in pairwise(nodes):
            edge = min(
                (edge for other, edge in self._around[here] if other == there),
                key=self._lengths.__getitem__,
            )
            points = self._points[edge]
            parts.append((edge, points if self.ends[edge][0] == here else points[::-1]))
        return [*parts, self._stretch(end.edge, last, end.along_m)]

    def _stretch(self, edge: int, from_m: float, to_m: float) -> tuple[int, Points]:
        """The part of an edge between two distances from its first end, in the order asked for."""
        points = self._points[edge]
        at_m = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
        low, high = sorted((from_m, to_m))
        inner = points[(at_m > low) & (at_m < high)]
        ends = [[np.interp(m, at_m, points[:, axis]) for axis in (0, 1)] for m in (low, high)]
        part = np.vstack([ends[0], inner, ends[1]])
        return edge, part if from_m <= to_m else part[::-1]

    def _along(self, parts: list[tuple[int, Points]], riding: bool) -> Route:
        points = np.concatenate([stretch for _, stretch in parts])
        speeds = np.concatenate(
            [np.full(len(stretch), self._speed(edge, riding)) for edge, stretch in parts]
        )
        keep = np.r_[True, np.hypot(*np.diff(points, axis=0).T) > 0.01]
        return Route(points[keep], speeds[keep][1:])


def _points_of(edges: NDArray[np.object_]) -> list[Points]:
    coordinates, owners = shapely.get_coordinates(edges, return_index=True)
    return np.split(coordinates, np.flatnonzero(np.diff(owners)) + 1)


def _backwards(came: dict[int, int], node: int) -> list[int]:
    way = [node]
    while came[way[-1]] >= 0:
        way.append(came[way[-1]])
    return way[::-1]


def _noded(lines: list[LineString]) -> NDArray[np.object_]:
    noded = shapely.union_all(lines, grid_size=SNAP_M)
    parts = shapely.get_parts(noded)
    return np.asarray(parts[shapely.length(parts) > 0.0], dtype=np.object_)


def _ends(edges: list[LineString]) -> tuple[list[tuple[int, int]], list[tuple[float, float]]]:
    numbers: dict[tuple[float, float], int] = {}
    ends = []
    for edge in edges:
        pair = [(round(x, 2), round(y, 2)) for x, y in (edge.coords[0], edge.coords[-1])]
        start, end = (numbers.setdefault(point, len(numbers)) for point in pair)
        ends.append((start, end))
    return ends, list(numbers)


def _connected(edges: NDArray[np.object_]) -> NDArray[np.object_]:
    """Only the edges of the largest connected part: every door must be reachable."""
    ends, nodes = _ends(list(edges))
    parent = list(range(len(nodes)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for start, end in ends:
        parent[root(start)] = root(end)
    roots = np.array([root(start) for start, _ in ends])
    values, counts = np.unique(roots, return_counts=True)
    return np.asarray(edges[roots == values[counts.argmax()]], dtype=np.object_)
