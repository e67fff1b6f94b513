"""The keys by which phones are known, and what each has added in a day. A token stands here only as
its hash.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import DateText, Milliseconds

# `device_id` is the agent's code when the phone was enrolled: a later rename must not silence it.
phone_tokens = Table(
    "phone_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("device_id", String(40), nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("revoked_at", Milliseconds()),
)
Index(None, phone_tokens.c.agent_id)

# New bytes of a key by day (UTC) of the server. `refused_at`: when it was last sent away.
phone_days = Table(
    "phone_days",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("day", DateText(), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("refused_at", Milliseconds()),
)
