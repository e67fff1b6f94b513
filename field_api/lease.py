"""The lease: one process at a time does the jobs; when it is gone another takes over."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_

from field_api.database import upsert
from field_api.tables.jobs import leases

_SKEW = timedelta(minutes=1)  # between the clocks of two machines


def hold(connection: Connection, name: str, holder: str, now: datetime, seconds: float) -> bool:
    """Take or renew the lease; False while somebody else holds it."""
    statement = upsert(connection, leases).values(
        name=name, holder=holder, expires_at=now + timedelta(seconds=seconds)
    )
    taken = statement.on_conflict_do_update(
        index_elements=[leases.c.name],
        set_={"holder": holder, "expires_at": statement.excluded.expires_at},
        where=or_(
            leases.c.holder == holder,
            leases.c.expires_at <= now,
            # Longer than anybody holds it: taken while the clock was wrong.
            leases.c.expires_at > now + timedelta(seconds=seconds) + _SKEW,
        ),
    ).returning(leases.c.holder)
    return connection.execute(taken).scalar() == holder


def release(connection: Connection, name: str, holder: str) -> None:
    """Give the lease back, so that nobody waits for it to expire."""
    connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))
