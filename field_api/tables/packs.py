"""What ended visits and payments count for, by day, packed for numbers."""

from field_api.tables.metadata import metadata
from kobra_records.sql.packs.tables import make

packs = make(metadata)
