"""A list that leaves the screen: exactly the rows and columns that are shown, with values that a
spreadsheet reckons with, written on a worker; and the record of it before anything leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kobra_desktop.background import Relay
from kobra_desktop.commands import exports
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.rows import Heading
from kobra_desktop.models.workspace import Workspace
from kobra_domain.exports import ExportWay
from kobra_records.files.exports.deed import (
    EVERY,
    ExportPlan,
    ExportStopped,
    NotWritten,
    WouldReplace,
    Written,
    write_export,
)
from kobra_records.files.exports.dialect import dialect_of
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.table import ExportColumn, ExportTable, Value


class Leaving(Protocol):
    """What leaves: what it is called, how many rows, by what filter; `write` is called on a worker,
    one that may ask the server where it `asks_server`.
    """

    @property
    def listing(self) -> str:
        """What it is called."""

    @property
    def count(self) -> int:
        """How many rows."""

    @property
    def filter(self) -> str:
        """What they are filtered by, in words."""

    @property
    def has_personal_data(self) -> bool:
        """Whether many of them need the right."""

    @property
    def asks_server(self) -> bool:
        """Whether the server is asked for some of it."""

    def write(self, plan: ExportPlan) -> Written:
        """Write the files. Raises what `write_export` raises, and ApiError."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """What a list shows now: its name, its visible columns in their order, its `count` rows in
    theirs, and what it is filtered by, in words. `rows` is called on a worker, as `said`: the same
    rows as they are printed, one text a `heading`.
    """

    listing: str
    columns: tuple[ExportColumn, ...]
    rows: Callable[[], Iterable[Sequence[Value]]]
    count: int
    filter: str = ""
    has_personal_data: bool = True
    headings: tuple[Heading, ...] = ()
    said: Callable[[], Iterable[Sequence[str]]] = tuple
    asks_server: bool = False

    def write(self, plan: ExportPlan) -> Written:
        """Write the table."""
        return write_export([ExportTable(self.listing, self.columns, self.rows())], plan)


class ExportingModel(QObject):
    """One export at a time. `progressed` (done, of how many), `finished` (Written), `stopped`,
    `would_replace` (files that are there, nothing was written), `failed` (known error).
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    stopped = Signal()
    would_replace = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wants_stop = False
        self.is_running = False
        self.dialect = dialect_of(workspace.locale)
        self._relay = Relay(self)
        self._relay.arrived.connect(lambda pair: self.progressed.emit(*pair))

    def may(self, shown: Leaving, rows: int | None = None) -> bool:
        """Whether these rows (None: all) may leave by this user."""
        count = shown.count if rows is None else rows
        has_personal_data = shown.has_personal_data
        return exports.may_export(self._workspace.desk, count, has_personal_data=has_personal_data)

    def run(
        self, shown: Leaving, path: Path, format: ExportFormat, replaces: Sequence[Path] = ()
    ) -> None:
        """Write the file; `replaces` may be overwritten."""
        if self.is_running:
            return
        self.is_running, self._wants_stop = True, False
        plan = ExportPlan(
            path=path,
            format=format,
            dialect=self.dialect,
            zone=self._workspace.zone,
            replaces=replaces,
            report=lambda done: self._relay.send((done, shown.count)),
            stopped=lambda: self._wants_stop,
            sealed=lambda rows: self._record(shown, rows, ExportWay.FILE),
        )
        job = lambda: _written(shown, plan)  # noqa: E731
        background = self._workspace.background
        lane = background.network if shown.asks_server else background.read
        lane(job, self._on_done, self._on_failed, owner=self)

    def gather(self, shown: ShownTable, then: Callable[[list[Sequence[str]]], None]) -> None:
        """Read the rows as they are printed; `stopped` if that was given up."""
        if self.is_running:
            return
        self.is_running, self._wants_stop = True, False

        def lines() -> list[Sequence[str]] | ExportStopped:
            made: list[Sequence[str]] = []
            for line in shown.said():
                made.append(line)
                if len(made) % EVERY == 0:
                    self._relay.send((len(made), shown.count))
                    if self._wants_stop:
                        return ExportStopped()
            return made

        def done(answer: list[Sequence[str]] | ExportStopped) -> None:
            self.is_running = False
            if isinstance(answer, ExportStopped) or self._wants_stop:
                self.stopped.emit()
            else:
                then(answer)

        self._workspace.background.read(lines, done, self._on_failed, owner=self)

    def stop(self) -> None:
        """Give up; what was there before stays."""
        self._wants_stop = True

    def note(self, shown: Leaving, rows: int, way: ExportWay, then: Callable[[], None]) -> None:
        """Record a print or a copy of so many rows, then let it happen; `failed` if it may not."""
        record = lambda: self._record(shown, rows, way)  # noqa: E731
        background = self._workspace.background
        background.write(record, lambda _: then(), self.failed.emit, owner=self)

    def _record(self, shown: Leaving, rows: int, way: ExportWay) -> None:
        exports.record(
            self._workspace.desk,
            listing=shown.listing,
            filter=shown.filter,
            rows=rows,
            way=way,
            has_personal_data=shown.has_personal_data,
        )

    def _on_done(self, answer: Written | WouldReplace | ExportStopped) -> None:
        self.is_running = False
        match answer:
            case Written():
                self.finished.emit(answer)
            case WouldReplace():
                self.would_replace.emit(answer.paths)
            case _:
                self.stopped.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_running = False
        self.failed.emit(problem)


def _written(shown: Leaving, plan: ExportPlan) -> Written | WouldReplace | ExportStopped:
    try:
        return shown.write(plan)
    except (WouldReplace, ExportStopped) as answer:
        return answer
    except NotWritten as problem:
        raise KobraError("file_not_written", path=problem.path.name) from problem
