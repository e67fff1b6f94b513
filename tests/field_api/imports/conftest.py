"""A desk over an empty database."""

from pathlib import Path

import pytest

from field_api.change_log.identity import establish
from field_api.database import Database
from tests.field_api.imports.made import Desk, desk_over
from tests.field_api.servers import NOW


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """One portfolio."""
    with database.begin() as connection:
        establish(connection, NOW)
    return desk_over(database, tmp_path)
