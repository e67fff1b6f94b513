"""What every server test stands on: a migrated database on either engine, a server over it."""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from field_api.database import Database
from tests.field_api.databases import (
    create_database,
    drop_database,
    migrate,
    postgresql_server,
)
from tests.field_api.servers import NOW, Client, Clock, Running, running
from tests.field_api.world import World, build_world

_TEMPLATE = "kobra_template"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL with a migrated template; it lives for the session.

    Not under pytest's own folder: each new pytest closes that one to other accounts.
    """
    with (
        tempfile.TemporaryDirectory(prefix="kobra-postgresql-") as folder,
        postgresql_server(Path(folder)) as server,
    ):
        drop_database(server, _TEMPLATE)
        migrate(create_database(server, _TEMPLATE))
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated SQLite database."""
    copied = tmp_path / "kobra.db"
    shutil.copy(sqlite_template, copied)
    return f"sqlite:///{copied}"


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    name = f"kobra_{uuid.uuid4().hex}"
    yield create_database(postgresql, name, _TEMPLATE)
    drop_database(postgresql, name)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, engine: str) -> str:
    """A fresh migrated database."""
    url: str = request.getfixturevalue(f"{engine}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The database, opened."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """A real server over a fresh database."""
    with running(database_url, tmp_path) as up:
        yield up


@pytest.fixture
def field(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """A server over an empty database, whose clock stands at NOW."""
    with running(database_url, tmp_path, Clock(NOW)) as up:
        yield up


@pytest.fixture
def world(server: Running) -> World:
    """The small field, in the server's database."""
    return build_world(server.database)


@pytest.fixture
def sign_in(server: Running, world: World) -> Callable[[str], Client]:
    """Signs a person of the world in."""
    return lambda who: server.client().sign_in(world.email(who))


@pytest.fixture(scope="module")
def module_postgresql_url(postgresql: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database for a whole file."""
    name = f"kobra_{uuid.uuid4().hex}"
    yield create_database(postgresql, name, _TEMPLATE)
    drop_database(postgresql, name)
