"""One report: built over the replica where it holds the days that are asked for, else by the
server. A person picks nothing; the page says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.reports import server_report
from kobra_desktop.background import Relay
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import is_offline
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.reports import Asker, Choices, choices, coming_report, narrowed
from kobra_domain.kinds import WINDOW_DAYS
from kobra_domain.reports.declared import ReportKind, fitting
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.report import Report

__all__ = ["Choices", "Made", "ReportModel", "asker_of", "choices_read", "narrowed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report and the filters it is of, whether the server built it, and whether the replica did
    where it has not all that was asked for.
    """

    report: Report
    filters: Filters
    is_of_server: bool = False
    is_partial: bool = False


@dataclass(slots=True, eq=False)
class _Asked:
    """What is under way, and as far as it has come; the newest is the one that counts."""

    filters: Filters
    is_of_server: bool
    report: Report | None = None


class ReportModel(QObject):
    """`changed`: another report, or one is under way. `failed`: a known error; what was built last
    stays. What is overtaken, or seen no longer, is given up.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        status: StatusModel,
        kind: ReportKind,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status, self.kind = workspace, status, kind
        self.filters = Filters()
        self.made: Made | None = None
        self._asked: _Asked | None = None
        self._comes = Relay(self)
        self._comes.arrived.connect(self._on_coming)
        self._is_seen, self._was_offline = False, is_offline(status)
        self._local = LiveRead(workspace, self._build, self)
        self._local.loaded.connect(self._on_local)
        self._local.failed.connect(self._on_failed)
        status.changed.connect(self._on_status)
        workspace.scope.chosen.connect(self._on_scope)

    @property
    def is_asking(self) -> bool:
        """Whether another is under way that was asked for."""
        return self._asked is not None

    @property
    def coming(self) -> Report | None:
        """The one under way as far as it has come; None: nothing of it is there."""
        return self._asked.report if self._asked is not None else None

    def open(self, filters: Filters) -> None:
        """It is seen, held to these."""
        self.filters, self._is_seen = filters, True
        if self._asked is not None and self._asked.filters == filters:
            return
        if self.made is None or self.made.filters != filters or self.made.is_of_server:
            self.reload()
        else:
            self._local.open(self)

    def rest(self) -> None:
        """It is seen no longer: what is counted here is given up."""
        self._is_seen = False
        self._local.rest(self)
        self._local.stop()
        if self._asked is not None and not self._asked.is_of_server:
            self._asked = None

    def cancel(self) -> bool:
        """Give up what is under way where something is shown already, whose filters hold again;
        answers whether anything was given up.
        """
        if self._asked is None or self.made is None:
            return False
        self._local.stop()
        self.filters, self._asked = self.made.filters, None
        self.changed.emit()
        return True

    def reload(self) -> None:
        """Build it anew."""
        self._ask(is_of_server=self.is_of_server)
        self.changed.emit()

    def _ask(self, *, is_of_server: bool) -> None:
        asked = self._asked = _Asked(self.filters, is_of_server)
        if is_of_server:
            self._local.rest(self)
            self._local.stop()
            self._ask_server(asked)
            return
        was_loaded = self._local.is_loaded
        self._local.open(self)
        if was_loaded:
            self._local.reload()

    @property
    def is_of_server(self) -> bool:
        """Whether the server has to build it, and can be asked."""
        is_wanted = self.kind.needs_server or not self.is_held
        return is_wanted and not is_offline(self.status)

    @property
    def is_held(self) -> bool:
        """Whether the replica holds all days that are asked for."""
        today = self.workspace.today
        oldest = today - timedelta(days=WINDOW_DAYS)
        spans: list[Span] = []
        for filters in self.held_to():
            other = filters.other(today)
            spans += [filters.span(today), *([other[1]] if other else [])]
        return all(one.first is not None and one.first > oldest for one in spans)

    def held_to(self) -> Sequence[Filters]:
        """All that its parts are held to."""
        return (fitting(self.kind, self.filters),)

    def _build(self) -> Made:
        asker, store = asker_of(self.workspace, self.status), self.workspace.desk.store
        filters, is_partial = self.filters, self.kind.needs_server or not self.is_held
        asked = self._asked  # None: the news ask, and nobody waits

        report = None
        for report in coming_report(store, self.kind, filters, asker):
            if asked is not None and report.panels:
                self._comes.send((asked, report))
        assert report is not None  # it comes without panels first
        return Made(report=report, filters=filters, is_partial=is_partial)

    def _on_coming(self, told: tuple[_Asked, Report]) -> None:
        asked, report = told
        if asked is self._asked:
            asked.report = report
            self.changed.emit()

    def _on_local(self) -> None:
        """What was counted here, because it was asked for or by the news."""
        front = self._asked or self.made
        if self._local.value is not None and (front is None or not front.is_of_server):
            self._show(self._local.value)

    def _ask_server(self, asked: _Asked) -> None:
        def came(report: Report) -> None:
            if asked is self._asked:
                self._show(Made(report=report, filters=asked.filters, is_of_server=True))

        def failed(problem: Known) -> None:
            if asked is self._asked:
                self._on_refused(problem)

        self.workspace.background.network(self.ask(), came, failed, owner=self)

    def ask(self) -> Callable[[], Report]:
        """What asks the server for it."""
        api, key = self.workspace.desk.api, self.kind.key
        filters = narrowed(self.filters, self.workspace.reach)
        return lambda: server_report(api, key, filters)

    def _show(self, made: Made) -> None:
        self.made, self._asked = made, None
        self.changed.emit()

    def _on_refused(self, problem: Known) -> None:
        """What the server does not answer is counted here as far as it can be, where nothing is
        shown yet.
        """
        if self.made is None and self._is_seen:
            self._ask(is_of_server=False)
        else:
            self._on_failed(problem)

    def _on_scope(self) -> None:
        """Another scope is another question; unseen, what is counted here follows by itself."""
        if self._is_seen:
            self.reload()

    def _on_status(self) -> None:
        """What was counted here while there was no server is asked of it once it answers."""
        was, self._was_offline = self._was_offline, is_offline(self.status)
        front = self._asked or self.made
        is_poorer = front is not None and not front.is_of_server and self.is_of_server
        if was and self._is_seen and is_poorer:
            self.reload()

    def _on_failed(self, problem: Known) -> None:
        self._asked = None
        self.failed.emit(problem)


def asker_of(workspace: Workspace, status: StatusModel) -> Asker:
    """Who asks, now."""
    return Asker(
        reach=workspace.reach,
        today=workspace.today,
        when=status.synced_words,
        locale=workspace.locale,
    )


def choices_read(workspace: Workspace, status: StatusModel) -> LiveRead[Choices]:
    """What there is to be chosen, kept true."""
    store = workspace.desk.store
    return LiveRead(workspace, lambda: choices(store, asker_of(workspace, status)))
