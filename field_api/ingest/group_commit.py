"""One writer for many requests: what waits is committed together, and answered after the commit.

A full queue refuses at once, so that phones keep what they have and come again.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_log = logging.getLogger(__name__)

QUEUE_LIMIT = 5_000
BATCH_LIMIT = 500


class Full(Exception):
    """The queue is full, or the writer has stopped."""


class GroupCommit(Generic[Item, Result]):
    """Hands batches to `commit` on one thread of its own.

    `commit` answers one result per item, or raises: then each item is tried alone, so that one bad
    item does not fail its neighbours.
    """

    def __init__(
        self, commit: Callable[[Sequence[Item]], list[Result]], *, queue_limit: int = QUEUE_LIMIT
    ) -> None:
        self._commit = commit
        self._queue_limit = queue_limit
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="commit")
        self._thread = threading.Thread(target=self._run, name="group-commit", daemon=True)

    def start(self) -> None:
        """Start the writer."""
        self._thread.start()

    def stop(self) -> None:
        """Commit what waits, then end the writer."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join()
        self._executor.shutdown()

    async def submit(self, item: Item) -> Result:
        """The item's result, once it is committed. Raises Full, or what the commit raised."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        with self._wake:
            if self._stopping or len(self._waiting) >= self._queue_limit:
                raise Full
            self._waiting.append((item, future))
            self._wake.notify()
        return await future

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._stopping)
                if not self._waiting:
                    return
                count = min(len(self._waiting), BATCH_LIMIT)
                batch = [self._waiting.popleft() for _ in range(count)]
            self._settle(batch)

    def _settle(self, batch: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        outcomes = self._outcomes([item for item, _ in batch])
        loop = batch[0][1].get_loop()
        futures = [future for _, future in batch]
        try:
            loop.call_soon_threadsafe(_deliver, futures, outcomes)
        except RuntimeError:  # the loop has closed: nobody waits for the answers any more
            _log.warning("answers_not_delivered", extra={"count": len(batch)})

    def _outcomes(self, items: list[Item]) -> list[Result | BaseException]:
        # A future carries whatever was raised to who waits; it cannot end the writer.
        done = self._executor.submit(self._commit, items)
        problem = done.exception()
        if problem is None:
            return list(done.result())
        if len(items) == 1:
            return [problem]
        _log.warning("batch_failed", extra={"count": len(items), "reason": type(problem).__name__})
        return [self._outcomes([item])[0] for item in items]


def _deliver(
    futures: list["asyncio.Future[Result]"], outcomes: list["Result | BaseException"]
) -> None:
    for future, outcome in zip(futures, outcomes, strict=True):
        if future.done():  # its phone has hung up
            continue
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
