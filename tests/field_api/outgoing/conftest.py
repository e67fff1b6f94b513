"""The desk that every test of outgoing files stands at."""

from pathlib import Path

import pytest

from field_api.database import Database
from tests.field_api.outgoing.made import Desk
from tests.field_api.world import build_world


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """The northern portfolio, without terms."""
    return Desk(database, build_world(database).north, tmp_path)
