"""Create and edit for the kinds that an administrator keeps: the same two acts under nine names."""

from collections.abc import Iterable, Mapping
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_domain.commands import COMMANDS
from kobra_domain.errors import Invalid
from kobra_domain.kinds import Entity


def create(desk: Desk, kind: str, values: Mapping[str, Any]) -> Done:
    """A new row under a new id; `values` are typed by field. Raises DomainError."""
    entity_id = desk.new_id()
    return do(desk, [Edit(f"{kind}.create", entity_id, {"id": entity_id, **values})])


def edit(
    desk: Desk, kind: str, entity_id: str, changes: Mapping[str, Any], seen: object = None
) -> Done:
    """Write these fields of a row. `seen`: what the person had before them (`Edit.seen`); what
    somebody else has written over it since becomes a conflict. Raises DomainError.
    """
    before = held(desk, kind, entity_id)
    command = f"{kind}.edit"
    old = {name: getattr(before, name) for name in changes}
    return do(
        desk,
        [Edit(command, entity_id, changes, seen)],
        inverse=[Edit(command, entity_id, old)],
    )


def edit_all(
    desk: Desk,
    command: str,
    entity_ids: Iterable[str],
    changes: Mapping[str, Any],
    reason: str = "",
) -> Done:
    """Write these fields of many rows as one act, by a command of theirs; those that say it already
    are left, and those that are gone. `reason`: why, where the command asks for it. Raises
    DomainError.
    """
    kind = COMMANDS[command].kind
    with desk.store.reading() as connection:
        found = rows.entities(connection, kind, dict.fromkeys(entity_ids))
    others = [one for one in found if any(getattr(one, k) != v for k, v in changes.items())]
    return do(
        desk,
        [Edit(command, one.id, changes, reason=reason) for one in others],
        inverse=[Edit(command, one.id, {k: getattr(one, k) for k in changes}) for one in others],
    )


def amend(
    desk: Desk, command: str, seen: Entity, changes: Mapping[str, Any], reason: str = ""
) -> Done:
    """Write these fields of a row that the person had before them, by a command of its own; what
    somebody else has written over it since becomes a conflict. Raises DomainError.
    """
    before = held(desk, COMMANDS[command].kind, seen.id)
    old = {name: getattr(before, name) for name in changes}
    return do(
        desk,
        [Edit(command, seen.id, changes, seen, reason)],
        inverse=[Edit(command, seen.id, old)],
    )


def held(desk: Desk, kind: str, entity_id: str) -> Entity:
    """The row as it is here. Raises Invalid (`not_found`)."""
    with desk.store.reading() as connection:
        found = rows.row(connection, kind, entity_id)
    if found is None:
        raise Invalid("not_found", field="id")
    return found[0]
