"""What the server keeps of files that leave for a client: how each is told to be, the files, their
bytes in parts, and what was told of which gestión in which.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from field_api.tables.metadata import metadata
from kobra_domain.outgoing.things import OutgoingState
from kobra_records.sql.tables import EnumText, Milliseconds

# `terms` as JSON text. `stamp` counts whatever a file that is being made must not outlive: another
# file, other terms, a person erased. `sequence`, `until_at`: the last file's number and the end of
# its time; `as_of`: the number of the change log that it had seen. `on_since_at`: from when on
# hours of the schedule count. No `terms`: it had some, and its files are still here.
outgoing_terms = Table(
    "outgoing_terms",
    metadata,
    Column("portfolio_id", String(36), primary_key=True),
    Column("terms", Text),
    Column("stamp", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("until_at", Milliseconds()),
    Column("as_of", BigInteger, nullable=False),
    Column("on_since_at", Milliseconds(), nullable=False),
)

# `terms` as they were when it was made; `missing` keys without a code, as JSON; `alerts` the ids of
# those that say that it is held. `next_at`: when a way that failed is tried again.
outgoing_files = Table(
    "outgoing_files",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("portfolio_id", String(36), nullable=False),
    Column("state", EnumText(OutgoingState), nullable=False),
    Column("due_at", Milliseconds(), nullable=False),
    Column("asked_by", String(36)),
    Column("sequence", Integer),
    Column("name", Text, nullable=False),
    Column("made_at", Milliseconds()),
    Column("terms", Text),
    Column("manifest", Text),
    Column("problem", String(60), nullable=False),
    Column("params", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("alerts", Text, nullable=False),
    Column("in_folder_at", Milliseconds()),
    Column("tries", Integer, nullable=False),
    Column("next_at", Milliseconds()),
    Column("is_kept", Boolean, nullable=False),
)
Index(None, outgoing_files.c.portfolio_id, outgoing_files.c.due_at, unique=True)
Index(None, outgoing_files.c.state)

outgoing_parts = Table(
    "outgoing_parts",
    metadata,
    Column("file_id", String(36), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

# Which gestión left in which file. `digest` of what was told, `totals` what it counted for; those
# that hold now are `is_last`.
outgoing_told = Table(
    "outgoing_told",
    metadata,
    Column("entity_id", String(36), primary_key=True),
    Column("file_id", String(36), primary_key=True),
    Column("portfolio_id", String(36), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("totals", Text, nullable=False),
    Column("is_last", Boolean, nullable=False),
)
Index(None, outgoing_told.c.file_id)
