"""Contents of forms' own files inside the encrypted replica, by their SHA-256: what was chosen here
stays until the server has it, and then, as what was fetched, as long as there is room.
"""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store import kept
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import FORM_FILES
from kobra_records.sql.tables import to_ms

MOST_BYTES = 512 * 1024 * 1024
_c = FORM_FILES.c


def keep(
    replica: Replica,
    contents: Mapping[str, bytes],
    now: datetime,
    *,
    is_sent: bool = False,
    most: int = MOST_BYTES,
) -> None:
    """Keep contents, on the disk when this returns. Of those that the server has too, what was not
    used for longest goes first, until they are under `most` bytes. Raises StoreError.
    """
    with replica.editing() as connection:
        for sha256, content in contents.items():
            values = {"content": content, "bytes": len(content), "used_at": to_ms(now)}
            statement = insert(FORM_FILES).values(sha256=sha256, is_sent=int(is_sent), **values)
            used = {"used_at": to_ms(now)}
            connection.execute(
                statement.on_conflict_do_update(index_elements=["sha256"], set_=used)
            )
        _make_room(connection, most, set(contents), now)


def content(replica: Replica, sha256: str) -> bytes | None:
    """A content whole; None when it is not here, or is not what it was."""
    with replica.reading() as connection:
        found = connection.execute(select(_c.content).where(_c.sha256 == sha256)).scalar()
    if found is None or hashlib.sha256(found).hexdigest() != sha256:
        return None
    return bytes(found)


def here(replica: Replica, wanted: Collection[str]) -> frozenset[str]:
    """Which of these contents are here."""
    with replica.reading() as connection:
        known = select(_c.sha256).where(_c.sha256.in_(list(wanted)))
        return frozenset(connection.execute(known).scalars())


def note_sent(replica: Replica, sha256s: Collection[str]) -> None:
    """The server has them."""
    with replica.editing() as connection:
        statement = update(FORM_FILES).where(_c.sha256.in_(list(sha256s)), _c.is_sent == 0)
        connection.execute(statement.values(is_sent=1))


def _make_room(connection: Connection, most: int, fresh: set[str], now: datetime) -> None:
    sent = select(func.coalesce(func.sum(_c.bytes), 0)).where(_c.is_sent == 1)
    surplus = connection.execute(sent).scalar_one() - most
    oldest = (
        select(_c.sha256, _c.bytes).where(_c.is_sent == 1).order_by(kept.by_use(_c.used_at, now))
    )
    for sha256, length in connection.execute(oldest).all():
        if surplus <= 0:
            return
        if sha256 not in fresh:
            connection.execute(delete(FORM_FILES).where(_c.sha256 == sha256))
            surplus -= length
