"""Edits that the server has not confirmed: recorded with their row in one transaction, and settled
by its answer.

The row that queries read is the server's body with the waiting operations replayed over it.
Operations that were refused are held, visible, until a person decides (see conflicts).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from kobra_desktop.store import replay, rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.kinds import Entity
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


@dataclass(frozen=True, slots=True)
class Edit:
    """One command on one row with typed values by field. `seen`: the row that a form was opened
    with; None, the row as it is when the edit is made.
    """

    command: str
    entity_id: str
    changes: Mapping[str, Any]
    seen: Entity | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What an edit did: which rows changed, and its operations, oldest first."""

    changes: ChangeSet
    op_ids: tuple[str, ...] = ()


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

    def operation(self) -> Operation:
        """What is sent."""
        return Operation(
            op_id=self.op_id,
            command=self.command,
            entity_id=self.entity_id,
            changed=self.changed,
            base_version=self.base_version,
            after=self.after,
        )


def make(replica: Replica, edits: Iterable[Edit], *, now: datetime, new_id: Any) -> Made:
    """Apply edits to their rows and queue them, all in one transaction or none.

    Raises what `revise` raises; StoreError.
    """
    op_ids: list[str] = []
    touched: set[tuple[str, str]] = set()
    with replica.editing() as connection:
        for edit in edits:
            op_id = new_id()
            if _record(connection, edit, op_id, replica.owner, now):
                op_ids.append(op_id)
                touched.add((COMMANDS[edit.command].kind, edit.entity_id))
    made = Made(_news(touched), tuple(op_ids))
    replica.tell(made.changes)
    return made


def _record(connection: Connection, edit: Edit, op_id: str, owner: str, now: datetime) -> bool:
    command = COMMANDS[edit.command]
    found = rows.row(connection, command.kind, edit.entity_id)
    before, version = found or (None, 0)
    after = revise(command, before, edit.changes)
    changed = differences(before, after, edit.changes)
    if not changed:
        return False
    contested = _contested(connection, edit, changed, before)
    for name in contested:
        changed[name] = (json_form.builtin(getattr(edit.seen, name)), changed[name][1])
    replay.keep_base(connection, command.kind, edit.entity_id, before, version)
    previous = _last_shown(connection, command.kind, edit.entity_id)
    is_held = previous is not None and previous.state is not OpState.WAITING
    connection.execute(
        insert(OUTBOX).values(
            op_id=op_id,
            owner=owner,
            kind=command.kind,
            entity_id=edit.entity_id,
            command=command.name,
            changed=json_form.text(changed),
            base_version=version or None,
            after=previous.op_id if previous else None,
            made_at=to_ms(now),
            state=_first_state(contested, is_held=is_held),
            attempts=0,
            code="conflict" if contested else "",
            params="{}",
            fields=json_form.text(contested),
        )
    )
    if not contested:
        rows.write(connection, command.kind, after, version)
    return True


def _first_state(contested: list[str], *, is_held: bool) -> OpState:
    if contested:
        return OpState.CONFLICT
    return OpState.PARKED if is_held else OpState.WAITING


def _contested(
    connection: Connection, edit: Edit, changed: Mapping[str, tuple[Any, Any]], before: Any
) -> list[str]:
    """The changed fields that the server's row has otherwise than the form showed them: somebody
    else wrote them meanwhile. Own edits that still wait are nobody else's, whether the form
    showed them or not.
    """
    if edit.seen is None:
        return []
    kept = replay.base(connection, COMMANDS[edit.command].kind, edit.entity_id)
    theirs = kept[0] if kept else before
    if theirs is None:
        return []
    found = []
    for name, (_, new) in changed.items():
        now = json_form.builtin(getattr(theirs, name))
        seen = json_form.builtin(getattr(edit.seen, name))
        is_as_shown = before is not None and json_form.builtin(getattr(before, name)) == seen
        if now not in (seen, new) and not is_as_shown:
            found.append(name)
    return found


def differences(before: Any, after: Any, names: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Field → (old, new) as JSON values, of the named fields that differ; all of them for a new
    row.
    """
    made = {}
    for name in names:
        new = json_form.builtin(getattr(after, name))
        old = None if before is None else json_form.builtin(getattr(before, name))
        if before is None or old != new:
            made[name] = (old, new)
    return made


def _last_shown(connection: Connection, kind: str, entity_id: str) -> Pending | None:
    """The newest operation whose effect is in the row that a person sees."""
    shown = replay.shown(connection, kind, entity_id, of_entity(connection, kind, entity_id))
    return shown[-1] if shown else None


def of_entity(connection: Connection, kind: str, entity_id: str) -> list[Pending]:
    """The operations on one row, oldest first."""
    here = and_(OUTBOX.c.kind == kind, OUTBOX.c.entity_id == entity_id)
    found = connection.execute(select(OUTBOX).where(here).order_by(OUTBOX.c.seq))
    return [pending(row) for row in found]


def by_id(connection: Connection, op_id: str) -> Pending | None:
    """The operation of that id, None once it is confirmed or discarded."""
    found = connection.execute(select(OUTBOX).where(OUTBOX.c.op_id == op_id)).first()
    return None if found is None else pending(found)


def pending(row: Row[Any]) -> Pending:
    """An operation from its row."""
    values = dict(row._mapping)
    values["changed"] = {k: tuple(v) for k, v in msgspec.json.decode(values["changed"]).items()}
    values["params"] = msgspec.json.decode(values["params"])
    values["fields"] = tuple(msgspec.json.decode(values["fields"]))
    values["made_at"] = from_ms(values["made_at"])
    values["state"] = OpState(values["state"])
    return Pending(**values)


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
        found = [by_id(connection, op_id) for op_id in op_ids]
        if not all(one is not None and one.attempts == 0 for one in found):
            return False
        ops = [one for one in found if one is not None]
        followed = select(OUTBOX.c.op_id).where(
            OUTBOX.c.after.in_(op_ids), OUTBOX.c.op_id.not_in(op_ids)
        )
        if connection.execute(followed).first() is not None:
            return False
        connection.execute(delete(OUTBOX).where(OUTBOX.c.op_id.in_(op_ids)))
        touched = {(op.kind, op.entity_id) for op in ops}
        show(connection, touched)
    replica.tell(_news(touched))
    return True


def show(connection: Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Make the rows what the server's bodies and the operations over them say."""
    for kind, entity_id in touched:
        replay.show(connection, kind, entity_id, of_entity(connection, kind, entity_id))


def _news(touched: Iterable[tuple[str, str]]) -> ChangeSet:
    pairs = set(touched)
    return ChangeSet(frozenset(pairs | {("outbox", entity_id) for _, entity_id in pairs}))


news = _news
