"""Columns of shifts: a whole week in a cell, or its days, beginning and end in columns apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.targets import SHIFT_PARTS, Target
from kobra_domain.shift_texts import WORKDAYS, read_hour, read_week, read_weekdays, week_of
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import Troubles
from kobra_records.files.tabular.blanks import is_blank

T = Target
_READERS = {T.SHIFT: read_week, T.SHIFT_DAYS: read_weekdays}


@dataclass(slots=True)
class Shifts:
    """Reads a column of weeks (`ShiftSpan`s), of days (numbers) or of hours; each text once."""

    column: str
    target: Target
    known: dict[Cell, Any] = field(default_factory=dict)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[Any]:
        """What each row says, None where it says nothing; what is not understood is refused."""
        made: list[Any] = []
        for row, cell in enumerate(cells):
            if is_blank(cell):
                made.append(None)
                continue
            if cell not in self.known:
                self.known[cell] = self._read(cell)
            if self.known[cell] is None:
                is_hour = self.target in (T.SHIFT_FROM, T.SHIFT_TO)
                code = RowCode.NOT_HOUR if is_hour else RowCode.NOT_SHIFT
                troubles.refuse(row, self.column, code, value=str(cell)[:60])
            made.append(self.known[cell])
        return made

    def _read(self, cell: Cell) -> Any:
        reader = _READERS.get(self.target)
        if reader is not None:
            return reader(cell) if isinstance(cell, str) else None
        if isinstance(cell, str):
            return read_hour(cell)
        return _hour_of(cell)


def _hour_of(cell: Cell) -> time | None:
    """An hour of a workbook: one of its own, a part of a day, or a whole number."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta):
        cell = cell / timedelta(days=1)
    if isinstance(cell, float) and 0 <= cell < 1:
        return (datetime.min + timedelta(seconds=round(cell * 86_400))).time()
    is_whole = isinstance(cell, int | float) and cell == int(cell)
    return read_hour(str(int(cell))) if is_whole else None  # type: ignore[arg-type]


def join_shifts(
    found: dict[Slot, list[Any]], count: int, names: dict[Slot, str], troubles: Troubles
) -> None:
    """Days, beginning and end of a row become its week, where no cell says it whole."""
    nothing: list[Any] = [None] * count
    if not any(Slot(part) in found for part in SHIFT_PARTS):
        return
    days, begun, ended = (
        found.pop(Slot(part), nothing) for part in (T.SHIFT_DAYS, T.SHIFT_FROM, T.SHIFT_TO)
    )
    weeks = list(found.get(Slot(T.SHIFT), nothing))
    for row, (start, end) in enumerate(zip(begun, ended, strict=True)):
        if weeks[row] is None and (start or end):
            week = week_of(days[row] or WORKDAYS, start, end) if start and end else None
            weeks[row] = week
            if week is None:
                said = " - ".join(f"{one:%H:%M}" for one in (start, end) if one)
                name = names.get(Slot(T.SHIFT_FROM), T.SHIFT.value)
                troubles.refuse(row, name, RowCode.NOT_SHIFT, value=said)
    found[Slot(T.SHIFT)] = weeks
