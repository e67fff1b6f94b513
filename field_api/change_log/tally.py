"""Counts and hashes of what a reader should hold, so that a replica can tell whether it does."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.people import User
from kobra_domain.scope import keys_held
from kobra_records.sql.kinds import inside, recent


def counts(connection: Connection, user: User, now: datetime, days: int) -> dict[str, int]:
    """How many rows of each kind lie in the user's scope and window."""
    return {
        kind: connection.execute(
            select(func.count()).select_from(table).where(*_held(user, kind, now, days))
        ).scalar_one()
        for kind, table in TABLES.items()
    }


def row_hash(connection: Connection, user: User, kind: str, now: datetime, days: int) -> str:
    """SHA-256 over «id:version» and a line feed
    for each row of the kind, in the order of the ids.
    """
    table = TABLES[kind]
    rows = connection.execute(
        select(table.c.id, table.c.version).where(*_held(user, kind, now, days))
    )
    text = "".join(f"{entity_id}:{version}\n" for entity_id, version in sorted(map(tuple, rows)))
    return hashlib.sha256(text.encode()).hexdigest()


def _held(user: User, kind: str, now: datetime, days: int) -> list[ColumnElement[bool]]:
    table = TABLES[kind]
    is_mine = inside(DECLARED[kind], table, keys_held(user))
    return [is_mine, recent(DECLARED[kind], table, now - timedelta(days=days))]
