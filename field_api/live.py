"""The live stream's hub: what moved and what changed, at once and then coalesced for a quarter of a
second, to whoever may see it.

One thread reads the tables for all subscribers of the process; notices only say where to look. A
subscriber that does not keep up is not waited for: it is told to pull, and gets everything anew.
"""

import asyncio
import logging
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import TypeDecorator

from field_api.change_log.rows import find_all
from field_api.database import Database
from field_api.tables.change_log import change_log
from field_api.tables.positions import latest
from field_api.tables.replicated import agents
from field_api.tables.server import server
from kobra_domain.alerts import Alert
from kobra_domain.kinds import DECLARED
from kobra_domain.positions import Latest
from kobra_domain.scope import EVERYTHING, keys_over, user_key
from kobra_domain.wire import LIVE_COALESCED_S
from kobra_records import json_form

QUEUE_LIMIT = 16
_LOOK_ANYWAY_S = 30.0  # a notice may be lost
_log = logging.getLogger(__name__)

# In stored form: ids and reasons as text, times as milliseconds UTC.
LATEST_FIELDS: tuple[str, ...] = tuple(Latest.__dataclass_fields__)
PULL_NOW = b'event: changed\ndata: {"all":true}\n\n'


def event(name: str, data: Any) -> bytes:
    """One server-sent event with JSON data."""
    return b"event: %s\ndata: %s\n\n" % (name.encode(), msgspec.json.encode(data))


class Subscriber:
    """One open stream. `keys` is the scope of its user;
    all but `offer` is used on its event loop.
    """

    def __init__(self, hub: "Hub", keys: frozenset[str]) -> None:
        self.keys = keys
        self.wants_all = True
        self.is_doubted = False  # the user's own row has changed: ask again before another word
        self._hub = hub
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(QUEUE_LIMIT)
        self._is_behind = False

    def offer(self, message: bytes, keys: frozenset[str]) -> None:
        """Hand over an event made for these keys, from any thread; never waits."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.put, message, keys)

    def put(self, message: bytes, keys: frozenset[str] | None = None) -> None:
        """Queue an event, unless it was made for keys that are no longer held; with a full queue
        everything waiting becomes one «pull now».
        """
        if self._is_behind or keys not in (None, self.keys):
            return
        if self._queue.full():
            self.finish(PULL_NOW)
        else:
            self._queue.put_nowait(message)

    def begin_anew(self, keys: frozenset[str]) -> None:
        """With these keys: whatever waits becomes one «pull now»."""
        self.keys = keys
        self.finish(PULL_NOW)

    def doubt(self) -> None:
        """Ask again who the user is, before another word; from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._doubt)

    def _doubt(self) -> None:
        self.is_doubted = True
        self.finish(PULL_NOW)

    def finish(self, message: bytes) -> None:
        """Queue an event in the place of all that wait; until it is read, no other."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(message)
        self._is_behind = True

    async def next(self, timeout_s: float) -> bytes | None:
        """The next event, None when there is none in time."""
        try:
            message = await asyncio.wait_for(self._queue.get(), timeout_s)
        except TimeoutError:
            return None
        if message == PULL_NOW:
            self._is_behind = False
            self.wants_all = True
            self._hub.wake()
        return message


class Hub:
    """Reads for all subscribers of this process on one thread of its own."""

    def __init__(self, database: Database, *, interval_s: float = LIVE_COALESCED_S) -> None:
        self._database = database
        self._interval_s = interval_s
        self._subscribers: set[Subscriber] = set()
        self._lock = threading.Lock()
        self._moved: set[str] | None = set()
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._seq: int | None = None
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="live-read")
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Read no more."""
        self._stop.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()
        self._executor.shutdown()

    def wake(self) -> None:
        """There may be something to say."""
        self._awake.set()

    @property
    def open_streams(self) -> int:
        """How many listen."""
        return len(self._subscribers)

    def subscribe(self, keys: frozenset[str]) -> Subscriber:
        """Open a stream on the running loop; its first event is the newest of every agent."""
        subscriber = Subscriber(self, keys)
        with self._lock:
            self._subscribers.add(subscriber)
        self.wake()
        return subscriber

    def unsubscribe(self, subscriber: Subscriber) -> None:
        """Forget a stream."""
        with self._lock:
            self._subscribers.discard(subscriber)

    def finish_all(self, reason: str) -> None:
        """Say goodbye on every stream; call it on the event loop."""
        with self._lock:
            open_now = list(self._subscribers)
        for subscriber in open_now:
            subscriber.finish(event("bye", {"reason": reason}))

    def note_moved(self, agent_ids: frozenset[str] | None) -> None:
        """These agents moved; None: nobody knows which."""
        with self._lock:
            if agent_ids is None:
                self._moved = None
            elif self._moved is not None:
                self._moved |= agent_ids
        self.wake()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._awake.wait(_LOOK_ANYWAY_S)
            self._awake.clear()
            # A future carries whatever was raised: one failed look must not silence all streams.
            problem = self._executor.submit(self._look).exception()
            if problem is not None:
                _log.error("live_read_failed", extra={"reason": type(problem).__name__})
                self.note_moved(None)
            self._stop.wait(self._interval_s)

    def _look(self) -> None:
        with self._lock:
            open_now = list(self._subscribers)
            moved, self._moved = self._moved, set()
        if not open_now:
            self._seq = None  # whoever comes next begins with everything
            return
        with self._database.read() as connection:
            before, self._seq = self._seq, _seq_now(connection)
            touched = _touched(connection, before, {k for s in open_now for k in s.keys})
            sure = [s for s in open_now if not _doubted(s, touched)]
            whole = [s for s in sure if s.wants_all]
            rows = _rows(connection, None if whole else moved)
            alerts = _alerts(connection, before)
        for subscriber in whole:
            subscriber.wants_all = False
        _tell_latest(whole, rows, is_whole=True)
        ours = rows if moved is None else [row for row in rows if row[0] in moved]
        _tell_latest([s for s in sure if s not in whole], ours, is_whole=False)
        _tell_changes(sure, touched, alerts, self._seq)


