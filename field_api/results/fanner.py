"""Fans events out as they come, in whichever process holds the lease: a thread of its own, because
a mail server that hangs must not keep webhooks from being told.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.results.fanning import fan_out, has_events
from field_api.results.holding import Holding

_POLL_S = 1.0
_AFTER_FAILURE_S = 5.0
_log = logging.getLogger(__name__)


class Fanner:
    """`tell` hears, after its commit, that there is something to send."""

    def __init__(
        self,
        database: Database,
        holding: Holding,
        clock: Callable[[], datetime],
        tell: Callable[[], None],
    ) -> None:
        self._database, self._holding, self._clock, self._tell = database, holding, clock, tell
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="fanner", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the batch at hand, and end."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """There may be an event."""
        self._wake.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if self._holding.is_held:
                    self._all()
            except SQLAlchemyError as problem:
                _log.error("fanning_failed", extra={"reason": type(problem).__name__})
                self._stop.wait(_AFTER_FAILURE_S)
            except Exception:
                _log.exception("fanning_failed")
                self._stop.wait(_AFTER_FAILURE_S)
            self._wake.wait(_POLL_S)
            self._wake.clear()

    def _all(self) -> None:
        while has_events(self._database) and not self._stop.is_set():
            fan_out(self._database, self._clock())
            self._tell()
