"""Forgets what nobody may still ask for: old tombstones, and with them the cursors from before."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from field_api.change_log import marks
from field_api.tables.change_log import change_log as log
from field_api.tables.server import server


def purge_tombstones(connection: Connection, now: datetime, days: int) -> int:
    """Remove the tombstones older than so many days; answers how many lines went."""
    old = [log.c.is_gone, log.c.changed_at < now - timedelta(days=days)]
    last = connection.scalar(select(func.max(log.c.seq)).where(*old))
    if last is None:
        return 0
    connection.execute(update(server).where(server.c.purged_seq < last).values(purged_seq=last))
    marks.forget(connection, last)
    return connection.execute(delete(log).where(*old)).rowcount
