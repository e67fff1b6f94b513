"""How far the jobs of places have come through the rows."""

from sqlalchemy import Connection, delete, select

from field_api.database import upsert
from field_api.tables.places import place_progress


def progress(connection: Connection, name: str) -> int:
    """The version of the last row that a job looked at; 0 before the first."""
    query = select(place_progress.c.version).where(place_progress.c.name == name)
    return connection.scalar(query) or 0


def come_to(connection: Connection, name: str, version: int) -> None:
    """Note how far a job has come."""
    statement = upsert(connection, place_progress).values(name=name, version=version)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[place_progress.c.name], set_={"version": version}
        )
    )


WAITING = "waiting"
ASKED = "asked"


def begin_again(connection: Connection) -> None:
    """All addresses are looked at once more: something by which they are placed is new."""
    connection.execute(delete(place_progress).where(place_progress.c.name.in_((WAITING, ASKED))))
