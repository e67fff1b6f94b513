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
BIG_FIXES = 100_000
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


@dataclass(frozen=True, slots=True)
class Line:
    """Fixes kept of one run, by their indices, and where they are in Web Mercator."""

    kept: Indices
    x: Column
    y: Column

    def part(self, first: int, end: int) -> Line:
        """A stretch of it."""
        return Line(self.kept[first:end], self.x[first:end], self.y[first:end])


class LeveledTrail:
    """One trail with its levels, each made when first asked for: a line per run."""

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self.times, self.lats, self.lons = trail.times, trail.lats, trail.lons
        usable = np.isfinite(trail.lats) & np.isfinite(trail.lons) & np.isfinite(trail.times)
        if not usable.all():
            self.times, self.lats, self.lons = (
                column[usable] for column in (trail.times, trail.lats, trail.lons)
            )
        self._levels: dict[int, list[Line]] = {}

    def line(self, kept: Indices) -> Line:
        """These fixes as they are."""
        return Line(kept, *mercator(self.lats[kept], self.lons[kept]))

    @cached_property
    def runs(self) -> list[slice]:
        """Stretches of fixes without a gap inside."""
        cuts = sorted({self._last_before(gap) + 1 for gap in self.trail.gaps})
        edges = [0, *(cut for cut in cuts if 0 < cut < len(self.times)), len(self.times)]
        return [slice(a, b) for a, b in pairwise(edges) if b > a]

    def _last_before(self, gap: TrailGap) -> int:
        return int(np.searchsorted(self.times, gap.start, side="right")) - 1

    def whole(self) -> list[Line]:
        """Every fix, per run."""
        return [self.line(np.arange(run.start, run.stop)) for run in self.runs]

    def level(self, zoom: float) -> list[Line]:
        """The fixes kept at a zoom, per run: one pixel of tolerance at the level's zoom."""
        at = LEVELS[min(bisect_left(LEVELS, zoom), len(LEVELS) - 1)]
        if at not in self._levels:
            tolerance = 1 / (_TILE * 2**at)
            self._levels[at] = [self._simplified(run, tolerance) for run in self.runs]
        return self._levels[at]

    def _simplified(self, run: slice, tolerance: float) -> Line:
        indices = np.arange(run.start, run.stop)
        if len(indices) < 3:
            return self.line(indices)
        line = self.line(indices[self._changes_cell(run, tolerance / 2)])
        # z carries the place in the line: GEOS keeps it on the vertices that stay.
        places = np.arange(len(line.kept), dtype=np.float64)
        whole = shapely.linestrings(np.column_stack([line.x, line.y, places]))
        simple = shapely.simplify(whole, tolerance, preserve_topology=False)
        at = shapely.get_coordinates(simple, include_z=True)[:, 2].astype(np.intp)
        return Line(line.kept[at], line.x[at], line.y[at])

    def _changes_cell(self, run: slice, side: float) -> NDArray[np.bool_]:
        """False for fixes in the same half pixel as the one before, which spares shapely the work.

        Cells are cut in degrees: that needs no sine of a million fixes.
        """
        side_deg = side * 360
        height_deg = side_deg * float(np.cos(np.radians(np.abs(self.lats[run]).max())))
        columns = np.floor(self.lons[run] / side_deg)
        rows = np.floor(self.lats[run] / max(height_deg, 1e-12))
        changes = np.ones(len(rows), dtype=bool)
        changes[1:-1] = (columns[1:-1] != columns[:-2]) | (rows[1:-1] != rows[:-2])
        return changes

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


def _in_view(line: Line, view: View) -> list[Line]:
    """The pieces of a line whose segments may meet the view, each with one vertex to spare."""
    (west, east), (north, south) = mercator(
        np.array([view.north, view.south]), np.array([view.west, view.east])
    )
    x, y = line.x, line.y
    if len(x) == 1:
        return [line] if west <= x[0] <= east and north <= y[0] <= south else []
    low_x, high_x = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
    low_y, high_y = np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:])
    meets = (high_x >= west) & (low_x <= east) & (high_y >= north) & (low_y <= south)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], meets.view(np.int8), [0]])))
    return [line.part(a, b + 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


class Trails:
    """The trails on the map. Plain computing: callable from any thread once it is made."""

    def __init__(self, trails: Sequence[Trail] = ()) -> None:
        leveled = [LeveledTrail(trail) for trail in trails]
        self._all = [each for each in leveled if len(each.times)]

    def __bool__(self) -> bool:
        return bool(self._all)

    @property
    def is_big(self) -> bool:
        """Whether a fine level takes long enough that a coarse one should be seen before it."""
        return sum(len(each.times) for each in self._all) > BIG_FIXES

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
            total = sum(len(line.kept) for _each, lines in chosen for line in lines)
            if total <= MOST_VERTICES or zoom <= LEVELS[0]:
                return _packed(chosen)
            zoom = LEVELS[max(0, bisect_left(LEVELS, min(zoom, LEVELS[-1])) - 1)]

    def _pieces(self, each: LeveledTrail, view: View, zoom: float) -> list[Line]:
        return [piece for line in each.level(zoom) for piece in _in_view(line, view)]

    def whole(self) -> bytes:
        """Every fix of every trail, for the replay."""
        return _packed([(each, each.whole()) for each in self._all])


def _packed(chosen: Sequence[tuple[LeveledTrail, list[Line]]]) -> bytes:
    """u32 length of the head, u32 vertices, the head as JSON, zeros to a multiple of 8; x, y, t."""
    heads: list[dict[str, object]] = []
    columns: tuple[list[Column], list[Column], list[Column]] = ([], [], [])
    first = 0
    for each, lines in chosen:
        runs: Runs = []
        for line in lines:
            runs.append((first, len(line.kept)))
            first += len(line.kept)
            for column, values in zip(
                columns, (line.x, line.y, each.times[line.kept]), strict=True
            ):
                column.append(values)
        heads.append(_head(each, runs))
    head = orjson.dumps(heads, option=orjson.OPT_SERIALIZE_NUMPY)
    body = struct.pack("<II", len(head), first) + head
    packed = [np.concatenate(each).astype("<f8").tobytes() if each else b"" for each in columns]
    return b"".join([body, b"\0" * (-len(body) % 8), *packed])


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
