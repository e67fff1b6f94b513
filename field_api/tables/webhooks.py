"""Endpoints of client institutions, and each attempt to reach them. None of it is in the feed."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.events import EventKind
from kobra_domain.webhooks import WebhookOff
from kobra_records.sql.tables import EnumText, JsonText, Milliseconds

# `secret` and `old_secret` are sealed (`field_api/configuration/vault.py`). `failures`: in a row.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("institution_id", String(36), nullable=False),
    Column("url", Text, nullable=False),
    Column("portfolio_ids", JsonText(tuple[str, ...]), nullable=False),
    Column("kinds", JsonText(tuple[EventKind, ...]), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("allows_private", Boolean, nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
    Column("secret", Text, nullable=False),
    Column("old_secret", Text, nullable=False),
    Column("old_secret_until", Milliseconds()),
    Column("off_reason", EnumText(WebhookOff)),
    Column("off_at", Milliseconds()),
    Column("failures", BigInteger, nullable=False),
    Column("failing_since", Milliseconds()),
    Column("rests_until", Milliseconds()),
    Column("last_at", Milliseconds()),
    Column("last_status", BigInteger),
    Column("last_code", Text, nullable=False),
    Column("last_ok_at", Milliseconds()),
)

# The body is the delivery's: the same at each try. `headers` is a JSON object.
webhook_tries = Table(
    "webhook_tries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("webhook_id", String(36), nullable=False),
    Column("delivery_id", String(36), nullable=False),
    Column("at", Milliseconds(), nullable=False),
    Column("tries", BigInteger, nullable=False),
    Column("url", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("status", BigInteger),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("ms", BigInteger, nullable=False),
)
Index(None, webhook_tries.c.webhook_id, webhook_tries.c.at)
Index(None, webhook_tries.c.at)
Index(None, webhook_tries.c.delivery_id)
