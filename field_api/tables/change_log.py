"""The change log: for each row and each scope key it
lies (or lay) under, the number of its latest change.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

change_log = Table(
    "change_log",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    Column("scope_key", String(60), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("changed_at", Milliseconds(), nullable=False),
)
Index(None, change_log.c.scope_key, change_log.c.seq)
# Of tombstones alone, which are forgotten when they are old: an index of all lines would be a
# quarter of what a big import writes.
Index(
    None,
    change_log.c.changed_at,
    sqlite_where=text("is_gone = 1"),
    postgresql_where=text("is_gone"),
)

# What no other history of this database has at that number: drawn with each change.
change_marks = Table(
    "change_marks",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", String(16), nullable=False),
)

# The scope keys a user held in each of their epochs, as JSON text: how a shift of scope is told.
scope_epochs = Table(
    "scope_epochs",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("held_keys", Text, nullable=False),
    Column("begun_at", Milliseconds(), nullable=False),
)
