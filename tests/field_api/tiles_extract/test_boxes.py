"""Boxes are regions, and their tiles are ranges of ids."""

import pytest

from field_api.tiles_extract.boxes import Box, checked, read_box, tile_ranges
from kobra_domain.errors import Invalid
from tests.field_api.tiles_extract.world_map import INSIDE, REGION, ids_in


@pytest.mark.parametrize("box", [INSIDE, REGION, Box(-1, -1, 1, 1), Box(-74.1, 4.6, -74.09, 4.61)])
def test_ranges_are_the_tiles_of_a_box(box: Box) -> None:
    ranges = tile_ranges(box, 0, 12)
    assert [n for first, end in ranges for n in range(first, end)] == ids_in(box, 12)
    assert all(ranges[n][1] < ranges[n + 1][0] for n in range(len(ranges) - 1))


def test_a_country_has_few_ranges_for_its_tiles() -> None:
    ranges = tile_ranges(Box(-79, -4.3, -66.8, 12.6), 0, 15)
    assert sum(end - first for first, end in ranges) > 1_000_000
    assert len(ranges) < 20_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,2,3", "not_bounds"),
        ("a,b,c,d", "not_bounds"),
        ("nan,0,1,1", "not_bounds"),
        ("0,0,inf,1", "not_bounds"),
        ("-200,0,1,1", "not_bounds"),
        ("0,-95,1,1", "not_bounds"),
        ("170,4,-170,5", "tiles_box_antimeridian"),
        ("-74,4,-74,5", "tiles_box_empty"),
        ("-75,5,-74,4", "tiles_box_empty"),
        ("-75,86,-74,87", "tiles_box_empty"),
        ("-180,-85,180,85", "tiles_box_world"),
    ],
)
def test_what_is_no_region_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_box(text)
    assert refused.value.code == code


def test_a_box_may_touch_the_poles() -> None:
    assert checked(Box(-75, 60, -70, 90)).north == 90
    assert tile_ranges(Box(-75, 60, -70, 90), 0, 3)
