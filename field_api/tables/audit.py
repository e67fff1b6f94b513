"""The audit: who did or saw what. Rows are added and read, never changed."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

audit = Table(
    "audit",
    metadata,
    Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("at", Milliseconds(), nullable=False),
    Column("user_id", String(36)),
    Column("act", String(60), nullable=False),
    Column("subject_kind", String(40), nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("details", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index(None, audit.c.at)
Index(None, audit.c.subject_id)
