"""Both engines with tables made from the entities, for what SQL must answer alike."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, Table, create_engine

from kobra_domain.kinds import KINDS
from kobra_records.sql.packs.tables import make
from kobra_records.sql.tables import table
from tests.field_api.databases import postgresql_server

METADATA = MetaData()
TABLES: Mapping[str, Table] = {kind: table(KINDS[kind], METADATA, kind) for kind in KINDS}
make(METADATA)


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Engine]]:
    """SQLite in memory and a PostgreSQL of our own, both with empty tables."""
    with (
        tempfile.TemporaryDirectory(prefix="kobra-postgresql-") as folder,
        postgresql_server(Path(folder)) as server,
    ):
        address = server.replace("postgresql://", "postgresql+psycopg://")
        made = {
            "sqlite": create_engine("sqlite://"),
            "postgresql": create_engine(f"{address}/postgres"),
        }
        for engine in made.values():
            METADATA.create_all(engine)
        yield made
        for engine in made.values():
            engine.dispose()
