"""The only file that makes threads: reads, writes and requests leave the GUI thread here and come
back to it here.
"""

import queue
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from kobra_desktop.collecting import Collector, give_back_memory
from kobra_desktop.errors import KNOWN, Known

T = TypeVar("T")
Bug = Callable[[BaseException], None]
Failed = Callable[[Known], None]
# Painting asks for the interpreter many times a frame; with Python's 5 ms a busy worker makes one
# frame in ten take 300 ms, with this 60 to 80.
SWITCH_S = 0.0005


def new_lock() -> AbstractContextManager[Any]:
    """A lock for rooms that may not make threads but are called from several (one refresh of the
    session at a time).
    """
    return threading.Lock()


def new_flag() -> threading.Event:
    """A flag for such rooms, that one thread raises and another looks at."""
    return threading.Event()


@dataclass(frozen=True, slots=True)
class _Job:
    fn: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None
    owner: QObject | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of the job that was handed over under a number."""

    number: int
    value: Any = None
    problem: BaseException | None = None


class _Handed:
    """The jobs that are not answered yet, by number.

    They are held for the GUI thread: what a job was made of (a model's bound method, its owner)
    may have no other holder by then, and a widget whose last holder were a worker would be
    destroyed there, which Qt does not survive.
    """

    def __init__(self) -> None:
        self._jobs: dict[int, _Job] = {}
        self._numbers = count()

    def hold(self, job: _Job) -> int:
        """On the GUI thread; the number under which it is held."""
        number = next(self._numbers)
        self._jobs[number] = job
        return number

    def run(self, number: int) -> _Answer:
        """On a worker, which holds nothing of the job when this returns."""
        try:
            return _Answer(number, self._jobs[number].fn())
        except BaseException as problem:  # the thread ends here: somebody must look at it
            return _Answer(number, problem=problem)

    def take(self, number: int) -> _Job | None:
        """On the GUI thread, whose it is from now on; None once all were dropped."""
        return self._jobs.pop(number, None)

    def drop(self) -> None:
        """On the GUI thread, when no worker lives any more."""
        self._jobs.clear()


class _Lane:
    """A queue and its few workers. Daemons: a request that hangs must not hold the program open.
    `ends_its_work`: what stands in the queue is done before it closes; else it is dropped.
    """

    def __init__(
        self,
        name: str,
        workers: int,
        run: Callable[[int], None],
        *,
        ends_its_work: bool = False,
    ) -> None:
        self._numbers: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._run, self._ends_its_work = run, ends_its_work
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True)
            for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, number: int) -> None:
        if not self._closing.is_set():
            self._numbers.put(number)

    def _work(self) -> None:
        while (number := self._numbers.get()) is not None:
            if self._ends_its_work or not self._closing.is_set():
                self._run(number)

    def close(self) -> list[threading.Thread]:
        self._closing.set()
        for _ in self._threads:
            self._numbers.put(None)
        return self._threads


class Pulse:
    """How a long loop waits and learns that it must end; safe from any thread."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_stopped = False
        self._is_poked = False

    def stopped(self) -> bool:
        """Whether the loop must end."""
        return self._is_stopped

    def wait(self, seconds: float) -> bool:
        """Wait at most so long, less when poked or stopped; answers whether it was poked."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_stopped or self._is_poked, seconds)
            poked, self._is_poked = self._is_poked, False
            return poked

    def poke(self) -> None:
        """Wake the loop now, or make its next wait no wait."""
        with self._condition:
            self._is_poked = True
            self._condition.notify_all()

    def stop(self) -> None:
        """Ask the loop to end."""
        with self._condition:
            self._is_stopped = True
            self._condition.notify_all()


class Background(QObject):
    """Hands plain functions to worker threads and their results back to the GUI thread.

    `done` and `failed` are called on the GUI thread with a frozen value or a known error; what is
    not known goes to `on_bug`. A known error that nobody asked for is told by `problem`, and every
    known error by `met`. When `owner` has been destroyed meanwhile, the result is dropped.
    """

    problem = Signal(object)
    met = Signal(object)
    _arrived = Signal(object)

    def __init__(self, on_bug: Bug, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._arrived.connect(self._on_arrived)
        self._handed = _Handed()
        give_back_memory()
        self._reads = _Lane("read", 3, self._run)
        self._writes = _Lane("write", 1, self._run, ends_its_work=True)
        self._network = _Lane("network", 4, self._run)
        self._loops: list[tuple[threading.Thread, Pulse, Callable[[], None] | None]] = []
        self._is_closed = False
        sys.setswitchinterval(SWITCH_S)
        self._collector = Collector(self)

    def read(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None,
    ) -> None:
        """Read the replica; several at once."""
        self._reads.put(self._handed.hold(_Job(fn, done, failed, owner)))

    def write(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None,
    ) -> None:
        """Write the replica (commands); one after another, in the order given."""
        self._writes.put(self._handed.hold(_Job(fn, done, failed, owner)))

    def network(
        self,
        fn: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None,
    ) -> None:
        """Ask the server; a few at once."""
        self._network.put(self._handed.hold(_Job(fn, done, failed, owner)))

    def keep_running(
        self, loop: Callable[[Pulse], None], stop: Callable[[], None] | None = None
    ) -> Pulse:
        """Run a long loop on a thread of its own until its pulse is stopped.

        `stop` unblocks what the loop hangs in (a socket), and may be called from any thread.
        """
        pulse = Pulse()
        number = self._handed.hold(_Job(lambda: loop(pulse), _ignore, None, None))
        thread = threading.Thread(target=self._run, args=(number,), daemon=True)
        self._loops.append((thread, pulse, stop))
        thread.start()
        return pulse

    def _run(self, number: int) -> None:
        """Called on a worker: the signal is queued to the thread that this object lives on."""
        answer = self._handed.run(number)
        if not self._is_closed and isValid(self):
            self._arrived.emit(answer)

    @Slot(object)
    def _on_arrived(self, answer: _Answer) -> None:
        job, problem = self._handed.take(answer.number), answer.problem
        if problem is not None and not isinstance(problem, KNOWN):
            self._on_bug(problem)
            return
        if problem is not None and not self._is_closed:
            self.met.emit(problem)
        if job is None or self._is_closed or (job.owner is not None and not isValid(job.owner)):
            return
        if problem is None:
            job.done(answer.value)
        elif job.failed is not None:
            job.failed(problem)
        else:
            self.problem.emit(problem)

    @property
    def is_closed(self) -> bool:
        """Whether nobody waits for answers any more: a long job looks, and ends."""
        return self._is_closed

    def close(self, seconds: float = 3.0) -> bool:
        """Stop everything but the writes that were handed over, which are done, and wait at most so
        long; answers whether all threads have ended.
        """
        self._is_closed = True
        threads = []
        for thread, pulse, stop in self._loops:
            pulse.stop()
            if stop is not None:
                stop()
            threads.append(thread)
        for lane in (self._writes, self._reads, self._network):
            threads += lane.close()
        end = monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, end - monotonic()))
        has_ended = not any(thread.is_alive() for thread in threads)
        if has_ended:
            self._handed.drop()
            self._collector.close()
        return has_ended


def _ignore(_value: object) -> None:
    """The result of a loop says nothing."""


class Relay(QObject):
    """Carries values from any thread to the GUI thread: `send` anywhere, `arrived` is emitted
    there.
    """

    arrived = Signal(object)
    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sent.connect(self._on_sent)

    def send(self, value: object) -> None:
        """Emit `arrived` with the value on the thread this object lives on."""
        if isValid(self):
            self._sent.emit(value)

    @Slot(object)
    def _on_sent(self, value: object) -> None:
        self.arrived.emit(value)


class Throttle(QObject):
    """Bursts become few calls: the first at once, the last one later, those between are dropped.
    GUI thread only.
    """

    def __init__(
        self, fn: Callable[[T], None], interval_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fn: Callable[[Any], None] = fn
        self._waiting: list[Any] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_timeout)

    @Slot(object)
    def call(self, value: Any) -> None:
        """Call with this value now, or after the interval unless a newer value comes."""
        if self._timer.isActive():
            self._waiting = [value]
        else:
            self._timer.start()
            self._fn(value)

    @Slot()
    def _on_timeout(self) -> None:
        if self._waiting:
            value = self._waiting.pop()
            self._timer.start()
            self._fn(value)