Row = tuple[Any, ...]


def _seq_now(connection: Connection) -> int:
    seq: int = connection.execute(select(server.c.seq)).scalar_one()
    return seq


def _rows(connection: Connection, moved: set[str] | None) -> Sequence[Row]:
    """Latest rows in stored form, then the team; of all agents if `moved` is None."""
    if moved is not None and not moved:
        return []
    stored = [
        type_coerce(c, c.type.impl_instance) if isinstance(c.type, TypeDecorator) else c
        for c in (latest.c[name] for name in LATEST_FIELDS)
    ]
    query = select(*stored, agents.c.team_id).join(agents, agents.c.id == latest.c.agent_id)
    if moved is not None:
        query = query.where(latest.c.agent_id.in_(moved))
    return [tuple(row) for row in connection.execute(query)]


def _doubted(subscriber: Subscriber, touched: set[str]) -> bool:
    """Whether the user's own row is among what changed; then the stream has to ask again."""
    is_touched = any(key.startswith(user_key("")) for key in subscriber.keys & touched)
    if is_touched:
        subscriber.doubt()
    return is_touched


def _touched(connection: Connection, since: int | None, keys: Iterable[str]) -> set[str]:
    """Those of the scope keys under which something changed."""
    if since is None:
        return set()
    query = select(change_log.c.scope_key).distinct()
    ours = change_log.c.scope_key.in_(sorted(keys))
    return set(connection.scalars(query.where(ours, change_log.c.seq > since)))


def _alerts(connection: Connection, since: int | None) -> list[Alert]:
    if since is None:
        return []
    query = select(change_log.c.entity_id).where(
        change_log.c.scope_key == EVERYTHING,
        change_log.c.seq > since,
        change_log.c.kind == "alert",
    )
    return list(find_all(connection, Alert, connection.scalars(query)).values())


def _tell_latest(subscribers: Sequence[Subscriber], rows: Sequence[Row], *, is_whole: bool) -> None:
    made: dict[frozenset[str], bytes] = {}
    for subscriber in subscribers:
        keys = subscriber.keys
        if keys not in made:
            made[keys] = _latest_event([r for r in rows if _is_seen(r, keys)], is_whole)
        if made[keys]:
            subscriber.offer(made[keys], keys)


def _latest_event(rows: Sequence[Row], is_whole: bool) -> bytes:
    if not rows and not is_whole:
        return b""
    bare = [row[:-1] for row in rows]
    return event("latest", {"fields": LATEST_FIELDS, "is_whole": is_whole, "rows": bare})


def _is_seen(row: Row, keys: frozenset[str]) -> bool:
    agent = {"id": row[0], "team_id": row[-1]}
    return not keys.isdisjoint((EVERYTHING, *DECLARED["agent"].keys(agent.get)))


def _tell_changes(
    subscribers: Sequence[Subscriber], touched: set[str], alerts: Sequence[Alert], seq: int
) -> None:
    for subscriber in subscribers:
        keys = subscriber.keys
        if not keys.isdisjoint(touched):
            subscriber.offer(event("changed", {"seq": seq}), keys)
        for alert in alerts:
            if not keys.isdisjoint(keys_over(alert)):
                subscriber.offer(event("alert", json_form.body(alert)), keys)
