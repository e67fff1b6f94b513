"""Who may sign in and who is signed in. Passwords, tokens and codes stand here only as hashes."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

# `session_version` goes up when every session of the user ends at once.
user_access = Table(
    "user_access",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("password_hash", Text),
    Column("session_version", Integer, nullable=False),
    Column("scope_epoch", Integer, nullable=False),
)

# A session is a family of refresh tokens.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
    Column("ended_at", Milliseconds()),
)
Index(None, sessions.c.user_id)

# `parent_hash`: the token that was given for it; one whose answer was lost has several.
refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("session_id", String(36), ForeignKey(sessions.c.id, ondelete="CASCADE"), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
    Column("used_at", Milliseconds()),
    Column("parent_hash", String(64)),
)
Index(None, refresh_tokens.c.session_id)
Index(None, refresh_tokens.c.parent_hash)

# One live code per user and purpose ("invitation", "reset").
access_codes = Table(
    "access_codes",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("purpose", String(20), primary_key=True),
    Column("code_hash", String(64), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
)

# Failed attempts by a hashed key (an address, or an account at an address) within a window of time.
attempts = Table(
    "attempts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("window_start_at", Milliseconds(), nullable=False),
    Column("failures", BigInteger, nullable=False),
)
Index(None, attempts.c.window_start_at)

# Addresses (hashed) a user has signed in from: a stranger's failures elsewhere lock none of these.
known_addresses = Table(
    "known_addresses",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("address_hash", String(64), primary_key=True),
    Column("last_at", Milliseconds(), nullable=False),
)
