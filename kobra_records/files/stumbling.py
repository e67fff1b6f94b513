"""What the XLSForm compiler fell over: looked for by taking columns and rows away until it stands.

It says only where in its own code it fell, which helps nobody who made a form.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kobra_records.files.converting import Refusal, Stumble, converted
from kobra_records.files.workbooks import RawSheet
from kobra_records.files.xlsform_reading import KNOWN_SHEETS

# Each try compiles the form; a large one is not tried for ever.
MOST_TRIES = 120
MOST_S = 15.0
# Without these there is no form to try.
_NEEDED = frozenset({"type", "name", "list_name", "list name"})


@dataclass(frozen=True, slots=True)
class Cause:
    """A cell by its sheet's plain name, row (from 1) and header, with its text. Row 1: the header
    alone; no header: the row.
    """

    sheet: str
    row: int
    header: str = ""
    text: str = ""


class _Tried(Exception):
    """Enough was tried."""


def cause_of(sheets: Sequence[RawSheet], name: str | None) -> Cause | None:
    """The cell, else the row, without which the compiler would not have fallen; None when that is
    not found soon.
    """
    search = _Search(sheets, name)
    try:
        return search.column() or search.row()
    except _Tried:
        return None


class _Search:
    def __init__(self, sheets: Sequence[RawSheet], name: str | None) -> None:
        self._sheets, self._name = list(sheets), name
        self._tries, self._until_s = 0, time.monotonic() + MOST_S

    def column(self) -> Cause | None:
        """By the column without which it stands, the odd ones first."""
        for at, place in sorted(self._columns(), key=self._is_usual):
            if self._falls(self._without(at, place, 0)):
                continue
            sheet = self._sheets[at]
            row = self._first(len(sheet.rows), lambda n: self._without(at, place, n))  # noqa: B023
            header = sheet.rows[0][place].strip()
            text = _cell(sheet, row, place) if row > 1 else header
            return Cause(self._plain(at), row, header, text)
        return None

    def row(self) -> Cause | None:
        """By the row of the survey at which it falls."""
        for at in range(len(self._sheets)):
            rows = self._sheets[at].rows
            if self._plain(at) != "survey" or self._falls(self._cut(at, 1)):
                continue
            return Cause("survey", self._first(len(rows), lambda n: self._cut(at, n)))  # noqa: B023
        return None

    def _columns(self) -> Iterator[tuple[int, int]]:
        for at, sheet in enumerate(self._sheets):
            for place, header in enumerate(sheet.rows[0] if sheet.rows else ()):
                if header.strip() and header.strip().lower() not in _NEEDED:
                    yield at, place

    def _is_usual(self, column: tuple[int, int]) -> bool:
        header = self._sheets[column[0]].rows[0][column[1]]
        return ":" not in header and header.strip().lower() in ("label", "hint", "relevant")

    def _plain(self, at: int) -> str:
        own = self._sheets[at].name.lower()
        return own if own in KNOWN_SHEETS or len(self._sheets) > 1 else "survey"

    def _first(self, rows: int, made: Callable[[int], list[RawSheet]]) -> int:
        """The first row with which it falls."""
        stands, falls = 0, rows
        while falls - stands > 1:
            middle = (stands + falls) // 2
            stands, falls = (stands, middle) if self._falls(made(middle)) else (middle, falls)
        return falls

    def _without(self, at: int, place: int, kept: int) -> list[RawSheet]:
        """The sheets with a column down to a row only; with none of it for 0."""
        sheet = self._sheets[at]
        rows = (
            row if n <= kept or place >= len(row) else (*row[:place], "", *row[place + 1 :])
            for n, row in enumerate(sheet.rows, start=1)
        )
        return self._with(at, tuple(rows))

    def _cut(self, at: int, kept: int) -> list[RawSheet]:
        return self._with(at, self._sheets[at].rows[:kept])

    def _with(self, at: int, rows: tuple[tuple[str, ...], ...]) -> list[RawSheet]:
        changed = replace(self._sheets[at], rows=rows)
        return [changed if n == at else sheet for n, sheet in enumerate(self._sheets)]

    def _falls(self, sheets: Sequence[RawSheet]) -> bool:
        self._tries += 1
        if self._tries > MOST_TRIES or time.monotonic() > self._until_s:
            raise _Tried
        try:
            converted(sheets, [], self._name)
        except Refusal:
            return False
        except Stumble:
            return True
        return False


def _cell(sheet: RawSheet, row: int, place: int) -> str:
    cells = sheet.rows[row - 1]
    return cells[place] if place < len(cells) else ""
