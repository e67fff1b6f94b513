"""A file from a path into the book in one go, as the command line and the night take it."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.errors import ApiError
from field_api.imports import stage as stages
from field_api.imports.bringing import Incoming, record_incoming
from field_api.imports.committing import commit
from field_api.imports.planning import Planned, plan_file
from field_api.imports.work import Files, files_of, note_work, ready, setting_of
from kobra_domain.errors import DomainError
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.portfolios import Portfolio

_TRIES = 5
MOST_ERRORS = 10_000


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
    FileRefused, OSError, ApiError changed_since, import_no_room.
    """
    with Incoming(data_folder) as coming:
        coming.copy(wish.path)
        item = coming.item(wish.portfolio, wish.kind, wish.path.name, now, None)
        taken = _planned(database, coming.files, item, wish, now)
        if wish.is_dry:
            return taken
        with database.begin() as connection:
            record_incoming(connection, taken.item, wish.mapping, is_strict=wish.is_strict)
            note_work(connection, item.id, said=taken.planned)
        coming.keep()
    for _ in range(_TRIES - 1):
        try:
            return _committed(database, data_folder, taken, wish, now)
        except ApiError as problem:
            if problem.code != "changed_since":
                raise
        taken = _planned_anew(database, files_of(data_folder, item.id), taken.item, wish, now)
    return _committed(database, data_folder, taken, wish, now)


def _committed(
    database: Database, data_folder: Path, taken: TakenFile, wish: Wish, now: datetime
) -> TakenFile:
    closes = wish.closes_absent
    done = commit(database, data_folder, taken.item.id, by=None, now=now, closes_absent=closes)
    return replace(taken, item=done)


def _planned_anew(
    database: Database, files: Files, before: Import, wish: Wish, now: datetime
) -> TakenFile:
    taken = _planned(database, files, before, wish, now)
    with database.begin() as connection:
        if taken.item != before:
            record_all(connection, [(taken.item, before)], at=now)
        note_work(connection, before.id, said=taken.planned)
    return taken


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
