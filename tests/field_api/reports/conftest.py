"""The hostile field, one on each engine for a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.field_api.reports.hostile import Hostile, hostile


@pytest.fixture(scope="module")
def hostile_on_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hostile]:
    folder = tmp_path_factory.mktemp("hostile")
    with hostile(f"sqlite:///{shutil.copy(sqlite_template, folder / 'kobra.db')}", folder) as made:
        yield made


@pytest.fixture(scope="module")
def hostile_on_postgresql(
    module_postgresql_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hostile]:
    with hostile(module_postgresql_url, tmp_path_factory.mktemp("hostile")) as made:
        yield made


@pytest.fixture(scope="module")
def bad(request: pytest.FixtureRequest, engine: str) -> Hostile:
    """The field on the engine of the test."""
    made: Hostile = request.getfixturevalue(f"hostile_on_{engine}")
    return made
