"""Files of streets and lists of doors that are brought to a running server: read one at a time in a
process that can be killed, by what the command line reads them with.
"""

import logging
import shutil
import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import OperationalError

from field_api.database import Database
from field_api.errors import ApiError
from field_api.places.doors import load_doors
from field_api.places.lines import Bounds
from field_api.places.streets import load_streets
from field_api.settings import Settings
from field_api.tables.places import listed_doors, map_corners, map_quarters, map_streets, towns
from kobra_domain.errors import DomainError
from kobra_domain.streets.answers import BookKind, BookLoading, LoadedBook
from kobra_records.files.worker import Worker
from kobra_records.private_files import make_folder

_log = logging.getLogger(__name__)
_MEMORY_MB, _SECONDS = 4_000, 3_600.0
STOPPED = "books_stopped"


def load_book(
    url: str,
    path: Path,
    kind: BookKind,
    municipality: str,
    now: datetime,
    bounds: Bounds | None = None,
) -> Mapping[str, int]:
    """Put a file in place of what a municipality has: the job of the process. Answers its counts.
    Raises DomainError.
    """
    load = partial(load_streets, bounds=bounds) if kind is BookKind.STREETS else load_doors
    with closing(Database(url, pool_size=1)) as database:
        try:
            counts = asdict(load(database, path, municipality, now))
        except OSError as problem:
            _log.warning("a file of streets or doors could not be read", exc_info=problem)
            raise DomainError("import_no_room") from problem
        except OperationalError as problem:  # no room for the database, or it is away
            _log.warning("streets or doors could not be written", exc_info=problem)
            raise DomainError("import_not_written") from problem
    return {name: count for name, count in counts.items() if isinstance(count, int)}


def loaded_books(connection: Connection) -> tuple[LoadedBook, ...]:
    """What is loaded of each municipality, by name."""
    streets, corners, quarters, doors = (
        _by_town(connection, table)
        for table in (map_streets, map_corners, map_quarters, listed_doors)
    )
    return tuple(
        LoadedBook(
            municipality=row.name,
            streets=streets[row.municipality],
            corners=corners[row.municipality] // 2,
            quarters=quarters[row.municipality],
            doors=doors[row.municipality],
            loaded_at=row.loaded_at,
        )
        for row in connection.execute(select(towns).order_by(towns.c.name, towns.c.municipality))
    )


def _by_town(connection: Connection, table: Table) -> Counter[str]:
    town, count = table.c.municipality.label("town"), func.count().label("count_of")
    found = connection.execute(select(town, count).group_by(town))
    return Counter({row.town: row.count_of for row in found})


def _said(problem: DomainError) -> dict[str, str | int | float]:
    return {name: value for name, value in problem.params.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is here whole, in a folder of its own, and of what municipality it is; of streets
    only those within `bounds` are taken.
    """

    path: Path
    kind: BookKind
    municipality: str
    bounds: Bounds | None = None


class BookLoader:
    """One a server. Started and stopped with it; what a stopped server was reading is not there."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="books")
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._is_wanted = False
        self._last: BookLoading | None = None

    @property
    def folder(self) -> Path:
        """Where files lie while they are brought and read."""
        return self._settings.data_folder / "books"

    @property
    def last(self) -> BookLoading | None:
        """The file that is read, else the last one and what became of it."""
        with self._lock:
            return self._last

    def start(self) -> None:
        """Clear away what a stopped server left."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def stop(self) -> None:
        """End what is read."""
        self.cancel()
        self._threads.shutdown(cancel_futures=True)

    def begin(self, brought: Brought) -> BookLoading:
        """Read a file, which then goes. Raises ApiError books_busy while another is read."""
        begun = BookLoading(
            municipality=brought.municipality, kind=brought.kind, filename=brought.path.name
        )
        with self._lock:
            if self._worker is not None:
                raise ApiError("books_busy", filename=self._last.filename if self._last else "")
            self._worker = Worker(memory_mb=_MEMORY_MB, seconds=_SECONDS)
            self._is_wanted, self._last = True, begun
        self._threads.submit(self._read, brought, self._worker, begun)
        return begun

    def cancel(self) -> None:
        """End the reading; what was loaded before is still there."""
        with self._lock:
            worker, self._is_wanted = self._worker, False
        if worker is not None:
            worker.close()

    def _read(self, brought: Brought, worker: Worker, begun: BookLoading) -> None:
        try:
            over = replace(begun, is_over=True, counts=self._counts(brought, worker))
        except DomainError as problem:
            code, params = problem.code, _said(problem)
            if not self._is_wanted:
                code, params = STOPPED, {"filename": begun.filename}
            over = replace(begun, is_over=True, code=code, params=params)
        except Exception:  # else it would be said to be read for ever
            _log.exception("books_failed")
            over = replace(begun, is_over=True, code="server_error")
        finally:
            worker.close()
            shutil.rmtree(brought.path.parent, ignore_errors=True)
        with self._lock:
            self._worker, self._last = None, over

    def _counts(self, brought: Brought, worker: Worker) -> Mapping[str, int]:
        url = self._database.url.render_as_string(hide_password=False)
        now = self._settings.clock()
        what = (brought.path, brought.kind, brought.municipality, now, brought.bounds)
        return worker.run(load_book, url, *what)


def brought_folder(loader: BookLoader, name: str) -> Path:
    """A new folder for one file."""
    folder = loader.folder / name
    make_folder(loader.folder)
    make_folder(folder)
    return folder
