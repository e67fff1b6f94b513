"""The replay's clock: speeds, steps, stops, and what the map's own clock says."""

from __future__ import annotations

import pytest

from kobra_desktop.models.field_map.day import AgentDay, PartKind, read_agent_day
from kobra_desktop.models.field_map.replay import SPEEDS, Replay
from kobra_desktop.models.workspace import Workspace
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.world import TODAY


@pytest.fixture
def day(world: TellingWorld, told: list[str], workspace: Workspace) -> AgentDay:
    """The walked day."""
    return read_agent_day(workspace, world.agents[0].id, TODAY)


@pytest.fixture
def replay(day: AgentDay) -> Replay:
    """Loaded with it."""
    made = Replay()
    made.load([day], day)
    return made


def test_it_begins_at_the_last_known_place(replay: Replay, day: AgentDay) -> None:
    assert replay.time == day.times[-1]
    assert (replay.start, replay.end) == (day.start, day.end)


def test_a_clock_that_lies_in_the_new_day_stays(replay: Replay, day: AgentDay) -> None:
    replay.seek(day.start + 100)
    replay.load([day], day)
    assert replay.time == day.start + 100


def test_speeds_end_at_both_ends(replay: Replay) -> None:
    for _ in SPEEDS:
        replay.faster()
    assert replay.speed == 120
    for _ in SPEEDS:
        replay.slower()
    assert replay.speed == 1


def test_steps_stay_inside_the_day(replay: Replay) -> None:
    replay.seek(replay.start)
    replay.step(-60)
    assert replay.time == replay.start
    replay.step(60)
    assert replay.time == replay.start + 60
    replay.seek(replay.end + 999)
    assert replay.time == replay.end


def test_stops_are_reached_both_ways(replay: Replay, day: AgentDay) -> None:
    stops = [p.start for p in day.parts if p.kind in (PartKind.STOP, PartKind.VISIT)]
    replay.seek(replay.end)
    replay.to_stop(-1)
    assert replay.time == stops[-1]
    replay.to_stop(1)
    assert replay.time == replay.end
    replay.seek(stops[0])
    replay.to_stop(-1)
    assert replay.time == replay.start


def test_playing_from_the_end_begins_anew(replay: Replay) -> None:
    replay.seek(replay.end)
    replay.toggle()
    assert replay.is_playing
    assert replay.time == replay.start


def test_the_maps_clock_is_believed_when_it_stops_at_the_last_fix(
    replay: Replay, day: AgentDay
) -> None:
    replay.toggle()
    replay.hear(float(day.times[-1]), False)
    assert replay.time == day.times[-1]
    assert not replay.is_playing


def test_a_word_from_before_it_played_does_not_stop_it(replay: Replay) -> None:
    replay.toggle()
    replay.hear(replay.start + 500, False)
    assert replay.time == replay.start + 500
    assert replay.is_playing


def test_without_a_day_nothing_plays() -> None:
    empty = Replay()
    empty.load([], None)
    empty.toggle()
    empty.seek(100)
    assert not empty.is_playing
    assert empty.time == 0.0
