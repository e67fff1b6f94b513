"""The days by which PostgreSQL cuts the positions: one part a day, made before it is needed.

Older than the retention, one part for all: a phone with a wrong clock must not make parts without
end. SQLite has no parts, and every call here returns at once.
"""

import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, text

from field_api.database import Database
from kobra_records.sql.tables import to_ms

_LOCK = 0x6B6F6270
SCHEMA = "trails"
OLD_PART = f"{SCHEMA}.positions_old"
_PREFIX = "positions_"
AHEAD = timedelta(days=2)  # phones' clocks may run up to a day ahead


class Partitions:
    """Knows which days have a part; safe to share between threads."""

    def __init__(self, database: Database, *, retention_days: int) -> None:
        self._database = database
        self._retention_days = retention_days
        self._known: set[date] = set()
        self._lock = threading.Lock()

    def ensure(self, days: Iterable[date], today: date) -> None:
        """Make the parts that are missing of these days (UTC), in a transaction of their own."""
        if not self._database.is_postgresql:
            return
        wanted = kept_days(days, today, self._retention_days)
        with self._lock:
            missing = sorted(wanted - self._known)
            if missing:
                with self._database.begin() as connection:
                    make_parts(connection, missing)
                self._known.update(missing)

    def drop_before(self, first_kept: date) -> int:
        """Drop the parts of days before `first_kept`; answers how many went."""
        if not self._database.is_postgresql:
            return 0
        with self._lock, self._database.begin() as connection:
            # Whoever waits for this lock makes every phone wait behind it: better try again later.
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            gone = [day for day in days_with_part(connection) if day < first_kept]
            for day in gone:
                connection.execute(text(f"DROP TABLE {_name(day)}"))
            self._known.difference_update(gone)
        return len(gone)


def days_with_part(connection: Connection) -> list[date]:
    """The days that have a part of their own, oldest first (PostgreSQL)."""
    names = connection.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY tablename"),
        {"schema": SCHEMA},
    ).scalars()
    return [
        datetime.strptime(name.removeprefix(_PREFIX), "%Y%m%d").date()
        for name in names
        if name.removeprefix(_PREFIX).isdigit()
    ]


def _name(day: date) -> str:
    return f"{SCHEMA}.{_PREFIX}{day:%Y%m%d}"


def kept_days(days: Iterable[date], today: date, retention_days: int) -> set[date]:
    """Those that have a part of their own."""
    first = today - timedelta(days=retention_days)
    return {day for day in days if first <= day <= today + AHEAD}


def make_parts(connection: Connection, days: Iterable[date]) -> None:
    """Make the parts that are missing of these days (PostgreSQL)."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    present = set(days_with_part(connection))
    for day in sorted(set(days) - present):
        _make_one(connection, day)


def _make_one(connection: Connection, day: date) -> None:
    name = _name(day)
    start = to_ms(datetime.combine(day, time.min, UTC))
    end = start + 86_400_000
    columns = "LIKE positions INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES"
    connection.execute(text(f"CREATE TABLE {name} ({columns})"))
    # What came for this day while it was older than a shorter retention moves over.
    connection.execute(
        text(
            f"WITH moved AS (DELETE FROM {OLD_PART} WHERE fix_at >= {start} AND fix_at < {end} "
            f"RETURNING *) INSERT INTO {name} SELECT * FROM moved"
        )
    )
    connection.execute(
        text(f"ALTER TABLE positions ATTACH PARTITION {name} FOR VALUES FROM ({start}) TO ({end})")
    )
