"""Edits that the server has not confirmed (see `making`), settled by its answer.

The row that queries read is the server's body with the waiting operations replayed over it.
Operations that were refused are held, visible, until a person decides (see conflicts).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from kobra_desktop.store import replay, rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.wire import MOST_OPERATIONS, Operation
from kobra_records import json_form
from kobra_records.sql.tables import from_ms, to_ms


class OpState(StrEnum):
    """Where an operation stands: to be sent, or held with the reason why."""

    WAITING = "waiting"
    PARKED = "parked"
    CONFLICT = "conflict"
    REJECTED = "rejected"


HELD = (OpState.PARKED, OpState.CONFLICT, OpState.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One operation of the outbox. `changed` is field → (value seen, value wanted), JSON values."""

    seq: int
    op_id: str
    owner: str
    kind: str
    entity_id: str
    command: str
    changed: dict[str, tuple[Any, Any]]
    base_version: int | None
    after: str | None
    made_at: datetime
    state: OpState
    attempts: int = 0
    code: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    act_id: str | None = None
    reason: str = ""

    def operation(self) -> Operation:
        """What is sent."""
        return Operation(
            op_id=self.op_id,
            command=self.command,
            entity_id=self.entity_id,
            changed=self.changed,
            base_version=self.base_version,
            after=self.after,
            act_id=self.act_id,
            reason=self.reason,
        )


def of_entity(connection: Connection, kind: str, entity_id: str) -> list[Pending]:
    """The operations on one row, oldest first."""
    return of_entities(connection, kind, [entity_id])[entity_id]


def of_entities(
    connection: Connection, kind: str, ids: Iterable[str]
) -> defaultdict[str, list[Pending]]:
    """The operations on each of these rows, oldest first; rows without any are absent."""
    made: defaultdict[str, list[Pending]] = defaultdict(list)
    for part in rows.chunks(ids):
        here = and_(OUTBOX.c.kind == kind, OUTBOX.c.entity_id.in_(part))
        for row in connection.execute(select(OUTBOX).where(here).order_by(OUTBOX.c.seq)):
            made[row.entity_id].append(pending(row))
    return made


def by_id(connection: Connection, op_id: str) -> Pending | None:
    """The operation of that id, None once it is confirmed or discarded."""
    return by_ids(connection, [op_id]).get(op_id)


def by_ids(connection: Connection, op_ids: Iterable[str]) -> dict[str, Pending]:
    """The operations of those ids that are still here, by id."""
    return {
        row.op_id: pending(row)
        for part in rows.chunks(op_ids)
        for row in connection.execute(select(OUTBOX).where(OUTBOX.c.op_id.in_(part)))
    }


def pending(row: Row[Any], **others: Any) -> Pending:
    """An operation from its row; `others`: the columns that it lacks."""
    values = {**row._mapping, **others}
    values["changed"] = {k: tuple(v) for k, v in msgspec.json.decode(values["changed"]).items()}
    values["params"] = msgspec.json.decode(values["params"])
    values["fields"] = tuple(msgspec.json.decode(values["fields"]))
    values["made_at"] = from_ms(values["made_at"])
    values["state"] = OpState(values["state"])
    return Pending(**values)


def queue(connection: Connection, ops: Iterable[Pending]) -> None:
    """Put operations at the end of the outbox, in this order."""
    if made := [_stored(op) for op in ops]:
        connection.execute(insert(OUTBOX), made)


def _stored(op: Pending) -> dict[str, Any]:
    values = {item.name: getattr(op, item.name) for item in fields(op) if item.name != "seq"}
    values |= {name: json_form.text(values[name]) for name in ("changed", "params", "fields")}
    return values | {"made_at": to_ms(op.made_at)}


def next_batch(replica: Replica, limit: int = MOST_OPERATIONS, *, since: int = 0) -> list[Pending]:
    """The oldest waiting operations of this replica's owner after `since`, marked as sent."""
    with replica.editing() as connection:
        mine = and_(
            OUTBOX.c.owner == replica.owner,
            OUTBOX.c.state == OpState.WAITING,
            OUTBOX.c.seq > since,
        )
        found = connection.execute(select(OUTBOX).where(mine).order_by(OUTBOX.c.seq).limit(limit))
        batch = [pending(row) for row in found]
        connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.op_id.in_([one.op_id for one in batch]))
            .values(attempts=OUTBOX.c.attempts + 1)
        )
    return batch


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many operations stand where."""

    waiting: int = 0
    parked: int = 0
    conflict: int = 0
    rejected: int = 0

    @property
    def all(self) -> int:
        """Everything that the server does not have."""
        return self.waiting + self.parked + self.conflict + self.rejected


def counts(replica: Replica) -> OutboxCounts:
    """How many operations stand where."""
    with replica.reading() as connection:
        by_state = select(OUTBOX.c.state, func.count()).group_by(OUTBOX.c.state)
        found: dict[str, int] = dict(connection.execute(by_state).all())
    return OutboxCounts(**found)


def withdraw(replica: Replica, op_ids: Sequence[str]) -> bool:
    """Take back operations that were never sent and that nothing stands on; all of them or none."""
    with replica.editing() as connection:
        found = by_ids(connection, op_ids)
        if len(found) < len(set(op_ids)) or any(op.attempts for op in found.values()):
            return False
        if _are_followed(connection, found):
            return False
        for part in rows.chunks(found):
            connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id.in_(part)))
        touched = {(op.kind, op.entity_id) for op in found.values()}
        show(connection, touched)
    replica.tell(news(touched))
    return True


def held_of(replica: Replica, op_ids: Iterable[str]) -> list[Pending]:
    """Those of these operations that are held for a person, oldest first."""
    with replica.reading() as connection:
        found = by_ids(connection, op_ids).values()
    return sorted((op for op in found if op.state in HELD), key=lambda op: op.seq)


def _are_followed(connection: Connection, op_ids: Collection[str]) -> bool:
    """Whether another operation stands on one of these."""
    return any(
        op_id not in op_ids
        for part in rows.chunks(op_ids)
        for op_id in connection.execute(
            select(OUTBOX.c.op_id).where(OUTBOX.c.after.in_(part))
        ).scalars()
    )


def show(connection: Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Make the rows what the server's bodies and the operations over them say."""
    by_kind: dict[str, list[str]] = {}
    for kind, entity_id in touched:
        by_kind.setdefault(kind, []).append(entity_id)
    for kind, ids in by_kind.items():
        replay.show(connection, kind, ids, of_entities(connection, kind, ids))


def news(touched: Iterable[tuple[str, str]]) -> ChangeSet:
    pairs = set(touched)
    return ChangeSet(frozenset(pairs | {("outbox", entity_id) for _, entity_id in pairs}))
