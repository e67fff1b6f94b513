"""Files that come each night to a folder of the server: read once they are whole, taken by
themselves if they are what was expected, else held with an alert; an alert, too, if none came.
"""

import logging
import os
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, update

from field_api.auth.audit import note
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.imports.alarms import held_edits, missing_edits
from field_api.imports.bringing import Incoming, plain_name, record_incoming
from field_api.imports.importer import Importer
from field_api.imports.work import today_of
from field_api.settings import Settings
from field_api.tables.imports import nightly_files as table
from field_api.tables.replicated import imports
from kobra_domain.errors import DomainError
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.mapping_json import mapping_of_text

WHOLE_AFTER = timedelta(seconds=30)
# What one night was read of counts as read unless nothing came of it.
_CAME_TO_NOTHING = (ImportState.FAILED, ImportState.DISCARDED, ImportState.UNDONE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be tonight's."""

    path: Path
    size: int
    at: datetime

    @property
    def name(self) -> str:
        """What it is called, as a database keeps it."""
        return _name(self.path)


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
            found = _newest(row) if row.folder else None
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
        is_same = (row.seen_name, row.seen_size) == (found.name, found.size)
        if is_same and row.seen_at is not None and found.at <= row.seen_at:
            return bool(now - row.seen_at >= WHOLE_AFTER)
        seen = {"seen_name": found.name, "seen_size": found.size, "seen_at": now}
        self._write(row.id, seen)
        return False

    def _bring(self, row: Any, portfolio: Portfolio, found: Found, now: datetime) -> int:
        """One that cannot be had hinders no other, and is tried again until it is told as late."""
        try:
            with Incoming(self._settings.data_folder) as coming:
                coming.copy(found.path)
                item = record_of_night(self._database, row, portfolio, coming, found.name, now)
        except (OSError, DomainError) as problem:
            _log.warning("nightly_not_brought", extra={"reason": str(problem)})
            if isinstance(problem, DomainError) and problem.code == "too_big":
                self._leave(row, portfolio, found, now)
            elif _is_late(row, portfolio, now):
                self._miss(row, portfolio, now)
            return 0
        if item is None:
            return 0
        self._importer.read(item.id)
        return 1

    def _leave(self, row: Any, portfolio: Portfolio, found: Found, now: datetime) -> None:
        """It is larger than any that is read: said once, not copied each time."""
        name = plain_name(found.name)
        with self._database.begin() as connection:
            read = {"last_name": found.name, "last_at": now}
            connection.execute(update(table).where(table.c.id == row.id).values(**read))
            record_all(connection, held_edits(connection, portfolio, name, "too_big", now), at=now)

    def _miss(self, row: Any, portfolio: Portfolio, now: datetime) -> None:
        today = today_of(portfolio, now).isoformat()
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == row.id).values(missing_on=today))
            record_all(connection, missing_edits(connection, portfolio, now), at=now)

    def _write(self, row_id: str, values: dict[str, object]) -> None:
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == row_id).values(**values))


def _name(path: Path) -> str:
    """A core system may write names in another encoding than the disk's."""
    return os.fsencode(path.name).decode(errors="replace")


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
            if path.is_file() and (_name(path) != row.last_name or at > row.last_at):
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


def record_of_night(
    database: Database, row: Any, portfolio: Portfolio, coming: Incoming, name: str, now: datetime
) -> Import | None:
    """Record tonight's file, all of which is here; the caller has it read. None if it is the one
    that was read last once more.
    """
    item = coming.item(portfolio, row.kind, name, now, None)
    read = {"last_name": name, "last_sha256": coming.sha256, "last_at": now}
    own = table.c.id == row.id
    with database.begin() as connection:
        last = connection.scalar(select(table.c.last_sha256).where(own).with_for_update())
        is_again = last == item.sha256 and _is_at_work(connection, item)
        connection.execute(update(table).where(own).values(**read))
        if is_again:
            return None
        mapping = mapping_of_text(row.mapping)
        record_incoming(connection, item, mapping, nightly_id=row.id)
        details = {"filename": item.filename, "bytes": item.bytes, "sha256": item.sha256}
        about = ("import", item.id)
        note(connection, at=now, user_id=None, act="import.receive", subject=about, details=details)
    coming.keep()
    return item


def _is_at_work(connection: Connection, item: Import) -> bool:
    """Whether a file of the same content is being read, held or taken."""
    i = imports.c
    query = select(i.id).where(
        i.portfolio_id == item.portfolio_id,
        i.kind == item.kind,
        i.sha256 == item.sha256,
        i.state.not_in(_CAME_TO_NOTHING),
    )
    return connection.scalar(query.limit(1)) is not None
