"""A file from its bytes to what was read of it: at first sight, by all of its rows, row by row."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kobra_domain.imports.formats import DateOrder, DecimalMark
from kobra_domain.imports.mapping import Mapping, Slot, proposed_mapping
from kobra_domain.imports.problems import FileCode, FileRefused, Refusal, RowCode
from kobra_domain.imports.reading import (
    MOST_TOLD,
    Detected,
    Look,
    Reading,
    Setting,
    Survey,
    Trailer,
)
from kobra_domain.imports.targets import MONEY, Target
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.opened import Opened
from kobra_records.files.portfolio_files.rows import RowReader, Taken
from kobra_records.files.portfolio_files.sources import Cell, Source
from kobra_records.files.portfolio_files.surveying import Surveyor, repaired, settled, undone_by
from kobra_records.files.portfolio_files.trailer import trailer_of

Told = Callable[[int], None]


def look(path: Path, kind: ImportKind, *, name: str = "", mapping: Mapping | None = None) -> Look:
    """The file by its beginning; what `mapping` says of it goes before what is found. Raises
    FileRefused, OSError.
    """
    return seen_of(Opened(path, name, kind, mapping))


def seen_of(file: Opened) -> Look:
    """What is seen of a file that is open."""
    source, head = file.source, file.heading
    sample = [(line, tuple(map(shown, cells))) for line, cells in file.head]
    return Look(
        form=source.form,
        name=source.packed.name,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheets=source.sheets,
        sheet=source.sheet,
        header_line=head.line,
        header_rows=head.rows,
        first_line=head.first,
        headers=head.headers,
        sample=tuple(sample),
        encoding_lines=source.encoding_lines,
        doubts=(*source.doubts, *head.doubts, *source.records.doubts),
    )


def shown(cell: Cell) -> str:
    """A cell as a person sees it: a workbook's 45001234.0 is 45001234."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell)


class FileRows:
    """The rows of a file, block by block; `reading()` says what was read once all have come.

    A mapping of None is proposed by the headers; of one that is only remembered, the rows of this
    file go before how the amounts and days of another were written. What no row decides is settled
    by the country's way; `strict` refuses the file instead, also for values that nobody knows.
    """

    def __init__(
        self,
        path: Path,
        kind: ImportKind,
        mapping: Mapping | None,
        setting: Setting,
        *,
        name: str = "",
        strict: bool = False,
        is_remembered: bool = False,
        told: Told | None = None,
        file: Opened | None = None,
    ) -> None:
        self._file = file or Opened(path, name, kind, mapping)
        headers = self._file.heading.headers
        self._told = told
        asked = mapping if mapping and mapping.columns else _filled(mapping, self._file, kind)
        self.survey = _surveyed(self._file, asked, setting, told)
        if is_remembered:
            asked = undone_by(asked, self.survey)
        if strict:
            _refuse_open(self.survey)
        if mapping is None or not mapping.columns:
            for repair in self.survey.repairs:
                asked = repaired(asked, repair)
        self.mapping = settled(asked, self.survey, setting)
        self._written = {use.header for use in asked.columns if use.decimal or use.date_order}
        self._reader = RowReader(self.mapping, headers, setting)
        self.slots = self._reader.slots
        self._refusals: list[Refusal] = []
        self._by: Counter[str] = Counter()
        self._taken = self._refused = 0
        self._sums: Counter[str] = Counter()
        self._setting = setting
        self._total: tuple[int, Sequence[Cell]] | None = None

    def __iter__(self) -> Iterator[Taken]:
        """Every block once, in the file's order. Raises FileRefused."""
        summed = [(n, slot) for n, slot in enumerate(self.slots) if slot.target in MONEY]
        for block in self._file.blocks(self.mapping):
            taken = self._reader.read(block)
            self._taken += len(taken.lines)
            self._refused += len(taken.refused)
            for refusal, cells in taken.refused:
                self._by[refusal.code] += 1
                if refusal.code is RowCode.TOTALS:
                    self._total = refusal.line, cells
                if len(self._refusals) < MOST_TOLD:
                    self._refusals.append(refusal)
            for place, slot in summed:
                self._sums[slot.target] += self._sum(taken.columns, place, slot)
            yield taken
            if self._told:
                self._told(self.survey.rows + self._taken + self._refused)

    def _sum(self, columns: Sequence[Sequence[Any]], place: int, slot: Slot) -> int:
        """A column's amounts together; what a reversal takes back counts against them."""
        turned = Slot(Target.REVERSAL)
        if slot.target is not Target.AMOUNT or turned not in self.slots:
            return sum(filter(None, columns[place]))
        signs = columns[self.slots.index(turned)]
        pairs = zip(columns[place], signs, strict=True)
        return sum(-(one or 0) if sign == "yes" else one or 0 for one, sign in pairs)

    def reading(self) -> Reading:
        """What was read, after the last block."""
        source = self._file.source
        rows = self._taken + self._refused
        if not rows:
            raise FileRefused(FileCode.NO_ROWS)
        return Reading(
            kind=self.mapping.kind,
            form=source.form,
            detected=_detected(source, self.mapping, self.survey, self._written),
            survey=self.survey,
            slots=self.slots,
            rows=rows,
            taken=self._taken,
            refused=self._refused,
            refused_by=dict(self._by),
            refusals=tuple(self._refusals),
            blanks=dict(self._reader.blanks),
            doubts=(
                *self._file.doubts(self.mapping),
                *self._reader.troubles.doubts,
            ),
            sums={str(name): total for name, total in self._sums.items()},
            trailer=self._trailer(),
        )

    def _trailer(self) -> Trailer | None:
        if self._total is None:
            return None
        headers = self._file.heading.headers
        return trailer_of(*self._total, headers, self.mapping, self._setting)


def _surveyed(file: Opened, mapping: Mapping, setting: Setting, told: Told | None) -> Survey:
    headers = file.heading.headers
    gone = [use.header for use in mapping.columns if use.header not in headers]
    if gone:
        raise FileRefused(FileCode.COLUMN_GONE, column=gone[0], count=len(gone))
    surveyor = Surveyor(mapping, headers, setting)
    seen = 0
    for block in file.blocks(mapping):
        surveyor.look(block)
        seen += block.rows
        if told:
            told(seen)
    return surveyor.survey()


def _filled(mapping: Mapping | None, file: Opened, kind: ImportKind) -> Mapping:
    """The columns by their headers, and all else as the mapping says."""
    first = file.heading.first
    sample = [tuple(map(shown, cells)) for line, cells in file.head if line >= first]
    found = proposed_mapping(file.heading.headers, kind, sample)
    return replace(mapping, columns=found.columns) if mapping else found


def _refuse_open(found: Survey) -> None:
    if found.assumed:
        one = found.assumed[0]
        raise FileRefused(FileCode.UNDECIDED, column=one.column, line=one.line, value=one.text[:60])
    if found.unknown:
        value = found.unknown[0]
        raise FileRefused(FileCode.UNKNOWN_VALUES, column=value.column, value=value.value)


def _detected(source: Source, mapping: Mapping, found: Survey, written: set[str]) -> Detected:
    said = written | {one.column for one in found.evidence if one.found is not None or one.against}
    said |= {one.column for one in found.assumed}
    uses = [use for use in mapping.columns if use.header in said]
    marks: list[DecimalMark] = [use.decimal for use in uses if use.decimal is not None]
    orders: list[DateOrder] = [use.date_order for use in uses if use.date_order is not None]
    return Detected(
        encoding=source.encoding,
        delimiter=source.delimiter,
        decimal=marks[0] if marks else None,
        date_order=orders[0] if orders else None,
    )
