"""A replica in a folder whose name a careless program cannot open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kobra_desktop.store.replica import Replica
from tests.kobra_desktop.field import fill, open_replica


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile folder with ñ and a space."""
    made = tmp_path / "perfil de Íñigo"
    made.mkdir()
    return made


@pytest.fixture
def replica(folder: Path) -> Iterator[Replica]:
    """A replica with the small field."""
    made = open_replica(folder)
    fill(made)
    yield made
    made.close()
