"""Rows that leave the replica because they are old: a local purge, never a delete."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.pages import named
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import BASE, RECORDS
from kobra_domain.alerts import AlertState
from kobra_domain.visits import OPEN_STATES

DAYS = 400


def purge(replica: Replica, now: datetime, days: int = DAYS) -> int:
    """Remove what ended before the window; rows with edits on them stay. Answers how many went."""
    since = now - timedelta(days=days)
    touched: set[tuple[str, str]] = set()
    with replica.pulling() as connection:
        for kind, old in (
            ("visit", _old_visits(since)),
            ("alert", _old_alerts(since)),
            ("submission", RECORDS["submission"].c.received_at < since),
            ("review", RECORDS["review"].c.at < since),
        ):
            ids = _purged(connection, kind, old)
            touched |= {(kind, one) for one in ids}
    replica.tell(named(touched))
    return len(touched)


def _purged(connection: Connection, kind: str, old: ColumnElement[bool]) -> list[str]:
    record = RECORDS[kind]
    edited = select(BASE.c.entity_id).where(BASE.c.kind == kind)
    asked = select(record.c.id).where(old, record.c.version > 0, record.c.id.not_in(edited))
    ids = list(connection.execute(asked).scalars())
    rows.remove(connection, kind, ids)
    return ids


def _old_visits(since: datetime) -> ColumnElement[bool]:
    visit = RECORDS["visit"].c
    ended_at = func.coalesce(visit.ended_at, visit.created_at)
    return and_(visit.state.not_in(OPEN_STATES), ended_at < since)


def _old_alerts(since: datetime) -> ColumnElement[bool]:
    alert = RECORDS["alert"].c
    return and_(alert.state != AlertState.OPEN, alert.last_at < since)
