"""Acts of a form: as those of a page, but what is refused goes back to the form that asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from kobra_desktop.commands.done import Done
from kobra_desktop.errors import Known
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.status import StatusModel
from kobra_desktop.sync.status import Link

T = TypeVar("T")
Values = dict[str, Any]  # typed values by field of an entity
Then = Callable[[], None]
Refused = Callable[[Known], None]


class FormActs(Acts):
    """`keep` writes the replica, `ask` needs the server; both answer the form."""

    def keep(self, act: Callable[[], Done], words: str, then: Then, refused: Refused) -> None:
        """Write it; `words` say afterwards what was done."""

        def done(answer: Done) -> None:
            then()
            self.acted.emit(words, answer)

        self._workspace.background.write(act, done, refused, owner=self)

    def ask(
        self,
        ask: Callable[[], T],
        then: Callable[[T], None],
        refused: Refused,
        owner: QObject | None = None,
    ) -> None:
        """Ask the server for `owner`; a dialog that was left meanwhile is not told."""
        self._workspace.background.network(ask, then, refused, owner=owner or self)

    def look(
        self, read: Callable[[], T], then: Callable[[T], None], owner: QObject | None = None
    ) -> None:
        """Read the replica for `owner`; a form that was left meanwhile is not told."""
        self._workspace.background.read(read, then, owner=owner or self)


def is_offline(status: StatusModel) -> bool:
    """Whether the server is known not to answer."""
    return status.status.link in (Link.OFFLINE, Link.SIGN_IN)
