"""Puts a backup back where nothing is yet. The database is last: until it is there, the same may be
tried again.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect

from field_api.backups import copies, postgresql
from field_api.backups.copies import About, Copied
from field_api.backups.making import COMING, files_of
from field_api.backups.moving import move_rows
from field_api.backups.noting import note_backup, note_restored
from field_api.change_log.identity import renew_epoch
from field_api.database import Database, is_postgresql, normalised
from field_api.tables.upgrade import is_known, upgrade
from kobra_domain.errors import DomainError
from kobra_records.private_files import make_folder


@dataclass(frozen=True, slots=True)
class Target:
    """Where a backup goes: an empty database, a data folder, and how many days trails are kept."""

    database_url: str
    data_folder: Path
    retention_days: int


@dataclass(frozen=True, slots=True)
class _Whole:
    """A backup that is put back at a moment."""

    folder: Path
    told: About
    found: dict[str, Copied]
    now: datetime
    tell: copies.Tell

    @property
    def file(self) -> Path:
        """Its database."""
        return self.folder / self.told.database

    def has(self, name: str, sha256: str) -> None:
        """What was read is what was written. Raises DomainError."""
        if sha256 != self.found[name].sha256:
            raise DomainError("backup_damaged", path=str(self.folder), file=name)
        self.tell(self.found[name].size, self.told.bytes)


def restore_backup(
    source: Path,
    target: Target,
    now: datetime,
    *,
    programs: Path | None = None,
    tell: copies.Tell = copies.unheard,
) -> tuple[Path, About]:
    """Put back a backup, or the newest of a folder of them; the database is brought to this
    program's revision and begins a new epoch, by which desktops know that it went back. That it did
    stands in its audit. One of SQLite may become a database of PostgreSQL.

    Raises DomainError: none there, damaged, newer than this program, of PostgreSQL for SQLite, a
    database that is filled, files that are not the backup's, a row that PostgreSQL does not take;
    ValueError for an address; OSError.
    """
    folder = _chosen(source)
    told = copies.about(folder)
    if not is_known(told.revision):
        raise DomainError("backup_newer", version=told.version)
    one = _Whole(folder, told, copies.sums(folder, told), now, tell)
    url = normalised(target.database_url)
    engine = url.get_backend_name()
    if (told.engine, engine) == ("postgresql", "sqlite"):
        raise DomainError("backup_other_engine", engine=told.engine, other=engine)
    if engine == "sqlite":
        _to_sqlite(one, target, Path(str(url.database)))
    else:
        _to_postgresql(one, target, programs)
    note_backup(target.data_folder, told.made_at, str(folder.absolute()), told.bytes)
    return folder, told


def _to_postgresql(one: _Whole, target: Target, programs: Path | None) -> None:
    database = Database(target.database_url)
    try:
        _refuse_filled(database)
        _put_files(one, target.data_folder, frozenset())
        if one.told.engine == "sqlite":
            _move_to_postgresql(one, target, database)
            return
        one.has(one.told.database, copies.sum_of(one.file))
        postgresql.restore(database, one.file, programs)
        with database.begin() as connection:
            postgresql.call_it(connection, one.told.revision)
            _begin_anew(connection, one)
    finally:
        database.close()


def _chosen(source: Path) -> Path:
    """The backup itself, or the newest of those in the folder."""
    if not (source / copies.ABOUT).is_file():
        there = copies.backups_in(source)
        if there:
            return there[-1]
    return source


def _refuse_filled(database: Database) -> None:
    with database.read() as connection:
        tables = inspect(connection).get_table_names()
    if tables:
        raise DomainError("backup_filled", database=str(database.url.database))


def _put_files(one: _Whole, target: Path, besides: frozenset[Path]) -> None:
    """All files, each looked at; one that is there already from a try before is written again.
    Raises DomainError if others are there.
    """
    make_folder(target)
    inside = {n.partition("/")[2]: n for n in one.found if n.startswith(f"{copies.DATA}/")}
    for path in copies.own_files(target, besides):
        if path.as_posix() not in inside:
            raise DomainError("backup_strange_files", folder=str(target), file=path.as_posix())
    for name in inside.values():
        copied = copies.copy(one.folder / name, target / Path(name).relative_to(copies.DATA))
        one.has(name, copied.sha256)


def _to_sqlite(one: _Whole, target: Target, path: Path) -> None:
    """Under another name until it is whole."""
    if path.exists() and path.stat().st_size:
        raise DomainError("backup_filled", database=str(path))
    url = normalised(target.database_url)
    _put_files(one, target.data_folder, files_of(url))
    with _copied(one, path.with_name(f"{path.name}{COMING}")) as part:
        database = Database(f"sqlite:///{part}")
        try:
            with database.begin() as connection:
                _begin_anew(connection, one)
        finally:
            database.close()
        os.replace(part, path)


def _move_to_postgresql(one: _Whole, target: Target, database: Database) -> None:
    """All rows in one transaction, once a copy of the file stands at the revision of both."""
    with _copied(one, target.data_folder / f".moving{COMING}") as part:
        coming = Database(f"sqlite:///{part}")
        try:
            with coming.begin() as connection:
                upgrade(connection)
        finally:
            coming.close()
        with database.begin() as connection:
            upgrade(connection)
            move_rows(part, connection, one.now, target.retention_days)
            _begin_anew(connection, one)


@contextmanager
def _copied(one: _Whole, part: Path) -> Iterator[Path]:
    """The backup's database under a name that nobody opens; gone at the end."""
    _remove(part)  # what a try that was killed left beside it would be taken for its own
    try:
        one.has(one.told.database, copies.copy(one.file, part).sha256)
        yield part
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    for end in ("-wal", "-shm", ""):
        part.with_name(part.name + end).unlink(missing_ok=True)


def _begin_anew(connection: Connection, one: _Whole) -> None:
    upgrade(connection)
    renew_epoch(connection)
    note_restored(connection, one.now, one.folder, one.told)
    if is_postgresql(connection):
        connection.exec_driver_sql("ANALYZE")  # nothing is known yet of what is in it
