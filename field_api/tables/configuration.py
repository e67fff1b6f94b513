"""What a server was told to keep instead of hearing it at each start, and where the key to what of
it is secret lies. None of it is in the feed.
"""

from sqlalchemy import Boolean, Column, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

# `value` of a secret is sealed (`field_api/configuration/vault.py`).
stored_settings = Table(
    "stored_settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    Column("is_secret", Boolean, nullable=False),
    Column("changed_at", Milliseconds(), nullable=False),
)

# The keys themselves are files. The last one noted is the one that seals; each sealed text names
# the key that opens it.
secret_keys = Table(
    "secret_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("folder", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
)
