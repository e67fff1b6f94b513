"""A town is sought or a box drawn, its size told, and the server brings the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from field_api.tiles_extract.job import RegionBringer
from kobra_desktop.views.administration.region import RegionDialog
from kobra_desktop.views.administration.region_map import RegionMapView, box_of_ring
from kobra_domain.region_maps import RegionState
from tests.field_api.tiles_extract.world_map import INSIDE, Giver, giving, write_world
from tests.kobra_desktop.views.administration.conftest import Desk


@pytest.fixture
def giver(tmp_path: Path) -> Iterator[Giver]:
    """Who gives a map of the world."""
    with giving(write_world(tmp_path / "world.pmtiles", deepest=12)) as made:
        yield made


@pytest.fixture
def dialog(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> RegionDialog:
    """The dialog over the server's tab; its map is not painted."""
    monkeypatch.setattr(RegionMapView, "place", lambda _self: None)
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    tab.region.click()
    made: RegionDialog = desk.dialog(RegionDialog)
    desk.until(lambda: made.model.is_known)
    return made


def bringer_of(desk: Desk, giver: Giver) -> RegionBringer:
    """The server's worker, which a test lets look."""
    server = desk.office.server
    source: dict[str, Any] = {"tiles_source": giver.url, "tiles_private": True}
    settings = replace(server.settings, least_free_bytes=0, **source)
    return RegionBringer(server.database, settings, server.app.state.books)


def test_a_town_is_sought_and_its_map_brought(
    desk: Desk, dialog: RegionDialog, giver: Giver
) -> None:
    assert not dialog.size_it.isEnabled()
    QTest.keyClicks(dialog.search, "antioq")
    assert dialog.towns.item(0).text() == "Antioquia (whole)"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.town.text() == ""
    dialog.search.clear()
    QTest.keyClicks(dialog.search, "medell")
    assert dialog.towns.item(0).text() == "Medellín"
    assert dialog.towns.height() < 2 * dialog.towns.sizeHintForRow(0)  # as high as it has lines
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.town.text() == "Medellín"
    dialog.town.clear()  # its streets are another test's
    dialog.box.setText(", ".join(map(str, INSIDE.bounds)))
    dialog.size_it.click()
    desk.until(lambda: dialog.model.state is RegionState.SIZING)
    assert dialog.progress.isVisible()
    assert not dialog.bring.isEnabled()
    bringer = bringer_of(desk, giver)
    bringer.look()
    desk.until(lambda: dialog.bring.isEnabled())
    assert "127.0.0.1" in dialog.told.text()
    assert "kB" in dialog.told.text()
    dialog.detail.setCurrentIndex(1)
    assert not dialog.bring.isEnabled()  # the size of something else was told
    dialog.detail.setCurrentIndex(0)
    dialog.bring.click()
    desk.until(lambda: dialog.model.state is RegionState.FETCHING)
    bringer.look()
    desk.until(lambda: dialog.model.state is RegionState.DONE)
    assert "on the server" in dialog.told.text()
    tab = desk.page.tab
    desk.until(lambda: "kB" in tab.basemap.text())  # type: ignore[attr-defined]


def test_what_the_server_cannot_do_is_a_sentence(
    desk: Desk, dialog: RegionDialog, giver: Giver
) -> None:
    dialog.box.setText("10, 50, 11, 51")
    dialog.size_it.click()
    desk.until(lambda: dialog.model.state is RegionState.SIZING)
    bringer_of(desk, giver).look()
    desk.until(lambda: dialog.problem.isVisible())
    assert "no tiene nada" in dialog.problem.text()
    assert dialog.size_it.isEnabled()


def test_it_is_stopped(desk: Desk, dialog: RegionDialog, giver: Giver) -> None:
    dialog.box.setText(", ".join(map(str, INSIDE.bounds)))
    dialog.size_it.click()
    desk.until(lambda: dialog.stop.isVisible())
    dialog.stop.click()
    desk.until(lambda: not dialog.model.is_asking)
    bringer_of(desk, giver).look()
    desk.until(lambda: dialog.model.state is RegionState.STOPPED)
    assert not dialog.bring.isEnabled()


def test_what_was_asked_for_before_is_taken_up(
    desk: Desk, dialog: RegionDialog, giver: Giver
) -> None:
    dialog.box.setText(", ".join(map(str, INSIDE.bounds)))
    dialog.detail.setCurrentIndex(2)
    dialog.size_it.click()
    desk.until(lambda: dialog.model.is_busy)
    bringer_of(desk, giver).look()
    desk.until(lambda: not dialog.model.is_busy)
    dialog.leave.click()
    desk.page.tab.region.click()  # type: ignore[attr-defined]
    desk.until(lambda: desk.dialog(RegionDialog) is not dialog)
    again = desk.dialog(RegionDialog)
    desk.until(lambda: again.model.is_known)
    assert again.asked_box() == INSIDE.bounds
    assert again.detail.currentIndex() == 2


def test_a_box_elsewhere_is_not_of_the_town_that_was_sought(dialog: RegionDialog) -> None:
    QTest.keyClicks(dialog.search, "medell")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.box.setText("-75.7, 6.1, -75.4, 6.4")  # a part of it
    dialog.box.editingFinished.emit()
    assert dialog.town.text() == "Medellín"
    dialog.box.setText("-70.3, 4.2, -70.1, 4.5")
    dialog.box.editingFinished.emit()
    assert (dialog.town.text(), dialog.search.text()) == ("", "")


def test_it_has_room_on_a_small_screen(dialog: RegionDialog) -> None:
    """Of 1920×1080 at 200 % there are 500 lines within a frame; its buttons are at the foot."""
    QTest.keyClicks(dialog.search, "san")
    dialog.told.setText("El mapa pesa 1,4 MB y viene de tiles.example. " * 2)
    dialog.told.show()
    dialog.progress.show()
    assert dialog.minimumSizeHint().height() <= 500


def test_what_is_no_box_is_said(dialog: RegionDialog) -> None:
    for text in ("1,2,3", "a,b,c,d", "5,1,4,2", "0,95,1,96"):
        dialog.box.setText(text)
        dialog.box.editingFinished.emit()
        assert dialog.box_field.problem
        assert not dialog.size_it.isEnabled()
    dialog.map.drawn.emit(box_of_ring(((4.5, -74.2), (4.8, -74.0), (4.4, -74.1))))
    assert dialog.box.text() == "-74.2, 4.4, -74, 4.8"
    assert dialog.size_it.isEnabled()
