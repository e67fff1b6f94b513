"""The region that was asked for last; there is one row at most."""

from sqlalchemy import Boolean, Column, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.region_maps import RegionState
from kobra_records.sql.tables import EnumText, Milliseconds

# `asked` and `told` are JSON: a RegionAsked, and of a RegionMap what the work tells.
region_maps = Table(
    "region_maps",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("id", String(36), nullable=False),
    Column("state", EnumText(RegionState), nullable=False),
    Column("asked", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("asked_by", String(36), nullable=False),
    Column("asked_at", Milliseconds(), nullable=False),
    Column("wants_stop", Boolean, nullable=False),
)
