"""Single rows of the replicated kinds: read as entities, written as an edit or an answer has
them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store.tables import RECORDS
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.portfolios import Authorisation
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


def entities(connection: Connection, kind: str, ids: Iterable[str] | None = None) -> list[Any]:
    """The entities of a kind, all or those named; in no order."""
    record = RECORDS[kind]
    if ids is None:
        found = list(connection.execute(select(record)))
    else:
        found = [
            one
            for part in chunks(ids)
            for one in connection.execute(select(record).where(record.c.id.in_(part)))
        ]
    return [entity_of(KINDS[kind], one) for one in found]


def write(connection: Connection, kind: str, entity: Entity, version: int) -> None:
    """Put a row, new or not."""
    statement = insert(RECORDS[kind]).values(**values_of(entity), version=version)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={c.name: c for c in statement.excluded if c.name != "id"},
        )
    )


def remove(connection: Connection, kind: str, ids: Iterable[str]) -> None:
    """Take rows away; those not there are no matter."""
    record = RECORDS[kind]
    for part in chunks(ids):
        connection.execute(delete(record).where(record.c.id.in_(part)))


def one(connection: Connection, kind: str, entity_id: str | None) -> Any:
    """An entity, None if it is not here."""
    found = row(connection, kind, entity_id) if entity_id else None
    return found[0] if found else None


def papers(
    connection: Connection, party_id: str, account_ids: Iterable[str]
) -> tuple[Authorisation, ...]:
    """The authorisations of a party for these accounts."""
    paper = RECORDS["authorisation"]
    asked = select(paper).where(
        paper.c.party_id == party_id, paper.c.account_id.in_(list(account_ids))
    )
    return tuple(entity_of(Authorisation, found) for found in connection.execute(asked))
