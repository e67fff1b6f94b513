"""Forgets sessions, codes and counters whose time has passed."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, update

from field_api.tables.sessions import (
    access_codes,
    attempts,
    known_addresses,
    refresh_tokens,
    sessions,
)

_ENDED_DAYS, _ADDRESS_DAYS = 30, 400


def purge_sessions(connection: Connection, now: datetime, lasting: timedelta) -> int:
    """Remove what can open nothing any more; answers how many rows went.

    What was written while the clock was ahead lasts from now on as if it were new (`lasting`).
    """
    ended = now - timedelta(days=_ENDED_DAYS)
    for table in (sessions, refresh_tokens):
        is_ahead = table.c.expires_at > now + lasting
        connection.execute(update(table).where(is_ahead).values(expires_at=now + lasting))
    seen = known_addresses.c.last_at
    connection.execute(update(known_addresses).where(seen > now).values(last_at=now))
    begun = attempts.c.window_start_at
    old = [
        delete(refresh_tokens).where(refresh_tokens.c.expires_at < now),
        delete(sessions).where(or_(sessions.c.expires_at < now, sessions.c.ended_at < ended)),
        delete(access_codes).where(access_codes.c.expires_at < now),
        delete(attempts).where(or_(begun < now - timedelta(days=1), begun > now)),
        delete(known_addresses).where(
            known_addresses.c.last_at < now - timedelta(days=_ADDRESS_DAYS)
        ),
    ]
    return sum(connection.execute(statement).rowcount for statement in old)
