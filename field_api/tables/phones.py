"""The keys by which phones are known, and what each has added in a day. A token stands here only as
its hash.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.aside import PhoneEnd
from kobra_records.sql.tables import DateText, EnumText, Milliseconds

# `device_id` is the agent's code when the phone was enrolled: a later rename must not silence it.
# `ending`: the phone was lost, or its agent has left, at `revoked_at`.
phone_tokens = Table(
    "phone_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("device_id", String(40), nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("revoked_at", Milliseconds()),
    Column("ending", EnumText(PhoneEnd)),
)
Index(None, phone_tokens.c.agent_id)

# Each phone that was lost, or whose agent has left. `moved`: the visits that were taken from it,
# `held`: those it may still hold, each with how that is known; both as JSON text, ids only, so that
# erasing a person's data erases it here.
phone_endings = Table(
    "phone_endings",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("agent_id", String(36), nullable=False),
    Column("reason", EnumText(PhoneEnd), nullable=False),
    Column("ended_at", Milliseconds(), nullable=False),
    Column("noted_at", Milliseconds(), nullable=False),
    Column("noted_by", String(36), nullable=False),
    Column("moved", Text, nullable=False),
    Column("held", Text, nullable=False),
)
Index(None, phone_endings.c.agent_id, phone_endings.c.noted_at)

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
