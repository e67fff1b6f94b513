"""The encrypted file that holds what this user sees: its connections, its one writer, its news.

Any thread may read; one at a time writes. Knows nothing of rows.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2 as driver

from kobra_desktop.store import noting, shape, wanted
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.errors import CorruptReplica, reading_complaints
from kobra_records.private_files import make_file

KEY_BYTES = 32
Reading = Connection  # what those who speak no SQL hand from one query to another
Listener = Callable[[ChangeSet], None]


class Replica:
    """One user's copy of one server. `owner` is the user whose edits it holds.

    Raises CorruptReplica (damaged, or not this key), NewerReplica, NotWritable, DiskFull.
    """

    def __init__(self, path: Path, key: bytes, owner: str) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the key of a replica has 32 bytes")
        self.path = path
        self.owner = owner
        self._key = key.hex()
        self._writing = threading.RLock()
        self._listeners: list[Listener] = []
        # The last one given back first: its pages are in memory, and others hold none.
        self._readers = self._engine(
            "PRAGMA query_only = ON", QueuePool, pool_size=4, pool_use_lifo=True
        )
        noting.listen(self._readers)
        wanted.listen(self._readers)
        self._edits = self._engine("PRAGMA synchronous = FULL", StaticPool)
        self._pulls = self._engine("PRAGMA synchronous = NORMAL", StaticPool)
        try:
            with reading_complaints():
                self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._edits.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            connection.rollback()
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")
            shape.back_up_if_old(connection, self.path, self.open_copy)
        with self._edits.begin() as connection:
            shape.bring_up_to_date(connection)

    def _engine(self, pragma: str, pool: type[Any], **options: Any) -> Engine:
        def creator() -> Any:
            connection = self._open(self.path)
            connection.execute(pragma)
            return connection

        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=creator,
            poolclass=pool,
            hide_parameters=True,  # they are people's data, and errors are logged
            **options,
        )
        start = "BEGIN" if pool is QueuePool else "BEGIN IMMEDIATE"
        nothing = noting.reads()
        event.listen(
            engine,
            "begin",
            lambda connection: connection.exec_driver_sql(start, execution_options=nothing),
        )
        return engine

    def _open(self, path: Path) -> Any:
        with suppress(OSError):  # the engine says it better; its log takes the mode of the file
            make_file(path)
        connection = driver.connect(
            str(path), check_same_thread=False, isolation_level=None, timeout=10.0
        )
        # Silence first: the library writes to standard error when a key is wrong.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16384")
        return connection

    def open_copy(self, path: Path) -> Any:
        """A driver connection to another file under the same key (backups)."""
        return self._open(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; what others write meanwhile is not seen. Raises NotWanted once nobody
        waits for it (`wanted`).
        """
        with (
            reading_complaints(),
            self._readers.connect() as connection,
            connection.begin(),
            wanted.ending_early(connection),
        ):
            yield connection

    @contextmanager
    def editing(self) -> Iterator[Connection]:
        """A transaction of the user's own: on the disk when it returns."""
        with self._writing, reading_complaints(), self._edits.begin() as connection:
            yield connection

    @contextmanager
    def pulling(self) -> Iterator[Connection]:
        """A transaction of what can be pulled again: safe from a crash, not synced each time."""
        with self._writing, reading_complaints(), self._pulls.begin() as connection:
            yield connection

    def subscribe(self, listener: Listener) -> None:
        """Call with every ChangeSet, after its commit, on the thread that wrote."""
        self._listeners.append(listener)

    def tell(self, changes: ChangeSet) -> None:
        """Say what has changed; called by the store's own writers after the commit."""
        if changes:
            for listener in self._listeners:
                listener(changes)

    def check(self) -> None:
        """Read the whole file. Raises CorruptReplica."""
        with self.reading() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise CorruptReplica

    def limit_pages(self, pages: int) -> None:
        """Let the file grow no further than so many pages (a full disk, in tests)."""
        for engine in (self._edits, self._pulls):
            with engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.execute(f"PRAGMA max_page_count = {pages}")

    def close(self) -> None:
        """Close all connections; a reader that is still at work ends first."""
        with self._writing:
            for engine in (self._readers, self._edits, self._pulls):
                engine.dispose()
