"""Rows in their stored form, by the places of their fields: what a plan compares and a commit
writes without making an entity of each.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator

from field_api.tables.replicated import TABLES
from kobra_domain.kinds import KINDS, Entity
from kobra_records.sql.tables import feed_fields

Row = tuple[Any, ...]
_AT_ONCE = 4_000


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The names of a kind's fields, in the order of a stored row; its version comes behind them."""
    return feed_fields(kind)[:-1]


@cache
def place_of(kind: str, name: str) -> int:
    """Where a field stands in a stored row."""
    return fields_of(kind).index(name)


def stored_columns(kind: str) -> list[Any]:
    """The columns of a kind as they are stored, the version last."""
    return [_raw(TABLES[kind].c[name]) for name in feed_fields(kind)]


def stored_row(entity: Entity, kind: str) -> Row:
    """An entity's values as they are stored."""
    table = TABLES[kind]
    return tuple(_bound(table.c[name].type, getattr(entity, name)) for name in fields_of(kind))


def entity_of_stored(kind: str, row: Sequence[Any]) -> Entity:
    """The entity of a stored row."""
    table = TABLES[kind]
    values = {
        name: _read(table.c[name].type, value)
        for name, value in zip(fields_of(kind), row, strict=False)
    }
    return KINDS[kind](**values)


class Book:
    """What the portfolio holds, asked for a block of rows at a time."""

    def __init__(self, connection: Connection, portfolio_id: str) -> None:
        self._connection = connection
        self._portfolio_id = portfolio_id
        self._has: dict[str, bool] = {}

    def rows(self, kind: str, field: str, values: Iterable[str]) -> Iterator[Row]:
        """Rows, each with its version behind it, of which a field has one of the values."""
        if not self._is_filled(kind):
            return
        wanted = iter(sorted(set(values)))
        while some := list(islice(wanted, _AT_ONCE)):
            given = {"portfolio": self._portfolio_id, "values": some}
            for row in self._connection.execute(_by(kind, field), given):
                yield tuple(row)

    def _is_filled(self, kind: str) -> bool:
        if kind not in self._has:
            table = TABLES[kind]
            first = select(table.c.id).where(table.c.portfolio_id == self._portfolio_id).limit(1)
            self._has[kind] = self._connection.scalar(first) is not None
        return self._has[kind]


@cache
def _by(kind: str, field: str) -> Select[Any]:
    table = TABLES[kind]
    return select(*stored_columns(kind)).where(
        table.c.portfolio_id == bindparam("portfolio"),
        _raw(table.c[field]).in_(bindparam("values", expanding=True)),
    )


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    stored = column.type
    if isinstance(stored, TypeDecorator):
        return type_coerce(column, stored.impl_instance)
    return column


def _bound(stored: Any, value: Any) -> Any:
    if isinstance(stored, TypeDecorator):
        return stored.process_bind_param(value, _NO_DIALECT)
    return value


def _read(stored: Any, value: Any) -> Any:
    if isinstance(stored, TypeDecorator):
        return stored.process_result_value(value, _NO_DIALECT)
    return bool(value) if _is_flag(stored) and value is not None else value


def _is_flag(stored: Any) -> bool:
    return isinstance(stored, Boolean)


_NO_DIALECT: Any = None  # none of ours asks for it


def rows_by_id(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, Row]:
    """Rows in their stored form, the version last, by their ids."""
    table = TABLES[kind]
    query = select(*stored_columns(kind)).where(table.c.id.in_(ids))
    return {row[0]: tuple(row) for row in connection.execute(query)}
