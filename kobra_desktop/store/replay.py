"""The server's body of a row that has operations on it, and the row that they make of it
together.
"""

from collections.abc import Iterable, Mapping
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


Base = tuple[Entity | None, int]


def base(connection: Connection, kind: str, entity_id: str) -> Base | None:
    """The server's body and version; None when no operation stands on the row."""
    return bases(connection, kind, [entity_id]).get(entity_id)


def bases(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Base]:
    """The server's bodies and versions of those rows that an operation stands on, by id."""
    made: dict[str, Base] = {}
    for part in rows.chunks(ids):
        here = and_(BASE.c.kind == kind, BASE.c.entity_id.in_(part))
        for found in connection.execute(select(BASE).where(here)):
            body = None if found.body is None else json_form.read_text(found.body, KINDS[kind])
            made[found.entity_id] = (body, found.version)
    return made


def keep_bases(connection: Connection, kind: str, found: Mapping[str, Base]) -> None:
    """Keep the server's bodies of rows that have none kept yet."""
    if found:
        connection.execute(
            insert(BASE), [_values(kind, one, *body_version) for one, body_version in found.items()]
        )


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


def shown(found: Base | None, ops: list["Pending"]) -> list["Pending"]:
    """The operations whose effect is seen: those waiting. A row that only exists here shows all, or
    what a person typed would vanish from the screen with the refusal.
    """
    if found is not None and found[0] is None:
        return ops
    return [op for op in ops if op.state == "waiting"]


def show(
    connection: Connection, kind: str, ids: Iterable[str], ops: Mapping[str, list["Pending"]]
) -> None:
    """Write the rows as base and operations make them; forget the bases on which none is left."""
    put, gone = [], []
    held = bases(connection, kind, ids)
    for entity_id, found in held.items():
        entity, version = found
        for op in shown(found, ops.get(entity_id, [])):
            entity = replayed(op, entity)
        if entity is None:
            gone.append(entity_id)
        else:
            put.append((entity, version))
    rows.write_all(connection, kind, put)
    rows.remove(connection, kind, gone)
    _forget_bases(connection, kind, [one for one in held if not ops.get(one)])


def _forget_bases(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """No operation stands on these rows any more."""
    for part in rows.chunks(ids):
        here = and_(BASE.c.kind == kind, BASE.c.entity_id.in_(part))
        connection.execute(delete(BASE).where(here))


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
