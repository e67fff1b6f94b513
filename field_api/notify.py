"""Tells all API processes that something was committed: which agents moved, that the feed has more.

A notice is a hint that may be lost or late; tables and feed are the truth. On PostgreSQL notices go
through LISTEN/NOTIFY inside the writing transaction, on SQLite straight to this process.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from field_api.change_log.record import CHANGED_CHANNEL
from field_api.database import Database

if TYPE_CHECKING:
    import psycopg

LATEST_CHANNEL = "kobra_latest"
_IDS_IN_A_NOTICE = 200  # a payload must stay under 8,000 bytes
_LISTEN_S = 0.1  # how long the end of the server may wait for the listener
_RETRY_S = 1.0
_log = logging.getLogger(__name__)

# Agents that moved; None: nobody knows which, look at all.
MovedListener = Callable[[frozenset[str] | None], None]


@dataclass(slots=True)
class Telling:
    """A writing transaction; add to `agents` whose latest position it changes."""

    connection: Connection
    agents: set[str] = field(default_factory=set)


class Notifier:
    """Sends and hears notices for one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._moved: list[MovedListener] = []
        self._changed: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._unlisten: Callable[[], None] | None = None
        self.is_listening = threading.Event()

    def subscribe(self, on_moved: MovedListener, on_changed: Callable[[], None]) -> None:
        """Call these on each notice, on a thread of the notifier or writer; they return at once."""
        self._moved.append(on_moved)
        self._changed.append(on_changed)

    def start(self) -> None:
        """Begin to hear."""
        if self._database.is_postgresql:
            self._thread = threading.Thread(target=self._listen, name="notify", daemon=True)
            self._thread.start()
        else:
            self._unlisten = self._database.on_change(self._tell_changed)
            self.is_listening.set()

    def stop(self) -> None:
        """Hear no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        if self._unlisten is not None:
            self._unlisten()

    @contextmanager
    def telling(self) -> Iterator[Telling]:
        """A writing transaction whose moved agents are told of when it has committed."""
        with self._database.begin() as connection:
            telling = Telling(connection)
            yield telling
            if self._database.is_postgresql:
                _notify(connection, telling.agents)
        if telling.agents and not self._database.is_postgresql:
            self._tell_moved(frozenset(telling.agents))

    def _tell_moved(self, agents: frozenset[str] | None) -> None:
        for listener in self._moved:
            listener(agents)

    def _tell_changed(self) -> None:
        for listener in self._changed:
            listener()

    def _listen(self) -> None:
        import psycopg  # who serves on SQLite may have none

        while not self._stop.is_set():
            try:
                with self._connected() as connection:
                    self._hear(connection)
            except psycopg.Error as problem:
                _log.warning("listener_lost", extra={"reason": type(problem).__name__})
            self.is_listening.clear()
            self._stop.wait(_RETRY_S)

    def _connected(self) -> "psycopg.Connection[tuple[object, ...]]":
        import psycopg

        url = self._database.url.set(drivername="postgresql")
        return psycopg.connect(
            url.render_as_string(hide_password=False), autocommit=True, connect_timeout=10
        )

    def _hear(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        for channel in (LATEST_CHANNEL, CHANGED_CHANNEL):
            connection.execute(f"LISTEN {channel}")
        # What was said while nobody listened is not repeated: look at everything once.
        self.is_listening.set()
        self._tell_moved(None)
        self._tell_changed()
        while not self._stop.is_set():
            for notice in connection.notifies(timeout=_LISTEN_S, stop_after=1):
                if notice.channel == LATEST_CHANNEL:
                    self._tell_moved(frozenset(notice.payload.split(",")))
                else:
                    self._tell_changed()


def _notify(connection: Connection, agents: set[str]) -> None:
    ids = sorted(agents)
    for start in range(0, len(ids), _IDS_IN_A_NOTICE):
        payload = ",".join(ids[start : start + _IDS_IN_A_NOTICE])
        connection.execute(
            text("SELECT pg_notify(:channel, :payload)"),
            {"channel": LATEST_CHANNEL, "payload": payload},
        )
