"""What stands in the database after a post."""

from typing import TypeVar

from sqlalchemy import Table

from field_api.change_log.rows import entities, find
from field_api.database import Database
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import KINDS, Entity
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit

T = TypeVar("T", bound=Entity)
_TABLE_OF: dict[type, Table] = {kind: TABLES[name] for name, kind in KINDS.items()}


def all_of(database: Database, kind: type[T]) -> list[T]:
    """Every row of a kind."""
    with database.read() as connection:
        return entities(connection, kind, _TABLE_OF[kind].c.id.is_not(None))


def only(database: Database, kind: type[T]) -> T:
    """The one row of a kind."""
    [row] = all_of(database, kind)
    return row


def submission(database: Database) -> Submission:
    """The one submission."""
    return only(database, Submission)


def now_of(database: Database, visit: Visit) -> Visit:
    """The visit as it stands."""
    with database.read() as connection:
        found = find(connection, Visit, visit.id)
    assert found is not None
    return found
