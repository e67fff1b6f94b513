"""What addresses are placed by: streets and corners of maps, lists of doors, what was learnt."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "r0040"
down_revision = "r0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the indexes by which they are read."""
    for name, columns, keys in (
        ("towns", [*_texts("municipality", "name"), _number("loaded_at")], ["municipality"]),
        ("map_streets", [*_texts("municipality", "street"), *_place()], ["municipality", "street"]),
        ("map_corners", [_id(), *_texts("municipality", "street", "cross"), *_place()], ["id"]),
        (
            "map_quarters",
            [*_texts("municipality", "quarter"), _short("source"), *_place()],
            ["municipality", "quarter", "source"],
        ),
        (
            "listed_doors",
            [
                _id(),
                *_texts("municipality", "street", "door", "number", "colonia", "postal_code"),
                *_place(),
            ],
            ["id"],
        ),
        (
            "place_arrivals",
            [
                sa.Column("visit_id", sa.String(length=36), nullable=False),
                *_texts("municipality"),
                _short("method"),
                *_degrees("distance_m"),
                _number("at"),
            ],
            ["visit_id"],
        ),
        (
            "place_methods",
            [
                *_texts("municipality"),
                _short("method"),
                _number("arrivals"),
                *_degrees("p50_m", "p90_m", "p95_m"),
            ],
            ["municipality", "method"],
        ),
        ("place_progress", [_short("name"), _number("version")], ["name"]),
    ):
        op.create_table(name, *columns, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")))
    for table, looked_up in (
        ("map_corners", ["municipality", "street"]),
        ("listed_doors", ["municipality", "street"]),
        ("listed_doors", ["municipality", "door"]),
        ("place_arrivals", ["municipality", "method", "at"]),
    ):
        name = op.f(f"ix_{table}_{'_'.join(looked_up)}")
        op.create_index(name, table, looked_up, unique=False)


def _id() -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _short(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=40), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _degrees(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Double(), nullable=False) for name in names]


def _place() -> list[sa.Column[Any]]:
    return _degrees("lat", "lon")
