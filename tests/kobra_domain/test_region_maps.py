"""A region that is asked for keeps its limits."""

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.limits import check
from kobra_domain.region_maps import BUSY_STATES, OPEN_STATES, RegionAsked


def test_degrees_are_degrees() -> None:
    check(RegionAsked(west=-74.2, south=4.5, east=-74.0, north=4.8, name="Bogotá"))
    with pytest.raises(Invalid):
        check(RegionAsked(west=-274.2, south=4.5, east=-74.0, north=4.8))


def test_what_is_at_work_is_open() -> None:
    assert BUSY_STATES < OPEN_STATES
