"""What each key of a phone may add in a day (UTC) of the server: new bytes only, so that a retry of
what is kept already costs nothing. Whoever has spent it is sent away until the day is over.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time

from sqlalchemy import ColumnElement, Connection, delete, select

from field_api.database import Database, upsert
from field_api.errors import ApiError
from field_api.tables.phones import phone_days
from field_api.tables.replicated import agents
from kobra_domain.answers import PhoneDay

# What the smallest file takes of a disk.
_BLOCK = 4_096
_GOOD_FOR_S, _MOST_KNOWN = 5.0, 10_000
_TELL_AGAIN = timedelta(minutes=1)
_KEPT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Spender:
    """Whose bytes: the hash of the key, and the agent who holds it."""

    key_hash: str
    agent_id: str


@dataclass(slots=True)
class _Known:
    bytes: int
    asked_at: float


class Budgets:
    """The budgets of one process's posts; `most` bytes a key and day. Thread-safe."""

    def __init__(self, database: Database, most: int) -> None:
        self.most = most
        self._database = database
        self._coming: Counter[str] = Counter()
        self._known: dict[tuple[str, date], _Known] = {}
        self._lock = threading.Lock()

    @contextmanager
    def reserved(self, spender: Spender, size: int, now: datetime) -> Iterator[None]:
        """Hold `size` bytes while they are kept; `spend` them before the block ends.

        Who has anything left may pass the line once, so that no post is too large for ever. Raises
        ApiError over_budget.
        """
        with self._lock:
            spent = self._spent(spender, now) + self._coming[spender.key_hash] if size else 0
            is_over = spent >= self.most
            self._coming[spender.key_hash] += 0 if is_over else size
        if is_over:
            self._note_refusal(spender, now)
            raise over_budget(self.most, now)
        try:
            yield
            with self._lock:
                if (known := self._known.get((spender.key_hash, _day(now)))) is not None:
                    known.bytes += size
        finally:
            with self._lock:
                self._coming[spender.key_hash] -= size
                self._coming += Counter()  # forget who is at nothing

    def _spent(self, spender: Spender, now: datetime) -> int:
        """As the database says, which is asked again now and then: other processes spend, too."""
        key, asked_at = (spender.key_hash, _day(now)), time.monotonic()
        known = self._known.get(key)
        if known is None or asked_at - known.asked_at > _GOOD_FOR_S:
            query = select(phone_days.c.bytes).where(*_row(spender, now))
            with self._database.read() as connection:
                known = _Known(int(connection.scalar(query) or 0), asked_at)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = known
        return known.bytes

    def _note_refusal(self, spender: Spender, now: datetime) -> None:
        query = select(phone_days.c.refused_at).where(*_row(spender, now))
        with self._database.begin() as connection:
            told_at = connection.scalar(query)
            if told_at is None or not now - _TELL_AGAIN < told_at <= now:
                _add(connection, spender, now, refused_at=now)


class Brake:
    """The same for reports of positions, of which little is kept: counted in memory alone."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._day = date.min
        self._bytes: Counter[str] = Counter()

    def ask(self, key_hash: str, now: datetime) -> None:
        """Raises ApiError over_budget for a key that has spent its day."""
        if self._day != _day(now):
            self._day = _day(now)
            self._bytes.clear()
        if self._bytes[key_hash] >= self.most:
            raise over_budget(self.most, now)

    def count(self, key_hash: str, size: int) -> None:
        """A report of so many bytes was taken."""
        self._bytes[key_hash] += size


def spend(connection: Connection, spender: Spender, size: int, now: datetime) -> None:
    """Count new bytes of a key, in the transaction that notes them."""
    if size:
        _add(connection, spender, now, size=size)


def on_disk(size: int) -> int:
    """What a file of so many bytes takes, at least."""
    return max(1, -(-size // _BLOCK)) * _BLOCK


def over_budget(most: int, now: datetime) -> ApiError:
    """What a phone is answered that has spent its day."""
    tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), day_time(), UTC)
    wait_s = int((tomorrow - now).total_seconds()) + 1
    return ApiError(
        "over_budget", headers={"Retry-After": str(wait_s)}, megabytes=most // 1_000_000
    )


def refused_phones(connection: Connection, since: date) -> tuple[PhoneDay, ...]:
    """The phones that were sent away, newest first."""
    query = (
        select(phone_days, agents.c.code)
        .join(agents, agents.c.id == phone_days.c.agent_id, isouter=True)
        .where(phone_days.c.day >= since, phone_days.c.refused_at.is_not(None))
        .order_by(phone_days.c.refused_at.desc(), agents.c.code)
        .limit(100)
    )
    return tuple(
        PhoneDay(agent=row.code, day=row.day, bytes=row.bytes, refused_at=row.refused_at)
        for row in connection.execute(query)
    )


def purge_phone_days(connection: Connection, now: datetime) -> int:
    """Forget what was spent long ago; answers how many rows."""
    old = delete(phone_days).where(phone_days.c.day < (now - _KEPT).date())
    return connection.execute(old).rowcount


def _row(spender: Spender, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return phone_days.c.key_hash == spender.key_hash, phone_days.c.day == _day(now)


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _add(
    connection: Connection,
    spender: Spender,
    now: datetime,
    *,
    size: int = 0,
    refused_at: datetime | None = None,
) -> None:
    row = upsert(connection, phone_days).values(
        key_hash=spender.key_hash,
        day=_day(now),
        agent_id=spender.agent_id,
        bytes=size,
        refused_at=refused_at,
    )
    more = {"bytes": phone_days.c.bytes + size}
    if refused_at is not None:
        more["refused_at"] = row.excluded.refused_at
    keys = list(phone_days.primary_key.columns)
    connection.execute(row.on_conflict_do_update(index_elements=keys, set_=more))
