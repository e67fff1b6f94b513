"""What background work remembers: who holds the lease, and which causes of alerts are present."""

from sqlalchemy import BigInteger, Column, String, Table

from field_api.tables.metadata import metadata
from kobra_domain.alerts import AlertKind
from kobra_records.sql.tables import EnumText, Milliseconds

leases = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(36), nullable=False),
    Column("expires_at", Milliseconds(), nullable=False),
)

# A row stands while the cause lasts, also when its alert was attended meanwhile: that is why an
# attended alert is not raised again. `told_at` is when the feed last heard of it.
alert_causes = Table(
    "alert_causes",
    metadata,
    Column("agent_id", String(36), primary_key=True),
    Column("kind", EnumText(AlertKind), primary_key=True),
    Column("alert_id", String(36), nullable=False),
    Column("last_at", Milliseconds(), nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("told_at", Milliseconds(), nullable=False),
)
