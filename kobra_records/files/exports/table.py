"""A table that shall leave the program, whatever the format: named, typed columns and their rows.

Values are native: text as str, a number as int, float or Decimal, money as Amount, a day as date,
an hour as time, a length of time as timedelta, a moment as an aware datetime (a naive one stands as
it is) or as a Moment by the clock of its place, a place as Point, yes and no as bool; None is
nothing. What cannot be read as its column's type stands there as text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from kobra_domain.places import Point


class ColumnType(StrEnum):
    """What a column's values are; decides its header, its number format and its side.

    CODE is what tells one thing from another, digits or not (an account, a telephone). RATIO is a
    part of one. INSTANT is told by the reader's clock, LOCAL by the clock of each row's place.
    """

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    RATIO = "ratio"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    LOCAL = "local"
    POINT = "point"
    TRUTH = "truth"


MEASURES = frozenset(
    {ColumnType.NUMBER, ColumnType.RATIO, ColumnType.MONEY, ColumnType.DURATION}
)  # what is compared by its size


CLOCKED = frozenset({ColumnType.DATE, ColumnType.TIME, ColumnType.INSTANT, ColumnType.LOCAL})
READ = MEASURES | CLOCKED | {ColumnType.POINT}  # what a text in them could not be read as


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units of a currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by the clock of a place; `zone` is an IANA name."""

    at: datetime
    zone: str

    @property
    def local(self) -> datetime:
        """What the clock of the place showed, without its zone."""
        return self.at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)


Value = (
    str
    | int
    | float
    | bool
    | Decimal
    | Amount
    | date
    | datetime
    | time
    | timedelta
    | Moment
    | Point
    | None
)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """`key` tells apart two of the same title, and never changes. Who has the lower `rank` takes
    its name first; of one rank, who stands first.
    """

    key: str
    title: str
    type: ColumnType = ColumnType.TEXT
    rank: int = 0


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`rows` may be made while they are written; they are read once."""

    name: str
    columns: tuple[ExportColumn, ...]
    rows: Iterable[Sequence[Value]]
    key: str = ""
