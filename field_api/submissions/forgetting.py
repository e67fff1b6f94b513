"""Forgets what phones sent and nobody could take, once it has waited its time to be looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, select, tuple_

from field_api.database import Database
from field_api.submissions.raw import UNTAKEN
from field_api.submissions.store import AttachmentStore
from field_api.tables.submissions import raw_parts, raw_submissions

_AT_ONCE = 500


def forget_set_aside(
    database: Database, store: AttachmentStore, now: datetime, retention_days: int
) -> int:
    """Delete forms set aside, and files without a form, that came longer ago; answers how many."""
    before, gone = now - timedelta(days=retention_days), 0
    for forget in (_forget_parts, _forget_forms):
        while True:
            with database.begin() as connection:
                done = forget(connection, store, before)
            gone += done
            if done < _AT_ONCE:
                break
    return gone


def _forget_parts(connection: Connection, store: AttachmentStore, before: datetime) -> int:
    query = (
        select(raw_parts.c.raw_id, raw_parts.c.name, raw_parts.c.sha256)
        .join(raw_submissions, raw_submissions.c.id == raw_parts.c.raw_id)
        .where(raw_submissions.c.state.in_(UNTAKEN), raw_submissions.c.received_at < before)
        .where(raw_parts.c.received_at < before)
        .limit(_AT_ONCE)
    )
    rows = [tuple(row) for row in connection.execute(query)]
    key = tuple_(raw_parts.c.raw_id, raw_parts.c.name, raw_parts.c.sha256)
    connection.execute(delete(raw_parts).where(key.in_(rows)))
    _forget_bytes(connection, store, {sha256 for _raw, _name, sha256 in rows})
    return len(rows)


def _forget_forms(connection: Connection, store: AttachmentStore, before: datetime) -> int:
    has_part = exists().where(raw_parts.c.raw_id == raw_submissions.c.id)
    query = (
        select(raw_submissions.c.id, raw_submissions.c.xml_sha256)
        .where(raw_submissions.c.state.in_(UNTAKEN), raw_submissions.c.received_at < before)
        .where(~has_part)
        .limit(_AT_ONCE)
    )
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    connection.execute(delete(raw_submissions).where(raw_submissions.c.id.in_(ids)))
    _forget_bytes(connection, store, {row.xml_sha256 for row in rows})
    return len(rows)


def _forget_bytes(connection: Connection, store: AttachmentStore, found: Iterable[str]) -> None:
    """Those that no other form has. They go before the rows do: what is interrupted here is tried
    again.
    """
    for sha256 in filter(None, found):
        is_used = select(
            exists().where(raw_parts.c.sha256 == sha256)
            | exists().where(raw_submissions.c.xml_sha256 == sha256)
        )
        if not connection.scalar(is_used):
            store.forget(sha256)
