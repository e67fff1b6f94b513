"""What a format can hold of a value: it fits, it fits as text, or something of it is left out; and
the count of what did not fit, so that it can be told.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from kobra_domain.places import Point
from kobra_domain.words.figures import amount
from kobra_records.files.exports.dialect import Dialect
from kobra_records.files.exports.letters import readable, utf16_cut
from kobra_records.files.exports.table import Amount, Moment, Value

LONGEST_TEXT = 32_767  # Excel's letters in a cell
MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576  # with the header
_DIGITS = 15  # of a number in a workbook
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February that never was


class Loss(StrEnum):
    """What did not go into a file as it was."""

    AS_TEXT = "as_text"
    UNREAD = "unread"
    LETTERS = "letters"
    CUT = "cut"
    ROWS = "rows"
    COLUMNS = "columns"
    FILES = "files"


class ExportFormat(StrEnum):
    """The formats, by their ending."""

    XLSX = "xlsx"
    CSV = "csv"


# What a writer has to write.
Plain = str | int | float | Decimal | date | datetime | time | timedelta | None


@dataclass(slots=True)
class Holder:
    """Turns values into what a format holds; `losses` counts cells, rows and columns."""

    format: ExportFormat
    dialect: Dialect
    zone: tzinfo = UTC
    losses: Counter[Loss] = field(default_factory=Counter)

    def held(self, value: Value) -> Plain:
        """The value as the format holds it."""
        match value:
            case None:
                return None
            case str():
                return self._text(value)
            case bool():
                return self.dialect.truth(value)
            case Amount():
                return self._number(amount(value.minor, value.currency))
            case int() | float() | Decimal():
                return self._number(value)
            case datetime():
                local = value.astimezone(self.zone) if value.tzinfo else value
                return self._day(local.replace(tzinfo=None, microsecond=0))
            case Moment():
                return self._day(value.local.replace(microsecond=0))
            case date():
                return self._day(value)
            case Point():  # of a column that is no place
                return self._text(f"{value.lat} {value.lon}")
            case _:
                return value

    def told(self) -> Mapping[Loss, int]:
        """What was lost so far."""
        return {loss: number for loss, number in self.losses.items() if number}

    def _text(self, text: str) -> str:
        clean = readable(text)
        if len(clean) != len(text):
            self.losses[Loss.LETTERS] += 1
        if self.format is ExportFormat.CSV:
            return clean
        cut = utf16_cut(clean, LONGEST_TEXT)
        if len(cut) != len(clean):
            self.losses[Loss.CUT] += 1
        return cut

    def _number(self, value: int | float | Decimal) -> Plain:
        if not math.isfinite(value):
            return self._as_text(str(value))
        if self.format is ExportFormat.XLSX and not isinstance(value, float):
            exact = Decimal(value).normalize()
            if len(exact.as_tuple().digits) > _DIGITS:
                return self._as_text(self.dialect.number(value))
        return value

    def _day(self, day: date | datetime) -> Plain:
        only = day.date() if isinstance(day, datetime) else day
        if self.format is ExportFormat.XLSX and only < _FIRST_DAY:
            return self._as_text(day_text(day))
        return day

    def _as_text(self, text: str) -> str:
        self.losses[Loss.AS_TEXT] += 1
        return text


def day_text(day: date | datetime) -> str:
    """2026-11-29, 2026-11-29 10:41:00: what every spreadsheet reads, in every language."""
    return day.isoformat(" ") if isinstance(day, datetime) else day.isoformat()


def length_text(length: timedelta) -> str:
    """26:03:05: hours, minutes and seconds, as spreadsheets read a length of time."""
    whole = round(abs(length).total_seconds())
    sign = "-" if length < timedelta() else ""
    return f"{sign}{whole // 3_600}:{whole // 60 % 60:02}:{whole % 60:02}"
