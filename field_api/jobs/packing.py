"""Packs days anew that a change has made stale, under the log's lock, each few rows in a
transaction of their own: whoever records waits for no more than one of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import lock
from field_api.database import Database, is_postgresql
from field_api.tables.replicated import TABLES
from kobra_records.sql.packs.building import forget_all, refresh

MOST_ROWS = 100_000  # of one turn: whoever stops the server waits for it
_ROWS = 2_500


def pack_days(
    database: Database, now: datetime, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Pack what is stale, the newest first; answers how many rows it has."""

    @contextmanager
    def begin() -> Iterator[Connection]:
        with database.begin() as connection:
            if is_postgresql(connection):
                lock(connection)
            yield connection

    return refresh(database.read, begin, TABLES, now, stopped, MOST_ROWS, _ROWS)


def forget_packs(database: Database) -> None:
    """Have all packed anew."""
    with database.begin() as connection:
        forget_all(connection, TABLES)
