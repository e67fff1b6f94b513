"""Puts the rows of a SQLite database into an empty one of PostgreSQL. Both keep them in the same
form (`kobra_records.sql.tables`), so that a table is copied as it lies.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Table, func, select, text

from field_api.partitions import kept_days, make_parts
from field_api.tables import metadata
from field_api.tables.positions import positions
from kobra_domain.errors import DomainError

_DAY_MS = 86_400_000


def move_rows(source: Path, connection: Connection, now: datetime, retention_days: int) -> None:
    """Copy every row of the file, which stands at this program's revision, as the database does.
    Raises DomainError backup_not_moved for a row that PostgreSQL does not take.
    """
    import psycopg  # who serves on SQLite may have none

    with closing(sqlite3.connect(source)) as file:
        fixes = file.execute(f"SELECT DISTINCT fix_at / {_DAY_MS} FROM {positions.name}")
        days = [datetime.fromtimestamp(day * 86_400, UTC).date() for (day,) in fixes]
        make_parts(connection, kept_days(days, now.date(), retention_days))
        for table in metadata.sorted_tables:
            try:
                _copy(file, connection, table)
            except (psycopg.Error, sqlite3.Error) as problem:
                reason = _reason(problem)
                raise DomainError("backup_not_moved", table=table.name, reason=reason) from problem
        _count_on(file, connection)


def _copy(file: sqlite3.Connection, connection: Connection, table: Table) -> None:
    columns = [column.name for column in table.columns]
    names = ", ".join(f'"{name}"' for name in columns)
    rows = file.execute(f'SELECT {names} FROM "{table.name}"')
    flags = [n for n, column in enumerate(table.columns) if isinstance(column.type, Boolean)]
    driver: Any = connection.connection.driver_connection
    going = f'COPY "{table.name}" ({names}) FROM STDIN'
    with driver.cursor() as cursor, cursor.copy(going) as target:
        for row in _with_flags(rows, flags):
            target.write_row(row)


def _with_flags(rows: Iterator[Sequence[Any]], flags: Sequence[int]) -> Iterator[Sequence[Any]]:
    """SQLite keeps yes and no as 1 and 0."""
    for row in rows:
        if flags:
            made = list(row)
            for place in flags:
                made[place] = None if made[place] is None else bool(made[place])
            row = made
        yield row


def _count_on(file: sqlite3.Connection, connection: Connection) -> None:
    """Numbers that the database gives go on where they were; one that was given is not again."""
    given = dict(file.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None:
            continue
        asked = text("SELECT pg_get_serial_sequence(:table, :key)")
        sequence = connection.scalar(asked, {"table": table.name, "key": key.name})
        last = max(connection.scalar(select(func.max(key))) or 0, given.get(table.name, 0))
        if sequence is not None and last:
            connection.execute(
                text("SELECT setval(:name, :last)"), {"name": sequence, "last": last}
            )


def _reason(problem: Exception) -> str:
    """What PostgreSQL says of it, without what stands in the row."""
    return str(getattr(getattr(problem, "diag", None), "message_primary", None) or problem)
