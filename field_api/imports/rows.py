"""A block of read rows as the plan wants it: stored values, by what they are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import repeat
from typing import Any

from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import Doubt, RowCode, WarningCode
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.sql.tables import to_ms

Values = Sequence[Any]
_MOST_LINES, _BETWEEN = 5, ", "  # lines and different values that are told as examples
_CODES = {code: place for place, code in enumerate(WarningCode)}
_FATES = {fate: str(fate) for fate in Fate}  # an enum's value costs as much as all else of a row


class Slots:
    """Where the values of a row stand; the line comes first."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._at = {slot: place for place, slot in enumerate(slots, 1)}

    @property
    def are_said(self) -> bool:
        """Whether there is any."""
        return bool(self._at)

    def at(self, target: Target, ordinal: int = 1) -> int:
        """The place of a target in a row, 0 where no column says it."""
        return self._at.get(Slot(target, ordinal), 0)

    def ordinals(self, target: Target) -> list[int]:
        """The ordinals that a target is there in."""
        return sorted(slot.ordinal for slot in self._at if slot.target is target)

    def places(self, target: Target) -> list[int]:
        """The places of a target, in the order of the ordinals."""
        return [self.at(target, ordinal) for ordinal in self.ordinals(target)]

    def seen_as(self, names: Mapping[Target, Target]) -> "Slots":
        """The same rows, of which only some columns are there, by other names."""
        made = Slots(())
        made._at = {
            Slot(names[slot.target], slot.ordinal): place
            for slot, place in self._at.items()
            if slot.target in names
        }
        return made

    def column(self, taken: Taken, target: Target) -> Sequence[Any]:
        """The values of a target in a block, nothing where no column says it."""
        place = self.at(target)
        return taken.columns[place - 1] if place else ()


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows as columns, in their stored form; the place of a column is that of its value in a row,
    where the line comes first.
    """

    lines: Sequence[int]
    columns: Sequence[Sequence[Any]]

    @classmethod
    def of(cls, taken: Taken) -> "Cells":
        """Those of a block, days and moments in their stored form."""
        return cls(taken.lines, [_stored(column) for column in taken.columns])

    @classmethod
    def of_row(cls, row: Values) -> "Cells":
        """One row."""
        return cls(row[:1], [(value,) for value in row[1:]])

    def rows(self) -> Iterator[Values]:
        """Each row."""
        return zip(self.lines, *self.columns, strict=True)

    def column(self, at: int) -> Sequence[Any]:
        """The values at a place, nothing in each row where no column says it."""
        return self.columns[at - 1] if at else (None,) * len(self.lines)

    def filled(self, at: int, default: Any) -> Sequence[Any]:
        """The values at a place, a default where nothing is said."""
        column = self.columns[at - 1]
        if None not in column:
            return column
        return [default if value is None else value for value in column]

    def picked(self, rows: Sequence[int]) -> "Cells":
        """Some of the rows; these themselves if it is all of them."""
        if len(rows) == len(self.lines):
            return self
        columns = [[column[row] for row in rows] for column in self.columns]
        return Cells([self.lines[row] for row in rows], columns)


def rows_of(taken: Taken) -> Iterator[Values]:
    """The rows of a block, line first, days and moments in their stored form."""
    return Cells.of(taken).rows()


def laid_out(
    template: Sequence[Any], lines: Sequence[int], said: Mapping[int, Iterable[Any]]
) -> list[Values]:
    """Rows that come as the stage takes them: the line, then the values of the template, in whose
    place stand those of the columns that are said.
    """
    columns = [said.get(place) or repeat(value) for place, value in enumerate(template)]
    return list(zip(lines, *columns, strict=False))


def _stored(column: Sequence[Any]) -> Sequence[Any]:
    first = next((one for one in column if one is not None), None)
    if isinstance(first, datetime):
        return [None if one is None else to_ms(one) for one in column]
    if isinstance(first, date):
        texts = {one: one.isoformat() for one in set(column) if one is not None}
        return [texts.get(one) for one in column]
    return column


class RowRefused(Exception):
    """A row that the plan cannot take."""

    def __init__(self, code: RowCode, target: Target, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.target = target
        self.params = params


@dataclass(slots=True)
class Tale:
    """What is told of the rows: how each ended, and what looked wrong."""

    lines: list[tuple[int, str, str, str]] = field(default_factory=list)
    counts: Counter[Fate] = field(default_factory=Counter)
    _doubted: dict[tuple[WarningCode, str], "_Doubted"] = field(default_factory=dict)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What looked wrong, in the order of the file."""
        found = [
            Doubt(code, column, one.count, tuple(sorted(one.lines)), one.example)
            for (code, column), one in self._doubted.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.lines, _CODES[one.code], one.column)))

    def end(self, line: int, fate: Fate, key: str, name: str) -> None:
        """A row that was taken."""
        self.lines.append((line, _FATES[fate], key, name))
        self.counts[fate] += 1

    def end_all(self, fate: Fate, ends: Iterable[tuple[int, str, str]]) -> None:
        """Rows that all ended alike: line, key and name of each."""
        named, before = _FATES[fate], len(self.lines)
        self.lines += [(line, named, key, name) for line, key, name in ends]
        self.counts[fate] += len(self.lines) - before

    def doubt(self, code: WarningCode, column: str, line: int, example: str = "") -> None:
        """Something that is taken and looks wrong."""
        self._doubted.setdefault((code, column), _Doubted()).note(line, example)


@dataclass(slots=True)
class _Doubted:
    """One thing that looked wrong: in how many rows, and the file's first of them. Rows that are
    planned together come before others of their block, so that a line may come after a later one.
    """

    count: int = 0
    lines: list[int] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)  # by example: the line it stands in first

    @property
    def example(self) -> str:
        """The different values, in the order of the file."""
        return _BETWEEN.join(sorted(self.first, key=lambda one: self.first[one]))

    def note(self, line: int, example: str) -> None:
        """One more row."""
        self.count += 1
        self.lines.append(line)
        if len(self.lines) > _MOST_LINES:
            self.lines.remove(max(self.lines))
        if example:
            self.first[example] = min(line, self.first.get(example, line))
            if len(self.first) > _MOST_LINES:
                del self.first[max(self.first, key=lambda one: self.first[one])]
