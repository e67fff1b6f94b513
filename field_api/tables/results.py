"""What is told at once and what leaves of it: the outbox. An event is written in the transaction of
the edit that it is read off (`change_log/events.py`), its deliveries in the one that fans it out.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, text

from field_api.tables.metadata import metadata
from kobra_domain.deliveries import DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.events import EventKind
from kobra_records.sql.tables import EnumText, Milliseconds

# `facts` is a JSON object. `version` orders them all: no two edits have the same.
events = Table(
    "events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", EnumText(EventKind), nullable=False),
    Column("at", Milliseconds(), nullable=False),
    Column("recorded_at", Milliseconds(), nullable=False),
    Column("subject_kind", String(40), nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("visit_id", String(36)),
    Column("portfolio_id", String(36)),
    Column("agent_id", String(36)),
    Column("team_id", String(36)),
    Column("facts", Text, nullable=False),
    Column("fanned_at", Milliseconds()),
)
Index(None, events.c.visit_id)
Index(None, events.c.recorded_at)
# Only what is to be fanned out is looked up so.
Index(
    None,
    events.c.version,
    sqlite_where=text("fanned_at IS NULL"),
    postgresql_where=text("fanned_at IS NULL"),
)

# `importance`: see DeliveryPurpose; kept, so that the engine orders by it.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("channel", EnumText(DeliveryChannel), nullable=False),
    Column("purpose", EnumText(DeliveryPurpose), nullable=False),
    Column("importance", BigInteger, nullable=False),
    Column("address", Text, nullable=False),
    Column("created_at", Milliseconds(), nullable=False),
    Column("next_at", Milliseconds(), nullable=False),
    Column("event_id", String(36)),
    Column("target_id", String(36)),
    Column("portfolio_id", String(36)),
    Column("team_id", String(36)),
    Column("visit_id", String(36)),
    Column("state", EnumText(DeliveryState), nullable=False),
    Column("tries", BigInteger, nullable=False),
    Column("tried_at", Milliseconds()),
    Column("sent_at", Milliseconds()),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("content", Text, nullable=False),
)
Index(None, deliveries.c.created_at)
Index(None, deliveries.c.visit_id)
Index(None, deliveries.c.target_id, deliveries.c.created_at)
# Whether anything has left since a moment.
_IS_SENT = text("sent_at IS NOT NULL")
Index(
    None,
    deliveries.c.channel,
    deliveries.c.sent_at,
    sqlite_where=_IS_SENT,
    postgresql_where=_IS_SENT,
)
# Mails to be said once more, because nobody knows.
Index(
    None,
    deliveries.c.channel,
    deliveries.c.importance,
    deliveries.c.next_at,
    sqlite_where=text("state = 'maybe_sent' AND code = 'smtp.unknown'"),
    postgresql_where=text("state = 'maybe_sent' AND code = 'smtp.unknown'"),
)
# What is to be done next: most rows are done with.
_IS_LEFT = text("state IN ('waiting', 'sending')")
Index(
    None,
    deliveries.c.channel,
    deliveries.c.state,
    deliveries.c.importance,
    deliveries.c.next_at,
    sqlite_where=_IS_LEFT,
    postgresql_where=_IS_LEFT,
)

# What waits for an endpoint (`field_api/webhooks`).
_WAITS = text("channel = 'webhook' AND state = 'waiting'")
Index(
    None,
    deliveries.c.target_id,
    deliveries.c.importance,
    deliveries.c.next_at,
    deliveries.c.id,
    sqlite_where=_WAITS,
    postgresql_where=_WAITS,
)
