"""A warm process for work that may be long or hostile: it can be killed, and nothing it opens can
harm who asked. One job at a time; a failure ends the process and the next job gets a fresh one.
"""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from kobra_domain.errors import DomainError
from kobra_records.files.memory import keep_within

P = ParamSpec("P")
T = TypeVar("T")

MEMORY_MB = 1_500
SECONDS = 60.0
# What a long life leaves behind in memory ends with the process.
MOST_JOBS = 500


class WorkFailure(DomainError):
    """A job that gave no answer; the worker is ready for the next one."""


class WorkTimedOut(WorkFailure):
    """The job took longer than it may and was killed."""


class WorkTooBig(WorkFailure):
    """The job needed more memory than it may take."""


class WorkCrashed(WorkFailure):
    """The process ended in the middle of the job, or the worker was closed meanwhile."""


class Worker:
    """Runs module-level functions in a process of its own. Safe to call from several threads, which
    wait for each other; the time limit counts from the start of the job.
    """

    def __init__(
        self, *, memory_mb: int = MEMORY_MB, seconds: float = SECONDS, most_jobs: int = MOST_JOBS
    ) -> None:
        self._memory_mb = memory_mb
        self._seconds = seconds
        self._most_jobs = most_jobs
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0
        self._is_closed = False

    def start(self, *modules: str) -> None:
        """Have the process warm, with these modules loaded, before the first job needs it. Waits
        for it, and for a job that runs. Raises WorkFailure.
        """
        with self._turn:
            self._ready_pipe()
        for module in modules:
            self.run(load, module)

    def run(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The job's answer. Raises what the job refused as DomainError, or WorkFailure."""
        return self.run_within(self._seconds, job, *args, **kwargs)

    def run_within(
        self, seconds: float, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `run`, with a time limit of its own."""
        with self._turn:
            pipe = self._ready_pipe()
            try:
                pipe.send((job, args, kwargs))
                if not pipe.poll(seconds):
                    self._end()
                    raise WorkTimedOut("work.timed_out", limit_s=seconds)
                is_answer, value = pipe.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise WorkCrashed("work.crashed") from error
            if isinstance(value, WorkTooBig) or self._jobs >= self._most_jobs:
                self._end()
        if not is_answer:
            raise value
        answer: T = value
        return answer

    def close(self) -> None:
        """End the process; a job that runs in another thread fails as crashed. Final."""
        self._is_closed = True
        process = self._process
        if process is not None:
            with suppress(ValueError):  # it ended by itself and was collected just now
                process.kill()
        with self._turn:
            self._end()

    @property
    def process_id(self) -> int | None:
        """The running process, None before the first job and after a failure."""
        return self._process.pid if self._process else None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready_pipe(self) -> Connection:
        if self._is_closed:
            raise WorkCrashed("work.crashed")
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            try:
                self._pipe, self._process = _started(self._memory_mb)
            except OSError as error:  # the machine has no more processes, files or memory
                raise WorkCrashed("work.crashed") from error
            self._jobs = 0
        self._jobs += 1
        return self._pipe

    def _end(self) -> None:
        """Leave nothing behind: no process, no zombie, no open pipe."""
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def _started(memory_mb: int) -> tuple[Connection, BaseProcess]:
    """A process and our end of its pipe. Raises OSError; then nothing is left open."""
    return spawned("kobra-files", serve, memory_mb)


def spawned(name: str, life: Callable[..., None], *args: Any) -> tuple[Connection, BaseProcess]:
    """A process that lives the `life` (a module's function, given its end of a pipe and the rest),
    and our end of that pipe. Raises OSError; then nothing is left open.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=life, args=(theirs, *args), name=name, daemon=True)
    with theirs:
        try:
            process.start()
        except OSError:
            ours.close()
            raise
    return ours, process


def load(module: str) -> None:
    """A job that makes the next ones quick."""
    import_module(module)


def serve(pipe: Connection, memory_mb: int) -> None:
    """The life of the process: jobs until the other end is gone. Anything a job raises that is no
    refusal ends it, with its traceback on standard error.
    """
    confine(memory_mb)
    while True:
        try:
            job, args, kwargs = pipe.recv()
        except (EOFError, ConnectionError):
            return
        answer = _done(job, args, kwargs)
        try:
            pipe.send(answer)
        except ConnectionError:  # whoever asked has died meanwhile
            return


def confine(memory_mb: int) -> None:
    """What a process of ours does first: Ctrl+C is for who started it, its memory has a limit, and
    what libraries print goes where warnings go, as standard output is the caller's own.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # a window without a console has neither
        os.dup2(2, 1)
    keep_within(memory_mb)


def _done(
    job: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[bool, Any]:
    try:
        return True, job(*args, **kwargs)
    except DomainError as refusal:
        refusal.__traceback__ = refusal.__cause__ = refusal.__context__ = None
        return False, refusal
    except MemoryError:
        return False, WorkTooBig("work.too_big")
