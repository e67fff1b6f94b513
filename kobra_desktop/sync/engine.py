"""One run: push, pull, check, and what the status bar may say meanwhile. Blocking; no Qt, no
threads.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from kobra_desktop.api.errors import Offline, SignInNeeded
from kobra_desktop.api.http import FieldApi
from kobra_desktop.api.session import session
from kobra_desktop.errors import KNOWN, Known
from kobra_desktop.store import kept, outbox, packing, pages, references, strange
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync import check
from kobra_desktop.sync.pull import pull
from kobra_desktop.sync.push import Blame, push, push_again
from kobra_desktop.sync.status import Link, Step, SyncStatus
from kobra_domain.answers import SessionInfo
from kobra_domain.wire import API_VERSION
from kobra_records import json_form

Stopped = Callable[[], bool]
_log = logging.getLogger(__name__)


class Engine:
    """Syncs one replica with one server. `guard` is a lock, for several threads tell the status.
    `clock` is the server's time, `skew` what is added to this machine's to have it.

    `on_status` is called with each new SyncStatus, on the thread where it came about; `on_session`
    when the server has said who is in: at first, and whenever the user's own row has changed.
    """

    def __init__(
        self,
        replica: Replica,
        api: FieldApi,
        clock: Callable[[], datetime],
        guard: AbstractContextManager[Any],
        on_status: Callable[[SyncStatus], None],
        on_session: Callable[[SessionInfo], None] = lambda info: None,
        skew: Callable[[], timedelta] = timedelta,
    ) -> None:
        self._replica = replica
        self._api = api
        self._clock = clock
        self._guard = guard
        self._on_status = on_status
        self._on_session = on_session
        self._skew = skew
        self._is_known = False
        self._blame: Blame = Blame()
        self._looked_at: datetime | None = None
        self._counted_at: datetime | None = None
        with replica.reading() as connection:
            synced_at = kept.time(connection, kept.SYNCED_AT, clock())
        self._status = SyncStatus(synced_at=synced_at, skew=skew())
        self._count()
        replica.subscribe(self._on_changed)

    @property
    def status(self) -> SyncStatus:
        """As it is now."""
        return self._status

    def run(self, stopped: Stopped) -> None:
        """One whole run. Raises ApiError or StoreError, which the status then tells too."""
        try:
            self._api.knock()  # until it answers, the status stays what it was
            self._meet()
            self._say(
                lambda now: replace(now, link=Link.ONLINE, problem=None, rows=0, step=Step.PUSH)
            )
            self._say(lambda now: replace(now, skew=self._skew()))
            pages.take_readable(self._replica)
            push_again(self._replica, self._api)  # what the last run left in doubt
            pushed = push(self._replica, self._api, stopped, self._blame)
            self._say_step(Step.PULL)
            rows = pull(self._replica, self._api, stopped, self._say_rows)
            if stopped():
                return
            if push_again(self._replica, self._api):
                pushed = push(self._replica, self._api, stopped, self._blame)
                rows += pull(self._replica, self._api, stopped, self._say_rows)
            self._note_synced()
            self._say_step(Step.CHECK)
            self._check(stopped, rows, is_idle=rows == 0 and pushed.applied == 0)
            packing.refresh(self._replica, self._clock(), stopped)
            self._meet()  # the user's own row may have come
            if pushed.problem is not None:
                raise pushed.problem
        except KNOWN as problem:
            self._fail(problem)
            raise
        finally:
            self._say_step(Step.IDLE)

    def _meet(self) -> None:
        """Ask who is in, at first and when that may have changed.

        Another user's session must never send this user's edits.
        """
        if self._is_known:
            return
        info = session(self._api)
        if info.user.id != self._replica.owner:
            raise SignInNeeded("another_user")
        with self._replica.pulling() as connection:
            if kept.value(connection, kept.SCOPE) is None:
                kept.keep(connection, kept.SCOPE, list(info.scope))
            kept.keep(connection, kept.SESSION, json_form.builtin(info))
        self._is_known = True
        is_behind = info.api_version > API_VERSION
        self._say(lambda now: replace(now, is_behind=is_behind))
        self._on_session(info)

    def _fail(self, problem: Known) -> None:
        self._say(lambda now: replace(now, link=link_of(problem), problem=problem))

    def _note_synced(self) -> None:
        now = self._clock()
        with self._replica.pulling() as connection:
            for key in (kept.SYNCED_AT, kept.SERVER_AT):
                kept.keep(connection, key, now.isoformat())
            kept.keep(connection, kept.SKEW_S, self._skew().total_seconds())
        unread = strange.count(self._replica)
        if unread:
            _log.warning("rows of a newer server that cannot be read: %d", unread)
        self._say(lambda status: replace(status, synced_at=now, strange=unread))

    def _check(self, stopped: Stopped, rows: int, *, is_idle: bool) -> None:
        now = self._clock()
        doubts = self._doubts(rows, now, is_idle=is_idle)
        if not doubts:
            return
        is_same = self._is_same(stopped, doubts)
        if is_same:
            if check.dangling in doubts:
                self._say_dangling({})
        elif is_same is False and not stopped() and check.begin_resync(self._replica, now):
            self._say_step(Step.PULL)
            pull(self._replica, self._api, stopped, self._say_rows)
            self._look_at_references(now)

    def _doubts(self, rows: int, now: datetime, *, is_idle: bool) -> list[check.Look]:
        """The comparisons that were due and found something."""
        found: list[check.Look] = []
        if self._are_counts_due(now, is_idle=is_idle):
            self._counted_at = now
            if check.counts_differ(self._replica, self._api):
                found.append(check.counts_differ)
        if not found and is_idle and check.is_hash_due(self._replica, now):
            if check.hashes_differ(self._replica, self._api):
                found.append(check.hashes_differ)
            check.note_hashed(self._replica, now)
        if self._are_references_due(rows, now) and self._look_at_references(now):
            found.append(check.dangling)
        return found

    def _are_counts_due(self, now: datetime, *, is_idle: bool) -> bool:
        """At rest always. While rows keep coming now and then: the server counts each kind for it,
        for everybody who has heard of the same change.
        """
        last = self._counted_at
        return is_idle or last is None or not last <= now < last + check.COUNTS_EVERY

    def _is_same(self, stopped: Stopped, doubts: Iterable[check.Look]) -> bool | None:
        """Whether what was in doubt is as it should be, asked between two pulls the second of which
        brought nothing; None while there is no such moment: the next run looks again.
        """
        pull(self._replica, self._api, stopped, lambda _rows: None)  # it may only just have come
        for _ in range(check.TRIES):
            if not any(look(self._replica, self._api) for look in doubts):
                return True
            if pull(self._replica, self._api, stopped, lambda _rows: None) == 0:
                return False
        return None

    def _are_references_due(self, rows: int, now: datetime) -> bool:
        """When rows have come, but not so often that it is felt; soon again while some dangle."""
        last = self._looked_at
        return rows > check.MANY_ROWS or (
            (rows > 0 or self._status.dangling > 0)
            and (last is None or not last <= now < last + check.REFERENCES_EVERY)
        )

    def _look_at_references(self, now: datetime) -> int:
        self._looked_at = now
        found = references.dangling(self._replica)
        if found:
            _log.warning("rows that are named and missing: %s", found)
        return self._say_dangling(found)

    def _say_dangling(self, found: dict[str, int]) -> int:
        missing = sum(found.values())
        self._say(lambda now: replace(now, dangling=missing))
        return missing

    def set_live(self, is_live: bool) -> None:
        """The stream is open, or is not."""
        self._say(lambda now: replace(now, is_live=is_live))

    def signed_in(self) -> None:
        """There is a new session: ask again whose."""
        self._is_known = False

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("outbox"):
            self._count()
        users = changes.ids_of("user")
        if users is None or self._replica.owner in users:
            self._is_known = False

    def _count(self) -> None:
        # Read inside the guard, or an older count could be told after a newer one.
        self._say(self._counted)

    def _counted(self, now: SyncStatus) -> SyncStatus:
        found = outbox.counts(self._replica)
        return replace(
            now,
            waiting=found.waiting,
            conflicts=found.conflict,
            rejected=found.rejected,
            parked=found.parked,
        )

    def _say(self, change: Callable[[SyncStatus], SyncStatus]) -> None:
        with self._guard:
            status = change(self._status)
            if status != self._status:
                self._status = status
                self._on_status(status)

    def _say_rows(self, rows: int) -> None:
        self._say(lambda now: replace(now, rows=rows))

    def _say_step(self, step: Step) -> None:
        self._say(lambda now: replace(now, step=step))


def link_of(problem: Known) -> Link:
    """What a problem says of the link."""
    if isinstance(problem, Offline):
        return Link.OFFLINE
    if isinstance(problem, SignInNeeded):
        return Link.SIGN_IN
    return Link.FAILING
