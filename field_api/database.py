"""Opens SQLite or PostgreSQL and hands out transactions. Knows no table.

A commit here is durable: SQLite in WAL with synchronous=FULL,
PostgreSQL with synchronous_commit=on.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from fastapi.requests import HTTPConnection
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from kobra_records.private_files import make_file, make_folder, narrow

T = TypeVar("T")

_log = logging.getLogger(__name__)
_WRITES = "kobra_writes"
_CHANGED = "kobra_changed"
_ATTACHED = "kobra_attached"
_BESIDE = "kobra_beside"
_BUSY_MS = 20_000
_CROSSED = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock


class Database:
    """One engine. `begin` writes, `read` reads one consistent snapshot;
    neither may be nested in a thread.
    """

    def __init__(self, url: str, *, pool_size: int = 12) -> None:
        self.url = normalised(url)
        self.is_postgresql = self.url.get_backend_name() == "postgresql"
        self.engine = _postgresql(self.url, pool_size) if self.is_postgresql else _sqlite(self.url)
        self._writing = self.engine.execution_options(**{_WRITES: True})
        self._reading = (
            self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            if self.is_postgresql
            else self.engine
        )
        # SQLite has one writer; a fair queue in the process beats its polling for the lock.
        self._turn = nullcontext() if self.is_postgresql else threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes; it commits at the end, or rolls back if the block raises."""
        with self._turn, self._writing.begin() as connection:
            connection.info.pop(_CHANGED, None)
            yield connection
            changed = connection.info.pop(_CHANGED, False)
        if changed:
            for listener in tuple(self._listeners):
                listener()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads; every statement sees the same moment."""
        with self._reading.begin() as connection:
            yield connection

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each commit in this
        process that `mark_changed`; answers how to stop.

        The listener runs on the writer's thread and must return at once.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def mark_changed(connection: Connection) -> None:
    """The transaction at hand changes what the feed tells: listeners hear it after the commit."""
    connection.info[_CHANGED] = True


def is_postgresql(connection: Connection) -> bool:
    """Whether the connection speaks to PostgreSQL."""
    return connection.dialect.name == "postgresql"


def attached(connection: Connection, path: Path) -> str:
    """Of SQLite: the name under which statements reach another database file, until the connection
    is given back. One file at a time.
    """
    if connection.info.get(_ATTACHED) != path:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"ATTACH ? AS {_BESIDE}", (str(path),))
        connection.info[_ATTACHED] = path
    return _BESIDE


def chunks(items: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    """The items, so many at a time: a statement may not name more."""
    for start in range(0, len(items), count):
        yield items[start : start + count]


def upsert(connection: Connection, table: Table) -> Any:
    """An insert that may name conflicts, in the engine's own dialect."""
    return (postgresql if is_postgresql(connection) else sqlite).insert(table)


def was_crossed(problem: DBAPIError) -> bool:
    """Whether a transaction got into another's way, and may go through when it is tried again."""
    return getattr(problem.orig, "sqlstate", None) in _CROSSED


def normalised(url: str) -> URL:
    """The address with the driver this server uses. Raises ValueError for another engine, and for
    PostgreSQL in the control center, which carries a server for its trial only.
    """
    made = make_url(url)
    backend = made.get_backend_name()
    if backend in {"postgres", "postgresql"}:
        if find_spec("psycopg") is None:
            raise ValueError("PostgreSQL needs the server's own installation: docs/operations.md")
        return made.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        if not made.database or made.database == ":memory:":
            raise ValueError("SQLite needs a file: sqlite:///path/to/kobra.db")
        return made.set(
            drivername="sqlite+pysqlite", database=str(Path(made.database).expanduser())
        )
    raise ValueError(f"Neither SQLite nor PostgreSQL: {backend}")


def database_of(connection: HTTPConnection) -> Database:
    """The database of the server that answers (a FastAPI dependency)."""
    database: Database = connection.app.state.database
    return database


Db = Annotated[Database, Depends(database_of)]


def _postgresql(url: URL, pool_size: int) -> Engine:
    options = "-c synchronous_commit=on -c timezone=UTC -c statement_timeout=60000"
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,  # they hold personal data, and errors are logged
        connect_args={"options": options, "connect_timeout": 10},
    )


def _sqlite(url: URL) -> Engine:
    if not str(url.database).startswith("file:"):  # whoever writes a URI says all by it
        _own(Path(str(url.database)))
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=32,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _detach)
    return engine


def _own(path: Path) -> None:
    """Make the file, closed to other accounts: it holds what people owe, and the signing key. What
    SQLite lays beside it takes its mode.
    """
    make_folder(path.parent)
    make_file(path)
    tell_narrowed([path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))])


def tell_narrowed(paths: Iterable[Path]) -> None:
    """Close paths of the server to other accounts, and log what was open."""
    found = narrow(paths)
    for path in found.mended:
        _log.warning(f"closed to other accounts, which could read it until now: {path}")
    for path in found.left:
        _log.error(f"other accounts can read it, and its owner is another: {path}")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    for pragma in (
        f"busy_timeout={_BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _detach(connection: Any, record: Any) -> None:
    """A file that a transaction read beside ours is let go: the next one would lock it too."""
    if record.info.pop(_ATTACHED, None) is not None and connection is not None:
        connection.execute(f"DETACH {_BESIDE}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer halfway fails at once when another wrote; a writer says so first.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
