"""Where packs lie. A day of `pack_day` is fresh, any other is stale or was never packed: what of it
still lies in the other two is not asked. To make a day stale is to take it away from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

_NAMES = ("pack_day", "pack_sum", "pack_row")


@dataclass(frozen=True, slots=True)
class Packs:
    """`days` (`kind`, `day`, `shape`), `sums` (cells of a `series`, of each of its values and day)
    and `rows` (a line for each row of a day). A `day` is a number as `date.toordinal` counts,
    0: of rows without a moment.
    """

    days: Table
    sums: Table
    rows: Table


def make(metadata: MetaData, **info: Any) -> Packs:
    """The tables beside those of the kinds."""
    kind, day = Column("kind", String(20), primary_key=True), _day()
    days = Table(
        "pack_day", metadata, kind, day, Column("shape", String(16), nullable=False), **info
    )
    sums = Table(
        "pack_sum",
        metadata,
        Column("series", String(60), primary_key=True),
        Column("value", String(36), primary_key=True),
        _day(),
        Column("cells", LargeBinary, nullable=False),
        sqlite_with_rowid=False,  # all days of a value lie side by side
        **info,
    )
    kind = Column("kind", String(20), primary_key=True)
    rows = Table(
        "pack_row", metadata, kind, _day(), Column("lines", LargeBinary, nullable=False), **info
    )
    return Packs(days, sums, rows)


def packs_of(tables: Mapping[str, Table]) -> Packs | None:
    """The packs of whoever has these tables of kinds; None: nothing is packed there."""
    held = next(iter(tables.values())).metadata.tables
    if any(name not in held for name in _NAMES):
        return None
    return Packs(*(held[name] for name in _NAMES))


def _day() -> Column[int]:
    return Column("day", Integer, primary_key=True, autoincrement=False)
