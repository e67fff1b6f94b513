"""Posts what waits, while this process holds the lease: each endpoint has its own queue with one
post in flight, so that one that hangs holds nobody else.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhooks
from field_api.webhooks.attempts import (
    Taken,
    Tried,
    attempt,
    give_back,
    is_due,
    settle,
    take,
    take_back,
)
from field_api.webhooks.endpoints import WAITING
from field_api.webhooks.off import tell_off
from field_api.webhooks.posting import Poster
from kobra_domain.deliveries import DeliveryChannel, DeliveryPurpose

LEASE = "webhooks"
LEASE_S = 15.0
_RENEW_S = 5.0
_TICK_S = 0.5
_AFTER_FAILURE_S = 3.0  # of the database
_MOST = 24  # endpoints that are posted to at once
_MOST_FAILING = _MOST // 2  # of them, those that failed last: the others always have room
_IN_A_ROW = 25
_TOGETHER, _TOGETHER_S = 5, 1.0  # are written down at once, and no later than that
_TEST_AGE = timedelta(minutes=2)
_log = logging.getLogger(__name__)

Hold = Callable[[str], bool]


class WebhookSender:
    """One a process. `hold` takes or renews the lease for a holder, `release` gives it back."""

    def __init__(
        self,
        database: Database,
        data_folder: Path,
        clock: Callable[[], datetime],
        hold: Hold,
        release: Callable[[str], None],
        *,
        is_paused: Callable[[], bool] = lambda: False,
        poster: Poster | None = None,
        tick_s: float = _TICK_S,
    ) -> None:
        self._database, self._data_folder, self._clock = database, data_folder, clock
        self._hold, self._release, self._is_paused = hold, release, is_paused
        self.poster = poster or Poster()
        self._tick_s = tick_s
        self._holder = str(uuid.uuid4())
        self._held_until = 0.0
        self._is_holder = False
        self._turn = threading.Lock()
        self._busy: dict[str, bool] = {}  # endpoint → whether it failed last
        self._left: set[str] = set()  # whose delivery hangs in the air since the database failed
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to post."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something new; from any thread."""
        self._awake.set()

    def stop(self) -> None:
        """End what is under way (it will be posted again, under its id) and give the lease back."""
        self._stop.set()
        self._awake.set()
        self.poster.close()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            is_well = self._guarded(self._look)
            self._awake.wait(self._tick_s) if is_well else self._stop.wait(_AFTER_FAILURE_S)
            self._awake.clear()
        until = time.monotonic() + 5.0
        while self._busy and time.monotonic() < until:
            self._awake.wait(0.05)
            self._awake.clear()
        if self._is_holder:
            self._guarded(lambda: self._release(self._holder))

    def _look(self) -> None:
        if not self._holds() or self._is_paused():
            return
        now = self._clock()
        self._take_back_left()
        with self._database.read() as connection:
            due = connection.execute(_due(now)).all()
        for row in due:
            self._begin(row)

    def _holds(self) -> bool:
        """Whether the lease is this process's; renewed long before its end, taken within a tick
        once it is free.
        """
        if time.monotonic() < self._held_until:
            return self._is_holder
        had = self._is_holder
        self._is_holder = self._hold(self._holder)
        wait = _RENEW_S if self._is_holder else self._tick_s
        self._held_until = time.monotonic() + wait
        if self._is_holder and not had:
            self._take_over()
        return self._is_holder

    def _take_over(self) -> None:
        """What the one before was posting is posted again: whether it arrived nobody knows."""
        with self._turn:
            ours = list(self._busy)
        d = deliveries.c
        with self._database.begin() as connection:
            others = d.target_id.not_in(ours) if ours else d.id.is_not(None)
            take_back(connection, *_POSTS, others)
            # Whoever asked for a test waits no longer than that: its process is gone.
            is_left = d.tried_at < self._clock() - _TEST_AGE
            take_back(connection, d.channel == DeliveryChannel.WEBHOOK, is_left)

    def _take_back_left(self) -> None:
        with self._turn:
            left = [one for one in self._left if one not in self._busy]
        if left:
            with self._database.begin() as connection:
                take_back(connection, *_POSTS, deliveries.c.target_id.in_(left))
            self._left.difference_update(left)

    def _begin(self, row: "Row[tuple[str, int]]") -> None:
        is_failing = row.failures > 0
        with self._turn:
            failing = sum(self._busy.values())
            is_full = len(self._busy) >= _MOST or (is_failing and failing >= _MOST_FAILING)
            if is_full or row.id in self._busy or self._stop.is_set():
                return
            self._busy[row.id] = is_failing
        name = f"webhook-{row.id}"
        threading.Thread(target=self._serve, args=(row.id,), name=name, daemon=True).start()

    def _serve(self, webhook_id: str) -> None:
        try:
            self._post_some(webhook_id)
        except Exception as problem:
            self._left.add(webhook_id)
            is_known = isinstance(problem, SQLAlchemyError)
            _log.error(
                "webhook_not_settled",
                extra={"reason": type(problem).__name__},
                exc_info=None if is_known else problem,
            )
        finally:
            with self._turn:
                self._busy.pop(webhook_id, None)
            self._awake.set()

    def _post_some(self, webhook_id: str) -> None:
        """One after the other; after many of them others have their turn. What came of some is
        written together with the taking of the next: who writes has the database for itself.
        """
        left = _IN_A_ROW
        with self._database.begin() as connection:
            taken = self._taken(connection, webhook_id, left)
        while taken:
            tried = self._posted(taken)
            left -= len(tried)
            with self._database.begin() as connection:
                give_back(connection, taken[len(tried) :])
                is_on = self._settled(connection, taken, tried)
                taken = self._taken(connection, webhook_id, left) if is_on else []

    def _taken(self, connection: Connection, webhook_id: str, left: int) -> list[Taken]:
        if left <= 0 or self._is_held_up():
            return []
        most = min(left, _TOGETHER)
        return take(connection, self._data_folder, webhook_id, self._clock(), most)

    def _posted(self, taken: Sequence[Taken]) -> list[Tried]:
        """What came of the first of them: of all while they are confirmed, and soon enough."""
        tried: list[Tried] = []
        until = time.monotonic() + _TOGETHER_S
        for one in taken:
            tried.append(attempt(self.poster, one, self._clock))
            if not tried[-1].is_ok or self._is_held_up() or time.monotonic() > until:
                break
        return tried

    def _settled(
        self, connection: Connection, taken: Sequence[Taken], tried: Sequence[Tried]
    ) -> bool:
        """Write what came of them; answers whether the endpoint is on."""
        now, is_on = self._clock(), True
        for one, done in zip(taken, tried, strict=False):
            reason = settle(connection, one, done, now)
            if reason is not None:
                tell_off(connection, one.hook, reason, now)
                is_on = False
        return is_on

    def _is_held_up(self) -> bool:
        return self._stop.is_set() or self._is_paused()

    def _guarded(self, act: Callable[[], object]) -> bool:
        """Whether it went well; what went wrong is logged."""
        try:
            act()
        except Exception as problem:
            is_known = isinstance(problem, SQLAlchemyError)
            _log.error(
                "webhooks_failed",
                extra={"reason": type(problem).__name__},
                exc_info=None if is_known else problem,
            )
            return False
        return True


# A test is posted by whoever asked for it.
_POSTS = (
    deliveries.c.channel == DeliveryChannel.WEBHOOK,
    deliveries.c.purpose != DeliveryPurpose.TEST,
)


def _due(now: datetime) -> "Select[tuple[str, int]]":
    """The endpoints that something waits for, the one first that was served longest ago."""
    w, d = webhooks.c, deliveries.c
    awake = or_(w.rests_until.is_(None), is_due(w.rests_until, now))
    waits = select(d.id).where(d.target_id == w.id, WAITING, is_due(d.next_at, now)).exists()
    asked = select(w.id, w.failures).where(w.is_on, awake, waits)
    return asked.order_by(w.last_at.is_not(None), w.last_at, w.id)
