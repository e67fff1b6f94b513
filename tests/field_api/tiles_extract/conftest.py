"""One made-up world for all tests of extracts, and who gives it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from field_api.settings import Settings
from tests.field_api.tiles_extract.world_map import Giver, giving, write_world


@pytest.fixture(scope="session")
def world_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive; nobody changes it."""
    return write_world(tmp_path_factory.mktemp("world") / "world.pmtiles")


@pytest.fixture
def giver(world_map: Path) -> Iterator[Giver]:
    """A server that gives it."""
    with giving(world_map) as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A server's, with a data folder of its own."""
    return Settings(data_folder=tmp_path / "data", least_free_bytes=0)
