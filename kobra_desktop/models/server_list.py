"""A list that the server keeps and no replica does: asked each time it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, is_offline
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_domain.words import hour

R = TypeVar("R")
T = TypeVar("T")


class ServerList(QObject, Generic[R]):
    """`list` is of what was read last, `read_at` the hour of that. `changed`: other lines, or the
    link. `failed`: a known error; what was read stays. `said`: what came of an act.
    """

    changed = Signal()
    failed = Signal(object)
    said = Signal(str)

    list: LiveList[R]

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        self.is_asking = self.is_loaded = False
        self._next: Callable[[], None] | None = None
        self.read_at = ""
        status.changed.connect(self.changed)

    @property
    def is_offline(self) -> bool:
        """Whether nothing can be done with it now."""
        return is_offline(self.status)

    def open(self) -> None:
        """Ask the server."""
        raise NotImplementedError

    def row(self, row_id: str) -> R | None:
        """A line, whether a filter hides it or not."""
        return self.list.row(row_id)

    def _ask(self, ask: Callable[[], T], done: Callable[[T], None]) -> None:
        """One question at a time; what is asked meanwhile is asked afterwards, the last alone: an
        answer that was under way may be older than an act. `done` keeps what came before the list
        is made of it.
        """
        if self.is_asking:
            self._next = lambda: self._ask(ask, done)
            return
        self.is_asking = True

        def came(answer: T) -> None:
            self.is_asking, self.is_loaded = False, True
            done(answer)
            self.read_at = hour(self.workspace.now, str(self.workspace.zone))
            self.list.reload()
            self.changed.emit()
            self._go_on()

        self.workspace.background.network(ask, came, self._on_failed, owner=self)

    def _on_failed(self, problem: Known) -> None:
        """Where it is read and the link is known to be down, from when it is says enough."""
        self.is_asking = False
        if not (self.is_loaded and self.is_offline):
            self.failed.emit(problem)
        self._go_on()

    def _go_on(self) -> None:
        asked, self._next = self._next, None
        if asked is not None:
            asked()
