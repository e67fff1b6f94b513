"""First step: sends what waits, oldest first. What the server cannot take is held and blocks
nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kobra_desktop.api import operations
from kobra_desktop.api.errors import NotValid, Refusal, ServerFault, TooLarge
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import outbox, settle
from kobra_desktop.store.outbox import Pending
from kobra_desktop.store.replica import Replica

# So often the server may fail at one operation sent alone before it is set aside.
MOST_ATTEMPTS = 5
_AT_FAULT = (NotValid, TooLarge, ServerFault)


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many were confirmed or held, and what the server failed at, if it did."""

    applied: int = 0
    held: int = 0
    problem: Refusal | None = None


def push(replica: Replica, api: FieldApi, stopped: Callable[[], bool]) -> Pushed:
    """Send all that waits now. Raises ApiError when the server cannot be reached at all."""
    total, seq = Pushed(), 0
    while not stopped():
        batch = outbox.next_batch(replica, since=seq)
        if not batch:
            break
        seq = batch[-1].seq
        total = _added(total, _send(replica, api, batch))
    return total


def _send(replica: Replica, api: FieldApi, batch: list[Pending]) -> Pushed:
    try:
        results = operations.send(api, [op.operation() for op in batch])
    except _AT_FAULT as problem:
        if len(batch) == 1:
            return _fault(replica, batch[0], problem)
        return _one_by_one(replica, api, batch)
    settled = settle.settle(replica, results)
    return Pushed(settled.applied, settled.conflicts + settled.rejected)


def _one_by_one(replica: Replica, api: FieldApi, batch: list[Pending]) -> Pushed:
    """Find the one that the server fails at; what stands on it is not sent after it."""
    total = Pushed()
    failed: set[tuple[str, str]] = set()
    for op in batch:
        if (op.kind, op.entity_id) in failed:
            continue
        sent = _send(replica, api, [op])
        if sent.problem is not None or sent.held:
            failed.add((op.kind, op.entity_id))
        total = _added(total, sent)
    return total


def _fault(replica: Replica, op: Pending, problem: Refusal) -> Pushed:
    if isinstance(problem, ServerFault) and op.attempts + 1 < MOST_ATTEMPTS:
        return Pushed(problem=problem)
    settle.refuse(replica, op.op_id, problem.code, **problem.params)
    return Pushed(held=1)


def _added(one: Pushed, other: Pushed) -> Pushed:
    return Pushed(one.applied + other.applied, one.held + other.held, other.problem or one.problem)
