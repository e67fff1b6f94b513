"""What phones told: positions, the newest of each agent, what was set aside or not kept.

The key of a position begins with its agent, so a trail is one stretch of the table; on PostgreSQL
the table is cut by day of the fix (see `partitions`), on SQLite the key is the table.
"""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.positions import Latest, MockReason, Position, QuarantineReason
from kobra_records.sql.tables import DateText, EnumText, Milliseconds, table

positions = table(
    Position,
    metadata,
    "positions",
    key=("agent_id", "fix_at"),
)
positions.dialect_options["postgresql"]["partition_by"] = "RANGE (fix_at)"
positions.dialect_options["sqlite"]["with_rowid"] = False

# Beside what is known of an agent, what its next fix is compared with: the last few fixes as JSON
# text (`recent`), when the battery was measured, the last suspicion, and the reports set aside
# since the last that could be used.
latest = table(
    Latest,
    metadata,
    "latest",
    Column("battery_at", Milliseconds()),
    Column("recent", Text, nullable=False),
    Column("last_mock", EnumText(MockReason)),
    Column("last_mock_at", Milliseconds()),
    Column("aside_count", BigInteger, nullable=False, server_default="0"),
    Column("aside_reason", String(20), nullable=False, server_default=""),
    Column("aside_since_at", Milliseconds()),
    key=("agent_id",),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("agent_id", String(36), nullable=False),
    Column("received_at", Milliseconds(), nullable=False),
    Column("reason", EnumText(QuarantineReason), nullable=False),
    Column("fix_at", Milliseconds()),
    Column("lat", Double),
    Column("lon", Double),
    Column("content", Text, nullable=False),
)
Index(None, quarantine.c.agent_id, quarantine.c.received_at)
Index(None, quarantine.c.received_at)
# Counted by it; the index alone answers.
Index(None, quarantine.c.agent_id, quarantine.c.reason, quarantine.c.received_at)

# The records by which a phone called for help, so that one sent again is no second call: see
# `ingest.sos`. `called_at` is when it came last.
sos_calls = Table(
    "sos_calls",
    metadata,
    Column("agent_id", String(36), primary_key=True),
    Column("call_key", String(64), primary_key=True),
    Column("called_at", Milliseconds(), nullable=False),
)

# Reports answered 200 and not kept, by day (UTC) of arrival: out of shift, without consent, or from
# a phone that is lost. `last_at`: when the last of them came.
unstored = Table(
    "unstored",
    metadata,
    Column("agent_id", String(36), primary_key=True),
    Column("day", DateText(), primary_key=True),
    Column("reason", String(20), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("last_at", Milliseconds()),
)
