"""The reading pass: blocks of cells to rows of typed values, by a mapping in which everything is
settled. One reader a column, made once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kobra_domain.imports.formats import DateOrder, DecimalMark
from kobra_domain.imports.mapping import ColumnUse, Mapping, Slot
from kobra_domain.imports.problems import FileCode, FileRefused, Refusal, RowCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import CHOICES, DAYS, MONEY, NEEDED, PLACES, SHIFT_PARTS, Target
from kobra_records.files.portfolio_files.blocks import Block
from kobra_records.files.portfolio_files.checks import Checks, digits_of
from kobra_records.files.portfolio_files.days import Days, Moments, hours
from kobra_records.files.portfolio_files.money import Money
from kobra_records.files.portfolio_files.phones import Phones
from kobra_records.files.portfolio_files.points import read_points
from kobra_records.files.portfolio_files.shifts import Shifts
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.texts import Choices, Mails, Texts, Wholes
from kobra_records.files.portfolio_files.troubles import Troubles

Values = list[Any]
Reader = Callable[[Sequence[Cell], Troubles], Values]
KEYS = frozenset(
    {
        *(Target.NUMBER, Target.DOCUMENT, Target.POSTAL_CODE, Target.REFERENCE, Target.AGENT),
        *(Target.AGENT_CODE, Target.LOT, Target.AUTHORISATION, Target.CODEBTOR_DOCUMENT),
    }
)
# The longest a text may be, by the fields they become (`limits.Code`, `Name`, `Line`, `Note`).
_LENGTHS = {
    **dict.fromkeys((Target.NUMBER, Target.AGENT, Target.AGENT_CODE), 40),
    **dict.fromkeys((Target.NAME, Target.SURNAME, Target.AUTHORISATION, Target.TEAM), 120),
    Target.CODEBTOR_NAME: 120,
    **dict.fromkeys((Target.NOTE, Target.DIRECTIONS), 2_000),
}
_REFUSED_CHOICES = {Target.ROLE: RowCode.UNKNOWN_ROLE, Target.CHANNEL: RowCode.UNKNOWN_CHANNEL}
# What a row is about, and who.
_KEYS = (Target.NUMBER, Target.AGENT_CODE, Target.DOCUMENT)
_NAMES = (Target.NAME, Target.SURNAME)
_LINE = 240
_MOST_DAYS = 1_000_000  # `limits.Count`


@dataclass(slots=True)
class Taken:
    """Rows as they were read: `lines` and, in the order of the slots, the values of each column.
    `refused` are the rows of the same block that are not taken, with their cells, and
    `refused_keys` the number and the name that each of these says all the same, "" for none.
    """

    lines: list[int]
    columns: list[Values]
    refused: list[tuple[Refusal, Sequence[Cell]]] = field(default_factory=list)
    refused_keys: list[tuple[str, str]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Each row: its line, then its values."""
        return zip(self.lines, *self.columns, strict=True)


