"""The server's body of a row that has operations on it, and the row that they make of it
together.
"""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store import rows
from kobra_desktop.store.tables import BASE
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError
from kobra_domain.kinds import KINDS, Entity
from kobra_records import json_form

if TYPE_CHECKING:
    from kobra_desktop.store.outbox import Pending


def base(connection: Connection, kind: str, entity_id: str) -> tuple[Entity | None, int] | None:
    """The server's body and version; None when no operation stands on the row."""
    here = and_(BASE.c.kind == kind, BASE.c.entity_id == entity_id)
    found = connection.execute(select(BASE.c.body, BASE.c.version).where(here)).first()
    if found is None:
        return None
    body = None if found.body is None else json_form.read_text(found.body, KINDS[kind])
    return body, found.version


def keep_base(
    connection: Connection, kind: str, entity_id: str, body: Entity | None, version: int
) -> None:
    """Keep the server's body, if it is not kept yet."""
    statement = insert(BASE).values(_values(kind, entity_id, body, version))
    connection.execute(statement.on_conflict_do_nothing())


def renew_base(
    connection: Connection, kind: str, entity_id: str, body: Entity | None, version: int
) -> None:
    """The server has said what the row is now; what it said before is forgotten."""
    statement = insert(BASE).values(_values(kind, entity_id, body, version))
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["kind", "entity_id"],
            set_={"version": statement.excluded.version, "body": statement.excluded.body},
        )
    )


def _values(kind: str, entity_id: str, body: Entity | None, version: int) -> dict[str, Any]:
    text = None if body is None else json_form.text(body)
    return {"kind": kind, "entity_id": entity_id, "version": version, "body": text}


def forget_base(connection: Connection, kind: str, entity_id: str) -> None:
    """No operation stands on the row any more."""
    here = and_(BASE.c.kind == kind, BASE.c.entity_id == entity_id)
    connection.execute(delete(BASE).where(here))


def shown(
    connection: Connection, kind: str, entity_id: str, ops: list["Pending"]
) -> list["Pending"]:
    """The operations whose effect is seen: those waiting. A row that only exists here shows all, or
    what a person typed would vanish from the screen with the refusal.
    """
    found = base(connection, kind, entity_id)
    if found is not None and found[0] is None:
        return ops
    return [op for op in ops if op.state == "waiting"]


def show(connection: Connection, kind: str, entity_id: str, ops: list["Pending"]) -> None:
    """Write the row as base and operations make it; forget the base when none is left."""
    found = base(connection, kind, entity_id)
    if found is None:
        return
    body, version = found
    entity = body
    for op in shown(connection, kind, entity_id, ops):
        entity = replayed(op, entity)
    if entity is None:
        rows.remove(connection, kind, [entity_id])
    else:
        rows.write(connection, kind, entity, version)
    if not ops:
        forget_base(connection, kind, entity_id)


def replayed(op: "Pending", before: Entity | None) -> Entity | None:
    """The row after the operation; unchanged when it cannot be done on it, for the server will say
    so.
    """
    command = COMMANDS.get(op.command)
    if command is None:
        return before
    try:
        return revise(command, before, wanted(op))
    except DomainError:
        return before


def wanted(op: "Pending") -> dict[str, Any]:
    """The typed values that the operation writes. Raises Invalid."""
    kind = KINDS[op.kind]
    return {name: json_form.read_field(kind, name, new) for name, (_, new) in op.changed.items()}
