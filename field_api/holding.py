"""Which of the processes on one database does a thing: the one that holds its lease. It is renewed
on a thread of its own, because what is done under it may take a minute.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.lease import hold, release

_LEASE_S, _RENEW_S = 20.0, 5.0
_log = logging.getLogger(__name__)


class Holding:
    """Tries for the lease of a name as long as it runs, each `try_s` while another has it. `term`
    counts how often it was taken anew.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        clock: Callable[[], datetime],
        *,
        renew_s: float = _RENEW_S,
        try_s: float = _RENEW_S,
    ) -> None:
        self._database, self._name, self._clock = database, name, clock
        self._renew_s, self._try_s = renew_s, min(try_s, renew_s)
        self._holder = str(uuid.uuid4())
        self._until_s = 0.0
        self.term = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lease-{name}", daemon=True)

    @property
    def is_held(self) -> bool:
        """Whether this process is the one, as far as can be known without asking."""
        return time.monotonic() < self._until_s

    def start(self) -> None:
        """Try at once, and go on."""
        self._try()
        self._thread.start()

    def stop(self) -> None:
        """Give it back, so that nobody waits for it to expire."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._until_s = 0.0
        try:
            with self._database.begin() as connection:
                release(connection, self._name, self._holder)
        except SQLAlchemyError as problem:
            _log.warning("lease_not_released", extra={"reason": type(problem).__name__})

    def _run(self) -> None:
        while not self._stop.wait(self._renew_s if self.is_held else self._try_s):
            self._try()

    def _try(self) -> None:
        asked_s = time.monotonic()
        try:
            with self._database.begin() as connection:
                is_ours = hold(connection, self._name, self._holder, self._clock(), _LEASE_S)
        except SQLAlchemyError as problem:
            _log.warning("lease_not_renewed", extra={"reason": type(problem).__name__})
            return
        if is_ours and not self.is_held:
            self.term += 1
        self._until_s = asked_s + _LEASE_S - self._renew_s if is_ours else 0.0
