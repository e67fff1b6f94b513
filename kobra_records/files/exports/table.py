"""A table that shall leave the program, whatever the format: named, typed columns and their rows.

Values are native: text as str, a number as int, float or Decimal, money as Amount, a day as date,
a moment as an aware datetime (a naive one stands as it is), yes and no as bool; None is nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class ColumnType(StrEnum):
    """What a column's values are; decides its header and its number format."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units of a currency."""

    minor: int
    currency: str


Value = str | int | float | bool | Decimal | Amount | date | datetime | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """`key` tells apart two of the same title, and never changes."""

    key: str
    title: str
    type: ColumnType = ColumnType.TEXT


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`rows` may be made while they are written; they are read once."""

    name: str
    columns: tuple[ExportColumn, ...]
    rows: Iterable[Sequence[Value]]
    key: str = ""
