"""Makes a backup while the server runs: the database first, then the files. What the database names
was kept before it was named, so that a later copy of the files has it.
"""

import errno
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from sqlalchemy import URL

from field_api.backups import copies, postgresql
from field_api.backups.copies import About, Copied
from field_api.backups.noting import note_backup
from field_api.database import Database
from field_api.tables.upgrade import revision_of
from kobra_domain.errors import DomainError
from kobra_records.private_files import make_file, make_folder

PROGRAM = "kobra-desktop"
COMING = ".restoring"  # what a database is called until it is whole
# Which of the two it is depends on who says no: the disk, or a quota.
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_WRITE)


def make_backup(
    database: Database,
    data_folder: Path,
    into: Path,
    now: datetime,
    *,
    keep: int | None = None,
    programs: Path | None = None,
) -> tuple[Path, About]:
    """Make one under `into`, named by its moment; then, with `keep`, let only so many stay there.

    A file that is as it was in the backup before is a second name of the same bytes, where the disk
    can do that. Raises DomainError, OSError; what was begun is gone then.
    """
    if into.absolute().resolve().is_relative_to(data_folder.absolute().resolve()):
        raise DomainError("backup_inside", folder=str(data_folder))
    make_folder(into)
    done = into / copies.name_at(now)
    if done.exists():
        raise DomainError("backup_there", path=str(done))
    before = _before(into)
    coming = done.with_name(done.name + copies.UNFINISHED)
    try:
        coming.mkdir(0o700)
        told = _fill(database, data_folder, coming, before, now, programs)
        coming.rename(done)
    except BaseException:
        shutil.rmtree(coming, ignore_errors=True)
        raise
    note_backup(data_folder, now, str(done), told.bytes)
    if keep is not None:
        _forget(into, keep)
    return done, told


def _before(into: Path) -> tuple[Path, dict[str, Copied]] | None:
    """The newest backup there whose list can be read, and its list: one that is damaged must keep
    nobody from making another.
    """
    for path in reversed(copies.backups_in(into)):
        with suppress(DomainError):
            return path, copies.sums(path, copies.about(path))
    return None


def _fill(
    database: Database,
    data_folder: Path,
    target: Path,
    before: tuple[Path, dict[str, Copied]] | None,
    now: datetime,
    programs: Path | None,
) -> About:
    with database.read() as connection:
        revision = revision_of(connection)
    name = "kobra.pgdump" if database.is_postgresql else "kobra.db"
    make_file(target / name)
    if database.is_postgresql:
        postgresql.dump(database, target / name, programs)
    else:
        _copy_sqlite(Path(str(database.url.database)), target / name)
    found = {name: Copied(copies.sum_of(target / name), (target / name).stat().st_size)}
    found |= _copy_files(database, data_folder, target, before)
    told = About(
        format=copies.FORMAT,
        made_at=now,
        engine=database.url.get_backend_name(),
        revision=revision,
        version=version(PROGRAM),
        database=name,
        files=len(found) - 1,
        bytes=sum(one.size for one in found.values()),
        sums=copies.write_sums(target, found),
    )
    copies.write(target / copies.ABOUT, msgspec.json.format(msgspec.json.encode(told)))
    return told


def _copy_sqlite(source: Path, target: Path) -> None:
    """One moment of the file, whoever writes to it meanwhile; looked through afterwards."""
    try:
        # In one step: between two, a writer in another process would have it begin again.
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other, pages=-1)
        with closing(sqlite3.connect(target)) as other:
            [said] = other.execute("PRAGMA quick_check(1)").fetchone()
            other.execute("PRAGMA journal_mode=DELETE")  # one file, without others beside it
    except sqlite3.Error as problem:
        if problem.sqlite_errorcode in _NO_ROOM:
            raise OSError(errno.ENOSPC, str(problem), str(target)) from problem
        raise DomainError("backup_program", program="SQLite", reason=str(problem)) from problem
    if said != "ok":
        raise DomainError("backup_program", program="SQLite", reason=str(said))
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _copy_files(
    database: Database,
    data_folder: Path,
    target: Path,
    before: tuple[Path, dict[str, Copied]] | None,
) -> dict[str, Copied]:
    last, known = before or (Path(), {})
    found: dict[str, Copied] = {}
    for inside in copies.own_files(data_folder, files_of(database.url)):
        name = f"{copies.DATA}/{inside.as_posix()}"
        try:
            same = _linked(data_folder / inside, last, name, target) if name in known else False
            found[name] = known[name] if same else copies.copy(data_folder / inside, target / name)
        except FileNotFoundError:  # it was forgotten meanwhile: retention, an erasure
            (target / name).unlink(missing_ok=True)
    return found


def _linked(source: Path, before: Path, name: str, target: Path) -> bool:
    """Whether the file is as it was in the backup before, and has a second name now."""
    was, now = (before / name).stat(), source.stat()
    if (was.st_size, was.st_mtime_ns) != (now.st_size, now.st_mtime_ns):
        return False
    make_folder((target / name).parent)
    try:
        os.link(before / name, target / name)
    except FileNotFoundError:
        raise
    except OSError:  # a disk without second names, or with too many of one file
        return False
    return True


def files_of(url: URL) -> frozenset[Path]:
    """Of SQLite: its file and those beside it, wherever they are."""
    if url.get_backend_name() != "sqlite":
        return frozenset()
    path = Path(str(url.database)).absolute().resolve()
    names = (path.name, f"{path.name}{COMING}")
    ends = ("", "-wal", "-shm", "-journal")
    return frozenset(path.with_name(name + end) for name in names for end in ends)


def _forget(folder: Path, keep: int) -> None:
    """Let the newest stay; what a backup that was cut off left goes as well."""
    there = copies.backups_in(folder)
    for path in [*there[: max(0, len(there) - keep)], *copies.cut_off(folder)]:
        (path / copies.ABOUT).unlink(missing_ok=True)  # first: half a backup is none
        shutil.rmtree(path)
