"""The map that ships is what its record says, small, credited and in the right place."""

from __future__ import annotations

import hashlib
import json
import math
import struct
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely

from kobra_desktop import resources


@cache
def world() -> tuple[dict[str, Any], np.ndarray[Any, np.dtype[np.float32]]]:
    blob = resources.path("basemap", "world.bin").read_bytes()
    size = struct.unpack("<I", blob[:4])[0]
    return json.loads(blob[4 : 4 + size]), np.frombuffer(blob[4 + size :], "<f4").reshape(-1, 2)


def mercator(lon: float, lat: float) -> tuple[float, float]:
    up = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return lon / 360 + 0.5, 0.5 - up / math.tau


def rings() -> list[Any]:
    head, points = world()
    ends = np.cumsum(head["land"] + head["regions"])
    return np.split(points, ends[:-1])


def test_it_is_the_file_of_its_record() -> None:
    blob = resources.path("basemap", "world.bin").read_bytes()
    record = json.loads(resources.path("basemap", "sources.json").read_text("utf-8"))
    assert hashlib.sha256(blob).hexdigest() == record["sha256"]
    assert len(blob) < 2_000_000
    for source in record["sources"]:
        assert source["what"]
        assert source["source"]
        assert source["licence"]


def test_every_point_belongs_to_a_ring() -> None:
    head, points = world()
    assert sum(head["land"]) + sum(head["regions"]) == len(points)
    assert np.isfinite(points).all()
    assert points[:, 1].min() >= -0.001
    assert points[:, 1].max() <= 1.001


def test_no_outline_jumps_across_the_map() -> None:
    for ring in rings():
        assert np.abs(np.diff(ring[:, 0])).max() < 0.5 or ring[:, 1].max() > 0.99


@pytest.mark.parametrize(
    ("lon", "lat", "is_land"),
    [
        (-74.1, 4.65, True),  # Bogotá
        (-99.13, 19.43, True),  # Mexico City
        (-52.9, 4.2, True),  # French Guiana, which two sources draw
        (29.3, -29.5, True),  # Lesotho, a hole in another country
        (-100.0, 40.0, True),
        (178.0, -17.8, True),  # Fiji, on the date line
        (-90.0, 25.0, False),  # the Gulf of Mexico
        (-85.0, 0.0, False),
    ],
)
def test_land_is_where_it_is(lon: float, lat: float, is_land: bool) -> None:
    head, _ = world()
    spot = shapely.Point(*mercator(lon, lat))
    outlines = [shapely.Polygon(r) for r in rings()[: len(head["land"])] if len(r) > 3]
    assert sum(o.contains(spot) for o in outlines if o.is_valid) % 2 == is_land


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [("Bogotá", -74.08, 4.61), ("Ciudad de México", -99.13, 19.43), ("Medellín", -75.56, 6.25)],
)
def test_cities_are_where_they_are(name: str, lon: float, lat: float) -> None:
    head, _ = world()
    spots = [(x, y) for city, x, y, _ in head["places"] if city == name]
    assert min(math.dist(mercator(lon, lat), spot) for spot in spots) < 0.0003


def test_larger_cities_come_first_and_all_come_in_time() -> None:
    head, _ = world()
    ranks = {name: rank for name, _, _, rank in reversed(head["places"])}
    assert ranks["Bogotá"] <= 4
    assert all(3 <= rank <= 14 for *_, rank in head["places"])
    assert len(head["places"]) > 4900
