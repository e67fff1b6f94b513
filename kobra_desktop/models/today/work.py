"""A line of work that Hoy shows beside the alerts: what asks for somebody, and what ends it.

A further cause is one `WorkSource` in `work_sources` (`sources.py`); nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance

Opens = tuple[str, Mapping[str, object]]  # a page and its state


@dataclass(frozen=True, slots=True)
class WorkAct:
    """A button. `opens`: where it leads; without, the tab does it by its `key`."""

    key: str
    words: str
    icon: str = ""
    opens: Opens | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One cause. `danger`: the lowest stands first; of two alike the one with fewer `minutes_left`
    of the lawful hours. The first act is the main one. `about`: what the acts are on. `is_calm`: it
    says that nothing asks.
    """

    key: str
    danger: int
    icon: str
    words: str
    detail: str = ""
    acts: tuple[WorkAct, ...] = ()
    minutes_left: float | None = None
    about: object = None
    is_calm: bool = False

    @property
    def place(self) -> tuple[int, float, str]:
        """Where it stands among others."""
        left = float("inf") if self.minutes_left is None else self.minutes_left
        return self.danger, left, self.key


class WorkSource(Protocol):
    """What brings lines: it follows what it stands on by itself while it is open."""

    changed: SignalInstance

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What asks for somebody now."""

    def open(self) -> None:
        """It is seen."""

    def rest(self) -> None:
        """It is not seen."""

    def reload(self) -> None:
        """Read it anew."""
