"""What phones that fill in forms are given: keys, forms as bytes, visit lists. Server only."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from field_api.tables.metadata import metadata
from kobra_domain.aside import PhoneEnd
from kobra_records.sql.tables import EnumText, Milliseconds

# A key stands here only as its hash. `ending`: the phone was lost, or its agent has left, at
# `revoked_at`.
form_keys = Table(
    "form_keys",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("revoked_at", Milliseconds()),
    Column("ending", EnumText(PhoneEnd)),
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

# The files that go with a version, by the names that its form says; never changed.
published_files = Table(
    "published_files",
    metadata,
    Column("version_id", String(36), primary_key=True),
    Column("name", String(240), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("md5", String(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(80), nullable=False),
)
Index(None, published_files.c.sha256)

# Contents of forms' files, drafts' too, once each: in the database, so that publishing them is one
# transaction and the command line needs no other place. In parts, so that nobody holds one whole.
form_files = Table(
    "form_files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("md5", String(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("taken_at", Milliseconds(), nullable=False),
)
form_file_parts = Table(
    "form_file_parts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
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
