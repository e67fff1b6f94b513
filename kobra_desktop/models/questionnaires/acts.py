"""Undo and redo of a form: each act holds the form before and after, which share what it left
alone. Not the acts themselves: those are pure functions of kobra_domain/questionnaires.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from kobra_domain.questionnaires.form import Form

UNDO_STEPS = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """A form and what was selected in it."""

    form: Form
    selection: tuple[str, ...] = ()


Show = Callable[[Moment], None]


@dataclass(frozen=True, slots=True)
class FormAct:
    """One named act. Acts with the same `merge` key one after another (typing in one cell) are
    undone as one.
    """

    label: str
    before: Moment
    after: Moment
    merge: str = ""


class FormHistory(QObject):
    """What was done to a form, and how far of it is undone; `show` puts a moment before the person.

    Not Qt's own stack: Python's collector may free its commands before it, and the process dies.
    """

    changed = Signal()

    def __init__(self, show: Show, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._acts: list[FormAct] = []
        self._done = 0  # how many of them hold now

    @property
    def count(self) -> int:
        """How many acts are remembered, undone ones too."""
        return len(self._acts)

    @property
    def undo_text(self) -> str:
        """What undoing would undo; empty for nothing."""
        return self._acts[self._done - 1].label if self._done else ""

    @property
    def redo_text(self) -> str:
        """What would be done again; empty for nothing."""
        return self._acts[self._done].label if self._done < len(self._acts) else ""

    def do(self, act: FormAct) -> None:
        """Show what an act leads to, and remember it instead of those that were undone."""
        del self._acts[self._done :]
        last = self._acts[-1] if self._acts else None
        if last is not None and act.merge and act.merge == last.merge:
            self._acts[-1] = replace(last, after=act.after)
        else:
            self._acts.append(act)
            del self._acts[:-UNDO_STEPS]
        self._done = len(self._acts)
        self._show(act.after)
        self.changed.emit()

    def undo(self) -> None:
        """Show the form before the last act; nothing when there is none."""
        if self._done:
            self._done -= 1
            self._show(self._acts[self._done].before)
            self.changed.emit()

    def redo(self) -> None:
        """Show the form after the act that was undone last; nothing when there is none."""
        if self._done < len(self._acts):
            self._done += 1
            self._show(self._acts[self._done - 1].after)
            self.changed.emit()

    def clear(self) -> None:
        """Forget all of it."""
        self._acts.clear()
        self._done = 0
        self.changed.emit()
