"""A backup of SQLite becomes a database of PostgreSQL: every row of every table, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary, Table, insert, inspect, text

from field_api.auth.audit import audit_lines, note
from field_api.backups.making import make_backup
from field_api.backups.restoring import Target, restore_backup
from field_api.change_log.identity import Identity, establish, identity
from field_api.database import Database
from field_api.partitions import days_with_part
from field_api.tables import metadata
from field_api.tables.positions import positions
from field_api.tables.upgrade import configuration, is_current
from kobra_domain.errors import DomainError
from tests.field_api.databases import create_database, drop_database, free_port
from tests.field_api.servers import NOW
from tests.field_api.world import build_world

LATER = NOW + timedelta(days=1)
# What is not as it was: who the database is, and the line that says it went back.
ITS_OWN = {"server", "audit"}


@pytest.fixture
def empty(postgresql: str) -> Iterator[Database]:
    """A database with nothing in it."""
    name = f"moved_{free_port()}"
    made = Database(create_database(postgresql, name))
    yield made
    made.close()
    drop_database(postgresql, name)


@pytest.fixture
def move(database: Database, empty: Database, tmp_path: Path) -> Callable[[], None]:
    """Makes a backup of the one and puts it into the other."""
    data, later = tmp_path / "datos", iter(range(100))
    data.mkdir()
    url = empty.url.render_as_string(hide_password=False)

    def act() -> None:
        at = NOW + timedelta(minutes=next(later))
        made, _ = make_backup(database, data, tmp_path / "copias", at)
        restore_backup(made, Target(url, tmp_path / "d", retention_days=90), LATER)

    return act


def stored(column: Column[Any], row: int) -> Any:
    """Something as SQLite keeps it, another in each row; nothing where that may be."""
    kind = getattr(column.type, "impl_instance", column.type)
    if column.nullable and row:
        return None
    if isinstance(kind, Boolean | Integer):
        is_flag = isinstance(kind, Boolean)
        return row if is_flag or column.name == "id" else 2**31 - 9 + row
    if isinstance(kind, LargeBinary):
        return bytes(range(256)) * (1 + row)
    if isinstance(kind, Double):
        return 1 / (3 + row)
    return f"{row}ñ\\\t\n\\N'\"😀"[: getattr(kind, "length", None) or 20]


def fill(database: Database) -> None:
    """Two rows into each table with all its columns."""
    with database.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in {*ITS_OWN, positions.name}:
                continue
            names = [column.name for column in table.columns]
            values = ", ".join(f":{name}" for name in names)
            into = ", ".join(f'"{name}"' for name in names)
            put = text(f'INSERT INTO "{table.name}" ({into}) VALUES ({values})')
            for row in range(2):
                connection.execute(put, {c.name: _of_key(c, row) for c in table.columns})
        for act in ("one", "two"):
            note(connection, at=NOW, user_id=None, act=act, subject=("agent", "x"))


def _of_key(column: Column[Any], row: int) -> Any:
    for key in column.foreign_keys:
        return stored(key.column, row)
    return stored(column, row)


def fix(days_ago: int) -> dict[str, Any]:
    at = NOW - timedelta(days=days_ago)
    told = {"agent_id": "a", "fix_at": at, "received_at": at, "lat": 4.6, "lon": -74.0}
    return told | {"is_charging": True, "alarm": "", "source": "", "attributes": "{}"}


def rows_of(database: Database, table: Table) -> list[str]:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    flags = {c.name for c in table.columns if isinstance(c.type, Boolean)}
    with database.read() as connection:
        found = connection.execute(text(f'SELECT {names} FROM "{table.name}"')).mappings()
        rows = [
            {n: bool(v) if n in flags and v is not None else v for n, v in row.items()}
            for row in found
        ]
    return sorted(map(repr, rows))


def test_every_row_of_every_table_is_there(
    database: Database, empty: Database, move: Callable[[], None]
) -> None:
    fill(database)
    with database.begin() as connection:
        connection.execute(insert(positions), [fix(0), fix(3), fix(200)])
        was: Identity = identity(connection)
    move()
    for table in metadata.sorted_tables:
        there = rows_of(empty, table)
        if table.name not in ITS_OWN:
            assert there == rows_of(database, table), table.name
            assert there
    with empty.read() as connection:
        now = identity(connection)
        assert is_current(connection)
        assert len(days_with_part(connection)) == 2
        line, *before = audit_lines(connection, None, 9)
    assert (line.act, line.at, len(before)) == ("backup.restore", LATER, 2)
    told = {item.name for item in fields(Identity)} - {"epoch"}
    assert all(getattr(now, name) == getattr(was, name) for name in told)
    assert now.epoch != was.epoch


def test_numbers_go_on_where_they_were(
    database: Database, empty: Database, move: Callable[[], None]
) -> None:
    """One that was given to a row that is gone is not given again."""
    fill(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE sqlite_sequence SET seq = 500 WHERE name = 'audit'"))
    move()
    with empty.read() as connection:
        line, last, *_ = audit_lines(connection, None, 9)
    assert (line.id, last.id) == (501, 2)


def test_one_of_an_earlier_version_is_brought_to_this_one_first(
    empty: Database, tmp_path: Path
) -> None:
    older = Database(f"sqlite:///{tmp_path / 'older.db'}")
    with older.begin() as connection:
        command.upgrade(configuration(connection), "r0060")
        establish(connection, NOW)
    made, _ = make_backup(older, tmp_path / "datos", tmp_path / "copias", NOW)
    older.close()
    url = empty.url.render_as_string(hide_password=False)
    restore_backup(made, Target(url, tmp_path / "d", retention_days=90), LATER)
    with empty.read() as connection:
        assert is_current(connection)
        assert identity(connection).epoch


def test_a_row_that_is_not_taken_leaves_nothing_and_is_named(
    database: Database, empty: Database, move: Callable[[], None], tmp_path: Path
) -> None:
    build_world(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE agents SET name = 'a secret' || char(0)"))
    with pytest.raises(DomainError) as found:
        move()
    assert found.value.code == "backup_not_moved"
    assert found.value.params["table"] == "agents"
    assert "secret" not in str(found.value.params["reason"])
    with empty.read() as connection:
        assert inspect(connection).get_table_names() == []
    assert not list((tmp_path / "d").glob(".moving*"))
    with database.begin() as connection:
        connection.execute(text("UPDATE agents SET name = 'x'"))
    move()
    with pytest.raises(DomainError) as found:
        move()
    assert found.value.code == "backup_filled"
