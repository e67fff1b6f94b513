"""What the server's answers do to the outbox and to the rows under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, update

from kobra_desktop.store import outbox, replay, sent
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.errors import Invalid
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from kobra_records.ids import new_id


@dataclass(frozen=True, slots=True)
class Settled:
    """How many operations the answers confirmed or held."""

    applied: int = 0
    conflicts: int = 0
    rejected: int = 0


def settle(replica: Replica, results: Sequence[OperationResult]) -> Settled:
    """Take in the answers, in one transaction; an answer to an unknown operation is passed over."""
    numbers = dict.fromkeys((Status.APPLIED, Status.CONFLICT, Status.REJECTED), 0)
    touched: set[tuple[str, str]] = set()
    with replica.editing() as connection:
        for result in results:
            op = outbox.by_id(connection, result.op_id)
            if op is None:
                continue
            status = outcome(result)
            numbers[status] += 1
            _take(connection, op, status, result)
            touched.add((op.kind, op.entity_id))
        outbox.show(connection, touched)
    replica.tell(outbox.news(touched))
    return Settled(numbers[Status.APPLIED], numbers[Status.CONFLICT], numbers[Status.REJECTED])


def outcome(result: OperationResult) -> Status:
    """What became of the operation, now or when it was first answered."""
    if result.status is not Status.DUPLICATE:
        return result.status
    return result.first or Status.APPLIED


def _take(connection: Connection, op: Pending, status: Status, result: OperationResult) -> None:
    if status is Status.APPLIED:
        _renew(connection, op, result)
        sent.note(connection, op.op_id)
        connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id == op.op_id))
        return
    if status is Status.REJECTED and result.code == "parked" and _is_forgotten(connection, op):
        _ask_anew(connection, op)
        return
    if read_body(op.kind, result) is not None:
        _renew(connection, op, result)
    if op.state is OpState.PARKED:
        return  # refused because of the one it stands on: that one carries the reason
    state = OpState.CONFLICT if status is Status.CONFLICT else OpState.REJECTED
    hold(connection, op, state, result.code, dict(result.params), result.fields)


def _is_forgotten(connection: Connection, op: Pending) -> bool:
    """Whether the server does not know a predecessor that it confirmed, or one that waits again."""
    previous = outbox.by_id(connection, op.after or "")
    return previous is None or previous.state is OpState.WAITING


def _ask_anew(connection: Connection, op: Pending) -> None:
    """The server went back to an older copy. What it confirmed since is sent once more, and then
    this, under a new id: to the old one it would repeat its answer.
    """
    fresh = new_id()
    has_predecessor = outbox.by_id(connection, op.after or "") is not None
    after = op.after if has_predecessor or sent.is_known(connection, op.after or "") else None
    here = update(OUTBOX).where(OUTBOX.c.op_id == op.op_id)
    connection.execute(here.values(op_id=fresh, after=after, attempts=0))
    connection.execute(update(OUTBOX).where(OUTBOX.c.after == op.op_id).values(after=fresh))
    sent.want_again(connection)


def _renew(connection: Connection, op: Pending, result: OperationResult) -> None:
    """The server's body, unless a pull has brought a newer one meanwhile."""
    had = replay.base(connection, op.kind, op.entity_id)
    version = result.version or 0
    if had is not None and had[1] > version:
        return
    body = read_body(op.kind, result)
    if body is None:
        # Applied, but out of our sight or not told, or in words of a newer server: what was wanted
        # stands until the feed says more.
        body = replay.replayed(op, had[0] if had else None)
    replay.renew_base(connection, op.kind, op.entity_id, body, version)


def read_body(kind: str, result: OperationResult) -> Entity | None:
    """The row in an answer; None when there is none, or it cannot be read."""
    if result.body is None:
        return None
    try:
        return json_form.read_body(KINDS[kind], result.body)
    except Invalid:
        return None


def hold(
    connection: Connection,
    op: Pending,
    state: OpState,
    code: str,
    params: dict[str, object],
    fields: Iterable[str] = (),
) -> None:
    """Keep the operation for a person to decide, and park what stands on it."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.op_id == op.op_id)
        .values(
            state=state,
            code=code,
            params=json_form.text(params),
            fields=json_form.text(list(fields)),
        )
    )
    for follower in followers(connection, op):
        if follower.state is OpState.WAITING:
            connection.execute(
                update(OUTBOX).where(OUTBOX.c.op_id == follower.op_id).values(state=OpState.PARKED)
            )


def followers(connection: Connection, op: Pending) -> list[Pending]:
    """The operations made on top of this one, directly or not, oldest first."""
    names = {op.op_id}
    found = []
    for other in outbox.of_entity(connection, op.kind, op.entity_id):
        if other.after in names:
            names.add(other.op_id)
            found.append(other)
    return found


def refuse(replica: Replica, op_id: str, code: str, **params: object) -> None:
    """Hold an operation that the server cannot even answer (poison): visible, and blocking
    nobody.
    """
    with replica.editing() as connection:
        op = outbox.by_id(connection, op_id)
        if op is None:
            return
        hold(connection, op, OpState.REJECTED, code, params)
        touched = {(op.kind, op.entity_id)}
        outbox.show(connection, touched)
    replica.tell(outbox.news(touched))
