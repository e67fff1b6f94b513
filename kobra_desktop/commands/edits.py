"""Create and edit for the kinds that an administrator keeps: the same two acts under nine names."""

from collections.abc import Iterable, Mapping
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_desktop.store.watching import Step, Watch, in_parts, unwatched
from kobra_domain.commands import COMMANDS
from kobra_domain.errors import Invalid
from kobra_domain.kinds import Entity


def create(desk: Desk, kind: str, values: Mapping[str, Any]) -> Done:
    """A new row under a new id; `values` are typed by field. Raises DomainError."""
    entity_id = desk.new_id()
    return do(desk, [Edit(f"{kind}.create", entity_id, {"id": entity_id, **values})])


def edit(
    desk: Desk,
    command: str,
    entity_id: str,
    changes: Mapping[str, Any],
    seen: object = None,
    reason: str = "",
) -> Done:
    """Write these fields of a row, by a command of its kind. `seen`: what the person had before
    them (`Edit.seen`); what somebody else has written over it since becomes a conflict. `reason`:
    why, where the command asks for it. Raises DomainError.
    """
    before = held(desk, COMMANDS[command].kind, entity_id)
    old = {name: getattr(before, name) for name in changes}
    return do(
        desk,
        [Edit(command, entity_id, changes, seen, reason)],
        inverse=[Edit(command, entity_id, old)],
    )


def edit_all(
    desk: Desk,
    command: str,
    entity_ids: Iterable[str],
    changes: Mapping[str, Any],
    reason: str = "",
    *,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """As `edit`, of many rows as one act; those that say it already are left, and those that are
    gone. Raises DomainError; Stopped, when whoever watches gives it up: nothing is done.
    """
    kind, wanted = COMMANDS[command].kind, list(dict.fromkeys(entity_ids))
    made: list[Edit] = []
    back: list[Edit] = []
    with desk.store.reading() as connection:
        for part in in_parts(wanted, Step.READING, watch):
            for one in rows.entities(connection, kind, part):
                old = {name: getattr(one, name) for name in changes}
                if old != changes:
                    made.append(Edit(command, one.id, changes, seen.get(one.id), reason))
                    back.append(Edit(command, one.id, old))
    return do(desk, made, inverse=back, watch=watch)


def held(desk: Desk, kind: str, entity_id: str) -> Entity:
    """The row as it is here. Raises Invalid (`not_found`)."""
    with desk.store.reading() as connection:
        found = rows.row(connection, kind, entity_id)
    if found is None:
        raise Invalid("not_found", field="id")
    return found[0]
