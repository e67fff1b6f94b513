"""Reads replicated rows as entities."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, bindparam, select

from field_api.tables.replicated import TABLES
from kobra_domain.kinds import KINDS, Entity
from kobra_records.sql.tables import entity_of

T = TypeVar("T", bound=Entity)
_TABLE_OF: dict[type, Table] = {kind: TABLES[name] for name, kind in KINDS.items()}
_REMEMBERED = "kobra_remembered"
# Made once: to make them costs as much as to run them.
_BY_ID = {kind: select(t).where(t.c.id == bindparam("id")) for kind, t in _TABLE_OF.items()}
_LOCKED = {kind: query.with_for_update() for kind, query in _BY_ID.items()}


def found(
    connection: Connection, kind: type[T], entity_id: str, *, lock: bool = False
) -> tuple[T, int] | None:
    """The entity and its version, or None.
    `lock` keeps the row for this transaction (PostgreSQL).
    """
    query = (_LOCKED if lock else _BY_ID)[kind]
    row = connection.execute(query, {"id": entity_id}).one_or_none()
    return None if row is None else (entity_of(kind, row), row.version)


@contextmanager
def remembering(connection: Connection) -> Iterator[None]:
    """Within the block what `find` has read is not read again: for a stretch of a transaction that
    writes nothing of it.
    """
    connection.info[_REMEMBERED] = {}
    try:
        yield
    finally:
        connection.info.pop(_REMEMBERED, None)


def find(connection: Connection, kind: type[T], entity_id: str | None) -> T | None:
    """The entity, or None."""
    if not entity_id:
        return None
    known: dict[tuple[type, str], Any] | None = connection.info.get(_REMEMBERED)
    if known is not None and (kind, entity_id) in known:
        held: T | None = known[kind, entity_id]
        return held
    pair = found(connection, kind, entity_id)
    entity = None if pair is None else pair[0]
    if known is not None:
        known[kind, entity_id] = entity
    return entity


def find_all(connection: Connection, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
    """Those of the ids that exist, by id."""
    table = _TABLE_OF[kind]
    return {row.id: row for row in entities(connection, kind, table.c.id.in_(list(ids)))}


def entities(
    connection: Connection, kind: type[T], *where: ColumnElement[bool], lock: bool = False
) -> list[T]:
    """All entities of a kind that meet the conditions. `lock` keeps them for this transaction
    (PostgreSQL).
    """
    query = select(_TABLE_OF[kind]).where(*where)
    rows = connection.execute(query.with_for_update() if lock else query)
    return [entity_of(kind, row) for row in rows]
