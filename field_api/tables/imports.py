"""What the server keeps of imports beside their rows: the work on each file, what people settled,
mappings that were used, and where files of the night lie.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.imports.things import ImportKind
from kobra_records.sql.tables import EnumText, Milliseconds

# `asked` is the mapping as somebody said it; `said` what is answered about the file, as JSON text.
# Rows of a part of the commit have versions from `parts` on; `cancelled` are visits that it ended.
import_work = Table(
    "import_work",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("asked", Text),
    Column("is_strict", Boolean, nullable=False),
    Column("said", Text),
    Column("step", String(20), nullable=False),
    Column("code", String(60), nullable=False),
    Column("params", Text, nullable=False),
    Column("parts", Text),
    Column("cancelled", Text),
    Column("nightly_id", String(36)),
)

# A person has said this field of this row: no file says it otherwise.
settled_fields = Table(
    "settled_fields",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    Column("field", String(60), primary_key=True),
    Column("at", Milliseconds(), nullable=False),
    Column("by", String(36), nullable=False),
)

# What a row was called before a person corrected it: files go on naming it so.
former_values = Table(
    "former_values",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("entity_id", String(36), primary_key=True),
    Column("field", String(60), primary_key=True),
    Column("value", Text, primary_key=True),
)
Index(None, former_values.c.kind, former_values.c.field, former_values.c.value)

# `headers` is the SHA-256 of what a set of headers is remembered by.
import_mappings = Table(
    "import_mappings",
    metadata,
    Column("institution_id", String(36), primary_key=True),
    Column("kind", EnumText(ImportKind), primary_key=True),
    Column("headers", String(64), primary_key=True),
    Column("mapping", Text, nullable=False),
    Column("used_at", Milliseconds(), nullable=False),
)

# `expected_by` is an hour of the portfolio's day, HH:MM. `control`: the name of the file that says
# that another is whole, {name} in it is the other's; empty: the size says it. `last_name`,
# `last_sha256`: the file that was read last; `missing_on`: the day for which an alert was raised.
# `key_hash`: of the key to its upload address, null: it has none.
nightly_files = Table(
    "nightly_files",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("portfolio_id", String(36), nullable=False),
    Column("kind", EnumText(ImportKind), nullable=False),
    Column("folder", Text, nullable=False),
    Column("pattern", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("expected_by", String(5), nullable=False),
    Column("mapping", Text),
    Column("is_on", Boolean, nullable=False),
    Column("seen_name", Text, nullable=False),
    Column("seen_size", BigInteger, nullable=False),
    Column("seen_at", Milliseconds()),
    Column("last_name", Text, nullable=False),
    Column("last_sha256", Text, nullable=False),
    Column("last_at", Milliseconds()),
    Column("missing_on", String(10), nullable=False),
    Column("key_hash", String(64)),
    Column("key_made_at", Milliseconds()),
)
