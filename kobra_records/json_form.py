"""The JSON form of entities and of their single fields: ISO-8601 UTC times, enums and ids as text.

Used by the wire's operations and objects, and for nested values kept as JSON text in a column.
"""

from functools import cache
from typing import Any

import msgspec

from kobra_domain.errors import Invalid
from kobra_domain.kinds import Entity
from kobra_domain.limits import field_types
from kobra_domain.wire import Operation

_encoder = msgspec.json.Encoder(order="deterministic")


def body(entity: Entity) -> dict[str, Any]:
    """The entity as JSON values by field."""
    values: dict[str, Any] = msgspec.to_builtins(entity)
    return values


def builtin(value: Any) -> Any:
    """One field's value as JSON values."""
    return msgspec.to_builtins(value)


def operation(made: Operation) -> dict[str, Any]:
    """An operation as it is sent. One that is of no greater act does not name it, nor one without a
    reason that: sent once more after an upgrade, it is to the letter what it was.
    """
    values: dict[str, Any] = msgspec.to_builtins(made)
    for name in ("act_id", "reason"):
        if not values[name]:
            del values[name]
    return values


def text(value: Any) -> str:
    """A value as canonical JSON text: equal values give equal text on every machine."""
    return _encoder.encode(value).decode()


def read_text(raw: str, declared: Any) -> Any:
    """The value of a JSON text written by `text`."""
    return _decoder(declared).decode(raw)


def read_field(kind: type[Entity], name: str, raw: Any) -> Any:
    """One field's typed value from JSON values; raises Invalid when it is of another type."""
    declared = field_types(kind).get(name)
    if declared is None:
        raise Invalid("unknown_field", field=name)
    try:
        return msgspec.convert(raw, declared, strict=True)
    except msgspec.ValidationError as problem:
        raise Invalid("wrong_type", field=name) from problem


def read_body(kind: type[Entity], values: dict[str, Any]) -> Entity:
    """An entity from the JSON values of `body`; raises Invalid."""
    try:
        entity: Entity = msgspec.convert(values, kind, strict=True)
    except msgspec.ValidationError as problem:
        raise Invalid("wrong_type", field=str(problem).rpartition("$.")[2].strip("`")) from problem
    return entity


@cache
def _decoder(declared: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(declared)
