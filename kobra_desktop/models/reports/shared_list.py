"""Lists of what was shared, as the server keeps them: acts that are said and asked for anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace

R = TypeVar("R")


class SharedList(ServerList[R]):
    """`_items` are what was read last, `_listing` how they are listed."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, view: View, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self._items: Sequence[R] = ()
        self.list = LiveList(workspace, self._listing(), view, self)

    def _listing(self) -> Listing[R]:
        raise NotImplementedError

    def _on_items(self, found: Any) -> None:
        self._items = found.items

    def _then(self, words: str) -> Callable[[object], None]:
        """What follows an act that came about: it is said, and the list asked for anew."""

        def done(_: object) -> None:
            self.said.emit(words)
            self.open()

        return done
