"""Places as people and files write them."""

from __future__ import annotations

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.places import Point, read_point


@pytest.mark.parametrize(
    "text", ["4.65, -74.06", " 4.65 -74.06 ", "4.65;-74.06", "4.65,-74.06", "4.6500, -74.060"]
)
def test_a_place_is_read_as_maps_copy_it(text: str) -> None:
    assert read_point(text) == Point(4.65, -74.06)


@pytest.mark.parametrize(
    "text", ["", "4.65", "norte, sur", "91, 0", "0, 181", "4,65, -74,06", "1e3, 2", "NaN, 1"]
)
def test_anything_else_is_no_place(text: str) -> None:
    with pytest.raises(Invalid, match="not_a_place"):
        read_point(text)
