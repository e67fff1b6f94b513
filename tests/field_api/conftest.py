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

_TEMPLATE, _FIELD = "kobra_template", "kobra_field"


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


@pytest.fixture(scope="session")
def sqlite_field(sqlite_template: Path) -> World:
    """The small field, in a file beside the template."""
    path = shutil.copy(sqlite_template, sqlite_template.with_name(_FIELD))
    return _founded(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def postgresql_field(postgresql: str) -> World:
    """The small field, in one more template."""
    return _founded(create_database(postgresql, _FIELD, _TEMPLATE))


def _founded(url: str) -> World:
    database = Database(url)
    made = build_world(database)
    database.close()
    return made


def _has_field(request: pytest.FixtureRequest, engine: str) -> bool:
    """Whether the test is about the small field, which then is there to be copied."""
    is_asked = "world" in request.fixturenames
    return is_asked and bool(request.getfixturevalue(f"{engine}_field"))


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated SQLite database."""
    field = sqlite_template.with_name(_FIELD)
    source = field if _has_field(request, "sqlite") else sqlite_template
    return f"sqlite:///{shutil.copy(source, tmp_path / 'kobra.db')}"


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, postgresql: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    name = f"kobra_{uuid.uuid4().hex}"
    template = _FIELD if _has_field(request, "postgresql") else _TEMPLATE
    yield create_database(postgresql, name, template)
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
def world(request: pytest.FixtureRequest, engine: str, server: Running) -> World:
    """The small field, in the server's database."""
    del server  # its database is a copy that has the field in it
    made: World = request.getfixturevalue(f"{engine}_field")
    return made


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
