"""Undo and redo of a form: each act holds the form before and after, which share what it left
alone. Not the acts themselves: those are pure functions of kobra_domain/questionnaires.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from kobra_domain.questionnaires.form import Form


@dataclass(frozen=True, slots=True)
class Moment:
    """A form and what was selected in it."""

    form: Form
    selection: tuple[str, ...] = ()


Show = Callable[[Moment], None]


class FormAct(QUndoCommand):
    """One named act. Acts with the same `merge` key one after another (typing in one cell) are
    undone as one.
    """

    def __init__(
        self, label: str, before: Moment, after: Moment, show: Show, merge: str = ""
    ) -> None:
        super().__init__(label)
        self.before, self.after = before, after
        self._show, self._merge = show, merge

    def id(self) -> int:
        """Qt's: acts of the same number are asked whether they merge; -1 never."""
        return zlib.crc32(self._merge.encode()) & 0x7FFFFFFF if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Qt's: take the next act into this one."""
        if not isinstance(other, FormAct) or other._merge != self._merge:
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        """Show the form after the act; Qt calls it for the first time too."""
        self._show(self.after)

    def undo(self) -> None:
        """Show the form before the act."""
        self._show(self.before)
