"""Single rows of the replicated kinds: read as entities, written as an edit or an answer has
them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import Insert, insert

from kobra_desktop.store.tables import RECORDS
from kobra_domain.kinds import KINDS, Entity
from kobra_records.sql.tables import entity_of, values_of

# What SQLite binds at most in one statement is far more; this keeps statements cacheable.
CHUNK = 500


def chunks(ids: Iterable[str], size: int = CHUNK) -> Iterator[list[str]]:
    """The ids in lists of at most `size`."""
    held = list(ids)
    for start in range(0, len(held), size):
        yield held[start : start + size]


def row(connection: Connection, kind: str, entity_id: str) -> tuple[Entity, int] | None:
    """A row and its version (0: the server does not have it yet); None if there is none."""
    record = RECORDS[kind]
    found = connection.execute(select(record).where(record.c.id == entity_id)).first()
    if found is None:
        return None
    entity: Entity = entity_of(KINDS[kind], found)
    return entity, found.version


def of_ids(connection: Connection, kind: str, ids: Iterable[str]) -> Iterator[tuple[Any, int]]:
    """The named rows with their versions, in no order."""
    record = RECORDS[kind]
    for part in chunks(ids):
        for found in connection.execute(select(record).where(record.c.id.in_(part))):
            yield entity_of(KINDS[kind], found), found.version


def entities(connection: Connection, kind: str, ids: Iterable[str] | None = None) -> list[Any]:
    """The entities of a kind, all or those named; in no order."""
    if ids is not None:
        return [entity for entity, _ in of_ids(connection, kind, ids)]
    return [entity_of(KINDS[kind], found) for found in connection.execute(select(RECORDS[kind]))]


def write(connection: Connection, kind: str, entity: Entity, version: int) -> None:
    """Put a row, new or not."""
    write_all(connection, kind, [(entity, version)])


def write_all(connection: Connection, kind: str, found: Iterable[tuple[Entity, int]]) -> None:
    """Put rows with their versions, new or not."""
    put = [{**values_of(entity), "version": version} for entity, version in found]
    if put:
        connection.execute(_upsert(kind), put)


@cache
def _upsert(kind: str) -> Insert:
    statement = insert(RECORDS[kind])
    fresh = {column.name: column for column in statement.excluded if column.name != "id"}
    return statement.on_conflict_do_update(index_elements=["id"], set_=fresh)


def remove(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Take rows away; those not there are no matter."""
    record = RECORDS[kind]
    for part in chunks(ids):
        connection.execute(delete(record).where(record.c.id.in_(part)))


def one(connection: Connection, kind: str, entity_id: str | None) -> Any:
    """An entity, None if it is not here."""
    found = row(connection, kind, entity_id) if entity_id else None
    return found[0] if found else None
