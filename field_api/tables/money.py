"""What the server keeps of each account at each day of corte, from the first import on, for good.

Names nobody: an account that was erased is a number here. `bucket`: see `kobra_domain/buckets.py`,
by the bounds that `cuts` kept of that day.
"""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.portfolios import AccountState
from kobra_records.sql.tables import DateText, EnumText, Milliseconds

account_snapshots = Table(
    "account_snapshots",
    metadata,
    Column("account_id", String(36), primary_key=True),
    Column("cut_on", DateText(), primary_key=True),
    Column("portfolio_id", String(36), nullable=False),
    Column("bucket", BigInteger, nullable=False),
    Column("days", BigInteger, nullable=False),
    Column("balance_minor", BigInteger, nullable=False),
    Column("overdue_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("agent_id", String(36)),
    Column("state", EnumText(AccountState), nullable=False),
)
Index(None, account_snapshots.c.portfolio_id, account_snapshots.c.cut_on)

# `buckets`: the portfolio's bounds then, a JSON list. `as_of_on`: the day that the balances are of.
# `closed_at`: the month is frozen.
cuts = Table(
    "cuts",
    metadata,
    Column("portfolio_id", String(36), primary_key=True),
    Column("cut_on", DateText(), primary_key=True),
    Column("buckets", Text, nullable=False),
    Column("as_of_on", DateText()),
    Column("taken_at", Milliseconds(), nullable=False),
    Column("accounts", BigInteger, nullable=False),
    Column("closed_at", Milliseconds()),
    Column("closed_by", String(36)),
)
