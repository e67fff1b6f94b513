"""The demonstration's own clock."""

from datetime import UTC, datetime, time

import pytest

from demo.hours import HOURS, begun_at, moment_at
from field_api.simulator.world import is_ordinary, local

MONDAY = datetime(2026, 11, 30, 12, 55, tzinfo=UTC)  # 7:55 in the city


@pytest.mark.parametrize("hour", HOURS)
def test_it_is_that_hour_in_the_city(hour: time) -> None:
    here = local(moment_at(hour, MONDAY))
    assert (here.date().isoformat(), here.time()) == ("2026-11-30", hour)


def test_on_a_sunday_it_is_the_saturday_before() -> None:
    """Nobody works on a Sunday."""
    sunday = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
    assert local(moment_at(time(11), sunday)).date().isoformat() == "2026-11-28"


@pytest.mark.parametrize("hour", HOURS)
def test_the_city_is_built_for_an_ordinary_hour(hour: time) -> None:
    """So that its day is the usual one, whatever hour of it is shown."""
    at = moment_at(hour, MONDAY)
    begun = begun_at(at)
    assert is_ordinary(begun)
    assert local(begun).date() == local(at).date()
    if is_ordinary(at):
        assert begun == at
