"""Which map lies beneath: a person's file before the server's archive before the one that ships."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.models.field_map.ground import GroundKind, GroundModel
from kobra_desktop.models.workspace import Workspace
from tests.kobra_desktop.views.field_map.city import TellingWorld

BYTES = b"PMTiles" + bytes(900_000)


@pytest.fixture
def served(world: TellingWorld, httpserver: HTTPServer) -> HTTPServer:
    """A server that has an archive. Ask for it before `workspace`."""
    httpserver.expect_request("/api/v1/tiles/basemap.pmtiles").respond_with_data(
        BYTES, headers={"ETag": '"one"'}
    )
    world.api_url = httpserver.url_for("").rstrip("/")
    return httpserver


def test_without_any_file_the_shipped_map_is_shown(workspace: Workspace, tmp_path: Path) -> None:
    ground = GroundModel(workspace, tmp_path / "none.pmtiles")
    assert ground.kind is GroundKind.SHIPPED
    assert ground.file is None


def test_the_servers_archive_arrives_with_its_progress(
    qtbot: QtBot, served: HTTPServer, workspace: Workspace, tmp_path: Path
) -> None:
    archive = tmp_path / "tiles" / "city.pmtiles"
    ground = GroundModel(workspace, archive)
    shares: list[float] = []
    ground.progressed.connect(lambda: shares.append(ground.share))
    with qtbot.waitSignal(ground.changed):
        ground.fetch()
    assert ground.kind is GroundKind.SERVER
    assert archive.read_bytes() == BYTES
    assert 0.0 < max(shares) <= 1.0
    assert not ground.is_fetching


def test_two_maps_that_ask_at_once_bring_one_archive_and_both_hear_of_it(
    qtbot: QtBot, served: HTTPServer, workspace: Workspace, tmp_path: Path
) -> None:
    archive = tmp_path / "city.pmtiles"
    big, small = GroundModel(workspace, archive), GroundModel(workspace, archive)
    with qtbot.waitSignals([big.changed, small.changed]):
        big.fetch(is_asked=False)
        small.fetch(is_asked=False)
    assert archive.read_bytes() == BYTES


def test_a_persons_own_file_goes_first_and_is_remembered(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    archive, own = tmp_path / "city.pmtiles", tmp_path / "mío.mbtiles"
    archive.write_bytes(BYTES)
    own.write_bytes(b"x")
    ground = GroundModel(workspace, archive)
    with qtbot.waitSignal(ground.changed):
        ground.use_file(own)
    assert GroundModel(workspace, archive).file == own
    ground.drop_file()
    assert ground.kind is GroundKind.SERVER
    qtbot.waitUntil(lambda: not ground.is_fetching)


def test_a_file_that_is_gone_is_not_asked_for(workspace: Workspace, tmp_path: Path) -> None:
    ground = GroundModel(workspace, None)
    ground.use_file(tmp_path / "gone.pmtiles")
    assert ground.kind is GroundKind.SHIPPED


def test_without_the_server_the_map_stays_and_it_is_said(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    ground = GroundModel(workspace, tmp_path / "city.pmtiles")
    with qtbot.waitSignal(ground.failed) as said:
        ground.fetch()
    assert said.args is not None
    assert said.args[0].code == "offline"
    assert not ground.is_fetching


def test_a_fetch_that_nobody_asked_for_is_silent_without_the_server(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    ground = GroundModel(workspace, tmp_path / "city.pmtiles")
    said: list[object] = []
    ground.failed.connect(said.append)
    ground.fetch(is_asked=False)
    qtbot.waitUntil(lambda: not ground.is_fetching)
    assert said == []


def test_a_place_that_cannot_be_written_is_known(
    qtbot: QtBot, served: HTTPServer, workspace: Workspace, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    ground = GroundModel(workspace, blocked / "city.pmtiles")
    with qtbot.waitSignal(ground.failed) as said:
        ground.fetch()
    assert said.args is not None
    assert said.args[0].code == "replica_read_only"
