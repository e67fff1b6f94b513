"""What the keeping of agents' days remembers: which shall be counted, how far it has come, and
which visits were moved away from a day.
"""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import DateText

# `marks` grows with whatever comes for the day, so that what came while it was counted has it
# counted again.
days_due = Table(
    "days_due",
    metadata,
    Column("day", DateText(), primary_key=True),
    Column("agent_id", String(36), primary_key=True),
    Column("marks", Integer, nullable=False),
)

# By the id of an agent the number (`date.toordinal`) of the last day that was ever due; by `VISITS`
# the number of the last change of visits that was looked at.
day_cursors = Table(
    "day_cursors",
    metadata,
    Column("name", String(36), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# Visits that an agent had for a day, and that were moved to another on that day or later.
carried_visits = Table(
    "carried_visits",
    metadata,
    Column("day", DateText(), primary_key=True),
    Column("visit_id", String(36), primary_key=True),
    Column("agent_id", String(36), nullable=False),
)
