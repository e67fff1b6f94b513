"""A block of read rows as the plan wants it: stored values, by what they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kobra_domain.imports.fates import Fate
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import Doubt, RowCode, WarningCode
from kobra_domain.imports.targets import Target
from kobra_records.files.portfolio_files.rows import Taken
from kobra_records.sql.tables import to_ms

Values = Sequence[Any]
_MOST_LINES, _BETWEEN = 5, ", "  # lines and different values that are told as examples
_FATES = {fate: str(fate) for fate in Fate}  # an enum's value costs as much as all else of a row


class Slots:
    """Where the values of a row stand; the line comes first."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._at = {slot: place for place, slot in enumerate(slots, 1)}
        self.slots = tuple(slots)

    def at(self, target: Target, ordinal: int = 1) -> int:
        """The place of a target in a row, 0 where no column says it."""
        return self._at.get(Slot(target, ordinal), 0)

    def ordinals(self, target: Target) -> list[int]:
        """The ordinals that a target is there in."""
        return sorted(slot.ordinal for slot in self._at if slot.target is target)

    def places(self, target: Target) -> list[int]:
        """The places of a target, in the order of the ordinals."""
        return [self.at(target, ordinal) for ordinal in self.ordinals(target)]

    def column(self, taken: Taken, target: Target) -> Sequence[Any]:
        """The values of a target in a block, nothing where no column says it."""
        place = self.at(target)
        return taken.columns[place - 1] if place else ()


def rows_of(taken: Taken) -> Iterator[Values]:
    """The rows of a block, line first, days and moments in their stored form."""
    columns = [_stored(column) for column in taken.columns]
    return zip(taken.lines, *columns, strict=True)


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
    doubts: dict[tuple[WarningCode, str], Doubt] = field(default_factory=dict)

    def end(self, line: int, fate: Fate, key: str, name: str) -> None:
        """A row that was taken."""
        self.lines.append((line, _FATES[fate], key, name))
        self.counts[fate] += 1

    def doubt(self, code: WarningCode, column: str, line: int, example: str = "") -> None:
        """Something that is taken and looks wrong."""
        known = self.doubts.get((code, column))
        if known is None:
            self.doubts[code, column] = Doubt(code, column, 1, (line,), example)
            return
        lines = (*known.lines, line) if len(known.lines) < _MOST_LINES else known.lines
        examples = known.example.split(_BETWEEN)
        if example and example not in examples and len(examples) < _MOST_LINES:
            examples.append(example)
        self.doubts[code, column] = Doubt(
            code, column, known.count + 1, lines, _BETWEEN.join(examples)
        )
