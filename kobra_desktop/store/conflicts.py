"""A person's decisions on held operations: keep mine, take theirs, try again, discard.

A decision sends under a new id: the server answers an old id with its old answer.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Connection, delete, update

from kobra_desktop.store import making, outbox, replay, settle
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError
from kobra_domain.kinds import Entity
from kobra_records import json_form
from kobra_records.sql.tables import to_ms

NewId = Callable[[], str]


def keep_mine(
    replica: Replica,
    op_id: str,
    *,
    new_id: NewId,
    now: datetime,
    fields: Collection[str] | None = None,
) -> None:
    """Send the operation again over the server's present row; `fields`: only these are mine.

    Also «try again» for a rejected operation. Raises DomainError when the row no longer permits it.
    """
    with replica.editing() as connection:
        op = outbox.by_id(connection, op_id)
        if op is None:
            return
        chain = [op, *settle.followers(connection, op)]
        _send_again(connection, chain, new_id, now, None if fields is None else set(fields))
        outbox.show(connection, {(op.kind, op.entity_id)})
    replica.tell(outbox.news({(op.kind, op.entity_id)}))


def take_theirs(replica: Replica, op_id: str, *, new_id: NewId, now: datetime) -> None:
    """Discard the operation; what stood on it is sent if it still can be, unless the row never
    was.
    """
    with replica.editing() as connection:
        op = outbox.by_id(connection, op_id)
        if op is None:
            return
        followers = settle.followers(connection, op)
        connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id == op_id))
        found = replay.base(connection, op.kind, op.entity_id)
        if found is None or found[0] is None:
            gone = [one.op_id for one in followers]
            connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id.in_(gone)))
        else:
            _send_again(connection, followers, new_id, now, None, is_bold=False)
        outbox.show(connection, {(op.kind, op.entity_id)})
    replica.tell(outbox.news({(op.kind, op.entity_id)}))


def _send_again(
    connection: Connection,
    chain: list[Pending],
    new_id: NewId,
    now: datetime,
    fields: set[str] | None,
    *,
    is_bold: bool = True,
) -> None:
    """Make the chain anew over the row as it is without it. `is_bold`: the first may raise."""
    if not chain:
        return
    entity, version, after = _ground(connection, chain)
    for place, op in enumerate(chain):
        wanted = replay.wanted(op)
        if place == 0 and fields is not None:
            wanted = {name: value for name, value in wanted.items() if name in fields}
        try:
            then = revise(COMMANDS[op.command], entity, wanted)
        except DomainError as problem:
            if place == 0 and is_bold:
                raise
            _mark(connection, op, OpState.REJECTED, problem.code, dict(problem.params))
            continue
        changed = making.differences(entity, then, wanted)
        op_id = new_id()
        _renew(connection, op, op_id, changed, version, after, now)
        entity, after = then, op_id if changed else after


def _ground(connection: Connection, chain: list[Pending]) -> tuple[Entity | None, int, str | None]:
    """The row, its version, and the last waiting operation, before any of the chain."""
    first = chain[0]
    found = replay.base(connection, first.kind, first.entity_id)
    entity, version = found or (None, 0)
    after = None
    names = {op.op_id for op in chain}
    for op in outbox.of_entity(connection, first.kind, first.entity_id):
        if op.state is OpState.WAITING and op.op_id not in names:
            entity, after = replay.replayed(op, entity), op.op_id
    return entity, version, after


def _renew(
    connection: Connection,
    op: Pending,
    op_id: str,
    changed: dict[str, tuple[object, object]],
    version: int,
    after: str | None,
    now: datetime,
) -> None:
    here = OUTBOX.c.op_id == op.op_id
    if not changed:  # the server has it already
        connection.execute(delete(OUTBOX).where(here))
        return
    connection.execute(
        update(OUTBOX)
        .where(here)
        .values(
            op_id=op_id,
            changed=json_form.text(changed),
            base_version=version or None,
            after=after,
            made_at=to_ms(now),
            state=OpState.WAITING,
            attempts=0,
            code="",
            params="{}",
            fields="[]",
        )
    )


def _mark(
    connection: Connection, op: Pending, state: OpState, code: str, params: dict[str, object]
) -> None:
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.op_id == op.op_id)
        .values(state=state, code=code, params=json_form.text(params))
    )