class RowReader:
    """Reads blocks; `slots` says what the columns of what it makes are."""

    def __init__(self, mapping: Mapping, headers: Sequence[str], setting: Setting) -> None:
        self._mapping, self._setting = mapping, setting
        at = {header: place for place, header in enumerate(headers)}
        gone = [use.header for use in mapping.columns if use.header not in at]
        if gone:
            raise FileRefused(FileCode.COLUMN_GONE, column=gone[0], count=len(gone))
        if mapping.missing:
            lacking = min(mapping.missing[0])
            raise FileRefused(FileCode.COLUMN_MISSING, target=lacking.value)
        self._headers = headers
        self._readers = [(at[use.header], use, reader_of(use, setting)) for use in mapping.columns]
        self._constants = [
            (Slot(one.target, one.ordinal), self._constant(one.target, one.value))
            for one in mapping.constants
        ]
        self._names = {use.slot: use.header for use in mapping.columns}
        self.troubles = Troubles()
        self.blanks = dict.fromkeys((use.header for use in mapping.columns), 0)
        self._checks = Checks(mapping.kind, self._names, setting, self.troubles)
        self.slots = self._checks.slots(
            [use.slot for use in mapping.columns] + [slot for slot, _ in self._constants]
        )

    def read(self, block: Block) -> Taken:
        """The block's rows, those that are refused apart."""
        troubles = self.troubles
        troubles.begin(block.lines)
        found: dict[Slot, Values] = {}
        for place, use, reader in self._readers:
            values = reader(block.columns[place], troubles)
            self.blanks[use.header] += values.count(None)
            found[use.slot] = values
        count = len(block.lines)
        for slot, value in self._constants:
            found.setdefault(slot, [value] * count)
        self._need(found, count)
        read_points(found, self._mapping, self._setting, troubles)
        self._checks.check(found, count)
        return self._taken(block, found)

    def _need(self, found: dict[Slot, Values], count: int) -> None:
        """Every row has what its kind needs; only an absent column is left as it was."""
        for wanted in NEEDED[self._mapping.kind]:
            columns = [found[Slot(one)] for one in sorted(wanted) if Slot(one) in found]
            if all(None not in column for column in columns[:1]):
                continue
            said = [any(cells) for cells in zip(*columns, strict=True)]
            target = next(one for one in sorted(wanted) if Slot(one) in found)
            name = self._names.get(Slot(target), target.value)
            for row in range(count):
                if not said[row]:
                    self.troubles.refuse(row, name, RowCode.MISSING, target=target.value)

    def _taken(self, block: Block, found: dict[Slot, Values]) -> Taken:
        refused = self.troubles.refused
        columns = [found[slot] for slot in self.slots]
        lines = block.lines
        aside: list[tuple[Refusal, Sequence[Cell]]] = [
            (Refusal(line, "", code), cells) for line, cells, code in block.aside
        ]
        if refused:
            keep = [row for row in range(len(lines)) if row not in refused]
            aside += [
                (refusal, [column[row] for column in block.columns])
                for row, refusal in refused.items()
            ]
            aside.sort(key=lambda one: one[0].line)
            lines = [lines[row] for row in keep]
            columns = [[column[row] for row in keep] for column in columns]
        return Taken(lines, columns, aside, self._keys(aside))

    def _keys(self, aside: Sequence[tuple[Refusal, Sequence[Cell]]]) -> list[tuple[str, str]]:
        """What rows that are not taken say of whom they are about."""
        if not aside:
            return []
        keys = zip(*(self._said(target, aside) for target in _KEYS), strict=True)
        names = zip(*(self._said(target, aside) for target in _NAMES), strict=True)
        return [
            (next(filter(None, key), ""), " ".join(filter(None, name)))
            for key, name in zip(keys, names, strict=True)
        ]

    def _said(self, target: Target, aside: Sequence[tuple[Refusal, Sequence[Cell]]]) -> list[str]:
        """What rows say in a column, as far as it can be read."""
        for place, use, reader in self._readers:
            if use.slot == Slot(target):
                cells = [cells[place] if place < len(cells) else "" for _, cells in aside]
                return [one or "" for one in reader(cells, Troubles([0] * len(cells)))]
        return [""] * len(aside)

    def _constant(self, target: Target, value: str) -> Any:
        """A constant as its column would be read: days as 2026-03-25, amounts as 1234.50."""
        use = ColumnUse(header=target.value, target=target)
        troubles = Troubles([0])
        values = reader_of(use, self._setting)([value], troubles)
        if troubles.refused or values[0] is None:
            raise FileRefused(FileCode.BAD_MAPPING, field=f"constants.{target.value}")
        return values[0]


def reader_of(use: ColumnUse, setting: Setting) -> Reader:
    """How the cells of a column are read; what the mapping leaves open is read as ISO writes it."""
    target, header = use.target, use.header
    if target in MONEY:
        return Money(
            header,
            use.decimal or DecimalMark.POINT,
            digits_of(setting.currency),
            use.unit,
            may_be_negative=target is Target.AMOUNT,
        )
    if target in DAYS:
        made = Moments if target is Target.CONTACTED_ON else Days
        return made(header, use.date_order or DateOrder.YEAR_FIRST)
    if target in CHOICES:
        return Choices(header, target, use.values or {}, _REFUSED_CHOICES.get(target))
    if target is Target.DAYS_PAST_DUE:
        return Wholes(header, _MOST_DAYS)
    if target in (Target.PHONE, Target.CODEBTOR_PHONE):
        return Phones(header, setting.country)
    if target is Target.EMAIL:
        return Mails(header)
    if target is Target.CONTACTED_AT:
        return lambda cells, troubles: hours(cells, header, troubles)
    if target in PLACES:
        return lambda cells, _: list(cells)
    if target is Target.SHIFT or target in SHIFT_PARTS:
        return Shifts(header, target)
    may_lose = target in (Target.NUMBER, Target.POSTAL_CODE)
    return Texts(header, _LENGTHS.get(target, _LINE), target in KEYS, may_lose)
