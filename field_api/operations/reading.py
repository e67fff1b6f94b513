"""Reads one operation from what a client sent.
What cannot be read is answered, and blocks no other.
"""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import msgspec

from kobra_domain.commands import COMMANDS, Command
from kobra_domain.errors import Invalid
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.limits import ID_PATTERN
from kobra_domain.wire import Operation
from kobra_records import json_form
from kobra_records.sql.tables import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Received:
    """An operation, its command, and a hash of exactly what was sent."""

    operation: Operation
    command: Command
    payload_hash: str


def read_operation(raw: dict[str, Any]) -> Received:
    """The operation of a JSON object. Raises Invalid malformed or unknown_command."""
    try:
        text = json_form.text(raw)
        operation = msgspec.convert(raw, Operation, strict=True)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError) as problem:
        raise Invalid("malformed_operation", field="") from problem
    for name in ("op_id", "entity_id", "after", "act_id"):
        value = getattr(operation, name)
        if value is not None and not ID_PATTERN.fullmatch(value):
            raise Invalid("malformed_operation", field=name)
    command = COMMANDS.get(operation.command)
    if command is None:
        raise Invalid("unknown_command", field="command")
    return Received(operation, command, hashlib.sha256(text.encode()).hexdigest())


def op_id_of(raw: dict[str, Any]) -> str:
    """The id by which to answer, empty when there is none that can be read."""
    op_id = raw.get("op_id")
    return op_id if isinstance(op_id, str) and ID_PATTERN.fullmatch(op_id) else ""


def wanted_values(received: Received) -> dict[str, Any]:
    """Field → the typed value wanted, in the precision that is stored. Raises Invalid."""
    return _typed(received, 1)


def seen_values(received: Received) -> dict[str, Any]:
    """Field → the typed value the editor saw. Raises Invalid."""
    return _typed(received, 0)


def _typed(received: Received, side: int) -> dict[str, Any]:
    kind = KINDS[received.command.kind]
    return {
        name: stored(json_form.read_field(kind, name, pair[side]))
        for name, pair in received.operation.changed.items()
    }


def stored(value: Any) -> Any:
    """A field's value as it will be read back: times are kept to the millisecond."""
    return from_ms(to_ms(value)) if isinstance(value, datetime) else value


def settled(entity: Entity) -> Entity:
    """The entity as it will be read back."""
    times = {
        item.name: stored(value)
        for item in fields(entity)
        if isinstance(value := getattr(entity, item.name), datetime)
    }
    return replace(entity, **times) if times else entity
