"""The page over the small world, with its real map: a console error fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.status import StatusModel
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.models.field_map.conftest import walked
from tests.kobra_desktop.views.field_map.city import TellingWorld, telling
from tests.kobra_desktop.views.field_map.hand import MapHand


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TellingWorld]:
    """The small world; its server tells one walked day."""
    made = TellingWorld(tmp_path)
    made.walks[made.agents[0].id] = walked(made)
    with telling(made):
        yield made
    made.replica.close()


@pytest.fixture
def hand(
    qtbot: QtBot, look: Look, world: TellingWorld, background: Background
) -> Iterator[MapHand]:
    """The whole window on Mapa, its map ready and its lists loaded."""
    assert (resources.root() / "web" / "dist" / "map.js").is_file(), "the web parts are not built"
    workspace = world.workspace(background, Relay())
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
    window = KobraWindow(look, workspace, status)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_page("map")
    page = window.page
    assert isinstance(page, MapPage)
    made = MapHand(qtbot, window, page)
    qtbot.waitUntil(lambda: page.stage.is_ready)
    field = page.models.field
    qtbot.waitUntil(lambda: field.agents.list.is_loaded and field.visits.list.is_loaded)
    with qtbot.waitActive(window):  # the web engine makes the window anew, and it forgets
        window.activateWindow()
    yield made
    page.dispose()
    assert made.failures == []
