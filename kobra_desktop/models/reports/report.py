"""One report: built over the replica where it holds the days that are asked for, else by the
server. A person picks nothing; the page says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.reports import server_report
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import is_offline
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.reports import Asker, Choices, choices, local_report, narrowed
from kobra_domain.kinds import WINDOW_DAYS
from kobra_domain.reports.declared import ReportKind, fitting
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.report import Report

__all__ = ["Choices", "Made", "ReportModel", "asker_of", "choices_read", "narrowed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report, whether the server built it, and whether the replica did where it has not all that
    was asked for.
    """

    report: Report
    is_of_server: bool = False
    is_partial: bool = False


class ReportModel(QObject):
    """`changed`: another report, or one is under way. `failed`: a known error; what was built last
    stays.
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
        self.is_asking = False
        self._asked = 0
        self._was_refused, self._was_offline = False, is_offline(status)
        self._is_seen = False
        self._local = LiveRead(workspace, self._build, self)
        self._local.loaded.connect(self._on_local)
        self._local.failed.connect(self._on_failed)
        status.changed.connect(self._on_status)
        workspace.scope.chosen.connect(self._on_scope)

    def open(self, filters: Filters) -> None:
        """It is seen, held to these."""
        is_same = filters == self.filters and self.made is not None
        self.filters, self._is_seen = filters, True
        if is_same and not self.is_of_server:
            self._local.open(self)
        elif not is_same or not self.is_asking:
            self.reload()

    def rest(self) -> None:
        """It is seen no longer."""
        self._is_seen = False
        self._local.rest(self)

    def reload(self) -> None:
        """Build it anew."""
        self._asked += 1
        self.is_asking, self._was_refused = True, False
        if self.is_of_server:
            self._local.rest(self)
            self._ask_server()
        else:
            self._count_here()
        self.changed.emit()

    def _count_here(self) -> None:
        was_loaded = self._local.is_loaded
        self._local.open(self)
        if was_loaded:
            self._local.reload()

    @property
    def is_of_server(self) -> bool:
        """Whether the server has to build it, and can be asked."""
        is_wanted = self.kind.needs_server or not self.is_held
        return is_wanted and not self._was_refused and not is_offline(self.status)

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
        report = local_report(store, self.kind, self.filters, asker)
        return Made(report=report, is_partial=self.kind.needs_server or not self.is_held)

    def _on_local(self) -> None:
        if not self.is_of_server and self._local.value is not None:
            self._show(self._local.value)

    def _ask_server(self) -> None:
        asked = self._asked

        def came(report: Report) -> None:
            if asked == self._asked:
                self._show(Made(report=report, is_of_server=True))

        def failed(problem: Known) -> None:
            if asked == self._asked:
                self._on_refused(problem)

        self.workspace.background.network(self.ask(), came, failed, owner=self)

    def ask(self) -> Callable[[], Report]:
        """What asks the server for it."""
        api, key = self.workspace.desk.api, self.kind.key
        filters = narrowed(self.filters, self.workspace.reach)
        return lambda: server_report(api, key, filters)

    def _show(self, made: Made) -> None:
        self.made, self.is_asking = made, False
        self.changed.emit()

    def _on_refused(self, problem: Known) -> None:
        """What the server does not answer is counted here as far as it can be, where nothing is
        shown yet.
        """
        if self.made is None and self._is_seen:
            self._was_refused = True
            self._count_here()
        else:
            self._on_failed(problem)

    def _on_scope(self) -> None:
        """The server is asked anew of another scope; what is counted here follows by itself."""
        if self._is_seen and self.is_of_server:
            self.reload()

    def _on_status(self) -> None:
        """What was counted here while there was no server is asked of it once it answers."""
        was, self._was_offline = self._was_offline, is_offline(self.status)
        if not was or self._was_offline:
            return
        self._was_refused = False
        is_poorer = self.made is not None and not self.made.is_of_server
        if self._is_seen and is_poorer and self.is_of_server:
            self.reload()

    def _on_failed(self, problem: Known) -> None:
        self.is_asking = False
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
