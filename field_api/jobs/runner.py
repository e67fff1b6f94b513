"""Runs jobs on a thread of its own, each in its rhythm, while this process holds their lease."""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from field_api.database import Database
from field_api.lease import hold, release

LEASE = "jobs"
_LEASE_S = 60.0
_TICK_S = 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A function of the present moment, and how many seconds lie between two runs."""

    name: str
    every_s: float
    run: Callable[[datetime], object]


class Runner:
    """Only the process with the lease works; jobs that may run in several at once need none."""

    def __init__(
        self,
        database: Database,
        jobs: Sequence[Job],
        clock: Callable[[], datetime],
        *,
        tick_s: float = _TICK_S,
        lease: str | None = LEASE,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._clock = clock
        self._tick_s = tick_s
        self._lease = lease
        self._holder = str(uuid.uuid4())
        self._due = dict.fromkeys((job.name for job in jobs), 0.0)
        self._stop = threading.Event()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what runs, give the lease back, and end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._executor.shutdown()

    def _run(self) -> None:
        while not self._stop.is_set():
            for job in self._jobs:
                if self._due[job.name] <= time.monotonic() and not self._stop.is_set():
                    self._attempt(job)
            self._stop.wait(self._tick_s)
        self._guarded("release", lambda: self._release())

    def _attempt(self, job: Job) -> None:
        if self._guarded("lease", self._hold):
            self._guarded(job.name, lambda: job.run(self._clock()))
            self._due[job.name] = time.monotonic() + job.every_s

    def _guarded(self, name: str, act: Callable[[], object]) -> object:
        # A future carries whatever went wrong into the log; the next run is not endangered by it.
        done = self._executor.submit(act)
        problem = done.exception()
        if problem is None:
            return done.result()
        is_known = isinstance(problem, SQLAlchemyError)
        _log.error(
            "job_failed",
            extra={"reason": f"{name}: {type(problem).__name__}"},
            exc_info=None if is_known else problem,
        )
        return None

    def _hold(self) -> bool:
        if self._lease is None:
            return True
        with self._database.begin() as connection:
            return hold(connection, self._lease, self._holder, self._clock(), _LEASE_S)

    def _release(self) -> None:
        if self._lease is None:
            return
        with self._database.begin() as connection:
            release(connection, self._lease, self._holder)
