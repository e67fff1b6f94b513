"""The schema: the steps make what the tables say,
on both engines, and the audit cannot be changed.
"""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Delete, Update, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from field_api.change_log.retention import purge_tombstones
from field_api.database import Database
from field_api.tables.audit import audit
from field_api.tables.upgrade import configuration, is_current, upgrade
from kobra_domain.kinds import KINDS
from tests.field_api.databases import plans_of

pytestmark = pytest.mark.both_engines


def test_the_steps_make_what_the_tables_say(database: Database) -> None:
    with database.begin() as connection:
        assert is_current(connection)
        command.check(configuration(connection))


def test_steps_may_take_their_time(database: Database) -> None:
    """Years of rows get an index, or another process goes first."""
    if database.is_postgresql:
        with database.begin() as connection:
            upgrade(connection)
            assert connection.scalar(text("SHOW statement_timeout")) == "0"
        with database.begin() as connection:
            assert connection.scalar(text("SHOW statement_timeout")) == "1min"


def test_old_tombstones_are_looked_up_among_tombstones(database: Database) -> None:
    before = datetime(2026, 3, 1, tzinfo=UTC)
    *_, lookup = plans_of(database, lambda connection: purge_tombstones(connection, before, 90))
    assert "ix_change_log_changed_at" in lookup


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
