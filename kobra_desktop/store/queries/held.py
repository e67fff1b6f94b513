"""What waits and what was held, with both sides field by field."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from kobra_desktop.store import outbox, replay, rows
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_domain.portfolios import Account, Authorisation
from kobra_domain.submissions import Proposal, Review, Submission
from kobra_domain.visits import Visit
from kobra_records import json_form


@dataclass(frozen=True, slots=True)
class Side:
    """One field of an operation: what was seen, what was wanted, what the server has. JSON
    values.
    """

    field: str
    seen: Any
    mine: Any
    theirs: Any
    is_contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpRow:
    """One operation of the outbox with the name of what it is about."""

    op_id: str
    state: OpState
    command: str
    kind: str
    entity_id: str
    title: str
    made_at: datetime
    attempts: int
    code: str
    params: dict[str, Any]
    sides: tuple[Side, ...]
    is_new_row: bool
    act_id: str | None


def op_rows(replica: Replica, *states: OpState) -> list[OpRow]:
    """The operations in those states (none given: all), oldest first."""
    asked = select(OUTBOX).order_by(OUTBOX.c.seq)
    if states:
        asked = asked.where(OUTBOX.c.state.in_(states))
    with replica.reading() as connection:
        found = [outbox.pending(row) for row in connection.execute(asked)]
        return [_row(connection, op) for op in found]


def _row(connection: Connection, op: Pending) -> OpRow:
    held = replay.base(connection, op.kind, op.entity_id)
    theirs = held[0] if held else None
    sides = []
    for name, (seen, mine) in op.changed.items():
        now = None if theirs is None else json_form.builtin(getattr(theirs, name, None))
        sides.append(Side(name, seen, mine, now, name in op.fields))
    return OpRow(
        op_id=op.op_id,
        state=op.state,
        command=op.command,
        kind=op.kind,
        entity_id=op.entity_id,
        title=_title(connection, op),
        made_at=op.made_at,
        attempts=op.attempts,
        code=op.code,
        params=op.params,
        sides=tuple(sides),
        is_new_row=theirs is None,
        act_id=op.act_id,
    )


def _title(connection: Connection, op: Pending) -> str:
    """The name of what the operation is about; empty when nothing here names it."""
    found = rows.row(connection, op.kind, op.entity_id)
    if found is None:
        name = op.changed.get("name", (None, ""))[1]
        return name if isinstance(name, str) else ""
    entity = found[0]
    if isinstance(entity, Submission | Review):
        entity = rows.one(connection, "visit", entity.visit_id) or entity
    if isinstance(entity, Visit | Authorisation | Proposal):
        party = rows.row(connection, "party", entity.party_id)
        return str(getattr(party[0], "name", "")) if party else ""
    if isinstance(entity, Account):
        return entity.number
    names = (getattr(entity, quality, "") for quality in ("name", "title", "street"))
    return str(next(filter(None, names), ""))
