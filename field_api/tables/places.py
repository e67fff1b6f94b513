"""What places are found by: streets and corners of maps, doors of lists, and how far off each
method was. All by the key of the municipality (`kobra_domain/streets/named.py`); nobody's data.
"""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, String, Table, Text

from field_api.tables.metadata import metadata
from kobra_domain.streets.placing import PlaceMethod
from kobra_records.sql.tables import EnumText, Milliseconds

# `name`: as whoever loaded the map or the list wrote it.
towns = Table(
    "towns",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("loaded_at", Milliseconds(), nullable=False),
)

map_streets = Table(
    "map_streets",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("street", Text, primary_key=True),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
)

# Each corner in both its directions, so that all of a street are one read.
map_corners = Table(
    "map_corners",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("cross", Text, nullable=False),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
)
Index(None, map_corners.c.municipality, map_corners.c.street)

# The middle of a colonia or barrio, by a map or by the doors of a list (`source`).
map_quarters = Table(
    "map_quarters",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("quarter", Text, primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
)

# A list of doors. `door`: `Placa.door` of a Colombian one, else empty.
listed_doors = Table(
    "listed_doors",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("door", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("colonia", Text, nullable=False),
    Column("postal_code", Text, nullable=False),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
)
Index(None, listed_doors.c.municipality, listed_doors.c.street)
Index(None, listed_doors.c.municipality, listed_doors.c.door)

# How far from the pin an agent was who met somebody at the door, or found it elsewhere. The method
# is that of the pin at that time; the visit is named so that none counts twice.
place_arrivals = Table(
    "place_arrivals",
    metadata,
    Column("visit_id", String(36), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("method", EnumText(PlaceMethod), nullable=False),
    Column("distance_m", Double, nullable=False),
    Column("at", Milliseconds(), nullable=False),
)
Index(None, place_arrivals.c.municipality, place_arrivals.c.method, place_arrivals.c.at)

# What the arrivals teach: half, nine in ten and 19 in 20 of them were as near.
place_methods = Table(
    "place_methods",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("method", EnumText(PlaceMethod), primary_key=True),
    Column("arrivals", BigInteger, nullable=False),
    Column("p50_m", Double, nullable=False),
    Column("p90_m", Double, nullable=False),
    Column("p95_m", Double, nullable=False),
)

# How far the jobs have come: the version of the last row they looked at.
place_progress = Table(
    "place_progress",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("version", BigInteger, nullable=False),
)
