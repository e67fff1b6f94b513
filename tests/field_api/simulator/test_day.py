"""An agent's day: the same again, at human speeds, along streets, with every kind of trouble."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
import shapely

from field_api.simulator.day import AgentDay, generation
from field_api.simulator.events import CheckedIn, Ended, Fix, Heartbeat
from field_api.simulator.history import History
from field_api.simulator.plane import metres
from field_api.simulator.script import Script
from field_api.simulator.troubles import CAST, TroubleKind
from kobra_domain.geo import is_inside
from kobra_domain.geo import metres as ground_metres
from kobra_domain.mock import LOOK_BACK, infer_mock
from kobra_domain.places import Point
from kobra_domain.positions import MockReason, Position
from kobra_domain.shift import in_shift
from kobra_domain.stops import DaySettings, stills
from kobra_domain.visits import Verdict


def _today(script: Script, number: int) -> AgentDay:
    day = script.today(script.world.agents[number - 1])
    assert day is not None
    return day


def _fixes(day: AgentDay) -> list[Fix]:
    return [event for event in day.events() if isinstance(event, Fix)]


def _kind_of(number: int) -> TroubleKind:
    return CAST[number][0][0]


@pytest.fixture(scope="module")
def calm(script: Script) -> AgentDay:
    """The day of an agent to whom nothing happens."""
    assert 1 not in CAST
    return _today(script, 1)


def test_a_day_is_a_pure_function(script: Script, calm: AgentDay) -> None:
    again = Script(now=script.now, agents=18, parties=400, days=3)
    assert _today(again, 1).events() == calm.events()
    other = Script(now=script.now, agents=18, parties=400, seed=8)
    assert _today(other, 1).events() != calm.events()


def test_events_come_in_the_order_of_sending_and_lie_in_the_shift(calm: AgentDay) -> None:
    events = calm.events()
    assert all(a.sent_at <= b.sent_at for a, b in pairwise(events))
    assert all(event.at <= event.sent_at for event in events)
    assert all(in_shift(calm.agent, event.at) for event in events if isinstance(event, Fix))


def test_nobody_is_faster_than_a_motorcycle(script: Script) -> None:
    for number in (1, 3, 6, 8):
        day = _today(script, number)
        journey = day.journey
        steps = np.hypot(np.diff(journey.xs), np.diff(journey.ys))
        speeds = steps / np.diff(journey.times)
        assert speeds.max() < 16
        assert {False, True} == set(journey.is_moving(day.readings.at_s).tolist())
        reported = [fix.speed_mps for fix in _fixes(day)]
        assert max(reported) < 18
        assert np.median([s for s in reported if s > 0]) > 0.9


def test_under_way_the_fixes_lie_on_streets(script: Script, calm: AgentDay) -> None:
    streets = shapely.union_all([road.line for road in script.city.roads])
    moving = [fix for fix in _fixes(calm) if fix.speed_mps > 1]
    away = [streets.distance(shapely.Point(*metres(fix.lat, fix.lon))) for fix in moving[::9]]
    assert np.median(away) < 8
    assert np.percentile(away, 95) < 30


def test_each_visit_is_a_stop_of_three_to_twelve_minutes_at_its_door(calm: AgentDay) -> None:
    assert len(calm.findings) >= 7
    for _, call, _ in calm.findings:
        assert 179.9 < call.left_s - call.arrived_s < 720.1
    found = stills(positions := _positions(calm), 0, len(positions) - 1, DaySettings())
    middles = [still.middle for still in found]
    for _, call, _ in calm.findings:
        near = min(ground_metres(m.lat, m.lon, call.door.lat, call.door.lon) for m in middles)
        assert near < 60


def _positions(day: AgentDay) -> list[Position]:
    return [
        Position(
            agent_id=day.agent.id,
            fix_at=fix.at,
            received_at=fix.sent_at,
            lat=fix.lat,
            lon=fix.lon,
            accuracy_m=fix.accuracy_m,
        )
        for fix in sorted(_fixes(day), key=lambda fix: fix.at)
    ]


def test_every_visit_begins_with_a_check_in_and_has_one_end(calm: AgentDay) -> None:
    told: dict[str, list[str]] = {}
    for event in calm.events():
        if isinstance(event, CheckedIn | Ended):
            told.setdefault(event.visit_id, []).append(type(event).__name__)
    assert set(map(tuple, told.values())) == {("CheckedIn", "Ended")}
    assert all(event.outcome or event.reason for event in calm.events() if isinstance(event, Ended))


def test_honest_phones_are_never_suspected(script: Script) -> None:
    for number in (1, 3, 6, 8, 11):
        positions = _positions(_today(script, number))
        for index in range(0, len(positions), 3):
            before = positions[max(0, index - LOOK_BACK) : index]
            assert infer_mock(positions[index], before) is None


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (TroubleKind.FROZEN_MOCK, MockReason.NO_JITTER),
        (TroubleKind.JUMPING_MOCK, MockReason.IMPOSSIBLE_SPEED),
    ],
)
def test_fakes_are_found_by_the_rules(
    script: Script, kind: TroubleKind, reason: MockReason
) -> None:
    number = next(n for n in CAST if _kind_of(n) is kind)
    day = _today(script, number)
    positions = _positions(day)
    trouble = next(t for t in day.troubles if t.kind is kind)
    begins_at = day.span.start_at + timedelta(seconds=trouble.from_s)
    found = [
        (positions[i].fix_at, infer_mock(positions[i], positions[max(0, i - LOOK_BACK) : i]))
        for i in range(len(positions))
        if begins_at <= positions[i].fix_at <= begins_at + timedelta(minutes=20)
    ]
    assert reason in {doubt for _, doubt in found}


def test_a_flagged_fake_says_so_and_comes_from_an_old_client(script: Script) -> None:
    number = next(n for n in CAST if _kind_of(n) is TroubleKind.FLAGGED_MOCK)
    assert generation(number) == 8
    assert sum(fix.is_mock for fix in _fixes(_today(script, number))) > 5


def test_without_signal_everything_comes_late_and_out_of_order(script: Script) -> None:
    number = next(n for n in CAST if _kind_of(n) is TroubleKind.NO_SIGNAL)
    day = _today(script, number)
    late = [fix for fix in _fixes(day) if fix.sent_at - fix.at > timedelta(minutes=1)]
    assert len(late) > 5
    assert min(fix.sent_at for fix in late) > max(fix.at for fix in late)
    newest_first = [n for n in (4, 17) if generation(n) == 8]
    for number in newest_first:
        held = [
            f for f in _fixes(_today(script, number)) if f.sent_at - f.at > timedelta(minutes=1)
        ]
        assert [f.at for f in held] == sorted((f.at for f in held), reverse=True)


def test_a_flat_battery_warns_and_then_falls_silent(script: Script) -> None:
    day = _today(script, 18)
    levels = [fix.battery_pct for fix in _fixes(day)]
    assert min(levels) <= 3
    assert levels[0] > 80
    assert max(fix.at for fix in _fixes(day)) < day.span.end_at - timedelta(hours=1)
    last = max(fix.at for fix in _fixes(day))
    assert all(event.at <= last for event in day.events() if isinstance(event, Ended))


def test_one_calls_for_help_within_a_minute_of_the_beginning(script: Script) -> None:
    number = next(n for n in CAST if _kind_of(n) is TroubleKind.SOS)
    alarms = [fix for fix in _fixes(_today(script, number)) if fix.alarm]
    assert [fix.alarm for fix in alarms] == ["sos"]
    assert timedelta(0) < alarms[0].sent_at - script.now < timedelta(minutes=2)


def test_one_leaves_the_zone_of_the_team(script: Script) -> None:
    number = next(n for n in CAST if _kind_of(n) is TroubleKind.LEFT_ZONE)
    day = _today(script, number)
    zone = next(team.zone for team in script.world.teams if team.id == day.agent.team_id)
    begins, ends = script.now - timedelta(minutes=8), script.now + timedelta(minutes=15)
    watched = [fix for fix in _fixes(day) if begins <= fix.at <= ends]
    assert len(watched) > 3  # as long as somebody who comes now may look, and the rule before that
    assert not [f for f in watched if is_inside(zone, Point(f.lat, f.lon))]


def test_all_generations_and_heartbeats_without_a_place_occur(script: Script) -> None:
    assert {generation(n) for n in range(1, 19)} == {8, 9, 10}
    events = _today(script, 1).events()
    assert any(isinstance(event, Heartbeat) for event in events)


def test_right_pins_are_believed_and_wrong_ones_reported(script: Script) -> None:
    verdicts = set()
    for day in History(script).days():
        for agent_day in day:
            for visit in agent_day.visits:
                verdicts.add((visit.state.value, visit.verdict))
                if visit.state.value == "completed":
                    assert visit.verdict is Verdict.AT_ADDRESS
    assert ("not_completed", Verdict.AWAY) in verdicts
    assert ("not_completed", Verdict.UNPLACED) in verdicts


def test_nobody_else_leaves_the_zone(script: Script) -> None:
    zones = {team.id: team.zone for team in script.world.teams}
    for number in (1, 3, 6, 8, 11, 13, 15, 16):
        day = _today(script, number)
        zone = zones[str(day.agent.team_id)]
        outside = [f for f in _fixes(day) if not is_inside(zone, Point(f.lat, f.lon))]
        assert len(outside) <= 0.01 * len(_fixes(day)), day.agent.code
