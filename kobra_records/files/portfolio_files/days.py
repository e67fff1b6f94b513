"""A column of days, and of hours. Each text is read once, however often it comes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kobra_domain.imports.formats import DateOrder
from kobra_domain.imports.problems import RowCode, WarningCode
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import MOST_REMEMBERED, Troubles
from kobra_records.files.tabular.amounts import read_day
from kobra_records.files.tabular.blanks import is_blank, is_no_day

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST = date(1899, 12, 30)  # Excel's day 0
_SERIALS = (20_000, 80_000)  # 1954 to 2119: no other number is taken for a day
_HOUR = re.compile(
    r"(?:^|.*[ T])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(?:([ap])\.? ?m\.?)?(?:Z|\+00:00)?",
    re.IGNORECASE,
)
_Read = tuple[date | None, RowCode | WarningCode | None]


@dataclass(slots=True)
class Days:
    """Reads days by their column's order."""

    column: str
    order: DateOrder
    known: dict[Cell, _Read] = field(default_factory=dict)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[date | None]:
        """The day of each row; None where nothing is said or the row is refused."""
        known = self.known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        for cell in set(cells).difference(known):
            known[cell] = self._read(cell)
        read = [known[cell] for cell in cells]
        if any(said for _, said in read):
            self._tell(read, cells, troubles)
        return [day for day, _ in read]

    def _tell(self, read: list[_Read], cells: Sequence[Cell], troubles: Troubles) -> None:
        for row, (_, said) in enumerate(read):
            if isinstance(said, RowCode):
                troubles.refuse(row, self.column, said, value=str(cells[row])[:60])
            elif said is not None:
                troubles.doubt(row, self.column, said, cells[row])

    def _read(self, cell: Cell) -> _Read:
        day: date | None = None
        said: WarningCode | None = None
        if isinstance(cell, datetime):
            day = cell.date()
        elif isinstance(cell, date):
            day = cell
        elif isinstance(cell, str):
            if is_no_day(cell):
                return None, None
            day = read_day(cell, self.order) or _serial(cell)
            said = WarningCode.SERIAL_DAYS if day and _serial(cell) == day else None
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            if cell == 0:
                return None, None
            day, said = read_day(repr(cell).removesuffix(".0"), self.order), None
            if day is None:
                day, said = _serial(cell), WarningCode.SERIAL_DAYS
        if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return None, RowCode.NOT_DAY
        return day, said


def _serial(cell: str | float) -> date | None:
    """The day that a spreadsheet counts as this number; none for what may be something else."""
    try:
        number = float(cell)
    except ValueError:
        return None
    within = _SERIALS[0] <= number <= _SERIALS[1]
    return _FIRST + timedelta(days=int(number)) if within else None


@dataclass(slots=True)
class Moments:
    """Reads days with their hours, where one stands behind them: `datetime` then, else `date`."""

    column: str
    order: DateOrder
    _days: Days | None = None

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[date | None]:
        """The day of each row, or its moment by the clock of the place."""
        self._days = self._days or Days(self.column, self.order)
        made = self._days(cells, troubles)
        clock = hours([cell if _has_hour(cell) else "" for cell in cells], self.column, troubles)
        return [
            datetime.combine(day, hour) if day and hour else day
            for day, hour in zip(made, clock, strict=True)
        ]


def _has_hour(cell: Cell) -> bool:
    return isinstance(cell, datetime) or (isinstance(cell, str) and ":" in cell)


def hours(cells: Sequence[Cell], column: str, troubles: Troubles) -> list[time | None]:
    """The hour in each cell, its own or behind a day; None where none is said."""
    made: list[time | None] = []
    for row, cell in enumerate(cells):
        if isinstance(cell, datetime):
            made.append(cell.time())
        elif isinstance(cell, time):
            made.append(cell)
        elif isinstance(cell, float) and 0 <= cell < 1:
            made.append((datetime.min + timedelta(seconds=round(cell * 86_400))).time())
        elif isinstance(cell, str) and ":" in cell:
            found = _hour(cell.strip())
            if found is None:
                troubles.refuse(row, column, RowCode.NOT_HOUR, value=cell[:60])
            made.append(found)
        else:
            made.append(None)
            if isinstance(cell, str) and not is_blank(cell) and cell.isdigit() and len(cell) <= 4:
                troubles.refuse(row, column, RowCode.NOT_HOUR, value=cell)
    return made


def _hour(text: str) -> time | None:
    found = _HOUR.fullmatch(text)
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
