"""Keeps the file in today's shape: the cache is dropped and pulled again, the user's own
migrates.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from kobra_desktop.store import kept
from kobra_desktop.store.errors import NewerReplica
from kobra_desktop.store.pack_triggers import pack_statements
from kobra_desktop.store.tables import (
    FORM_FILES,
    SENT,
    cache,
    own,
    part_statements,
    phone_statements,
    search_statements,
)

# Each step brings the user's own tables from one version to the next; the first version is 1, and
# a new file is made in the shape of the last.
Step = Callable[[Connection], None]


def _add_acts(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE outbox ADD COLUMN act_id VARCHAR(36)")


def _add_form_files(connection: Connection) -> None:
    FORM_FILES.create(connection)


def _add_sent(connection: Connection) -> None:
    SENT.create(connection)


def _add_reasons(connection: Connection) -> None:
    for name in ("outbox", "sent"):
        columns = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")}
        if "reason" not in columns:  # the step before makes today's table
            statement = f"ALTER TABLE {name} ADD COLUMN reason TEXT DEFAULT '' NOT NULL"
            connection.exec_driver_sql(statement)


STEPS: tuple[Step, ...] = (_add_acts, _add_form_files, _add_sent, _add_reasons)


def version() -> int:
    """The shape of the user's own tables as this program knows it."""
    return 1 + len(STEPS)


def bring_up_to_date(connection: Connection) -> None:
    """Make or migrate the tables. Raises NewerReplica."""
    had = _user_version(connection)
    if had > version():
        raise NewerReplica
    if had == 0:
        own.create_all(connection)
    else:
        for step in STEPS[had - 1 :]:
            step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {version()}")
    wanted = _fingerprint()
    if kept.value(connection, kept.SHAPE) != wanted:
        _make_cache_anew(connection)
        kept.keep(connection, kept.SHAPE, wanted)


def back_up_if_old(connection: Connection, path: Path, open_copy: Callable[[Path], Any]) -> None:
    """Before a migration, copy the file beside itself under the same key."""
    had = _user_version(connection)
    connection.rollback()  # a copy of what we ourselves hold locked would wait for ever
    if 0 < had < version():
        raw: Any = connection.connection.driver_connection
        copy = open_copy(path.with_suffix(".before-migration"))
        try:
            raw.backup(copy)
        finally:
            copy.close()


def _user_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _make_cache_anew(connection: Connection) -> None:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    kept_names = {*own.tables}
    found = [row[0] for row in names]
    indexes = [name for name in found if name.endswith("_search")]
    for name in indexes:
        connection.execute(text(f'DROP TABLE "{name}"'))
    shadows = tuple(f"{index}_" for index in indexes)
    for name in found:
        if name not in kept_names and name not in indexes and not name.startswith(shadows or "\0"):
            connection.execute(text(f'DROP TABLE "{name}"'))
    cache.create_all(connection)
    for statement in _statements():
        connection.exec_driver_sql(statement)
    for key in kept.OF_CACHE:
        kept.forget(connection, key)


def _statements() -> list[str]:
    """DDL of indexes and triggers, which SQLAlchemy does not know."""
    return [*search_statements(), *part_statements(), *phone_statements(), *pack_statements()]


def _fingerprint() -> str:
    dialect = sqlite.dialect()
    parts = []
    for table in cache.sorted_tables:
        parts.append(_ddl(table, dialect))
        parts += sorted(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
    parts += _statements()
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _ddl(table: Table, dialect: Any) -> str:
    return str(CreateTable(table).compile(dialect=dialect))
