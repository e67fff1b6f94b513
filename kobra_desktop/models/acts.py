"""Runs what a person does: off the GUI thread, its outcome as facts, its undo as another act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands.done import Done, undo
from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace

T = TypeVar("T")
Words = Callable[[Done], str]


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a person is offered beside the sentence of an act: to undo it, or to do again what was
    undone.
    """

    run: Callable[[], None]
    is_redo: bool = False

    def __call__(self) -> None:
        """Take it."""
        self.run()


class Acts(QObject):
    """`acted` (sentence, Done): it is in the replica. `failed`: a known error and nothing
    changed.
    """

    acted = Signal(str, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def run(
        self, act: Callable[[], Done], words: Words, then: Callable[[], None] | None = None
    ) -> None:
        """Do it; `words` make the sentence of what was done."""

        def done(answer: Done) -> None:
            self.acted.emit(words(answer), answer)
            if then is not None:
                then()

        self._workspace.background.write(act, done, self._on_failed, owner=self)

    def way_back(self, done: Done) -> WayBack | None:
        """How to take it back; None when it cannot be."""
        act = done.undo
        return WayBack(lambda: self.undo(done), act.is_redo) if act is not None else None

    def undo(self, done: Done) -> None:
        """Take it back, unless it was sent and cannot be."""
        act, desk = done.undo, self._workspace.desk
        if act is not None:
            words = self.tr("Done again.") if act.is_redo else self.tr("Undone.")
            self.run(lambda: undo(desk, act), lambda _: words)

    def online(self, ask: Callable[[], T], then: Callable[[T], None]) -> None:
        """What needs the server."""
        self._workspace.background.network(ask, then, self._on_failed, owner=self)

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)
