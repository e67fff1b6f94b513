"""Forgets what phones sent and nobody could take, once it has waited its time to be looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, select, tuple_

from field_api.database import Database, upsert
from field_api.submissions.raw import UNTAKEN
from field_api.tables.submissions import erased_contents, raw_parts, raw_submissions

_AT_ONCE = 500


def forget_set_aside(database: Database, now: datetime, retention_days: int) -> int:
    """Delete forms set aside, and files without a form, that came longer ago; their bytes go by
    themselves unless somebody else's form has them too. Answers how many rows.
    """
    before, gone = now - timedelta(days=retention_days), 0
    for forget in (_forget_parts, _forget_forms):
        done = _AT_ONCE
        while done == _AT_ONCE:
            with database.begin() as connection:
                contents = forget(connection, before)
                forget_contents(connection, contents, now)
            done = len(contents)
            gone += done
    return gone


def _forget_parts(connection: Connection, before: datetime) -> list[str]:
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
    return [sha256 for _raw, _name, sha256 in rows]


def _forget_forms(connection: Connection, before: datetime) -> list[str]:
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
    return [row.xml_sha256 for row in rows]


def forget_contents(connection: Connection, contents: Iterable[str], now: datetime) -> None:
    """Let these bytes leave the disk, once nothing names them."""
    lines = [{"sha256": sha256, "erased_at": now} for sha256 in sorted({*contents} - {""})]
    if lines:
        connection.execute(upsert(connection, erased_contents).on_conflict_do_nothing(), lines)
