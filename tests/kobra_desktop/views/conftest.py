"""The invented field, its window, and the lanes of work, each ended when the test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from tests.kobra_desktop.views.world import World

Opened = Callable[..., KobraWindow]


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """The light look, in force."""
    made = Look(ThemeChoice.LIGHT)
    made.apply(ThemeChoice.LIGHT)
    return made


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """The lanes; a bug on any of them fails the test."""
    bugs: list[BaseException] = []
    made = Background(bugs.append)
    yield made
    assert made.close(10)
    assert not bugs, bugs


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The invented field."""
    made = World(tmp_path)
    yield made
    made.replica.close()


@pytest.fixture
def workspace(world: World, background: Background) -> Workspace:
    """What models are given, for the administrator."""
    return world.workspace(background, Relay())


@pytest.fixture
def window(qtbot: QtBot, look: Look, workspace: Workspace) -> KobraWindow:
    """The whole window, shown, with its first page loaded."""
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
    made = KobraWindow(look, workspace, status)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
