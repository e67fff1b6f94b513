"""Files of submissions that were seen once, kept inside the encrypted replica so that they open
offline. At most so many bytes; what was not looked at for longest goes first.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store import kept
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PHOTOS, RECORDS
from kobra_records.sql.tables import to_ms

MOST_BYTES = 256 * 1024 * 1024


def kept_photo(replica: Replica, submission_id: str, name: str, size: str) -> bytes | None:
    """The content as it was fetched; None when it, or the submission it belongs to, is not here."""
    submission = RECORDS["submission"].c.id
    asked = select(PHOTOS.c.content).where(
        *_is(submission_id, name, size), PHOTOS.c.submission_id.in_(select(submission))
    )
    with replica.reading() as connection:
        found = connection.execute(asked).scalar()
    return None if found is None else bytes(found)


def keep_photo(
    replica: Replica,
    submission_id: str,
    name: str,
    size: str,
    content: bytes,
    now: datetime,
    most: int = MOST_BYTES,
) -> None:
    """Keep a content, and let go of the oldest until all is under `most` bytes. Raises
    StoreError.
    """
    if len(content) > most:
        return
    values = {"content": content, "bytes": len(content), "used_at": to_ms(now)}
    key = {"submission_id": submission_id, "name": name, "size": size}
    statement = insert(PHOTOS).values(**key, **values)
    with replica.pulling() as connection:
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
        forget_gone(connection)
        held = connection.execute(select(func.coalesce(func.sum(PHOTOS.c.bytes), 0))).scalar_one()
        if held > most:
            _let_go(connection, held - most, now)


def forget_gone(connection: Connection) -> None:
    """Whose answers are not to be seen any more, their photos are not kept either."""
    here = select(RECORDS["submission"].c.id)
    connection.execute(delete(PHOTOS).where(PHOTOS.c.submission_id.not_in(here)))


def touch_photo(replica: Replica, submission_id: str, name: str, size: str, now: datetime) -> None:
    """It has been looked at now."""
    with replica.pulling() as connection:
        where = _is(submission_id, name, size)
        connection.execute(update(PHOTOS).where(*where).values(used_at=to_ms(now)))


def _let_go(connection: Connection, surplus: int, now: datetime) -> None:
    oldest = select(PHOTOS.c.submission_id, PHOTOS.c.name, PHOTOS.c.size, PHOTOS.c.bytes)
    rows = connection.execute(oldest.order_by(kept.by_use(PHOTOS.c.used_at, now))).all()
    for submission_id, name, size, length in rows:
        if surplus <= 0:
            return
        connection.execute(delete(PHOTOS).where(*_is(submission_id, name, size)))
        surplus -= length


def _is(submission_id: str, name: str, size: str) -> tuple[ColumnElement[bool], ...]:
    c = PHOTOS.c
    return (c.submission_id == submission_id, c.name == name, c.size == size)
