"""Blocks of the library of questions, those in use."""

from sqlalchemy import select

from kobra_desktop.store.collation import name_key
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.rows import entities
from kobra_desktop.store.tables import RECORDS
from kobra_domain.questionnaires.things import LibraryBlock

_BLOCK = RECORDS["library_block"]


def library_blocks(replica: Replica) -> list[LibraryBlock]:
    """Every block that is in use, by name."""
    with replica.reading() as connection:
        active = select(_BLOCK.c.id).where(_BLOCK.c.is_active)
        ids = list(connection.scalars(active))
        found = entities(connection, "library_block", ids)
    return sorted(found, key=lambda block: name_key(block.name))
