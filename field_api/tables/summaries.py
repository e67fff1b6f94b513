"""Summaries of a day that were sent by mail, until they are forgotten."""

from sqlalchemy import Column, LargeBinary, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_records.sql.tables import DateText, Milliseconds

# `facts` is a JSON list of pairs.
summaries = Table(
    "summaries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("made_by", String(36), nullable=False),
    Column("made_at", Milliseconds(), nullable=False),
    Column("day", DateText(), nullable=False),
    Column("language", String(5), nullable=False),
    Column("scope", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
)
