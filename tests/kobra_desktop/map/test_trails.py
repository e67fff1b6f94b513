"""Trails: levels of detail, what meets the view, gaps that are never bridged."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_desktop.map.spec import Column, Trail, TrailGap
from kobra_desktop.map.trails import MOST_VERTICES, LeveledTrail, Trails, View, mercator
from tests.kobra_desktop.map import invented

EARTH = View(-180, -85, 180, 85, 17)


def _read(blob: bytes) -> tuple[list[dict[str, Any]], Column]:
    head, count = struct.unpack_from("<II", blob)
    start = -(-(8 + head) // 8) * 8
    columns = np.frombuffer(blob, "<f8", offset=start).reshape(3, count)
    return json.loads(blob[8 : 8 + head]), columns


def _noisy(count: int, seed: int = 1) -> Trail:
    rng = np.random.default_rng(seed)
    lats = 4.6 + np.cumsum(rng.normal(0, 2e-5, count), dtype=np.float64)
    lons = -74.1 + np.cumsum(rng.normal(0, 2e-5, count), dtype=np.float64)
    return Trail("a", "Ana", np.arange(count, dtype=np.float64) * 10.0, lats, lons)


def test_mercator_has_known_corners() -> None:
    x, y = mercator(np.array([0.0, 85.0511287798]), np.array([0.0, -180.0]))
    assert x.tolist() == [0.5, 0.0]
    assert y == pytest.approx([0.5, 0.0], abs=1e-6)


def test_whole_keeps_every_fix() -> None:
    trail = invented.trail()
    heads, columns = _read(Trails([trail]).whole())
    assert columns.shape[1] == len(trail.times)
    assert columns[2].tolist() == trail.times.tolist()
    assert heads[0]["id"] == "a0"


def test_coarser_zoom_means_fewer_vertices_and_one_pixel_of_error() -> None:
    leveled = LeveledTrail(_noisy(20_000))
    counts = [sum(len(line.kept) for line in leveled.level(zoom)) for zoom in (8, 11, 14, 17)]
    assert counts == sorted(counts)
    assert counts[0] * 20 < counts[-1] <= 20_000
    ((x, y),) = [(line.x, line.y) for line in leveled.whole()]
    (kept,) = [line.kept for line in leveled.level(14)]
    nearest_x = np.interp(np.arange(20_000), kept, x[kept])
    # Each dropped fix lies beside the chord of its neighbours: within a few pixels along it.
    assert np.abs(nearest_x - x).max() * 256 * 2**14 < 40
    assert kept[0] == 0
    assert kept[-1] == 19_999
    assert np.all(np.diff(kept) > 0)
    assert len(y) == 20_000


def test_zoom_between_levels_takes_the_finer() -> None:
    leveled = LeveledTrail(_noisy(5_000))
    assert leveled.level(9) is leveled.level(11)
    assert leveled.level(19) is leveled.level(17)


def test_gap_is_never_bridged() -> None:
    trail = invented.trail()
    heads, columns = _read(Trails([trail]).page(EARTH))
    (head,) = heads
    assert len(head["gaps"]) == 2
    for first, count in head["runs"]:
        times = columns[2][first : first + count]
        for gap in head["gaps"]:
            assert not (times.min() <= gap["start"] and times.max() >= gap["end"])


def test_gap_tells_its_two_places() -> None:
    times = np.array([0.0, 10.0, 900.0, 910.0])
    lats, lons = np.array([1.0, 2.0, 3.0, 4.0]), np.zeros(4)
    trail = Trail("a", "Ana", times, lats, lons, gaps=(TrailGap(10, 900, "sin señal"),))
    heads, _columns = _read(Trails([trail]).whole())
    assert heads[0]["gaps"] == [
        {"start": 10, "end": 900, "cause": "sin señal", "from": [2.0, 0.0], "to": [3.0, 0.0]}
    ]
    assert heads[0]["runs"] == [[0, 2], [2, 2]]


def test_gap_outside_the_fixes_is_dropped() -> None:
    trail = Trail(
        "a",
        "Ana",
        np.arange(3.0),
        np.zeros(3),
        np.zeros(3),
        gaps=(TrailGap(-9, -5), TrailGap(50, 60)),
    )
    heads, _columns = _read(Trails([trail]).whole())
    assert heads[0]["gaps"] == []
    assert heads[0]["runs"] == [[0, 3]]


def test_only_what_meets_the_view_is_sent() -> None:
    lats, lons = np.full(1000, 4.0), np.linspace(-80, -70, 1000)
    trails = Trails([Trail("a", "Ana", np.arange(1000.0), lats, lons + 1e-9)])
    _heads, far = _read(trails.page(View(10, 10, 11, 11, 17)))
    assert far.shape[1] == 0
    _heads, near = _read(trails.page(View(-75.1, 3.9, -74.9, 4.1, 17)))
    assert 2 <= near.shape[1] <= 30


def test_segment_that_only_crosses_the_view_is_kept() -> None:
    trail = Trail("a", "Ana", np.array([0.0, 1.0]), np.array([0.0, 10.0]), np.array([0.0, 10.0]))
    _heads, columns = _read(Trails([trail]).page(View(4.9, 4.9, 5.1, 5.1, 17)))
    assert columns.shape[1] == 2


def test_never_more_than_the_limit() -> None:
    trails = Trails([_noisy(120_000, seed) for seed in range(3)])
    heads, columns = _read(trails.page(EARTH))
    assert columns.shape[1] <= MOST_VERTICES
    assert len(heads) == 3


def test_no_fixes_no_trail() -> None:
    empty = np.empty(0)
    assert not Trails([Trail("a", "Ana", empty, empty, empty)])
    assert Trails().bounds() is None
    nowhere = Trail("a", "Ana", np.array([0.0]), np.array([np.nan]), np.array([0.0]))
    assert not Trails([nowhere])


@given(
    st.integers(1, 60),
    st.integers(0, 10_000),
    st.lists(st.tuples(st.floats(0, 600), st.floats(1, 300)), max_size=4),
)
def test_runs_partition_the_fixes(count: int, seed: int, gaps: list[tuple[float, float]]) -> None:
    base = _noisy(count, seed)
    marks = tuple(TrailGap(start, start + length) for start, length in gaps)
    trail = Trail("a", "Ana", base.times, base.lats, base.lons, gaps=marks)
    heads, columns = _read(Trails([trail]).whole())
    runs = heads[0]["runs"]
    assert sum(length for _first, length in runs) == count == columns.shape[1]
    assert [first for first, _length in runs] == list(np.cumsum([0, *(n for _f, n in runs)])[:-1])
