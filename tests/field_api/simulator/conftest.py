"""The invented city, built once for all tests of the simulator, and a script that plays in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from field_api.simulator.city import City, build_city
from field_api.simulator.script import Script

WEDNESDAY_MORNING = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # ten o'clock in the city


@pytest.fixture(scope="session")
def city() -> City:
    """The city of the first seed."""
    return build_city(1)


@pytest.fixture(scope="session")
def map_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the city's archive is kept for all tests."""
    return tmp_path_factory.mktemp("map")


@pytest.fixture(scope="session")
def script(city: City) -> Script:
    """A small demonstration on an ordinary working day."""
    assert city is build_city(1)
    return Script(now=WEDNESDAY_MORNING, agents=18, parties=400, days=3, trail_days=1)


@pytest.fixture(scope="session")
def sunday_script(city: City) -> Script:
    """The same on a day on which the law forbids what was not agreed."""
    assert city is build_city(1)
    return Script(now=datetime(2026, 11, 15, 22, 0, tzinfo=UTC), agents=6, parties=200, days=2)
