"""A person's decisions on held operations: keep mine, take theirs, try again, discard.

A decision sends under a new id: the server answers an old id with its old answer.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, update

from kobra_desktop.store import making, outbox, replay, settle
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, Invalid
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
    theirs: Mapping[str, Any] | None = None,
) -> None:
    """Send the operation again over the server's present row; `fields`: only these are mine.

    `theirs`: field → JSON value of the server's that the person decided over; None, as it is now.
    What has become other since is overwritten by nobody: it is a conflict (anew).

    Raises Invalid (`changed_meanwhile`), and DomainError when the row no longer permits it.
    """
    with replica.editing() as connection:
        op = outbox.by_id(connection, op_id)
        if op is None:
            return
        chain = [op, *settle.followers(connection, op)]
        wanted = None if fields is None else set(fields)
        is_sent = _send_again(connection, chain, new_id, now, wanted, theirs=theirs)
        outbox.show(connection, {(op.kind, op.entity_id)})
    replica.tell(outbox.news({(op.kind, op.entity_id)}))
    if not is_sent:
        raise Invalid("changed_meanwhile")


def take_theirs(replica: Replica, op_ids: Iterable[str], *, new_id: NewId, now: datetime) -> None:
    """Discard these operations; what stood on one is sent if it still can be, unless the row never
    was.
    """
    touched: set[tuple[str, str]] = set()
    with replica.editing() as connection:
        for op_id in op_ids:
            op = outbox.by_id(connection, op_id)
            if op is not None:
                _discard(connection, op, new_id, now)
                touched.add((op.kind, op.entity_id))
        outbox.show(connection, touched)
    replica.tell(outbox.news(touched))


def _discard(connection: Connection, op: Pending, new_id: NewId, now: datetime) -> None:
    followers = settle.followers(connection, op)
    connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id == op.op_id))
    found = replay.base(connection, op.kind, op.entity_id)
    if found is None or found[0] is None:
        gone = [one.op_id for one in followers]
        connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id.in_(gone)))
    else:
        _send_again(connection, followers, new_id, now, None, theirs={}, is_bold=False)


def _send_again(
    connection: Connection,
    chain: list[Pending],
    new_id: NewId,
    now: datetime,
    fields: set[str] | None,
    *,
    theirs: Mapping[str, Any] | None,
    is_bold: bool = True,
) -> bool:
    """Make the chain anew over the row as it is without it; answers whether the first could be.
    `is_bold`: without the first, which may raise, nothing is sent.
    """
    if not chain:
        return True
    entity, version, after, own = _ground(connection, chain)
    for place, op in enumerate(chain):
        wanted = replay.wanted(op)
        if place == 0 and fields is not None:
            wanted = {name: value for name, value in wanted.items() if name in fields}
        decided = theirs if place == 0 else {}
        contested = _contested(op, wanted, entity, own, decided)
        if contested:
            _hold(connection, op, OpState.CONFLICT, "conflict", fields=contested)
            if place == 0 and is_bold:
                return False
            continue
        try:
            then = revise(COMMANDS[op.command], entity, wanted)
        except DomainError as problem:
            if place == 0 and is_bold:
                raise
            _hold(connection, op, OpState.REJECTED, problem.code, dict(problem.params))
            continue
        changed = making.differences(entity, then, wanted)
        op_id = new_id()
        _renew(connection, op, op_id, changed, version, after, now)
        own |= changed.keys()
        entity, after = then, op_id if changed else after
    return True


def _contested(
    op: Pending,
    wanted: Collection[str],
    entity: Entity | None,
    own: Collection[str],
    decided: Mapping[str, Any] | None,
) -> list[str]:
    """The fields that the row has neither as the operation saw them, nor as it wants them, nor from
    the chain itself, and over which nobody has `decided` as they are now.
    """
    if entity is None or decided is None:
        return []
    found = []
    for name in sorted(set(wanted) - set(own)):
        known = [*op.changed[name]] + ([decided[name]] if name in decided else [])
        if json_form.text(getattr(entity, name)) not in map(json_form.text, known):
            found.append(name)
    return found


def _ground(
    connection: Connection, chain: list[Pending]
) -> tuple[Entity | None, int, str | None, set[str]]:
    """The row, its version, the last waiting operation, and the fields that those which wait write,
    before any of the chain.
    """
    first = chain[0]
    found = replay.base(connection, first.kind, first.entity_id)
    entity, version = found or (None, 0)
    after, own = None, set[str]()
    names = {op.op_id for op in chain}
    for op in outbox.of_entity(connection, first.kind, first.entity_id):
        if op.state is OpState.WAITING and op.op_id not in names:
            entity, after = replay.replayed(op, entity), op.op_id
            own |= op.changed.keys()
    return entity, version, after, own


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


def _hold(
    connection: Connection,
    op: Pending,
    state: OpState,
    code: str,
    params: Mapping[str, object] | None = None,
    fields: Collection[str] = (),
) -> None:
    values = {"state": state, "code": code, "params": json_form.text(dict(params or {}))}
    held = update(OUTBOX).where(OUTBOX.c.op_id == op.op_id)
    connection.execute(held.values(**values, fields=json_form.text(list(fields))))
