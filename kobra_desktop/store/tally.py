"""Counts and hashes of what the replica holds of the server, to be compared with the server's
own.
"""

import hashlib

from sqlalchemy import CompoundSelect, Table, func, select, union_all

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS, STRANGE


def counts(replica: Replica) -> dict[str, int]:
    """How many rows of each kind the server has, as far as this replica knows."""
    with replica.reading() as connection:
        return {
            kind: int(
                connection.execute(
                    select(func.count()).select_from(_held(kind, record).subquery())
                ).scalar_one()
            )
            for kind, record in RECORDS.items()
        }


def row_hash(replica: Replica, kind: str) -> str:
    """SHA-256 over «id:version» and a line feed for each row of the kind, in the order of the
    ids.
    """
    with replica.reading() as connection:
        found = sorted(map(tuple, connection.execute(_held(kind, RECORDS[kind]))))
    text = "".join(f"{entity_id}:{version}\n" for entity_id, version in found)
    return hashlib.sha256(text.encode()).hexdigest()


def _held(kind: str, record: Table) -> CompoundSelect[tuple[str, int]]:
    """Ids and versions of what has come: also of rows that could not be read."""
    strange = select(STRANGE.c.entity_id, STRANGE.c.version).where(STRANGE.c.kind == kind)
    unread = select(STRANGE.c.entity_id).where(STRANGE.c.kind == kind)
    readable = select(record.c.id, record.c.version)
    return union_all(readable.where(record.c.version > 0, record.c.id.not_in(unread)), strange)
