"""Back and forward: which page, in which state. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from kobra_desktop.views.page import PageState

MOST_KEPT = 60


@dataclass(frozen=True, slots=True)
class Visited:
    """A place: page key and the state it was left in."""

    key: str
    state: PageState


class History:
    """Two stacks around the present."""

    def __init__(self) -> None:
        self._behind: list[Visited] = []
        self._ahead: list[Visited] = []

    @property
    def can_go_back(self) -> bool:
        """There is something behind."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """There is something ahead."""
        return bool(self._ahead)

    def leave(self, place: Visited) -> None:
        """A new place is opened from this one; what was ahead is gone."""
        self._behind = [*self._behind, place][-MOST_KEPT:]
        self._ahead.clear()

    def back(self, present: Visited) -> Visited | None:
        """The place before, leaving the present ahead."""
        if not self._behind:
            return None
        self._ahead.append(present)
        return self._behind.pop()

    def forward(self, present: Visited) -> Visited | None:
        """The place after, leaving the present behind."""
        if not self._ahead:
            return None
        self._behind.append(present)
        return self._ahead.pop()
