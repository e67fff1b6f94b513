"""First step: sends what waits, oldest first. What the server cannot take is held and blocks
nobody; when the server itself is ill, nothing is held and everything waits.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kobra_desktop.api import operations
from kobra_desktop.api.errors import Busy, NotValid, Refusal, ServerFault, TooLarge
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import outbox, resending, settle
from kobra_desktop.store.outbox import Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync import form_files
from kobra_domain.wire import MOST_OPERATIONS

# Blame that an operation bears before it is set aside. Failing beside others that pass is the
# proof; failing alone at a server that says it is well needs to go on for a quarter of an hour.
MOST_BLAME = 20
BESIDE_OTHERS, ALONE = 4, 1
# So many failures without one success, and the rest of the batch is spared.
MOST_FAILURES = 20
_TOO_OFTEN = (408, 429)

Blame = Counter[str]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many operations were confirmed or held, which ones the server failed at, and how."""

    applied: int = 0
    held: int = 0
    failed: tuple[Pending, ...] = ()
    problem: Refusal | None = None

    @property
    def answered(self) -> int:
        """How many the server had an answer to."""
        return self.applied + self.held


def push(
    replica: Replica, api: FieldApi, stopped: Callable[[], bool], blame: Blame | None = None
) -> Pushed:
    """Send all that waits now. `blame` by operation grows from run to run.

    Raises ApiError when the server cannot be reached, is busy or ill.
    """
    total, seq = Pushed(), 0
    while not stopped():
        batch = outbox.next_batch(replica, since=seq)
        if not batch:
            break
        seq = batch[-1].seq
        total = _added(total, _send(replica, api, batch))
    return _judged(replica, total, Counter() if blame is None else blame)


def push_again(replica: Replica, api: FieldApi) -> bool:
    """Send once more what a server confirmed that has gone back to an older copy since; what it
    still has it answers as a duplicate. Answers whether anything was to be sent. Raises ApiError.
    """
    ops = resending.wanted_again(replica)
    forgotten = 0
    for at in range(0, len(ops), MOST_OPERATIONS):
        batch = ops[at : at + MOST_OPERATIONS]
        form_files.give(replica, api, batch)
        results = operations.send(api, [op.operation() for op in batch])
        forgotten += resending.settle_again(replica, results)
    if forgotten:
        _log.warning("the server had gone back: %d confirmed edits were sent again", forgotten)
    if ops:
        resending.is_done(replica)
    return bool(ops)


def _send(replica: Replica, api: FieldApi, batch: list[Pending]) -> Pushed:
    try:
        form_files.give(replica, api, batch)
        results = operations.send(api, [op.operation() for op in batch])
    except (NotValid, TooLarge) as problem:
        if len(batch) > 1:
            return _one_by_one(replica, api, batch)
        settle.refuse(replica, batch[0].op_id, problem.code, **problem.params)
        return Pushed(held=1)
    except (ServerFault, Busy) as problem:
        if problem.status in _TOO_OFTEN or not api.is_ready():
            raise
        if len(batch) > 1:
            return _one_by_one(replica, api, batch)
        return Pushed(failed=tuple(batch), problem=problem)
    settled = settle.settle(replica, results)
    return Pushed(settled.applied, settled.conflicts + settled.rejected)


def _one_by_one(replica: Replica, api: FieldApi, batch: list[Pending]) -> Pushed:
    """Find the one that the server fails at; what stands on it is not sent after it."""
    total = Pushed()
    broken: set[tuple[str, str]] = set()
    for op in batch:
        if (op.kind, op.entity_id) in broken:
            continue
        sent = _send(replica, api, [op])
        if not sent.applied:
            broken.add((op.kind, op.entity_id))
        total = _added(total, sent)
        if not total.answered and len(total.failed) == MOST_FAILURES:
            break
    return total


def _judged(replica: Replica, total: Pushed, blame: Blame) -> Pushed:
    """Set aside what has failed too often while the server was well otherwise."""
    if not total.answered and len(total.failed) > 1:
        return total  # nothing passes: it is the server
    held = 0
    for op in total.failed:
        blame[op.op_id] += BESIDE_OTHERS if total.answered else ALONE
        if blame[op.op_id] >= MOST_BLAME and total.problem is not None:
            settle.refuse(replica, op.op_id, total.problem.code, **total.problem.params)
            del blame[op.op_id]
            held += 1
    is_left = held < len(total.failed)
    return Pushed(total.applied, total.held + held, problem=total.problem if is_left else None)


def _added(one: Pushed, other: Pushed) -> Pushed:
    return Pushed(
        one.applied + other.applied,
        one.held + other.held,
        one.failed + other.failed,
        other.problem or one.problem,
    )
