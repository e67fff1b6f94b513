"""What left of a person in files for a client, and what is about to."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from field_api.database import chunks
from field_api.tables.outgoing import (
    outgoing_files,
    outgoing_parts,
    outgoing_terms,
    outgoing_told,
)


def forget_left(connection: Connection, entity_ids: Iterable[str]) -> None:
    """Someone is erased: the bytes of files that told of them go whole, because rows of other
    people cannot be told from theirs without reading them all; what was counted stays.
    """
    for some in chunks(list(entity_ids), 1_000):
        theirs = outgoing_told.c.entity_id.in_(some)
        named = list(connection.scalars(select(outgoing_told.c.file_id).where(theirs).distinct()))
        for few in chunks(named, 1_000):
            connection.execute(outgoing_parts.delete().where(outgoing_parts.c.file_id.in_(few)))
            connection.execute(
                update(outgoing_files).where(outgoing_files.c.id.in_(few)).values(is_kept=False)
            )
        connection.execute(outgoing_told.delete().where(theirs))


def forget_being_made(connection: Connection, portfolio_id: str) -> None:
    """What is being made may name who is gone: it is made anew."""
    own = outgoing_terms.c.portfolio_id == portfolio_id
    connection.execute(update(outgoing_terms).where(own).values(stamp=outgoing_terms.c.stamp + 1))
