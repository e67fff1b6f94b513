"""One export, whatever its files: all are written beside their places and then take them together.
Whoever gives up, or cannot write one, leaves everything as it was.
"""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from kobra_domain.words import code_of, say
from kobra_records.files.exports import holding, names
from kobra_records.files.exports.csv_writing import write_csv
from kobra_records.files.exports.dialect import Dialect
from kobra_records.files.exports.holding import ExportFormat, Holder, Loss, Plain
from kobra_records.files.exports.laying import laid
from kobra_records.files.exports.table import READ, ExportTable
from kobra_records.files.exports.xlsx_writing import XlsxSheet, write_xlsx

Report = Callable[[int], None]
Stopped = Callable[[], bool]
Sealed = Callable[[int], None]
EVERY = 100


class ExportStopped(Exception):
    """A person gave up; what was begun is removed."""


class WouldReplace(Exception):
    """These files are there already, and nobody said that they may go."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(paths)
        self.paths = paths


class NotWritten(Exception):
    """This file could not be written; none was."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """What goes where. `replaces`: files that may be overwritten. `sealed` is told the rows of the
    first table once all is written and before any file takes its place; what it raises leaves
    everything as it was.
    """

    path: Path
    format: ExportFormat
    dialect: Dialect
    zone: tzinfo = UTC
    replaces: Collection[Path] = ()
    report: Report = lambda _rows: None
    stopped: Stopped = lambda: False
    sealed: Sealed = lambda _rows: None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the files, the rows of the first table, and what the format did not hold."""

    paths: tuple[Path, ...]
    rows: int
    losses: Mapping[Loss, int]

    def told(self, locale: str) -> list[str]:
        """What the format did not hold, one sentence a kind."""
        found = [
            say(code_of(loss), {"count": self.losses[loss]}, locale)
            for loss in Loss
            if loss in self.losses
        ]
        if Loss.ROWS in self.losses or Loss.COLUMNS in self.losses:
            found.append(say("export_has_room", None, locale))
        return found


def places(path: Path, tables: Sequence[ExportTable], format: ExportFormat) -> tuple[Path, ...]:
    """The files that an export makes: a workbook is one, CSV one a table, «name-table.csv»."""
    if format is ExportFormat.XLSX:
        return (path,)
    wanted = [(f"{path.stem}-{table.name}{path.suffix}", table.key) for table in tables[1:]]
    return path, *(path.with_name(n) for n in names.file_names(wanted, taken=[path.name]))


def may_replace(targets: Sequence[Path], plan: ExportPlan) -> None:
    """Ask before anything is written. Raises WouldReplace."""
    there = tuple(path for path in targets if path not in plan.replaces and path.exists())
    if there:
        raise WouldReplace(there)


def write_export(tables: Sequence[ExportTable], plan: ExportPlan) -> Written:
    """Write all. Raises WouldReplace, NotWritten, ExportStopped, and what `sealed` raises."""
    targets = places(plan.path, tables, plan.format)
    may_replace(targets, plan)
    holder = Holder(plan.format, plan.dialect, plan.zone)
    writing = [_Writing(table, holder, plan) for table in tables]
    with Parts(targets) as parts:
        if plan.format is ExportFormat.XLSX:
            titles = names.sheet_titles([(table.name, table.key) for table in tables])
            sheets = [one.sheet(title) for one, title in zip(writing, titles, strict=True)]
            with parts.writing(targets[0]) as part:
                write_xlsx(part, sheets, _Telling(plan))
        else:
            telling = _Telling(plan)
            for one, target in zip(writing, targets, strict=True):
                with parts.writing(target) as part:
                    write_csv(part, one.header, one.rows(), plan.dialect, telling)
        plan.sealed(writing[0].written)
        if plan.stopped():
            raise ExportStopped
        parts.take_their_places()
    return Written(targets, writing[0].written, holder.told())


@dataclass(slots=True)
class _Telling:
    plan: ExportPlan
    done: int = 0

    def __call__(self) -> None:
        self.done += 1
        if self.done % EVERY == 0:
            self.plan.report(self.done)
            if self.plan.stopped():
                raise ExportStopped


class _Writing:
    """One table as its format holds it."""

    def __init__(self, table: ExportTable, holder: Holder, plan: ExportPlan) -> None:
        self._table, self._holder, self._format = table, holder, plan.format
        self.written = 0
        columns = laid(table.columns, plan.dialect, plan.zone)
        most = len(columns)
        if plan.format is ExportFormat.XLSX:
            most = min(most, holding.MOST_COLUMNS)
        holder.losses[Loss.COLUMNS] += len(columns) - most
        wanted = [(one.title, one.key) for one in columns]
        self.header = names.headers(wanted, [one.rank for one in columns])[:most]
        self._columns = columns[:most]

    def sheet(self, title: str) -> XlsxSheet:
        """As a sheet."""
        return XlsxSheet(title, self.header, self.rows(), [one.type for one in self._columns])

    def rows(self) -> Iterator[list[Plain]]:
        """The rows, counted; those that a workbook has no room for are counted as lost, and texts
        where something else should stand.
        """
        held, reads = self._holder.held, [one.read for one in self._columns]
        typed = [at for at, one in enumerate(self._columns) if one.type in READ]
        losses = self._holder.losses
        room = holding.MOST_ROWS - 1 if self._format is ExportFormat.XLSX else None
        for row in self._table.rows:
            if room is not None and self.written >= room:
                losses[Loss.ROWS] += 1
                continue
            self.written += 1
            values = [read(row) for read in reads]
            losses[Loss.UNREAD] += sum(isinstance(values[at], str) for at in typed)
            yield [held(value) for value in values]


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place beside the file, to be written to; it takes the file's place if all goes well, else
    what was there stays. Raises NotWritten.
    """
    with Parts((path,)) as parts:
        with parts.writing(path) as part:
            yield part
        parts.take_their_places()


class Parts:
    """Files beside their places, of this folder so that they can be moved at once; gone unless they
    took their places.
    """

    def __init__(self, targets: tuple[Path, ...]) -> None:
        self._targets = targets
        self._parts: list[Path] = []
        self._old: dict[Path, Path] = {}
        self._left: list[Path] = []

    def __enter__(self) -> "Parts":
        return self

    def __exit__(self, *_problem: object) -> None:
        for left in self._left:
            left.unlink(missing_ok=True)

    @contextmanager
    def writing(self, target: Path) -> Iterator[Path]:
        """A new file for this target; what fails is said of the target. Raises NotWritten."""
        try:
            part = self._beside(target)
            self._parts.append(part)
            yield part
        except OSError as problem:
            raise NotWritten(target) from problem

    def take_their_places(self) -> None:
        """Move all; if one cannot, those before it go back. Raises NotWritten."""
        moved: list[Path] = []
        for part, target in zip(self._parts, self._targets, strict=True):
            try:
                if target.exists():
                    old = self._beside(target)
                    target.replace(old)
                    self._old[target] = old
                part.replace(target)
                moved.append(target)
            except OSError as problem:
                self._put_back(moved)
                raise NotWritten(target) from problem

    def _put_back(self, moved: Sequence[Path]) -> None:
        for target in moved:
            target.unlink(missing_ok=True)
        for target, old in self._old.items():
            self._left.remove(old)  # if it cannot go back, it must not go away either
            old.replace(target)

    def _beside(self, target: Path) -> Path:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".kobra-", suffix=".part")
        os.close(handle)
        self._left.append(Path(name))
        return self._left[-1]
