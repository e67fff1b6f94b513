"""What a server remembers about itself: its epoch, its signing key, the counter of changes."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

# One row, id 1. `seq` is the last change; `purged_seq` the last one whose tombstone is gone.
server = Table(
    "server",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String(36), nullable=False),
    Column("signing_key", LargeBinary, nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("purged_seq", BigInteger, nullable=False),
)
