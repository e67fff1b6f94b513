"""Asks for a plan in a process of its own: it cannot freeze, fill or crash who asks, and no plan
leaves here that the evaluator does not find lawful.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from kobra_desktop.planning.stages import Asked, Found, Search
from kobra_domain.errors import DomainError
from kobra_domain.planning.checking import check
from kobra_domain.planning.draft import never
from kobra_records.files.worker import confine, spawned

MEMORY_MB = 3_000
# How long it may take beyond what was asked, to start, and to end with its reasons.
GRACE_S = 60.0
LONGEST_S = 3_600.0
LOOK_S = 0.05
Runner = Callable[[Asked, Callable[[Found], None], Callable[[], bool]], Found]


class PlanFailed(DomainError):
    """No plan was found, for the engine's own sake; nothing is changed."""


class PlanCancelled(DomainError):
    """Whoever asked wants none any more."""


def run(asked: Asked, tell: Callable[[Found], None], enough: Callable[[], bool]) -> Found:
    """The search itself."""
    return Search(asked, tell, enough).run()


def solve(
    asked: Asked,
    *,
    better: Callable[[Found], None] | None = None,
    enough: Callable[[], bool] = never,
    cancelled: Callable[[], bool] = never,
    grace_s: float = GRACE_S,
    runner: Runner = run,
) -> Found:
    """The best plan found in the time asked. `better` is told each better one, all lawful;
    `enough` ends the search early with what it has; `cancelled` ends it with PlanCancelled. Both
    are asked many times a second, in this thread. Raises PlanFailed if the engine crashes, hangs or
    offers nothing lawful; a module-level `runner` takes the search's place.
    """
    if not asked.problem.agents:
        raise PlanFailed("plan.no_agents")
    try:
        ours, process = spawned("kobra-plan", serve, asked, runner)
    except OSError as error:
        raise PlanFailed("plan.engine_crashed") from error
    with ours:
        try:
            return _awaited(ours, asked, better, enough, cancelled, grace_s)
        finally:
            process.kill()
            process.join()
            process.close()


def _awaited(
    pipe: Connection,
    asked: Asked,
    better: Callable[[Found], None] | None,
    enough: Callable[[], bool],
    cancelled: Callable[[], bool],
    grace_s: float,
) -> Found:
    limit_s = (LONGEST_S if asked.turns is not None else asked.seconds) + grace_s
    until, is_told = time.monotonic() + limit_s, False
    while True:
        if cancelled():
            raise PlanCancelled("plan.cancelled")
        if not is_told and enough():
            is_told = True
            until = min(until, time.monotonic() + grace_s)
            with suppress(OSError):
                pipe.send(True)
        if time.monotonic() > until:
            raise PlanFailed("plan.engine_hung", limit_s=round(limit_s))
        found = _said(pipe)
        if found is None:
            continue
        is_lawful = not check(asked.problem, found.plan)
        if found.is_last:
            if not is_lawful:
                raise PlanFailed("plan.engine_unlawful")
            return found
        if is_lawful and better is not None:
            better(found)


def _said(pipe: Connection) -> Found | None:
    """What the process says now, if anything. Raises PlanFailed."""
    try:
        found: Found | str | None = pipe.recv() if pipe.poll(LOOK_S) else None
    except (EOFError, OSError) as error:
        raise PlanFailed("plan.engine_crashed") from error
    if isinstance(found, str):
        raise PlanFailed(found)
    return found


def serve(pipe: Connection, asked: Asked, runner: Runner) -> None:
    """The life of the process: one search. A bug ends it with its traceback on standard error."""
    confine(MEMORY_MB)
    try:
        found: Found | str = runner(asked, pipe.send, pipe.poll)
    except MemoryError:
        found = "plan.too_big"
    with suppress(ConnectionError):  # whoever asked has gone
        pipe.send(found)
