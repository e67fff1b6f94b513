"""A file from a path into the book in one go, as the command line and the night take it."""

import hashlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.errors import ApiError
from field_api.imports import stage as stages
from field_api.imports.committing import commit
from field_api.imports.planning import Planned, plan_file
from field_api.imports.work import (
    Files,
    files_of,
    make_work,
    note_work,
    ready,
    setting_of,
)
from kobra_domain.errors import DomainError
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.ids import new_id
from kobra_records.private_files import make_file, make_folder

_TRIES = 5
MOST_ERRORS = 10_000
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to take, and how. `is_dry`: only to say what would happen."""

    portfolio: Portfolio
    kind: ImportKind
    path: Path
    mapping: Mapping | None = None
    is_strict: bool = False
    is_dry: bool = False
    closes_absent: bool = False


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of it."""

    item: Import
    planned: Planned
    refusals: tuple[Refusal, ...]


def take_file(database: Database, data_folder: Path, wish: Wish, now: datetime) -> TakenFile:
    """Plan a file and commit it; planned anew while others change what it is about. Raises
    FileRefused, OSError, ApiError changed_since.
    """
    import_id = new_id()
    files = files_of(data_folder, import_id)
    try:
        item = received(wish, import_id, files, now)
        for attempt in range(_TRIES):
            taken = _planned(database, files, item, wish, now)
            if wish.is_dry:
                files.remove()
                return taken
            with database.begin() as connection:
                if attempt == 0:
                    make_work(connection, import_id, wish.mapping, is_strict=wish.is_strict)
                    record_all(connection, [(taken.item, None)], at=now)
                    before = taken.item
                elif taken.item != before:
                    record_all(connection, [(taken.item, before)], at=now)
                    before = taken.item
                note_work(connection, import_id, said=taken.planned)
            try:
                done = commit(
                    database,
                    data_folder,
                    import_id,
                    by=None,
                    now=now,
                    closes_absent=wish.closes_absent,
                )
            except ApiError as problem:
                if problem.code != "changed_since" or attempt == _TRIES - 1:
                    raise
                continue
            return TakenFile(done, taken.planned, taken.refusals)
    except BaseException:
        if not _is_recorded(database, import_id):
            files.remove()
        raise
    raise AssertionError


def received(wish: Wish, import_id: str, files: Files, now: datetime) -> Import:
    """The file, kept beside the server's own. Raises OSError."""
    make_folder(files.folder)
    make_file(files.raw)
    with wish.path.open("rb") as source, files.raw.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    with files.raw.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Import(
        id=import_id,
        portfolio_id=wish.portfolio.id,
        kind=wish.kind,
        filename=wish.path.name[-_LONGEST_NAME:],
        bytes=files.raw.stat().st_size,
        sha256=digest,
        received_at=now,
    )


def _planned(
    database: Database, files: Files, item: Import, wish: Wish, now: datetime
) -> TakenFile:
    with database.read() as connection:
        setting = setting_of(connection, item, now)
        try:
            planned = plan_file(
                connection,
                files.raw,
                files.stage,
                setting,
                wish.mapping,
                is_strict=wish.is_strict,
                closes=wish.closes_absent,
            )
        except sqlite3.Error as problem:
            raise DomainError("import_no_room") from problem
    with stages.opened(files.stage) as stage:
        refusals = tuple(_refusals(stage))
    return TakenFile(ready(item, planned), planned, refusals)


def _refusals(stage: stages.Stage) -> list[Refusal]:
    rows = stage.select(
        'SELECT line, "column", code, params FROM refused ORDER BY line LIMIT ?', MOST_ERRORS
    )
    return [
        Refusal(line, column, RowCode(code), msgspec.json.decode(params))
        for line, column, code, params in rows
    ]


def _is_recorded(database: Database, import_id: str) -> bool:
    from field_api.change_log.rows import find

    with database.read() as connection:
        return find(connection, Import, import_id) is not None
