"""A report that is shown on its way to a file or a printer: set by the same hands as on the server,
in a process of its own that can be ended, also without a server; and the record of it before
anything leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kobra_desktop.commands import exports
from kobra_desktop.models.exporting import ExportingModel, Leaving
from kobra_desktop.models.papers import printed_by
from kobra_desktop.models.reports.report import ReportModel, asker_of
from kobra_desktop.store.queries.reports import local_report, owner
from kobra_domain.exports import ExportWay
from kobra_domain.reports.report import Report
from kobra_domain.scope import Permission
from kobra_records.files.exports.deed import (
    ExportPlan,
    ExportStopped,
    Parts,
    Written,
    may_replace,
)
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.reports import SECONDS, Dress, ReportFile, ReportFormat, file_of
from kobra_records.files.reports.books import is_archive
from kobra_records.files.worker import WorkCrashed, Worker

_ZIP = "zip"


@dataclass(frozen=True, slots=True)
class ReportWritten(Written):
    """`said`: how it is written and what the format did not hold."""

    said: tuple[str, ...] = ()

    def told(self, locale: str) -> list[str]:
        """The sentences."""
        return list(self.said)


@dataclass(slots=True)
class LeavingReport:
    """A report as it leaves; `count` is how many panels it has. `whole` counts it once more where
    a table to reckon with has room for more than the screen.
    """

    report: Report
    format: ReportFormat
    dress: Callable[[], Dress]
    locale: str
    has_personal_data: bool = False
    asks_server: bool = False
    whole: Callable[[], Report] | None = None
    _press: Worker | None = field(default=None, repr=False)

    @property
    def listing(self) -> str:
        """What it is called."""
        return self.report.title

    @property
    def filter(self) -> str:
        """What it is held to."""
        return self.report.about

    @property
    def count(self) -> int:
        """How many panels."""
        return len(self.report.panels)

    @property
    def ending(self) -> str:
        """Of its file: a CSV of several tables is an archive."""
        is_many = self.format is ReportFormat.CSV and is_archive(self.report, self.locale)
        return _ZIP if is_many else self.format.value

    def made(self) -> ReportFile:
        """Its bytes. Raises StoreError; WorkFailure, also when it was given up."""
        report = self.report if self.whole is None else self.whole()
        with Worker(seconds=SECONDS) as press:
            self._press = press
            try:
                return press.run(file_of, report, self.format, self.dress())
            finally:
                self._press = None

    def write(self, plan: ExportPlan) -> Written:
        """Write the file. Raises what `write_export` raises, and WorkFailure."""
        targets = (plan.path,)
        may_replace(targets, plan)
        try:
            file = self.made()
        except WorkCrashed:
            if plan.stopped():
                raise ExportStopped from None
            raise
        with Parts(targets) as parts:
            with parts.writing(plan.path) as part:
                part.write_bytes(file.content)
            if plan.stopped():
                raise ExportStopped
            plan.sealed(self.count)
            parts.take_their_places()
        return ReportWritten(targets, self.count, {}, file.told)

    def give_up(self) -> None:
        """End what makes it."""
        press = self._press
        if press is not None:
            press.close()


class ReportExporting(ExportingModel):
    """Takes the right to take data along, whatever the report holds, and notes each."""

    _leaving: LeavingReport | None = None

    def may(self, shown: Leaving, rows: int | None = None) -> bool:
        """Whether this user may."""
        return self._workspace.desk.may(Permission.EXPORT)

    def run(
        self, shown: Leaving, path: Path, format: ExportFormat, replaces: Sequence[Path] = ()
    ) -> None:
        """Write the file; `replaces` may be overwritten."""
        self._leaving = shown if isinstance(shown, LeavingReport) else None
        super().run(shown, path, format, replaces)

    def stop(self) -> None:
        """Give up; what was there before stays."""
        super().stop()
        if self._leaving is not None:
            self._leaving.give_up()

    def press(self, leaving: LeavingReport, then: Callable[[bytes], None]) -> None:
        """Make the bytes of a report that goes to a printer; `stopped` if that was given up."""
        if self.is_running:
            return
        self.is_running, self._wants_stop, self._leaving = True, False, leaving

        def job() -> bytes | None:
            try:
                return leaving.made().content
            except WorkCrashed:
                if self._wants_stop:
                    return None
                raise

        def done(content: bytes | None) -> None:
            self.is_running = False
            if content is None or self._wants_stop:
                self.stopped.emit()
            else:
                then(content)

        self._workspace.background.read(job, done, self._on_failed, owner=self)

    def _record(self, shown: Leaving, rows: int, way: ExportWay) -> None:
        exports.record_report(self._workspace.desk, shown.listing, shown.filter, rows, way)


def leaving_report(model: ReportModel, format: ReportFormat) -> LeavingReport | None:
    """What leaves of the report that a model shows; None while it shows none."""
    if model.made is None:
        return None
    workspace, locale = model.workspace, model.workspace.locale
    asker, kind, filters = asker_of(workspace, model.status), model.kind, model.filters
    by, at = printed_by(workspace), workspace.now

    def dress() -> Dress:
        institution = owner(workspace.desk.store, kind, filters, asker)
        return Dress(locale=locale, made_at=at, institution=institution, printed_by=by)

    made = LeavingReport(model.made.report, format, dress, locale)
    is_cut = any(panel.is_cut for panel in made.report.panels)
    if is_cut and format is not ReportFormat.PDF and not model.made.is_of_server:
        store = workspace.desk.store
        made.whole = lambda: local_report(store, kind, filters, asker, for_file=True)
    return made
