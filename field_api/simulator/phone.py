"""One simulated phone: a queue that is told in order, and waits longer after each refusal."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import requests

from field_api.simulator.collect_app import CollectApp
from field_api.simulator.events import CheckedIn, Ended, Event, Fix, Heartbeat
from field_api.simulator.osmand_forms import form_of

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
TIMEOUT_S = 30
REFRESH_EACH = timedelta(seconds=60)


@dataclass(slots=True)
class Phone:
    """What one agent carries: the positions' app, and the app for forms if it has one.

    Only one thread may let it speak at a time. `tally` is its own count; `refill` gives the
    events of the next day when there is nothing left to tell.
    """

    code: str
    generation: int
    url: str
    events: deque[Event]
    forms: CollectApp | None = None
    tally: Counter[str] = field(default_factory=Counter)
    refill: Callable[[], Iterable[Event]] | None = None
    _waits_until: datetime | None = None
    _pause: timedelta = FIRST_PAUSE
    _refreshes_at: datetime | None = None

    def next_at(self) -> datetime | None:
        """When it next has something to say; None: never again."""
        times = [self.events[0].sent_at] if self.events else []
        if self.forms is not None and self._refreshes_at is not None:
            times.append(self._refreshes_at)
        if not times:
            return None
        soonest = min(times)
        return max(soonest, self._waits_until) if self._waits_until else soonest

    def speak(self, now: datetime, http: requests.Session) -> None:
        """Tell everything that is due, first things first; stop at the first that is not taken."""
        try:
            self._refresh(now)
            while self.events and self.events[0].sent_at <= now:
                self._tell(self.events[0], http)
                self.events.popleft()
            if not self.events and self.refill is not None:
                self.events.extend(self.refill())
        except requests.RequestException:
            self.tally["failed"] += 1
            self._waits_until = now + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            return
        self._waits_until, self._pause = None, FIRST_PAUSE

    def _refresh(self, now: datetime) -> None:
        if self.forms is not None and (self._refreshes_at is None or now >= self._refreshes_at):
            self.forms.refresh(now)
            self._refreshes_at = now + REFRESH_EACH

    def _tell(self, event: Event, http: requests.Session) -> None:
        if isinstance(event, CheckedIn | Ended):
            if self.forms is not None:
                self.forms.act(event)
            return
        form = form_of(event, self.generation, self.code)
        answer = http.request(
            form.method,
            self.url,
            params=dict(form.query),
            data=dict(form.form) or None,
            json=form.json,
            timeout=TIMEOUT_S,
        )
        answer.raise_for_status()
        self._count(event)

    def _count(self, event: Fix | Heartbeat) -> None:
        self.tally["fixes" if isinstance(event, Fix) else "heartbeats"] += 1
