"""What a server that went back to an older copy has forgotten is sent once more under its old ids;
what it still has it answers as a duplicate.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from kobra_desktop.store import kept, outbox, replay, settle
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import SENT
from kobra_domain.wire import OperationResult, Status


def wanted_again(replica: Replica) -> list[Pending]:
    """The operations to be sent once more, oldest first: all when the server seems to have
    forgotten, else those since which no pull was finished.
    """
    with replica.reading() as connection:
        is_all = kept.value(connection, kept.RESEND)
        covered = 0 if is_all else kept.value(connection, kept.COVERED) or 0
        mine = (SENT.c.owner == replica.owner, SENT.c.seq > covered)
        asked = select(SENT).where(*mine).order_by(SENT.c.seq)
        return [_pending(row) for row in connection.execute(asked)]


def settle_again(replica: Replica, results: Sequence[OperationResult]) -> int:
    """Take in the answers: what is no longer taken is held for a person. Answers how many the
    server had forgotten.
    """
    forgotten = 0
    touched: set[tuple[str, str]] = set()
    with replica.editing() as connection:
        for result in results:
            forgotten += result.status is not Status.DUPLICATE
            if settle.outcome(result) is Status.APPLIED:
                continue
            row = connection.execute(select(SENT).where(SENT.c.op_id == result.op_id)).first()
            if row is not None:
                op = _pending(row)
                _hold(connection, op, result)
                touched.add((op.kind, op.entity_id))
        outbox.show(connection, touched)
    replica.tell(outbox.news(touched))
    return forgotten


def is_done(replica: Replica) -> None:
    """All of them were answered."""
    with replica.editing() as connection:
        kept.forget(connection, kept.RESEND)


def _hold(connection: Connection, op: Pending, result: OperationResult) -> None:
    connection.execute(delete(SENT).where(SENT.c.op_id == op.op_id))
    body = settle.read_body(op.kind, result)
    if replay.base(connection, op.kind, op.entity_id) is None or body is not None:
        replay.renew_base(connection, op.kind, op.entity_id, body, result.version or 0)
    outbox.queue(connection, [op])
    state = OpState.CONFLICT if settle.outcome(result) is Status.CONFLICT else OpState.REJECTED
    settle.hold(connection, op, state, result.code, dict(result.params), result.fields)


def _pending(row: Row[Any]) -> Pending:
    return outbox.pending(row, state=OpState.WAITING, attempts=1, code="", params="{}", fields="[]")
