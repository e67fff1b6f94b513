"""The schema: the steps make what the tables say,
on both engines, and the audit cannot be changed.
"""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Delete, Update, delete, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from field_api.change_log.retention import purge_tombstones
from field_api.database import Database
from field_api.tables.audit import audit
from field_api.tables.upgrade import configuration, is_current
from kobra_domain.kinds import KINDS

pytestmark = pytest.mark.both_engines


def test_the_steps_make_what_the_tables_say(database: Database) -> None:
    with database.begin() as connection:
        assert is_current(connection)
        command.check(configuration(connection))


def test_old_tombstones_are_looked_up_among_tombstones(database: Database) -> None:
    asked: list[str] = []
    with database.begin() as connection:
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _c, cursor, words, given, _x, _m: asked.append(_plan_of(cursor, words, given)),
        )
        if database.is_postgresql:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        purge_tombstones(connection, datetime(2026, 3, 1, tzinfo=UTC), 90)
    assert "ix_change_log_changed_at" in asked[-1]


def _plan_of(cursor: Any, words: str, given: Any) -> str:
    """How the engine would go about a statement."""
    if not words.startswith("SELECT"):
        return ""
    is_sqlite = isinstance(cursor, sqlite3.Cursor)
    cursor.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{words}", given)
    return str(cursor.fetchall())


def write_line(database: Database, kind: str = "") -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with database.begin() as connection:
        connection.execute(
            insert(audit).values(at=now, act="x", subject_kind=kind, subject_id="", details="{}")
        )


def test_the_audit_takes_every_kind(database: Database) -> None:
    for kind in KINDS:
        write_line(database, kind)
    with database.read() as connection:
        assert set(connection.scalars(select(audit.c.subject_kind))) == set(KINDS)


@pytest.mark.parametrize("act", [update(audit).values(act="other"), delete(audit)])
def test_the_audit_is_append_only(database: Database, act: Update | Delete) -> None:
    write_line(database)
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.execute(act)


def test_the_audit_is_not_emptied_or_replaced(database: Database) -> None:
    write_line(database)
    act = (
        "TRUNCATE audit"
        if database.is_postgresql
        else "INSERT OR REPLACE INTO audit SELECT id, at, '', '', '', '', '' FROM audit"
    )
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.execute(text(act))
