"""Slows guessing. Failures count per address, and per account and address together, so that a
stranger's failures never lock a person out of the addresses that person is known at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection, case, delete, literal, or_, select, update

from field_api.auth.tokens import keyed_hash
from field_api.database import upsert
from field_api.errors import ApiError
from field_api.tables.replicated import folded
from field_api.tables.sessions import attempts, known_addresses

_WINDOW = timedelta(minutes=15)
_PER_PAIR, _PER_ADDRESS, _PER_ACCOUNT = 5, 50, 100


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts under a key within the window."""

    key: str
    most: int


def sign_in_limits(
    connection: Connection, key: bytes, email: str, address: str, user_id: str | None
) -> list[Limit]:
    """What counts for one attempt to sign in;
    the account's own limit binds only unknown addresses.
    """
    account = folded(email)
    limits = [
        Limit(keyed_hash(key, "pair", account, address), _PER_PAIR),
        Limit(keyed_hash(key, "address", address), _PER_ADDRESS),
    ]
    if not _is_known(connection, key, address, user_id):
        limits.append(Limit(keyed_hash(key, "account", account), _PER_ACCOUNT))
    return limits


def limits_of(key: bytes, what: str, *subjects: tuple[str, int]) -> list[Limit]:
    """Limits for another act: each subject (an address, an account) with its most."""
    return [Limit(keyed_hash(key, what, subject), most) for subject, most in subjects]


def count_attempt(connection: Connection, limits: Sequence[Limit], now: datetime) -> None:
    """One more attempt under each key; a window that has passed begins anew.

    Counted before it is tried, so that many at the same moment are not all let through. Raises
    ApiError too_many_attempts, with when to come back; then nothing is counted (roll back).
    """
    # A window that begins later than now was begun while the clock was wrong.
    begun = attempts.c.window_start_at
    is_old = or_(begun <= now - _WINDOW, begun > now)
    begins_now = literal(now, attempts.c.window_start_at.type)
    statement = upsert(connection, attempts).on_conflict_do_update(
        index_elements=[attempts.c.key],
        set_={
            "failures": case((is_old, 1), else_=attempts.c.failures + 1),
            "window_start_at": case((is_old, begins_now), else_=attempts.c.window_start_at),
        },
    )
    for key in sorted(limit.key for limit in limits):  # one order: no two wait for each other
        connection.execute(statement, {"key": key, "window_start_at": now, "failures": 1})
    _refuse_too_many(connection, limits, now)


def _refuse_too_many(connection: Connection, limits: Sequence[Limit], now: datetime) -> None:
    query = select(attempts).where(attempts.c.key.in_([limit.key for limit in limits]))
    counted = {row.key: row for row in connection.execute(query)}
    for limit in limits:
        row = counted[limit.key]
        if row.failures > limit.most:
            seconds = ceil((row.window_start_at + _WINDOW - now).total_seconds())
            headers = {"Retry-After": str(seconds)}
            raise ApiError("too_many_attempts", headers=headers, retry_after_s=seconds)


def forgive(connection: Connection, limits: Sequence[Limit]) -> None:
    """After a success: the first key starts from nothing, the others lose this attempt."""
    less = update(attempts).values(failures=attempts.c.failures - 1).where(attempts.c.failures > 0)
    for key in sorted(limit.key for limit in limits):  # in the order in which they are counted
        statement = delete(attempts) if key == limits[0].key else less
        connection.execute(statement.where(attempts.c.key == key))


def know_address(
    connection: Connection, key: bytes, user_id: str, address: str, now: datetime
) -> None:
    """Remember (as a hash) where a user has signed in from."""
    values = {"user_id": user_id, "address_hash": keyed_hash(key, address), "last_at": now}
    connection.execute(
        upsert(connection, known_addresses)
        .values(values)
        .on_conflict_do_update(
            index_elements=known_addresses.primary_key.columns, set_={"last_at": now}
        )
    )


def _is_known(connection: Connection, key: bytes, address: str, user_id: str | None) -> bool:
    if user_id is None:
        return False
    query = select(known_addresses.c.user_id).where(
        known_addresses.c.user_id == user_id,
        known_addresses.c.address_hash == keyed_hash(key, address),
    )
    return connection.scalar(query) is not None
