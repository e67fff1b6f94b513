"""Vector tiles: whatever goes in comes out again when others decode it."""

from typing import Any

import mapbox_vector_tile
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

from field_api.simulator.vector_tiles import Quads, Shape, encoded

_number = st.integers(-100, 4196)


def _decoded(content: bytes) -> dict[str, Any]:
    options = {"y_coord_down": True}
    decoded: dict[str, Any] = mapbox_vector_tile.decode(content, default_options=options)
    return decoded


@given(st.lists(st.tuples(_number, _number), min_size=2, max_size=30, unique=True))
def test_lines_come_out_as_they_went_in(points: list[tuple[int, int]]) -> None:
    layers = _decoded(encoded({"roads": [Shape(LineString(points), {"kind": "path"})]}))
    feature = layers["roads"]["features"][0]
    assert [tuple(point) for point in feature["geometry"]["coordinates"]] == points
    assert feature["properties"] == {"kind": "path"}


@given(_number, _number, st.integers(1, 900), st.integers(1, 900))
def test_areas_keep_their_size_and_their_holes(x: int, y: int, width: int, height: int) -> None:
    outer = box(x, y, x + width + 4, y + height + 4)
    shape = outer.difference(box(x + 1, y + 1, x + 1 + width, y + 1 + height))
    feature = _decoded(encoded({"landuse": [Shape(shape, {})]}))["landuse"]["features"][0]
    rings = feature["geometry"]["coordinates"]
    assert Polygon(rings[0], rings[1:]).area == shape.area


@given(st.lists(st.tuples(_number, _number), min_size=1, max_size=40))
def test_many_houses_are_one_feature(places: list[tuple[int, int]]) -> None:
    corner = np.array([[0, 0], [9, 0], [9, 14], [0, 14]], dtype=np.float64)
    houses = np.array([corner + place for place in places])
    (feature,) = _decoded(encoded({"buildings": [Quads(houses, {})]}))["buildings"]["features"]
    found = feature["geometry"]["coordinates"]
    rings = [found[0]] if feature["geometry"]["type"] == "Polygon" else [part[0] for part in found]
    assert [tuple(ring[0]) for ring in rings] == places
    assert MultiPolygon([Polygon(ring) for ring in rings]).area == 126 * len(places)


def test_points_and_properties_of_both_types() -> None:
    layers = _decoded(encoded({"places": [Shape(Point(3, 4), {"name": "Ámbar", "rank": 10})]}))
    feature = layers["places"]["features"][0]
    assert feature["geometry"]["coordinates"] == [3, 4]
    assert feature["properties"] == {"name": "Ámbar", "rank": 10}


def test_what_is_too_small_to_see_is_left_out() -> None:
    assert encoded({"roads": [Shape(LineString([(1.1, 1.1), (1.2, 1.2)]), {})]}) == b""
    flat = Shape(Polygon([(0, 0), (5, 0.1), (9, 0)]), {})
    assert encoded({"landuse": [flat]}) == b""
