"""The ledger of operations: what was answered to each op_id,
so that a repeated one is never applied twice.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import Milliseconds

operations = Table(
    "operations",
    metadata,
    Column("op_id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("command", String(40), nullable=False),
    Column("entity_id", String(36), nullable=False),
    Column("status", String(20), nullable=False),
    Column("code", String(60), nullable=False),
    Column("params", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("version", BigInteger),
    Column("act_id", String(36)),
    Column("wrote", Text, nullable=False, server_default="{}"),
    Column("received_at", Milliseconds(), nullable=False),
)
Index(None, operations.c.received_at)
Index(None, operations.c.entity_id)
