"""Posts what waits, while this process holds the lease: each endpoint has its own queue with one
post in flight, so that one that hangs holds nobody else.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.holding import Holding
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
from field_api.worker import Worker
from kobra_domain.deliveries import DeliveryChannel, DeliveryPurpose

_LEASE = "webhooks"
_TICK_S = 0.5
_AFTER_FAILURE_S = 3.0  # of the database
_MOST = 24  # endpoints that are posted to at once
_MOST_FAILING = _MOST // 2  # of them, those that failed last: the others always have room
_IN_A_ROW = 25
_TOGETHER, _TOGETHER_S = 5, 1.0  # are written down at once, and no later than that
_TEST_AGE = timedelta(minutes=2)
_log = logging.getLogger(__name__)


class WebhookSender(Worker):
    """One a process, of which the one with the lease posts."""

    def __init__(
        self,
        database: Database,
        data_folder: Path,
        clock: Callable[[], datetime],
        *,
        is_paused: Callable[[], bool] = lambda: False,
        poster: Poster | None = None,
        tick_s: float = _TICK_S,
    ) -> None:
        super().__init__("webhooks", tick_s, after_failure_s=_AFTER_FAILURE_S)
        self._database, self._data_folder, self._clock = database, data_folder, clock
        self._is_paused = is_paused
        self.poster = poster or Poster()
        self._holding = Holding(database, _LEASE, clock, try_s=tick_s)
        self._term = 0
        self._turn = threading.Lock()
        self._busy: dict[str, bool] = {}  # endpoint → whether it failed last
        self._left: set[str] = set()  # whose delivery hangs in the air since the database failed

    def start(self) -> None:
        """Try for the lease, and begin to post."""
        self._holding.start()
        super().start()

    def stop(self) -> None:
        """End what is under way (it will be posted again, under its id) and give the lease back."""
        self._stopped.set()  # before what is under way ends: nothing else is begun
        self.poster.close()
        super().stop()
        self._holding.stop()

    def ended(self) -> None:
        """What was under way is written down."""
        until = time.monotonic() + 5.0
        while self._busy and time.monotonic() < until:
            self._woken.wait(0.05)
            self._woken.clear()

    def look(self) -> None:
        """Begin with each endpoint that something waits for."""
        if not self._looked_after() or self._is_paused():
            return
        now = self._clock()
        self._take_back_left()
        with self._database.read() as connection:
            due = connection.execute(_due(now)).all()
        for row in due:
            self._begin(row)

    def _looked_after(self) -> bool:
        """Whether the lease is held; whoever just got it first sees to what hangs in the air."""
        if not self._holding.is_held:
            return False
        if self._term != self._holding.term:
            term = self._holding.term
            self._take_over()
            self._term = term
        return True

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
            if is_full or row.id in self._busy or self.is_over:
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
            self.wake()

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
        return self.is_over or self._is_paused()


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
