"""Recorrido with its real map: one press from the card, several agents, keys, totals, offline."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame

from kobra_desktop.views.field_map.timeline import Timeline
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.field_map.hand import MapHand
from tests.kobra_desktop.views.world import TODAY

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(hand: MapHand, world: TellingWorld) -> None:
    """The first agent's trail of today."""
    hand.click_agent(world.agents[0].id)
    hand.key(Qt.Key.Key_R)
    hand.qtbot.waitUntil(lambda: hand.page.models.trails.focused is not None)


def test_r_shows_todays_trail_of_the_agent_on_screen(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    assert hand.page.tab == "trail"
    hand.until(lambda page: page["trails"] == 1 and page["replay"]["actors"] == 1)
    texts = hand.page.trail.bar.totals.text()
    assert "1,3 km" in texts
    stops = hand.page.trail.panel.stops
    assert stops.count() == 3  # the visit and two gaps
    assert "07:00" in stops.item(0).text()


def test_looking_is_said_to_be_on_record(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    said = [part.accessibleName() for part in hand.page.trail.panel.findChildren(QFrame)]
    assert any("registrado" in words or "on record" in words for words in said)


def test_the_box_lays_a_second_trail_beside_the_first(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    model = hand.page.models.field.agents.list.model
    line = model.line_of(world.agents[1].id)
    assert line is not None
    hand.click_row(hand.page.trail.side.agents, model.index(line, 0), x=20)
    first, second = world.agents[0].id, world.agents[1].id
    assert list(hand.page.models.trails.agent_ids) == [first, second]
    hand.click_row(hand.page.trail.side.agents, model.index(line, 0), x=150)
    assert list(hand.page.models.trails.agent_ids) == [second]
    hand.qtbot.waitUntil(lambda: not hand.page.models.trails.is_loading)


def test_keys_step_by_minutes_stops_and_speed(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    replay, timeline = hand.page.trail.replay, hand.page.trail.bar.timeline
    replay.seek(replay.start + 1200)
    timeline.setFocus()
    hand.key(Qt.Key.Key_Right)
    assert replay.time == replay.start + 1260
    hand.key(Qt.Key.Key_Left)
    assert replay.time == replay.start + 1200
    hand.key(Qt.Key.Key_Left, SHIFT)
    assert replay.time == replay.start  # the stop at the visit
    hand.key(Qt.Key.Key_BracketRight)
    assert replay.speed == 60
    hand.key(Qt.Key.Key_BracketLeft)
    assert replay.speed == 30


def test_space_plays_and_the_maps_clock_moves_the_scrubber(
    hand: MapHand, world: TellingWorld
) -> None:
    opened(hand, world)
    hand.until(lambda page: page["replay"]["actors"] == 1)
    replay = hand.page.trail.replay
    replay.seek(replay.start)
    hand.page.trail.bar.timeline.setFocus()
    hand.key(Qt.Key.Key_Space)
    hand.qtbot.waitUntil(lambda: replay.is_playing)
    hand.qtbot.waitUntil(lambda: replay.time > replay.start + 10)
    hand.key(Qt.Key.Key_Space)
    hand.qtbot.waitUntil(lambda: not replay.is_playing)
    timeline: Timeline = hand.page.trail.bar.timeline
    assert timeline.value() >= 10


def test_a_click_on_the_timeline_goes_there(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    timeline, replay = hand.page.trail.bar.timeline, hand.page.trail.replay
    QTest.mouseClick(timeline, LEFT, pos=timeline.rect().center())
    middle = (replay.start + replay.end) / 2
    assert abs(replay.time - middle) < 60


def test_a_stop_in_the_list_is_gone_to(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    panel, replay = hand.page.trail.panel, hand.page.trail.replay
    hand.click_row(panel.stops, panel.stops.indexFromItem(panel.stops.item(1)))
    assert replay.time == replay.start + 1200


def test_another_day_is_one_click_away(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    QTest.mouseClick(hand.page.trail.side.before, LEFT)
    assert hand.page.models.trails.day == TODAY - timedelta(days=1)
    hand.qtbot.waitUntil(lambda: not hand.page.models.trails.is_loading)
    assert not hand.page.trail.panel.state.is_content  # nothing was measured that day
    shown = hand.page.trail.side.day.date()
    assert date(shown.year(), shown.month(), shown.day()) == TODAY - timedelta(days=1)


def test_leaving_the_tab_brings_the_live_agents_back(hand: MapHand, world: TellingWorld) -> None:
    opened(hand, world)
    hand.until(lambda page: page["replay"]["actors"] == 1)
    hand.page.show_tab("live")
    hand.until(lambda page: page["replay"]["actors"] == 0 and page["trails"] == 0)
    assert not hand.page.trail.bar.isVisible()


def test_without_the_server_it_says_that_trails_need_it(hand: MapHand, world: TellingWorld) -> None:
    api = hand.page.models.field.workspace.desk.api
    api.server = "http://127.0.0.1:9"
    hand.click_agent(world.agents[0].id)
    hand.key(Qt.Key.Key_R)
    hand.qtbot.waitUntil(lambda: hand.page.models.trails.problem is not None)
    assert not hand.page.trail.panel.state.is_content


def test_a_day_nobody_chose_yet_says_what_to_do(hand: MapHand) -> None:
    hand.page.show_tab("trail")
    assert not hand.page.trail.panel.state.is_content
    assert not hand.page.trail.bar.play.isEnabled()


def test_who_is_shown_is_in_view_in_the_list(hand: MapHand, world: TellingWorld) -> None:
    """The last of the list too, in a window too low for all."""
    page = hand.page
    rows = page.models.field.agents.list.model
    last = rows.rowCount() - 1
    agents = page.trail.side.agents
    agents.setMaximumHeight(80)
    page.show_trail(rows.id_at(last))
    seen = agents.viewport().rect()
    hand.qtbot.waitUntil(lambda: seen.contains(agents.visualRect(rows.index(last, 0)).center()))
    hand.qtbot.waitUntil(lambda: not page.models.trails.is_loading)


def test_the_hours_at_the_ends_are_whole(look: Look) -> None:
    bar = Timeline(look, ZoneInfo("America/Bogota"), "es")
    bar.resize(600, 62)
    first, last = bar._tick_box(14, 40, 40), bar._tick_box(586, 40, 40)
    assert first.left() >= 0
    assert last.right() <= bar.width()
