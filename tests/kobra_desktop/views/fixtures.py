"""What tests of models and views stand on: the invented field, the lanes of work, each ended
when the test ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import noting
from tests.kobra_desktop.views.world import World


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
def workspace(world: World, background: Background) -> Iterator[Workspace]:
    """What models are given, for the administrator.

    What would outlive it goes with it, for each later collection would walk it: lists that screens
    share (Qt holds their slots, and those the whole world) and the statements of its engine.
    """
    made = world.workspace(background, Relay())
    yield made
    made.news.deleteLater()
    noting._kinds_in.cache_clear()
