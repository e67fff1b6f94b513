"""A list that the server keeps shows what was asked last, not what was answered last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace


@dataclass
class Lane:
    """Answers when a test says so."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def network(
        self,
        ask: Callable[[], Any],
        came: Callable[[Any], None],
        _failed: object,
        owner: object = None,
    ) -> None:
        """Ask now, answer later."""
        del owner
        answer = ask()
        self.waiting.append(lambda: came(answer))


class Switches(ServerList[Any]):
    """What the server says of one switch."""

    def __init__(self, workspace: Workspace, status: StatusModel) -> None:
        super().__init__(workspace, status)
        self.list = cast(Any, SimpleNamespace(reload=lambda: None))
        self.on_server = True
        self.shown: list[bool] = []

    def open(self) -> None:
        """Ask for it."""
        self._ask(lambda: self.on_server, self._show)

    def _show(self, answer: bool) -> None:
        self.shown.append(answer)


def test_what_is_asked_while_an_older_answer_is_on_its_way_is_asked_afterwards(
    qapp: QApplication,
) -> None:
    lane = Lane()
    workspace = SimpleNamespace(background=lane, now=datetime(2026, 3, 4, tzinfo=UTC), zone="UTC")
    switches = Switches(cast(Workspace, workspace), StatusModel(ZoneInfo("UTC")))
    switches.open()
    switches.on_server = False  # an act meanwhile, which asks anew
    switches.open()
    lane.waiting.pop(0)()
    lane.waiting.pop(0)()
    assert switches.shown == [True, False]
    assert lane.waiting == []
