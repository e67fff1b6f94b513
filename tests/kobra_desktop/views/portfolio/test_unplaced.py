"""Domicilios por ubicar: the list is worked off by keyboard, and each act is undone."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_httpserver import HTTPServer
from pytestqt.qtbot import QtBot

from kobra_desktop.api.http import FieldApi
from kobra_desktop.map.spec import MapArea
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.portfolio.unplaced import Offer, UnplacedModel, waiting_places
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.unplaced import (
    beside,
    placed_doors,
    unplaced_count,
    unplaced_rows,
)
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.unplaced import UnplacedTab
from kobra_desktop.views.portfolio.unplaced_words import halves
from kobra_desktop.views.theme import Look
from kobra_domain.people import Role
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.portfolios import Address, Party
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import PlaceMethod
from kobra_records.ids import new_id
from tests.kobra_desktop.views.walk import visible_dialog, when_written
from tests.kobra_desktop.views.world import NOW, World

COUNT = 3
LOWEST = 640  # pixels of a window: 720 without its title bar, an SOS and some air


@pytest.fixture
def doors(world: World) -> list[Address]:
    """Three doors without a pin, and a placed one in the house of the first."""
    found = [one for one in world.entities if isinstance(one, Address)][: COUNT + 1]
    bare: list[Address] = [
        keyed(
            replace(
                one, street=f"Calle {n + 5} # 7-42", lat=None, lon=None,
                geocode_quality=GeocodeQuality.NONE,
            )
        )
        for n, one in enumerate(found[:COUNT])
    ]  # fmt: skip
    neighbour = keyed(replace(found[COUNT], street="CL 5 7 42 AP 3", lat=4.61, lon=-74.07))
    world.pull(*bare, neighbour)
    return [*bare, neighbour]


def held(world: World, address: Address) -> Address:
    with world.replica.reading() as connection:
        found: Address = rows.one(connection, "address", address.id)
    return found


def shown(window: KobraWindow, qtbot: QtBot) -> UnplacedTab:
    window.open_page("portfolio", {"tab": "places"})
    page = window.page
    assert isinstance(page, PortfolioPage)
    tab: Any = page.tab
    assert isinstance(tab, UnplacedTab)
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT)
    return tab


def chosen(tab: UnplacedTab, qtbot: QtBot, address: Address) -> None:
    tab.box.choose(address.id)
    qtbot.waitUntil(lambda: tab.model.chosen is not None and tab.model.chosen.id == address.id)
    qtbot.waitUntil(lambda: not tab.model.is_asking)
    tab.box.table.setFocus()


def test_what_waits_is_counted_and_listed_by_door(world: World, doors: list[Address]) -> None:
    found = unplaced_rows(world.replica)
    assert {one.id for one in found} == {one.id for one in doors[:COUNT]}
    assert all(one.party_name for one in found)
    assert unplaced_count(world.replica) == COUNT
    assert [one.address.id for one in beside(world.replica, doors[0])] == [doors[COUNT].id]
    assert beside(world.replica, replace(doors[0], key="")) == []


def test_the_tab_says_how_many_wait(
    qtbot: QtBot, workspace: Workspace, doors: list[Address]
) -> None:
    waiting: LiveRead[int] = waiting_places(workspace)
    waiting.open()
    qtbot.waitUntil(lambda: waiting.value == COUNT)


def test_the_same_door_is_one_key(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    """Without a server: what the replica knows is offered, and the next one is chosen."""
    tab = shown(window, qtbot)
    first = doors[0]
    chosen(tab, qtbot, first)
    qtbot.waitUntil(lambda: len(tab.panel.offers) == 1)
    assert tab.panel.title.text() == "Calle 5 # 7-42"
    assert tab.panel.problem.isVisible()
    QTest.keyClick(tab.box.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: held(world, first).lat == 4.61)
    placed = held(world, first)
    assert placed.geocode_source == PlaceMethod.SAME_DOOR
    assert placed.geocode_quality is GeocodeQuality.DOOR
    assert placed.place_accepted_at == NOW
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT - 1)
    qtbot.waitUntil(lambda: tab.box.chosen_id in {one.id for one in doors[1:COUNT]})
    window.toast.undo()
    qtbot.waitUntil(lambda: held(world, first).lat is None)


def test_what_is_not_found_waits_no_longer(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[1])
    QTest.keyClick(tab.box.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: held(world, doors[1]).place_accepted_at == NOW)
    assert unplaced_count(world.replica) == COUNT - 1
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT - 1)
    tab.box.chips["standing"].set_values(("sought",))
    tab.model.list.look(accepted={"standing": frozenset({"sought"})})
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == 1)


def test_words_are_corrected_and_become_another_door(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[0])
    QTest.keyClick(tab.box.table, Qt.Key.Key_E)
    dialog: Any = visible_dialog(window)
    dialog.fields["street"].editor.setText("Calle 5 # 7-42 Apto 9")
    dialog.submit()
    qtbot.waitUntil(lambda: held(world, doors[0]).key.endswith("|AP 9"))


def test_the_pin_is_put_where_it_was_dragged_to(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[2])
    QTest.keyClick(tab.box.table, Qt.Key.Key_P)  # nobody has moved it
    when_written(qtbot, window.workspace.background)
    assert held(world, doors[2]).lat is None
    assert not tab.panel.here.isEnabled()
    the_map = tab.panel.map
    qtbot.waitUntil(lambda: the_map.is_alive)
    the_map.made().pin_moved.emit(MapArea(4.6, -74.1, 9.0))  # a whole city is no door
    assert not tab.panel.here.isEnabled()
    the_map.made().pin_moved.emit(MapArea(4.6, -74.1, 17.0))
    assert tab.panel.here.isEnabled()
    tab.model.offers_changed.emit()  # what the server answers late takes no pin out of the hand
    assert the_map.hand == Point(4.6, -74.1)
    QTest.keyClick(tab.box.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: held(world, doors[2]).lat == 4.6)
    assert held(world, doors[2]).geocode_source == PlaceMethod.BY_HAND
    qtbot.waitUntil(lambda: tab.model.chosen is not None and tab.model.chosen.id != doors[2].id)
    assert the_map.hand is None


def test_the_keys_of_the_table_move_the_pin(
    qtbot: QtBot, window: KobraWindow, doors: list[Address]
) -> None:
    """From the list to the map and to the door, without the mouse."""
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[0])
    qtbot.waitUntil(lambda: bool(tab.panel.offers))
    the_map = tab.panel.map
    qtbot.waitUntil(lambda: the_map.is_alive)
    line = tab.box.table.currentIndex().row()

    def nudged() -> bool:
        far = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(tab.box.table, Qt.Key.Key_Right, far)
        return the_map.hand is not None

    qtbot.waitUntil(nudged)
    assert the_map.hand is not None
    assert the_map.hand.lon > -74.07
    assert tab.box.table.currentIndex().row() == line


def test_j_and_k_pass_over(qtbot: QtBot, window: KobraWindow, doors: list[Address]) -> None:
    tab = shown(window, qtbot)
    first, second = (tab.model.list.model.id_at(line) for line in (0, 1))
    tab.box.choose(first)
    tab.box.table.setFocus()
    QTest.keyClick(tab.box.table, Qt.Key.Key_K)
    assert tab.box.chosen_id == first
    QTest.keyClick(tab.box.table, Qt.Key.Key_J)
    assert tab.box.chosen_id == second
    tab.panel.map.key_pressed.emit("K")
    assert tab.box.chosen_id == first


def test_it_is_the_same_door_as_any_other_that_is_found(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    """Written otherwise altogether, and no surer than the pin it is put at."""
    rough = replace(
        doors[COUNT], geocode_quality=GeocodeQuality.CORNER, place_radius_m=52.0,
        street="Conjunto El Árbol casa 3", key="",
    )  # fmt: skip
    world.pull(rough)
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[1])
    QTest.keyClick(tab.box.table, Qt.Key.Key_M)
    dialog: Any = visible_dialog(window)
    QTest.keyClicks(dialog.finder.line, "arbol conj")
    qtbot.waitUntil(lambda: dialog.finder.hits.count() == 1)
    assert dialog.finder.hits.item(0).text().startswith("Conjunto El Árbol casa 3 · ")
    QTest.keyClick(dialog.finder.line, Qt.Key.Key_Return)
    dialog.submit()
    qtbot.waitUntil(lambda: held(world, doors[1]).lat == 4.61)
    placed = held(world, doors[1])
    assert (placed.geocode_quality, placed.place_radius_m) == (GeocodeQuality.CORNER, 52.0)
    assert placed.place_accepted_at == NOW
    qtbot.waitUntil(lambda: tab.box.chosen_id in {doors[0].id, doors[2].id})


def test_doors_with_a_pin_are_found_by_words_and_holders(
    world: World, doors: list[Address]
) -> None:
    neighbour = doors[COUNT]
    (name,) = [
        one.name
        for one in world.entities
        if isinstance(one, Party) and one.id == neighbour.party_id
    ]

    def found(typed: str, but: str = "") -> list[str]:
        return [one.address.id for one in placed_doors(world.replica, typed, but=but)]

    assert neighbour.id in found("cl 5 7")
    assert neighbour.id in found(name)
    assert neighbour.id not in found(name, neighbour.id)
    assert not {one.id for one in doors[:COUNT]} & {*found("calle"), *found(name)}
    assert found("  ") == []
    other = replace(neighbour, id=new_id(), street="Avenida 7 # 5-11 CL")
    world.pull(other)
    assert found("cl 5") == [neighbour.id, other.id]


def test_an_address_of_two_doors_is_parted(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    double = keyed(replace(doors[0], street="Calle 5 # 7-42 y Carrera 9 # 1-20"))
    world.pull(double)
    tab = shown(window, qtbot)
    chosen(tab, qtbot, double)
    QTest.keyClick(tab.box.table, Qt.Key.Key_D)
    dialog: Any = visible_dialog(window)
    lines = [dialog.fields[name].editor for name in ("here", "there")]
    assert [one.text() for one in lines] == ["Calle 5 # 7-42", "Carrera 9 # 1-20"]
    lines[1].setText("Calle 5 # 7-42")
    dialog.submit()
    assert dialog.isVisible()
    lines[1].setText("Carrera 9 # 1-20")
    dialog.submit()
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT + 1)
    both = {one.address.street: one.address for one in unplaced_rows(world.replica)}
    assert held(world, double).street == "Calle 5 # 7-42"
    second = both["Carrera 9 # 1-20"]
    assert (second.party_id, second.portfolio_id) == (double.party_id, double.portfolio_id)
    assert second.key.endswith("|CR 9 # CL 1 - 20|") or "KR 9" in second.key
    qtbot.waitUntil(window.toast.isVisible)  # the rows may be seen before the act is told
    window.toast.undo()
    qtbot.waitUntil(lambda: held(world, double).street == double.street)
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT)


@pytest.mark.parametrize(
    ("street", "parts"),
    [
        ("Calle 8 # 12-40 y Carrera 9 # 1-20", ("Calle 8 # 12-40", "Carrera 9 # 1-20")),
        ("Calle 8 # 12-40; Carrera 9 # 1-20", ("Calle 8 # 12-40", "Carrera 9 # 1-20")),
        ("Calle 8 # 12-40 / 44", ("Calle 8 # 12-40 / 44", "")),
        ("Ignacio y Pérez 12", ("Ignacio y Pérez 12", "")),
        ("Vereda El Salto", ("Vereda El Salto", "")),
    ],
)
def test_two_doors_in_the_words_of_one(street: str, parts: tuple[str, str]) -> None:
    assert halves(street) == parts


def test_what_the_server_knows_is_offered(
    qtbot: QtBot, workspace: Workspace, httpserver: HTTPServer, doors: list[Address]
) -> None:
    item = {
        "lat": 4.62,
        "lon": -74.1,
        "method": "corner_metres",
        "quality": "corner",
        "radius_m": 52.0,
        "arrivals": 0,
        "last_at": None,
        "proposal_id": None,
        "note": "",
    }
    seen = {**item, "method": "field", "quality": "door", "arrivals": 3, "note": "portón azul"}
    path = f"/api/v1/places/{doors[1].id}/suggestions"
    httpserver.expect_request(path).respond_with_json({"items": [seen, item], "people": []})
    values = {"municipality": "Bogotá", "arrivals": 1_204, "p50_m": 11.0, "p90_m": 36.0}
    quality = {**values, "method": "corner_metres", "p95_m": 52.0, "is_learnt": True}
    others = {**quality, "municipality": "Cali"}
    path = "/api/v1/places/quality"
    httpserver.expect_request(path).respond_with_json({"items": [others, quality]})
    api = FieldApi(httpserver.url_for(""), guard=nullcontext(), on_tokens=lambda _: None)
    server = replace(workspace, desk=replace(workspace.desk, api=api))
    model = UnplacedModel(server)
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    model.choose(doors[1].id)
    qtbot.waitUntil(lambda: not model.is_asking)
    assert model.problem is None
    assert [one.words for one in model.offers] == [
        "Visto por un gestor · 3 llegadas · ± 52 m · portón azul",
        "Esquina + metros · ± 52 m",
    ]
    qtbot.waitUntil(lambda: bool(model.measured()))
    said = "Bogotá, esquina + metros: la mitad a menos de 11 m (1.204 llegadas)"
    assert model.measured() == said


def test_who_only_reads_is_offered_no_act_and_asks_nothing(
    qtbot: QtBot, look: Look, world: World, workspace: Workspace, doors: list[Address]
) -> None:
    workspace.desk.who = next(user for user in world.users if user.role is Role.VIEWER)
    tab = UnplacedTab(look, workspace, None)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: tab.box.table.model().rowCount() == COUNT)
    tab.box.choose(doors[0].id)
    qtbot.waitUntil(lambda: bool(tab.panel.offers))
    assert not tab.model.is_asking
    assert tab.model.problem is None
    panel = tab.panel
    acts = (panel.here, panel.shared, panel.lost, panel.words, panel.parted, *panel.offers)
    assert not any(act.isVisible() and act.isEnabled() for act in acts)
    tab.box.table.setFocus()
    QTest.keyClick(tab.box.table, Qt.Key.Key_1)
    QTest.keyClick(tab.box.table, Qt.Key.Key_N)
    when_written(qtbot, workspace.background)
    assert held(world, doors[0]) == doors[0]
    assert not tab.panel.problem.isVisible()  # no command was there to refuse it
    tab.panel.map.dispose()


def test_addresses_that_are_passed_by_are_not_asked_about(
    qtbot: QtBot, workspace: Workspace, httpserver: HTTPServer, doors: list[Address]
) -> None:
    """Down the list with a key held, one question goes out, and not one a line."""
    path = re.compile("/api/v1/places/.*")
    httpserver.expect_request(path).respond_with_json({"items": [], "people": []})
    api = FieldApi(httpserver.url_for(""), guard=nullcontext(), on_tokens=lambda _: None)
    model = UnplacedModel(replace(workspace, desk=replace(workspace.desk, api=api)))
    model.list.open()
    qtbot.waitUntil(lambda: model.list.is_loaded)
    for door in doors[:COUNT]:
        model.choose(door.id)
    qtbot.waitUntil(lambda: not model.is_asking)
    asked = [one.path for one, _ in httpserver.log if one.path.endswith("/suggestions")]
    assert asked == [f"/api/v1/places/{doors[COUNT - 1].id}/suggestions"]


def test_a_door_that_is_chosen_makes_the_window_no_higher(
    window: KobraWindow, world: World, doors: list[Address], qtbot: QtBot
) -> None:
    """1280 x 720 with its title bar and somebody's SOS; the acts stay in sight."""
    window.top.set_alerts(1, sos=1)
    window.open_page("portfolio", {"tab": "places", "chosen": doors[0].id})
    page = window.page
    assert isinstance(page, PortfolioPage)
    tab = page.tab
    assert isinstance(tab, UnplacedTab)
    qtbot.waitUntil(tab.panel.isVisible)
    assert window.minimumSizeHint().height() <= LOWEST
    window.resize(1280, LOWEST)
    qtbot.waitUntil(lambda: window.height() == LOWEST)
    bottom = tab.panel.words.mapTo(window, tab.panel.words.rect().bottomLeft()).y()
    assert bottom < LOWEST


def test_a_street_is_no_door_to_take_but_where_one_is_looked_for(
    qtbot: QtBot, window: KobraWindow, world: World, doors: list[Address]
) -> None:
    """Its middle would refuse an agent at the right door."""
    tab = shown(window, qtbot)
    chosen(tab, qtbot, doors[1])
    middle = Offer(Point(4.5, -74.2), PlaceMethod.STREET, "Mitad", 1_500.0, is_door=False)
    tab.model.offers = (middle,)
    tab.model.offers_changed.emit()
    qtbot.waitUntil(lambda: tab.panel.map.is_alive)
    QTest.keyClick(tab.box.table, Qt.Key.Key_1)
    tab.panel.map.made().pin_moved.emit(MapArea(4.5001, -74.2, 16.0))
    assert tab.panel.here.isEnabled()
    QTest.keyClick(tab.box.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: held(world, doors[1]).lat == 4.5001)
    assert held(world, doors[1]).geocode_source == PlaceMethod.BY_HAND
