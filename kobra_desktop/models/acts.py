"""Runs what a person does: off the GUI thread, its outcome as facts, its undo as another act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kobra_desktop.background import Relay
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.counts import figure
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.watching import PART, Progress, Step, Stopped, Watch

__all__ = ["Acts", "LongAct", "Progress", "Step", "WayBack", "Words"]

MOST_AT_ONCE = 20_000  # rows: some ten seconds, and 100 MB while it lasts
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


class LongAct(QObject):
    """An act on many rows while it is done. `progressed` (Progress); `ended`, whatever came of it.

    Given up before it is in the replica, nothing of it is done.
    """

    progressed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wants_stop = False
        self._relay = Relay(self)
        self._relay.arrived.connect(self.progressed)

    def stop(self) -> None:
        """Give it up."""
        self._wants_stop = True

    def watch(self, progress: Progress) -> None:
        """Called on the worker between two parts. Raises Stopped."""
        if self._wants_stop:
            raise Stopped
        self._relay.send(progress)


class Acts(QObject):
    """`acted` (sentence, Done): it is in the replica. `began` (LongAct): many rows are gone
    through. `stopped`: it was given up, and nothing changed. `failed`: a known error, likewise.
    """

    acted = Signal(str, object)
    began = Signal(object)
    stopped = Signal()
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

    def run_on(self, count: int, act: Callable[[Watch], Done], words: Words) -> None:
        """Do something to so many rows. What takes long shows how far it is, can be given up, and
        lets shorter acts pass.
        """
        if not self.takes(count):
            return
        work = LongAct(self)

        def job() -> Done | Stopped:
            try:
                return act(work.watch)
            except Stopped as answer:
                return answer

        def done(answer: Done | Stopped) -> None:
            end()
            if isinstance(answer, Stopped):
                self.stopped.emit()
            else:
                self.acted.emit(words(answer), answer)

        def failed(problem: Known) -> None:
            end()
            self._on_failed(problem)

        def end() -> None:
            work.ended.emit()
            work.deleteLater()

        background = self._workspace.background
        lane = background.write if count <= PART else background.read
        lane(job, done, failed, owner=self)
        self.began.emit(work)

    def takes(self, count: int) -> bool:
        """Whether something can be done to so many rows together; that it cannot is told."""
        if count > MOST_AT_ONCE:
            self.failed.emit(KobraError("too_many_at_once", most=figure(MOST_AT_ONCE)))
        return count <= MOST_AT_ONCE

    def way_back(self, done: Done) -> WayBack | None:
        """How to take it back; None when it cannot be."""
        act = done.undo
        return WayBack(lambda: self.undo(done), act.is_redo) if act is not None else None

    def undo(self, done: Done) -> None:
        """Take it back, unless it was sent and cannot be."""
        act, desk = done.undo, self._workspace.desk
        if act is not None:
            words = self.tr("Done again.") if act.is_redo else self.tr("Undone.")
            self.run_on(len(done.ids), lambda watch: undo(desk, act, watch), lambda _: words)

    def online(self, ask: Callable[[], T], then: Callable[[T], None]) -> None:
        """What needs the server."""
        self._workspace.background.network(ask, then, self._on_failed, owner=self)

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)
