"""Derives a Core table from an entity: one column a field,
in the one stored form that both engines share.

Stored form: ids, enums and dates as text, times as integer milliseconds UTC, money as integers,
nested values as canonical JSON text. So a row pulled from the feed and the same row written by an
edit are equal byte for byte.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    MetaData,
    Row,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from kobra_domain.kinds import KINDS, Entity
from kobra_domain.limits import Id, Ref, field_types
from kobra_domain.wire import VERSION_COLUMN
from kobra_records import json_form

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware time; what is finer is dropped."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The aware UTC time of a stored one."""
    return _EPOCH + ms * _MILLISECOND


class Milliseconds(TypeDecorator[datetime]):
    """An aware time as integer milliseconds UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


class EnumText(TypeDecorator[Enum]):
    """A member of `kind` as its text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value.value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Enum | None:
        return None if value is None else self.kind(value)


class DateText(TypeDecorator[date]):
    """A day as YYYY-MM-DD."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class JsonText(TypeDecorator[Any]):
    """A nested value of the `declared` type as canonical JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, declared: Any) -> None:
        super().__init__()
        self.declared = declared

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json_form.text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json_form.read_text(value, self.declared)


def column_type(declared: Any) -> tuple[TypeEngine[Any], bool]:
    """The stored type of a declared field type, and whether it may be null."""
    is_nullable = False
    if get_origin(declared) in (Union, UnionType):
        is_nullable = True
        declared = next(a for a in get_args(declared) if a is not type(None))
    if get_origin(declared) is Annotated:
        if declared == Id or any(isinstance(one, Ref) for one in get_args(declared)):
            return String(36), is_nullable
        declared = get_args(declared)[0]
    if isinstance(declared, type) and issubclass(declared, Enum):
        return EnumText(declared), is_nullable
    plain = _PLAIN.get(declared)
    return (plain if plain is not None else JsonText(declared)), is_nullable


_PLAIN: dict[Any, TypeEngine[Any]] = {
    str: Text(),
    int: BigInteger(),
    float: Double(),
    bool: Boolean(),
    datetime: Milliseconds(),
    date: DateText(),
}


def columns(
    entity: type["DataclassInstance"], *, key: Sequence[str] = ("id",)
) -> list[Column[Any]]:
    """The columns of a dataclass, in the order of its fields; `key` names the primary key's."""
    types = field_types(entity)
    made = []
    for item in fields(entity):
        stored, is_nullable = column_type(types[item.name])
        is_key = item.name in key
        made.append(
            Column(item.name, stored, primary_key=is_key, nullable=is_nullable and not is_key)
        )
    return made


def table(
    entity: type["DataclassInstance"],
    metadata: MetaData,
    name: str,
    *extra: Any,
    key: Sequence[str] = ("id",),
) -> Table:
    """The table of a dataclass, with whatever columns, indexes and constraints one side adds."""
    return Table(name, metadata, *columns(entity, key=key), *extra)


def version_column() -> Column[int]:
    """The row's version: the sequence number of its latest change."""
    return Column(VERSION_COLUMN, BigInteger(), nullable=False)


def entity_of(entity: type[T], row: Row[Any]) -> T:
    """The entity of a row that has all its columns (and perhaps more)."""
    values = row._mapping
    return entity(**{item.name: values[item.name] for item in fields(entity)})


def feed_fields(kind: str) -> tuple[str, ...]:
    """The order of a kind's columns in a row of the feed; the version comes last."""
    return (*(item.name for item in fields(KINDS[kind])), VERSION_COLUMN)


def values_of(entity: Entity) -> dict[str, Any]:
    """The entity's fields as values to bind."""
    return {item.name: getattr(entity, item.name) for item in fields(entity)}
