"""The one thing that a panel shows in short, kept true while somebody sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace

F = TypeVar("F")


class OpenCard(QObject, Generic[F]):
    """`read` phrases a thing on a worker, None when it is gone. `changed`: other facts, or None
    when nothing is shown or the thing is gone. `failed` (Known): it could not be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        read: Callable[[str], F | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.thing_id = ""
        self.facts: F | None = None
        self._read = read
        self._card = LiveRead(workspace, self._read_thing, self)
        self._card.loaded.connect(self._on_read)
        self._card.failed.connect(self.failed)

    def show(self, thing_id: str) -> None:
        """Read a thing; an empty id shows nothing."""
        self.thing_id = thing_id
        if thing_id:
            self._card.reload()
            return
        self._card.forget()
        self.facts = None
        self.changed.emit()

    def open(self) -> None:
        """The page is seen."""
        self._card.open()

    def rest(self) -> None:
        """The page is not seen."""
        self._card.rest()

    def _read_thing(self) -> F | None:
        return self._read(self.thing_id) if self.thing_id else None

    def _on_read(self) -> None:
        if self.thing_id:
            self.facts = self._card.value
            self.changed.emit()
