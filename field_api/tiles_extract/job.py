"""Brings the region that was asked for, in whichever process has its turn; what a stopped server
was bringing goes on where it was.
"""

import logging
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from field_api.auth import audit
from field_api.database import Database
from field_api.errors import ApiError
from field_api.places.archive import BASEMAP
from field_api.places.loading import BookLoader, Brought, brought_folder
from field_api.settings import Settings
from field_api.tiles_extract.asking import Row, row_of, stop, tell
from field_api.tiles_extract.boxes import Box
from field_api.tiles_extract.extract import (
    Around,
    Asked,
    Estimate,
    Extracted,
    estimate,
    extract,
)
from field_api.tiles_extract.turn import Turn
from field_api.worker import Worker
from kobra_domain.errors import DomainError
from kobra_domain.region_maps import BUSY_STATES, RegionState
from kobra_domain.streets.answers import BookKind
from kobra_records.ids import new_id

_EVERY_S, _TELL_S = 5.0, 0.7
_STOPPED = "tiles_stopped"
_log = logging.getLogger(__name__)


class RegionBringer(Worker):
    """One a process; `wake` once somebody asked."""

    def __init__(self, database: Database, settings: Settings, books: BookLoader) -> None:
        super().__init__("tiles_extract", _EVERY_S)
        self._database, self._settings, self._books = database, settings, books

    def look(self) -> None:
        """Do what was asked for, unless another process does."""
        row = self._busy()
        if row is None:
            return
        with suppress(ApiError), Turn(self._database, self._settings) as turn:
            row = self._busy()  # whoever had the turn may have done it
            if row is not None:
                self._work(row, turn)

    def _busy(self) -> Row | None:
        with self._database.read() as connection:
            row = row_of(connection)
        return row if row is not None and row.region.state in BUSY_STATES else None

    def _work(self, row: Row, turn: Turn) -> None:
        work = _Work(self._database, row, lambda: self.is_over or turn.is_lost())
        try:
            if row.region.state is RegionState.SIZING:
                self._size(row, work)
            else:
                self._bring(row, work)
        except DomainError as problem:
            if problem.code == _STOPPED and not work.is_unwanted:
                return  # this process ends, or another has the turn: it goes on there
            stopped = work.is_unwanted
            params = {key: value for key, value in problem.params.items() if value is not None}
            told = {} if stopped else {"code": problem.code, "params": params}
            work.end(RegionState.STOPPED if stopped else RegionState.FAILED, told)
        except SQLAlchemyError:
            raise
        except Exception:  # else it would be said to be brought for ever
            _log.exception("tiles_extract_failed")
            work.end(RegionState.FAILED, {"code": "server_error", "params": {}})

    def _size(self, row: Row, work: "_Work") -> None:
        found = estimate(self._asked(row), self._settings, self._around(work))
        work.end(RegionState.SIZED, _told(found))

    def _bring(self, row: Row, work: "_Work") -> None:
        done = extract(self._asked(row), self._settings, self._around(work))
        self._note(row, done)
        code = self._load_streets(row)
        told = {**_told(done.estimate), "is_anew": done.is_anew, "done": done.estimate.bytes}
        work.end(RegionState.DONE, {**told, "code": code} if code else told)

    def _asked(self, row: Row) -> Asked:
        asked, settings = row.region.asked, self._settings
        return Asked(
            source=settings.tiles_source,
            box=Box(asked.west, asked.south, asked.east, asked.north),
            max_zoom=asked.max_zoom,
            allow_private=settings.tiles_private,
        )

    def _around(self, work: "_Work") -> Around:
        return Around(
            today=self._settings.clock().date(),
            stopped=work.is_stopped,
            report=work.report,
            wait=lambda seconds: self._stopped.wait(seconds),
        )

    def _load_streets(self, row: Row) -> str:
        """Have the streets of a municipality read from the new map; answers why they are not."""
        asked = row.region.asked
        if not asked.municipality.strip():
            return ""
        folder = brought_folder(self._books, new_id())
        path = folder / BASEMAP
        _doubled(self._settings.data_folder / BASEMAP, path)  # whoever reads it throws it away
        bounds = (asked.west, asked.south, asked.east, asked.north)
        brought = Brought(path, BookKind.STREETS, asked.municipality.strip(), bounds)
        try:
            self._books.begin(brought)
        except ApiError as problem:
            return problem.code
        return ""

    def _note(self, row: Row, done: Extracted) -> None:
        details = {"bytes": done.estimate.bytes, "source": done.estimate.url}
        with self._database.begin() as connection:
            audit.note(
                connection,
                at=self._settings.clock(),
                user_id=row.by,
                act="tiles.put",
                subject=("tiles", BASEMAP),
                details=details,
            )


class _Work:
    """One region at work: what is told of it, and whether it is still wanted."""

    def __init__(self, database: Database, row: Row, is_over: Callable[[], bool]) -> None:
        self._database, self._id, self._is_over = database, row.id, is_over
        region = row.region
        self._told: dict[str, Any] = {
            name: getattr(region, name)
            for name in ("host", "tiles", "bytes", "requests", "max_zoom", "attribution")
        }
        self._at = 0.0
        self.is_unwanted = False

    def is_stopped(self) -> bool:
        """Asked while bytes come."""
        self._look()
        return self.is_unwanted or self._is_over()

    def report(self, done: int, whole: int) -> None:
        """So many bytes have come."""
        self._told["done"] = done
        self._look()

    def end(self, state: RegionState, told: dict[str, Any]) -> None:
        """It is over, for now."""
        with self._database.begin() as connection:
            is_wanted = tell(connection, self._id, {**self._told, **told}, state)
            if state is RegionState.SIZED and not is_wanted:
                stop(connection)

    def _look(self) -> None:
        if time.monotonic() - self._at < _TELL_S or self.is_unwanted:
            return
        self._at = time.monotonic()
        # A database that is away for a moment stops nothing.
        with suppress(SQLAlchemyError), self._database.begin() as connection:
            self.is_unwanted = not tell(connection, self._id, self._told)


def _doubled(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # a file system that knows no links
        shutil.copyfile(path, to)


def _told(found: Estimate) -> dict[str, Any]:
    return {
        "host": urlsplit(found.url).hostname or "",
        "tiles": found.tiles,
        "bytes": found.bytes,
        "requests": found.requests,
        "max_zoom": found.max_zoom,
        "attribution": found.attribution,
    }
