"""Small values that outlive the cache: the cursor, scope, drafts of forms, this user's settings."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, case, delete, select
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store.tables import KEPT
from kobra_records.sql.tables import to_ms

SHAPE = "shape"
CURSOR = "cursor"
SCOPE = "scope"
SESSION = "session"
SYNCED_AT = "synced_at"
RESYNC = "resync"
HASHED_AT = "hashed_at"
RESYNCED_AT = "resynced_at"
LOCK = "lock"
RESEND = "resend"
COVERED = "covered"
SKEW_S = "skew_s"
SERVER_AT = "server_at"
# What is only true of the rows that were pulled.
OF_CACHE = frozenset({SHAPE, CURSOR, SYNCED_AT, RESYNC, HASHED_AT, RESYNCED_AT})
_DRAFT = "draft:"


def value(connection: Connection, key: str) -> Any:
    """The value kept under a key, None if there is none."""
    raw = connection.execute(select(KEPT.c.value).where(KEPT.c.key == key)).scalar()
    return None if raw is None else msgspec.json.decode(raw)


def keep(connection: Connection, key: str, wanted: Any) -> None:
    """Keep a JSON value under a key."""
    statement = insert(KEPT).values(key=key, value=msgspec.json.encode(wanted).decode())
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["key"], set_={"value": statement.excluded.value}
        )
    )


def forget(connection: Connection, key: str) -> None:
    """Keep nothing under a key."""
    connection.execute(delete(KEPT).where(KEPT.c.key == key))


def time(connection: Connection, key: str, now: datetime | None = None) -> datetime | None:
    """A time kept by `keep` as ISO text. One that lies after `now` was kept by a clock that was
    wrong, and counts as none.
    """
    raw = value(connection, key)
    found = None if raw is None else datetime.fromisoformat(raw)
    return None if found is not None and now is not None and found > now else found


def by_use(used_at: ColumnElement[int], now: datetime) -> ColumnElement[int]:
    """An order in which the longest unused comes first; a time after `now` counts as none."""
    return case((used_at > to_ms(now), 0), else_=used_at)


def draft_key(form: str) -> str:
    """Where what was typed in a form and not saved is kept."""
    return f"{_DRAFT}{form}"
