"""What the shell of a list shows, whichever way its rows are held: the view, what chips offer, and
who waits for the pointer to leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.listing import Options, Quality
from kobra_desktop.models.live import Live
from kobra_desktop.models.rows import RowsModel, View
from kobra_desktop.models.windowed_rows import WindowedModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet

Rows = RowsModel[Any] | WindowedModel[Any]
OUTBOX = "outbox"


class Listed(Live):
    """`qualities` are what `view.accepted` may name; `options` what each of them offers now; by its
    `name` a link finds it. `begun`: the first rows are here, of a list so long that where all stand
    is not known yet.
    """

    begun = Signal()

    name: str
    model: Rows
    qualities: Sequence[Quality[Any]]

    def __init__(
        self, workspace: Workspace, view: View | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self.view = view or View()
        self.options: Mapping[str, Options] = {}
        self._wants_view = False
        self._is_kept = self._is_late = self._is_own = False

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what the view asks for."""
        return self.is_loaded and not self._is_busy and not self._wants_view

    def look(self, **changes: object) -> None:
        """Change the view: search, where, accepted, sort_key, is_descending."""
        view = replace(self.view, **changes)  # type: ignore[arg-type]
        if view != self.view:
            self.view = view
            self._wants_view = True
            self._next()

    def keep_order(self, *, is_kept: bool) -> None:
        """While somebody points at the list every line stays where it is; contents follow at once,
        the order when they leave. What they ask for or do themselves is shown at once.
        """
        self._is_kept = is_kept
        if not is_kept and self._is_late:
            self._is_late, self._wants_view = False, True
            self._next()

    def _takes_kept(self) -> bool:
        """Whether what is read next leaves lines where they are; asked once for each reading."""
        self._wants_view |= self._is_own and self._is_late
        is_kept = self._is_kept and self.is_loaded and not self._wants_view and not self._is_own
        self._is_late = is_kept or (self._is_late and not self._wants_view)
        self._is_own = False
        return is_kept

    def _on_news(self, news: ChangeSet) -> None:
        """An edit of one's own is told together with the operation that waits to be sent."""
        self._is_own = self._is_own or news.touches(OUTBOX)
        super()._on_news(news)

    def _next(self) -> None:
        """Do what is wanted, one thing at a time."""
        raise NotImplementedError
