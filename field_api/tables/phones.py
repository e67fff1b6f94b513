"""The keys by which phones are known. A token stands here only as its hash."""

from sqlalchemy import Column, Index, String, Table

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

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
