"""Forgets the bulk of imports: files as they came, and what they did row by row. It names people,
so it stays no longer than an undo may want it, and goes when one of them is erased.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Select, or_, select, update

from field_api.alarms import import_over_edits
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities
from field_api.database import Database, chunks
from field_api.imports.work import FOLDER, files_of, note_work
from field_api.tables.imports import import_work
from field_api.tables.replicated import imports
from kobra_domain.errors import DomainError
from kobra_domain.imports.things import Import, ImportState

ENDED = (ImportState.COMMITTED, ImportState.UNDONE)
OVER = (*ENDED, ImportState.DISCARDED)
_AT_ONCE = 4_000
_STRAY_AFTER = timedelta(days=1)  # nothing takes as long to come in or to be answered
PERSON_ERASED = "import_person_erased"
NOT_TAKEN = (ImportState.RECEIVED, ImportState.READY, ImportState.HELD, ImportState.FAILED)


def forget_of_portfolio(connection: Connection, portfolio_id: str) -> list[Edit]:
    """Have the bulk of all files of a portfolio go with the next look: somebody of it is erased,
    and which files named them is not looked for. Those that nobody has taken are left, which is
    said of them: whoever wants one brings it again without that person.
    """
    i = imports.c
    theirs = select(i.id).where(i.portfolio_id == portfolio_id)
    connection.execute(
        update(import_work).where(import_work.c.import_id.in_(theirs)).values(said=None, step="")
    )
    waiting = (i.portfolio_id == portfolio_id, i.state.in_((*NOT_TAKEN, ImportState.READING)))
    edits: list[Edit] = []
    for one in entities(connection, Import, *waiting, lock=True):
        note_work(connection, one.id, problem=DomainError(PERSON_ERASED))
        left = replace(one, state=ImportState.DISCARDED, problem=PERSON_ERASED)
        edits += [(left, one), *import_over_edits(connection, one.id)]
    return edits


def forget_bulk(database: Database, data_folder: Path, now: datetime, *, days: int) -> int:
    """Remove the bulk of what was taken longer ago or is to be forgotten, and leave what nobody
    took for as long; answers of how many imports it went. So goes what a server that was killed
    left half received or half answered.
    """
    before = now - timedelta(days=days)
    files = _files(data_folder)
    there = {path.name.partition(".")[0] for path in files}
    with database.begin() as connection:
        i = imports.c
        left = entities(
            connection, Import, i.state.in_(NOT_TAKEN), i.received_at < before, lock=True
        )
        edits: list[Edit] = []
        for item in left:
            discarded = replace(item, state=ImportState.DISCARDED)
            edits += [(discarded, item), *import_over_edits(connection, item.id)]
        record_all(connection, edits, at=now)
        gone = {one.id for one in left}
        gone |= there & set(connection.scalars(_ended(before)))
        for some in chunks(sorted(gone), _AT_ONCE):
            theirs = import_work.c.import_id.in_(some)
            connection.execute(update(import_work).where(theirs).values(said=None))
        known = set(connection.scalars(select(i.id).where(i.id.in_(there))))
    for one in gone:
        files_of(data_folder, one).remove()
    _remove_strays([path for path in files if path.name.partition(".")[0] not in known], now)
    return len(gone)


def _remove_strays(files: Sequence[Path], now: datetime) -> None:
    for path in files:
        with suppress(FileNotFoundError):
            if now.timestamp() - path.stat().st_mtime > _STRAY_AFTER.total_seconds():
                path.unlink()


def _ended(before: datetime) -> Select[tuple[str]]:
    i, w = imports.c, import_work.c
    is_over = or_(i.committed_at < before, w.said.is_(None))
    joined = imports.join(import_work, w.import_id == i.id)
    return select(i.id).select_from(joined).where(i.state.in_(OVER), is_over)


def _files(data_folder: Path) -> list[Path]:
    """All bulk that lies there."""
    folder = data_folder / FOLDER
    return list(folder.iterdir()) if folder.is_dir() else []
