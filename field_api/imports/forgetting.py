"""Forgets the bulk of imports: files as they came, and what they did row by row. It names people,
so it stays no longer than an undo may want it, and goes when one of them is erased.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Select, or_, select, update

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.imports.work import FOLDER, files_of
from field_api.tables.imports import import_work
from field_api.tables.replicated import imports
from kobra_domain.imports.things import Import, ImportState

ENDED = (ImportState.COMMITTED, ImportState.UNDONE)
OVER = (*ENDED, ImportState.DISCARDED)
NOT_TAKEN = (ImportState.RECEIVED, ImportState.READY, ImportState.HELD, ImportState.FAILED)


def forget_of_portfolio(connection: Connection, portfolio_id: str) -> None:
    """Have the bulk of all that was taken into a portfolio go with the next look: somebody of it is
    erased, and which files named them is not looked for.
    """
    i = imports.c
    theirs = select(i.id).where(i.portfolio_id == portfolio_id, i.state.in_(ENDED))
    connection.execute(
        update(import_work).where(import_work.c.import_id.in_(theirs)).values(said=None)
    )


def forget_bulk(database: Database, data_folder: Path, now: datetime, *, days: int) -> int:
    """Remove the bulk of what was taken longer ago or is to be forgotten, and leave what nobody
    took for as long; answers of how many imports it went.
    """
    before = now - timedelta(days=days)
    there = _there(data_folder)
    with database.begin() as connection:
        i = imports.c
        left = entities(
            connection, Import, i.state.in_(NOT_TAKEN), i.received_at < before, lock=True
        )
        discarded = [(replace(one, state=ImportState.DISCARDED), one) for one in left]
        record_all(connection, discarded, at=now)
        gone = {one.id for one in left}
        gone |= there & set(connection.scalars(_ended(before)))
        for one in sorted(gone):
            own = import_work.c.import_id == one
            connection.execute(update(import_work).where(own).values(said=None))
    for one in gone:
        files_of(data_folder, one).remove()
    return len(gone)


def _ended(before: datetime) -> Select[tuple[str]]:
    i, w = imports.c, import_work.c
    is_over = or_(i.committed_at < before, w.said.is_(None))
    joined = imports.join(import_work, w.import_id == i.id)
    return select(i.id).select_from(joined).where(i.state.in_(OVER), is_over)


def _there(data_folder: Path) -> set[str]:
    """The imports that have a bulk."""
    folder = data_folder / FOLDER
    found = folder.iterdir() if folder.is_dir() else iter(())
    return {path.name.partition(".")[0] for path in found}
