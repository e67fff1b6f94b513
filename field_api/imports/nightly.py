"""Files that come each night to a folder of the server: read once they are whole, taken by
themselves if they are what was expected, else held with an alert; an alert, too, if none came.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.imports.alarms import missing_edits
from field_api.imports.importer import Importer
from field_api.imports.work import files_of, make_work, work_of
from field_api.settings import Settings
from field_api.tables.imports import nightly_files as table
from kobra_domain.errors import Invalid
from kobra_domain.imports.answers import NightlyFile
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.mapping_json import mapping_json, read_mapping
from kobra_records.ids import new_id
from kobra_records.private_files import make_file, make_folder

WHOLE_AFTER = timedelta(seconds=30)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be tonight's."""

    path: Path
    size: int
    at: datetime


class Nightly:
    """The job."""

    def __init__(self, database: Database, importer: Importer, settings: Settings) -> None:
        self._database, self._importer, self._settings = database, importer, settings

    def look(self, now: datetime) -> int:
        """Look into every folder; answers how many files were brought."""
        with self._database.read() as connection:
            rows = connection.execute(select(table).where(table.c.is_on)).all()
            portfolios = {one.id: one for one in entities(connection, Portfolio)}
        brought = 0
        for row in rows:
            portfolio = portfolios.get(row.portfolio_id)
            if portfolio is None or not portfolio.is_active:
                continue
            found = _newest(row)
            if found is not None and self._is_whole(row, found, now):
                brought += self._bring(row, portfolio, found, now)
            elif _is_late(row, portfolio, now):
                self._miss(row, portfolio, now)
        return brought

    def _is_whole(self, row: Any, found: Found, now: datetime) -> bool:
        """Whether nobody writes the file any more: its control file is there, or it has had one
        size for half a minute.
        """
        if row.control:
            control: str = row.control.replace("{name}", found.path.name)
            return (found.path.parent / control).exists()
        is_same = (row.seen_name, row.seen_size) == (found.path.name, found.size)
        if is_same and row.seen_at is not None and found.at <= row.seen_at:
            return bool(now - row.seen_at >= WHOLE_AFTER)
        seen = {"seen_name": found.path.name, "seen_size": found.size, "seen_at": now}
        self._write(row.id, seen)
        return False

    def _bring(self, row: Any, portfolio: Portfolio, found: Found, now: datetime) -> int:
        import_id = new_id()
        files = files_of(self._settings.data_folder, import_id)
        make_folder(files.folder)
        make_file(files.raw)
        shutil.copyfile(found.path, files.raw)
        with files.raw.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        read = {"last_name": found.path.name, "last_sha256": digest, "last_at": now}
        if digest == row.last_sha256:  # brought once more
            files.remove()
            self._write(row.id, read)
            return 0
        item = Import(
            id=import_id,
            portfolio_id=portfolio.id,
            kind=row.kind,
            filename=found.path.name[-_LONGEST_NAME:],
            bytes=files.raw.stat().st_size,
            sha256=digest,
            received_at=now,
        )
        mapping = None if row.mapping is None else read_mapping(row.mapping)
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == row.id).values(**read))
            make_work(connection, import_id, mapping, nightly_id=row.id)
            record_all(connection, [(item, None)], at=now)
        self._importer.read(import_id)
        return 1

    def _miss(self, row: Any, portfolio: Portfolio, now: datetime) -> None:
        today = now.astimezone(ZoneInfo(portfolio.time_zone)).date().isoformat()
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == row.id).values(missing_on=today))
            edits: list[Edit] = missing_edits(connection, portfolio, now)
            record_all(connection, edits, at=now)

    def _write(self, row_id: str, values: dict[str, object]) -> None:
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == row_id).values(**values))


def _newest(row: Any) -> Found | None:
    """The newest file of the pattern that was not read yet; None also where the folder cannot be
    seen.
    """
    found = []
    try:
        for path in Path(row.folder).iterdir():
            if path.name.startswith(("~$", ".")) or not fnmatch(path.name, row.pattern):
                continue
            said = path.stat()
            at = datetime.fromtimestamp(said.st_mtime, ZoneInfo("UTC"))
            if path.is_file() and (path.name != row.last_name or at > row.last_at):
                found.append(Found(path, said.st_size, at))
    except OSError:
        return None
    newest = max(found, key=lambda one: (one.at, one.path.name), default=None)
    is_older = newest and row.last_at and newest.at < row.last_at
    return None if is_older else newest


def _is_late(row: Any, portfolio: Portfolio, now: datetime) -> bool:
    zone = ZoneInfo(portfolio.time_zone)
    here = now.astimezone(zone)
    if here.time() < time.fromisoformat(row.expected_by):
        return False
    today = here.date()
    is_read = row.last_at is not None and row.last_at.astimezone(zone).date() >= today
    return not is_read and row.missing_on != today.isoformat()


def nightly_of(connection: Connection, portfolio_id: str) -> tuple[NightlyFile, ...]:
    """The files that a portfolio expects each night."""
    rows = connection.execute(
        select(table).where(table.c.portfolio_id == portfolio_id).order_by(table.c.kind)
    )
    return tuple(
        NightlyFile(
            portfolio_id=row.portfolio_id,
            kind=row.kind,
            folder=row.folder,
            pattern=row.pattern,
            control=row.control,
            expected_by=row.expected_by,
            mapping=None if row.mapping is None else read_mapping(row.mapping),
            is_on=row.is_on,
            last_name=row.last_name,
            last_at=row.last_at,
        )
        for row in rows
    )


def expect(
    connection: Connection,
    portfolio: Portfolio,
    kind: ImportKind,
    *,
    folder: str,
    pattern: str,
    control: str,
    expected_by: str,
    mapping: Mapping | None,
    is_on: bool,
) -> None:
    """Set what file a portfolio expects. Raises Invalid not_a_folder, not_an_hour, missing."""
    if not Path(folder).is_absolute() or not Path(folder).is_dir():
        raise Invalid("not_a_folder", field="folder")
    if not pattern.strip() or "/" in pattern:
        raise Invalid("missing", field="pattern")
    try:
        hour = time.fromisoformat(expected_by).strftime("%H:%M")
    except ValueError as problem:
        raise Invalid("not_an_hour", field="expected_by") from problem
    text = None if mapping is None else msgspec.json.encode(mapping_json(mapping)).decode()
    values = {
        "folder": folder,
        "pattern": pattern,
        "control": control,
        "expected_by": hour,
        "mapping": text,
        "is_on": is_on,
    }
    here = (table.c.portfolio_id == portfolio.id, table.c.kind == kind)
    if connection.scalar(select(table.c.id).where(*here)) is not None:
        connection.execute(update(table).where(*here).values(**values))
        return
    blank = {"seen_name": "", "seen_size": 0, "last_name": "", "last_sha256": "", "missing_on": ""}
    connection.execute(
        insert(table).values(id=new_id(), portfolio_id=portfolio.id, kind=kind, **values, **blank)
    )


def expect_no_more(connection: Connection, portfolio_id: str, kind: ImportKind) -> None:
    """Expect no file of this kind any more."""
    connection.execute(
        delete(table).where(table.c.portfolio_id == portfolio_id, table.c.kind == kind)
    )


def mapping_of(connection: Connection, import_id: str) -> Mapping | None:
    """The mapping that a file was read by."""
    said = work_of(connection, import_id).said
    return said.mapping if said else None
