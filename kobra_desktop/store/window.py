"""Rows that leave the replica because they are old: a local purge, never a delete."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from kobra_desktop.store import kept, rows
from kobra_desktop.store.pages import named
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import BASE, RECORDS
from kobra_domain.kind import Kind
from kobra_domain.kinds import DECLARED, WINDOW_DAYS
from kobra_records.sql.kinds import recent


def purge(replica: Replica, now: datetime) -> int:
    """Remove what ended before the window; rows with edits on them stay. Answers how many went."""
    touched: set[tuple[str, str]] = set()
    with replica.pulling() as connection:
        since = now - timedelta(days=_days(connection))
        for kind in DECLARED.values():
            if kind.window is not None:
                gone = _purged(connection, kind, since)
                touched |= {(kind.name, one) for one in gone}
    replica.tell(named(touched))
    return len(touched)


def _days(connection: Connection) -> int:
    """How long the server has rows held, as it said when it told who is in."""
    said = kept.value(connection, kept.SESSION) or {}
    return int(said.get("window_days", WINDOW_DAYS))


def _purged(connection: Connection, kind: Kind, since: datetime) -> list[str]:
    record = RECORDS[kind.name]
    edited = select(BASE.c.entity_id).where(BASE.c.kind == kind.name)
    is_old = ~recent(kind, record, since)
    asked = select(record.c.id).where(is_old, record.c.version > 0, record.c.id.not_in(edited))
    ids = list(connection.execute(asked).scalars())
    rows.remove(connection, kind.name, ids)
    return ids
