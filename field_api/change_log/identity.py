"""Who this database is: its epoch (a restored backup gets a new one) and its signing key."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from field_api.tables.server import server


@dataclass(frozen=True, slots=True)
class Identity:
    """What a database knows of itself."""

    epoch: str
    signing_key: bytes
    seq: int
    purged_seq: int


def establish(connection: Connection, now: datetime) -> None:
    """Give a new database its identity; one that has it keeps it."""
    if connection.scalar(select(server.c.id)) is None:
        connection.execute(
            insert(server).values(
                id=1,
                epoch=str(uuid.uuid4()),
                signing_key=secrets.token_bytes(32),
                created_at=now,
                seq=0,
                purged_seq=0,
            )
        )


def identity(connection: Connection) -> Identity:
    """The identity; raises LookupError when `establish` has not been run."""
    row = connection.execute(
        select(server.c.epoch, server.c.signing_key, server.c.seq, server.c.purged_seq)
    ).one_or_none()
    if row is None:
        raise LookupError("the database has not been initialised")
    return Identity(row.epoch, bytes(row.signing_key), row.seq, row.purged_seq)


def renew_epoch(connection: Connection) -> None:
    """After a backup was restored: every control center pulls from the beginning."""
    connection.execute(update(server).values(epoch=str(uuid.uuid4())))


def become_another(connection: Connection) -> None:
    """After a copy: a database of its own, whose tokens are not the original's."""
    renew_epoch(connection)
    connection.execute(update(server).values(signing_key=secrets.token_bytes(32)))
