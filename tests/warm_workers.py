"""Processes for hostile work outlive the test that began them: to begin one takes half a second of
processor, and hundreds of tests ask theirs for one job.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from kobra_records.files import worker
from kobra_records.files.worker import Worker

_MOST_OWNERS = 100  # what a long life leaves behind in memory ends with the process
_Kind = tuple[int, frozenset[tuple[str, str]]]  # a process has the surroundings it began with


class WarmWorkers:
    """Takes what a `Worker` closes at rest, and gives it to the next of the same memory."""

    def __init__(self) -> None:
        self._idle: dict[_Kind, list[tuple[Connection, BaseProcess]]] = {}
        self._kinds: dict[int | None, _Kind] = {}  # by process id
        self._owners: dict[int | None, int] = {}
        self._begin, self._close = worker._started, Worker.close

    def started(self, memory_mb: int) -> tuple[Connection, BaseProcess]:
        """In place of `_started`."""
        said = {pair for pair in os.environ.items() if pair[0] != "PYTEST_CURRENT_TEST"}
        kind = (memory_mb, frozenset(said))
        held = self._idle.get(kind, [])
        while held:
            pipe, process = held.pop()
            if process.is_alive() and not pipe.poll():
                break
        else:
            pipe, process = self._begin(memory_mb)
        self._kinds[process.pid] = kind
        self._owners[process.pid] = self._owners.get(process.pid, 0) + 1
        return pipe, process

    def close(self, closed: Worker) -> None:
        """In place of `Worker.close`."""
        if closed._turn.acquire(blocking=False):
            pipe, process = closed._pipe, closed._process
            if pipe is not None and process is not None and self._is_good(process):
                closed._pipe = closed._process = None
                self._idle.setdefault(self._kinds[process.pid], []).append((pipe, process))
            closed._turn.release()
        self._close(closed)

    def _is_good(self, process: BaseProcess) -> bool:
        is_known = process.pid in self._kinds
        return is_known and process.is_alive() and self._owners[process.pid] < _MOST_OWNERS

    @contextmanager
    def lent(self) -> Iterator[None]:
        """While the block lasts."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(worker, "_started", self.started)
            patch.setattr(Worker, "close", lambda closed: self.close(closed))
            yield

    def end(self) -> None:
        """Nothing is left."""
        for pipe, process in (one for held in self._idle.values() for one in held):
            pipe.close()
            process.kill()
            process.join()
        self._idle.clear()
