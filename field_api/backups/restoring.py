"""Puts a backup back where nothing is yet. The database is last: until it is there, the same may be
tried again.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect

from field_api.backups import copies, postgresql
from field_api.backups.copies import About, Copied
from field_api.backups.making import COMING, files_of
from field_api.backups.noting import note_restored
from field_api.change_log.identity import renew_epoch
from field_api.database import Database, normalised
from field_api.tables.upgrade import is_known, upgrade
from kobra_domain.errors import DomainError
from kobra_records.private_files import make_folder


def restore_backup(
    source: Path,
    database_url: str,
    data_folder: Path,
    now: datetime,
    *,
    programs: Path | None = None,
) -> tuple[Path, About]:
    """Put back a backup, or the newest of a folder of them; the database is brought to this
    program's revision and begins a new epoch, by which desktops know that it went back. That it did
    stands in its audit.

    Raises DomainError: none there, damaged, newer than this program, of another engine, a database
    that is filled, files that are not the backup's; ValueError for an address; OSError.
    """
    folder = _chosen(source)
    told = copies.about(folder)
    found = copies.sums(folder, told)
    url = normalised(database_url)
    if url.get_backend_name() != told.engine:
        raise DomainError("backup_other_engine", engine=told.engine, other=url.get_backend_name())
    if not is_known(told.revision):
        raise DomainError("backup_newer", version=told.version)
    if told.engine == "sqlite":
        path = Path(str(url.database))
        if path.exists() and path.stat().st_size:
            raise DomainError("backup_filled", database=str(path))
        _put_files(folder, found, data_folder, files_of(url))
        _put_sqlite(folder, told, found, path, now)
        return folder, told
    database = Database(database_url)
    try:
        _refuse_filled(database)
        _put_files(folder, found, data_folder, files_of(url))
        _is_as_it_was(folder, told.database, copies.sum_of(folder / told.database), found)
        postgresql.restore(database, folder / told.database, programs)
        _begin_anew(database, folder, told, now)
    finally:
        database.close()
    return folder, told


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


def _put_files(
    folder: Path, found: dict[str, Copied], target: Path, besides: frozenset[Path]
) -> None:
    """All files, each looked at; one that is there already from a try before is written again.
    Raises DomainError if others are there.
    """
    make_folder(target)
    inside = {n.partition("/")[2]: n for n in found if n.startswith(f"{copies.DATA}/")}
    for path in copies.own_files(target, besides):
        if path.as_posix() not in inside:
            raise DomainError("backup_strange_files", folder=str(target), file=path.as_posix())
    for name in inside.values():
        copied = copies.copy(folder / name, target / Path(name).relative_to(copies.DATA))
        _is_as_it_was(folder, name, copied.sha256, found)


def _is_as_it_was(folder: Path, name: str, sha256: str, found: dict[str, Copied]) -> None:
    if sha256 != found[name].sha256:
        raise DomainError("backup_damaged", path=str(folder), file=name)


def _put_sqlite(
    folder: Path, told: About, found: dict[str, Copied], path: Path, now: datetime
) -> None:
    """Under another name until it is whole; what a try left that was ended goes before."""
    part = path.with_name(f"{path.name}{COMING}")
    _remove(part)
    try:
        copied = copies.copy(folder / told.database, part)
        _is_as_it_was(folder, told.database, copied.sha256, found)
        database = Database(f"sqlite:///{part}")
        try:
            _begin_anew(database, folder, told, now)
        finally:
            database.close()
        os.replace(part, path)
    finally:
        _remove(part)


def _remove(database: Path) -> None:
    for end in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).unlink()


def _begin_anew(database: Database, folder: Path, told: About, now: datetime) -> None:
    with database.begin() as connection:
        upgrade(connection)
        renew_epoch(connection)
        note_restored(connection, now, folder, told)
