"""What phones that fill in forms are given: keys, forms as bytes, visit lists. Server only."""

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, String, Table

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

ITEMSETS = "itemsets.csv"  # the name that Collect asks for external choices by

# A key stands here only as its hash.
form_keys = Table(
    "form_keys",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("revoked_at", Milliseconds()),
)
Index(None, form_keys.c.agent_id)

# The XForm of a version exactly as phones get it, and the file of its external choices if it has
# any: their MD5 is what phones compare.
published_forms = Table(
    "published_forms",
    metadata,
    Column("version_id", String(36), primary_key=True),
    Column("xform", LargeBinary, nullable=False),
    Column("md5", String(32), nullable=False),
    Column("reads_visits", Boolean, nullable=False),
    Column("itemsets", LargeBinary),
    Column("itemsets_md5", String(32)),
)

# Every list an agent was offered, so that what is fetched is what the manifest named, and so that
# an answer can be checked against the list the phone had. `fetched_at`: when it was last taken.
visit_lists = Table(
    "visit_lists",
    metadata,
    Column("agent_id", String(36), primary_key=True),
    Column("md5", String(32), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
    Column("fetched_at", Milliseconds()),
)

# Phones take a row only if its version is higher: it counts the changes of what the row says.
visit_rows = Table(
    "visit_rows",
    metadata,
    Column("agent_id", String(36), primary_key=True),
    Column("visit_id", String(36), primary_key=True),
    Column("row_hash", String(32), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("listed_at", Milliseconds(), nullable=False),
)
