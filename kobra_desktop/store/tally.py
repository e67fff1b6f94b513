"""Counts and hashes of what the replica holds of the server, to be compared with the server's
own.
"""

import hashlib

from sqlalchemy import func, select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS


def counts(replica: Replica) -> dict[str, int]:
    """How many rows of each kind the server has, as far as this replica knows."""
    with replica.reading() as connection:
        return {
            kind: int(
                connection.execute(
                    select(func.count()).select_from(record).where(record.c.version > 0)
                ).scalar_one()
            )
            for kind, record in RECORDS.items()
        }


def row_hash(replica: Replica, kind: str) -> str:
    """SHA-256 over «id:version» and a line feed for each row of the kind, in the order of the
    ids.
    """
    record = RECORDS[kind]
    asked = select(record.c.id, record.c.version).where(record.c.version > 0)
    with replica.reading() as connection:
        found = connection.execute(asked.order_by(record.c.id)).all()
    text = "".join(f"{entity_id}:{version}\n" for entity_id, version in found)
    return hashlib.sha256(text.encode()).hexdigest()
