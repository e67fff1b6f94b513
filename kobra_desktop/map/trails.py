"""Trails as the page reads them: four levels of detail by shapely, only what meets the view. Not
stops or gaps:
those come in with the trail.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

from kobra_desktop.map.spec import Column, Trail, TrailGap

LEVELS = (8, 11, 14, 17)
MOST_VERTICES = 50_000
_TILE = 256
_LAT_LIMIT = 85.0511
Runs = list[tuple[int, int]]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class View:
    """The part of the earth the page shows, in degrees."""

    west: float
    south: float
    east: float
    north: float
    zoom: float


def mercator(lats: Column, lons: Column) -> tuple[Column, Column]:
    """Web Mercator in 0..1, y downwards (EPSG:3857 scaled to the unit square)."""
    sine = np.sin(np.radians(np.clip(lats, -_LAT_LIMIT, _LAT_LIMIT)))
    y: Column = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    x: Column = lons / 360 + 0.5
    return x, y


class LeveledTrail:
    """One trail with its levels, each made when first asked for: indices of the kept fixes per
    run.
    """

    def __init__(self, trail: Trail) -> None:
        usable = np.isfinite(trail.lats) & np.isfinite(trail.lons) & np.isfinite(trail.times)
        self.trail = trail
        self.times = trail.times[usable]
        self.lats, self.lons = trail.lats[usable], trail.lons[usable]
        self._levels: dict[int, list[Indices]] = {}

    @cached_property
    def points(self) -> tuple[Column, Column]:
        """The fixes in Web Mercator."""
        return mercator(self.lats, self.lons)

    @cached_property
    def runs(self) -> list[slice]:
        """Stretches of fixes without a gap inside."""
        cuts = sorted({self._last_before(gap) + 1 for gap in self.trail.gaps})
        edges = [0, *(cut for cut in cuts if 0 < cut < len(self.times)), len(self.times)]
        return [slice(a, b) for a, b in pairwise(edges) if b > a]

    def _last_before(self, gap: TrailGap) -> int:
        return int(np.searchsorted(self.times, gap.start, side="right")) - 1

    def level(self, zoom: float) -> list[Indices]:
        """Indices of the fixes kept at a zoom, per run: one pixel of tolerance at the level's
        zoom.
        """
        at = LEVELS[min(bisect_left(LEVELS, zoom), len(LEVELS) - 1)]
        if at not in self._levels:
            tolerance = 1 / (_TILE * 2**at)
            self._levels[at] = [self._simplified(run, tolerance) for run in self.runs]
        return self._levels[at]

    def _simplified(self, run: slice, tolerance: float) -> Indices:
        x, y = self.points
        indices = np.arange(run.start, run.stop)
        if len(indices) < 3:
            return indices
        # z carries the index: GEOS keeps it on the vertices that stay.
        line = shapely.linestrings(np.column_stack([x[run], y[run], indices]))
        kept = shapely.get_coordinates(
            shapely.simplify(line, tolerance, preserve_topology=False), include_z=True
        )
        return kept[:, 2].astype(np.intp)

    def gap_ends(self) -> list[dict[str, object]]:
        """Each gap with the two places between which nothing was measured."""
        ends = []
        for gap in self.trail.gaps:
            before = self._last_before(gap)
            after = before + 1
            if before >= 0 and after < len(self.times):
                ends.append({**asdict(gap), "from": self._place(before), "to": self._place(after)})
        return ends

    def _place(self, at: int) -> tuple[float, float]:
        return float(self.lats[at]), float(self.lons[at])

    def ends(self) -> tuple[float, float, float, float]:
        """Latitude and longitude of the first and of the last fix."""
        return (*self._place(0), *self._place(-1))


def _in_view(x: Column, y: Column, kept: Indices, view: View) -> list[Indices]:
    """The pieces of a kept line whose segments may meet the view, each with one vertex to spare."""
    (west, east), (north, south) = mercator(
        np.array([view.north, view.south]), np.array([view.west, view.east])
    )
    px, py = x[kept], y[kept]
    if len(kept) == 1:
        return [kept] if west <= px[0] <= east and north <= py[0] <= south else []
    low_x, high_x = np.minimum(px[:-1], px[1:]), np.maximum(px[:-1], px[1:])
    low_y, high_y = np.minimum(py[:-1], py[1:]), np.maximum(py[:-1], py[1:])
    meets = (high_x >= west) & (low_x <= east) & (high_y >= north) & (low_y <= south)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], meets.view(np.int8), [0]])))
    return [kept[a : b + 1] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _pack(heads: list[dict[str, object]], chosen: list[tuple[LeveledTrail, Indices]]) -> bytes:
    """u32 length of the head, u32 vertices, the head as JSON, zeros to a multiple of 8, then x, y,
    t.
    """
    head = orjson.dumps(heads, option=orjson.OPT_SERIALIZE_NUMPY)
    parts: list[list[Column]] = [[], [], []]
    for leveled, kept in chosen:
        x, y = leveled.points
        for part, column in zip(parts, (x, y, leveled.times), strict=True):
            part.append(column[kept])
    columns = [np.concatenate(part) if part else np.empty(0) for part in parts]
    body = struct.pack("<II", len(head), len(columns[0])) + head
    padding = b"\0" * (-len(body) % 8)
    return b"".join([body, padding, *(column.astype("<f8").tobytes() for column in columns)])


class Trails:
    """The trails on the map. Plain computing: callable from any thread once it is made."""

    def __init__(self, trails: Sequence[Trail] = ()) -> None:
        leveled = [LeveledTrail(trail) for trail in trails]
        self._all = [each for each in leveled if len(each.times)]

    def __bool__(self) -> bool:
        return bool(self._all)

    def bounds(self) -> tuple[float, float, float, float] | None:
        """South, west, north, east of all fixes; None without any."""
        if not self._all:
            return None
        low = [(each.lats.min(), each.lons.min()) for each in self._all]
        high = [(each.lats.max(), each.lons.max()) for each in self._all]
        south, west = np.min(low, axis=0)
        north, east = np.max(high, axis=0)
        return float(south), float(west), float(north), float(east)

    def page(self, view: View) -> bytes:
        """What the page paints for a view: at most 50,000 vertices, a coarser level rather than
        more.
        """
        zoom = view.zoom
        while True:
            chosen = [(each, self._pieces(each, view, zoom)) for each in self._all]
            total = sum(len(kept) for _each, pieces in chosen for kept in pieces)
            if total <= MOST_VERTICES or zoom <= LEVELS[0]:
                return _packed(chosen)
            zoom = LEVELS[max(0, bisect_left(LEVELS, min(zoom, LEVELS[-1])) - 1)]

    def _pieces(self, each: LeveledTrail, view: View, zoom: float) -> list[Indices]:
        x, y = each.points
        return [piece for kept in each.level(zoom) for piece in _in_view(x, y, kept, view)]

    def whole(self) -> bytes:
        """Every fix of every trail, for the replay."""
        return _packed(
            [(each, [np.arange(r.start, r.stop) for r in each.runs]) for each in self._all]
        )


def _packed(chosen: Sequence[tuple[LeveledTrail, list[Indices]]]) -> bytes:
    heads: list[dict[str, object]] = []
    flat: list[tuple[LeveledTrail, Indices]] = []
    first = 0
    for each, pieces in chosen:
        runs: Runs = []
        for kept in pieces:
            runs.append((first, len(kept)))
            first += len(kept)
            flat.append((each, kept))
        heads.append(_head(each, runs))
    return _pack(heads, flat)


def _head(each: LeveledTrail, runs: Runs) -> dict[str, object]:
    trail = each.trail
    return {
        "id": trail.agent_id,
        "name": trail.name,
        "series": trail.series,
        "stops": [asdict(stop) for stop in trail.stops],
        "gaps": each.gap_ends(),
        "runs": runs,
        "ends": each.ends(),
    }
