"""Zonas and Pared with their real maps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kobra_desktop.store.queries.people import team_rows
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.field_map.hand import MapHand

LEFT = Qt.MouseButton.LeftButton
RING = ((4.60, -74.08), (4.62, -74.08), (4.62, -74.05))


def words_beside(count: QLabel) -> list[QLabel]:
    """The labels that stand with a number of the wall."""
    around = count.parentWidget()
    assert around is not None
    return [part for part in around.findChildren(QLabel) if part.text()]


def test_a_drawn_zone_becomes_the_teams(hand: MapHand, world: TellingWorld) -> None:
    page = hand.page
    page.show_tab("zones")
    teams = page.zones.side.teams
    hand.qtbot.waitUntil(lambda: teams.count() == 2)
    teams.setCurrentRow(0)
    team_id = page.zones.side.team_id
    QTest.mouseClick(page.zones.side.draw, LEFT)
    page.stage.map.zone_drawn.emit(RING)
    hand.until(lambda probe: probe["zones"] == 1)
    held = next(row.team for row in team_rows(world.replica) if row.team.id == team_id)
    assert [(corner.lat, corner.lon) for corner in held.zone] == list(RING)
    page.show_tab("live")
    hand.until(lambda probe: probe["zones"] == 0)


def test_a_wish_of_another_page_chooses_the_team(hand: MapHand, world: TellingWorld) -> None:
    """Before the teams have come, and after."""
    first, second = (team.id for team in world.teams)
    side = hand.page.zones.side
    hand.window.open_page("map", {"tab": "zones", "team": second})
    hand.qtbot.waitUntil(lambda: side.team_id == second)
    hand.window.open_page("map", {"tab": "zones", "team": first})
    assert side.team_id == first


def test_giving_up_leaves_the_zone_as_it_was(hand: MapHand, world: TellingWorld) -> None:
    page = hand.page
    page.show_tab("zones")
    hand.qtbot.waitUntil(lambda: page.zones.side.teams.count() == 2)
    page.zones.side.teams.setCurrentRow(0)
    QTest.mouseClick(page.zones.side.draw, LEFT)
    assert page.escape()
    page.stage.map.zone_drawn.emit(RING)
    assert all(not row.team.zone for row in team_rows(world.replica))


def test_f11_opens_a_wall_without_names_and_esc_closes_it(hand: MapHand) -> None:
    page = hand.page
    hand.key(Qt.Key.Key_F11)
    wall = page.wall
    assert wall is not None
    hand.qtbot.waitUntil(lambda: wall.stage.is_ready)
    hand.qtbot.waitUntil(lambda: any(c.text() == "1" for c in wall._states.values()))
    wall.showNormal()
    wall.resize(800, 600)
    hand.qtbot.waitUntil(lambda: wall.width() <= 820)
    names = [part for count in wall._states.values() for part in words_beside(count)]
    assert len(names) >= len(wall._states)
    hand.qtbot.waitUntil(lambda: all(n.width() >= n.sizeHint().width() for n in names))
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    assert page.wall is None


def test_a_click_on_a_team_is_about_that_team(hand: MapHand, world: TellingWorld) -> None:
    """The first click already, and each after it."""
    page = hand.page
    page.show_tab("zones")
    side = page.zones.side
    hand.qtbot.waitUntil(lambda: side.teams.count() == 2)
    drawn: list[str] = []
    side.draw_requested.connect(drawn.append)
    for line in (1, 0):
        hand.click_row(side.teams, side.teams.model().index(line, 0))
        assert side.draw.isEnabled()
        QTest.mouseClick(side.draw, LEFT)
        assert page.escape()
    names = [side.teams.item(line).data(Qt.ItemDataRole.UserRole) for line in (1, 0)]
    assert drawn == names
