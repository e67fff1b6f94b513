"""Fans events out as they come, in whichever process holds the lease: a thread of its own, because
a mail server that hangs must not keep webhooks from being told.
"""

from collections.abc import Callable
from datetime import datetime

from field_api.database import Database
from field_api.holding import Holding
from field_api.results.fanning import fan_out, has_events
from field_api.worker import Worker

_POLL_S = 1.0


class Fanner(Worker):
    """`tell` hears, after its commit, that there is something to send."""

    def __init__(
        self,
        database: Database,
        holding: Holding,
        clock: Callable[[], datetime],
        tell: Callable[[], None],
    ) -> None:
        super().__init__("fanner", _POLL_S)
        self._database, self._holding, self._clock, self._tell = database, holding, clock, tell

    def look(self) -> None:
        """Fan out all that there is, while this process is the one to do so."""
        if self._holding.is_held:
            self._all()

    def _all(self) -> None:
        while has_events(self._database) and not self.is_over:
            fan_out(self._database, self._clock())
            self._tell()
