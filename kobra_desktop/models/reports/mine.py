"""Mis reportes: the reports that a person sees, what is not saved of them, and the acts on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.reports import server_design
from kobra_desktop.commands import saved_reports
from kobra_desktop.commands.saved_reports import Drafts
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.report import ReportModel, asker_of, narrowed
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.saved_reports import (
    Offered,
    ReportRow,
    offered_questions,
    report_rows,
)
from kobra_domain.reports.custom.bases import base_of
from kobra_domain.reports.custom.build import kind_of_saved
from kobra_domain.reports.custom.things import FIRST, SavedReport, over
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Report

__all__ = ["DesignModel", "MyReportsModel", "Offered", "ReportRow"]

translate = QCoreApplication.translate


class Rival(Enum):
    """What somebody else, or the same person at another computer, did with a report meanwhile."""

    NONE = auto()
    CHANGED = auto()
    GONE = auto()


class MyReportsModel(QObject):
    """`changed`: other reports, or other drafts. `failed`: a known error."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = Acts(workspace, self)
        self.drafts: Drafts = {}
        self._awaited: tuple[SavedReport, Callable[[], None]] | None = None
        store = workspace.desk.store
        self._rows = LiveRead(workspace, lambda: report_rows(store), self)
        self._rows.loaded.connect(self._on_loaded)
        self._rows.failed.connect(self.failed)
        self.questions = LiveRead(
            workspace, lambda: offered_questions(store, asker_of(workspace, status)), self
        )
        self._read_drafts()

    def open(self) -> None:
        """The list is seen."""
        self._rows.open(self)

    def rest(self) -> None:
        """It is seen no longer."""
        self._rows.rest(self)
        self.questions.rest(self)

    @property
    def is_loaded(self) -> bool:
        """Whether it is known which there are."""
        return self._rows.is_loaded

    @property
    def rows(self) -> list[ReportRow]:
        """One's own first, then those given to one's teams; each by name. A new one that was not
        saved yet stands among one's own.
        """
        held = list(self._rows.value or ())
        known = {one.report.id for one in held}
        new = [ReportRow(report=one) for key, one in self.drafts.items() if key not in known]
        return sorted(
            [*held, *new],
            key=lambda one: (not self.is_mine(one.report), name_key(one.report.name)),
        )

    def row(self, report_id: str) -> ReportRow | None:
        """One of them, as it was saved."""
        held = self._rows.value or ()
        return next((one for one in held if one.report.id == report_id), None)

    def is_mine(self, report: SavedReport) -> bool:
        """Whether the person may change it."""
        return report.owner_id == self.workspace.desk.who.id

    def new(self) -> SavedReport:
        """One that shows something at once."""
        desk = self.workspace.desk
        name = translate("MyReports", "My report")
        return SavedReport(id=desk.new_id(), name=name, owner_id=desk.who.id, blocks=(FIRST,))

    def rival(self, report: SavedReport) -> Rival:
        """What became of a report since somebody began to change it."""
        held = self.row(report.id)
        if not self.is_loaded or report.edited_at is None:
            return Rival.NONE
        if held is None:
            return Rival.GONE
        return Rival.NONE if held.report.edited_at == report.edited_at else Rival.CHANGED

    def copy_of(self, report: SavedReport) -> SavedReport:
        """The same as one's own, under another name."""
        desk = self.workspace.desk
        name = translate("MyReports", "{name} (copy)").format(name=report.name)[:120]
        return replace(
            report, id=desk.new_id(), name=name, owner_id=desk.who.id, team_id=None, edited_at=None
        )

    def based_on(self, key: str, filters: Filters | None) -> SavedReport:
        """One of one's own that begins as one that ships does; without filters as that opens."""
        desk, kind = self.workspace.desk, REPORTS[key]
        return base_of(
            kind,
            filters or kind.opens or Filters(),
            report_id=desk.new_id(),
            owner_id=desk.who.id,
            locale=self.workspace.locale,
        )

    # Acts

    def save(self, report: SavedReport, then: Callable[[], None]) -> None:
        """Keep it for good, and forget what was not saved."""
        desk, held = self.workspace.desk, self.row(report.id)
        before = None if held is None else held.report
        words = translate("MyReports", "Saved: {name}").format(name=report.name)

        def saved() -> None:
            self.forget_draft(report.id)
            self._awaited = (report, then)
            self._on_loaded()

        self.acts.run(lambda: saved_reports.save(desk, report, before), lambda _: words, saved)

    def give(self, report: SavedReport, team_id: str | None, team: str) -> None:
        """Let a team see it, or nobody."""
        desk = self.workspace.desk
        words = (
            translate("MyReports", "{team} sees it now").format(team=team)
            if team_id
            else translate("MyReports", "Nobody else sees it now")
        )
        self.acts.run(lambda: saved_reports.give(desk, report, team_id), lambda _: words)

    def remove(self, report: SavedReport, then: Callable[[], None]) -> None:
        """Take it away; of one that was never saved what there is of it."""
        desk = self.workspace.desk
        self.forget_draft(report.id)
        if self.row(report.id) is None:
            then()
            return
        words = translate("MyReports", "Removed: {name}").format(name=report.name)
        self.acts.run(lambda: saved_reports.remove(desk, report), lambda _: words, then)

    # What is not saved

    def keep_draft(self, report: SavedReport) -> None:
        """Every edit outlives the program."""
        desk = self.workspace.desk
        self.drafts = {**self.drafts, report.id: report}
        self._write(lambda: saved_reports.keep_draft(desk, report))

    def forget_draft(self, report_id: str) -> None:
        """It shall be as it was saved."""
        desk = self.workspace.desk
        self.drafts = {key: one for key, one in self.drafts.items() if key != report_id}
        self._write(lambda: saved_reports.forget_draft(desk, report_id))
        self.changed.emit()

    def _write(self, change: Callable[[], None]) -> None:
        self.workspace.background.write(change, lambda _: None, self.failed.emit, owner=self)

    def _on_loaded(self) -> None:
        """What was saved has come back as one of those there are: now it can be shown."""
        if self._awaited is not None:
            report, then = self._awaited
            held = self.row(report.id)
            if held is not None and held.report == replace(report, edited_at=held.report.edited_at):
                self._awaited = None
                then()
        self.changed.emit()

    def _read_drafts(self) -> None:
        desk = self.workspace.desk
        self.workspace.background.read(
            lambda: saved_reports.drafts(desk), self._on_drafts, self.failed.emit, owner=self
        )

    def _on_drafts(self, found: Drafts) -> None:
        self.drafts = {**found, **self.drafts}
        self.changed.emit()


class DesignModel(ReportModel):
    """A report that somebody put together, as it is now: saved or not."""

    def __init__(
        self,
        workspace: Workspace,
        status: StatusModel,
        report: SavedReport,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(workspace, status, kind_of_saved(report), parent)
        self.saved = report

    def show_report(self, report: SavedReport) -> None:
        """Another state of it; what does not change its figures is not counted anew."""
        is_same = (report.blocks, report.filters) == (self.saved.blocks, self.saved.filters)
        self.saved, self.kind = report, kind_of_saved(report)
        if not is_same and self.made is not None:
            self.reload()

    def held_to(self) -> Sequence[Filters]:
        """A block may be held to other days than the report."""
        return [over(self.filters, one.filters)[0] for one in self.saved.blocks] or [self.filters]

    def ask(self) -> Callable[[], Report]:
        """The server builds what it was not told of yet."""
        api, saved = self.workspace.desk.api, self.saved
        filters = narrowed(self.filters, self.workspace.reach)
        return lambda: server_design(api, saved, filters)
