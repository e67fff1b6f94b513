"""The body, badges and ages of an agent."""

from datetime import time
from typing import Any

import pytest

from kobra_domain.agent_state import (
    AgentState,
    Badge,
    Body,
    Freshness,
    StateSettings,
    limits_by,
    read_state,
    silence_s,
)
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.positions import Latest, MockReason
from kobra_domain.shift import Presence
from tests.kobra_domain.things import AGENT_ID, NOW, TODAY, VISIT_ID, after, an_agent, an_id, weekly

NIGHT = weekly(time(22), time(23), 1)
MORNING = weekly(time(9, 55), time(18), 1)  # began five minutes before NOW


def a_latest(**changes: Any) -> Latest:
    known: dict[str, Any] = {
        "agent_id": AGENT_ID,
        "heard_at": after(-12),
        "fix_at": after(-40),
        "lat": 4.6,
        "lon": -74.0,
        "battery_pct": 64.0,
    }
    return Latest(**{**known, **changes})


def an_alert(**changes: Any) -> Alert:
    known: dict[str, Any] = {
        "id": an_id(70),
        "kind": AlertKind.SOS,
        "agent_id": AGENT_ID,
        "raised_at": NOW,
        "last_at": NOW,
    }
    return Alert(**{**known, **changes})


def state(agent: dict[str, Any], latest: Latest | None, *alerts: Alert) -> AgentState:
    return read_state(an_agent(**agent), latest, alerts, NOW)


@pytest.mark.parametrize(
    ("agent", "latest", "body"),
    [
        ({}, a_latest(), Body.MOVING),
        ({}, a_latest(stop_since_at=after(-179)), Body.MOVING),
        ({}, a_latest(stop_since_at=after(-180)), Body.STOPPED),
        ({}, a_latest(fix_at=after(-601)), Body.STOPPED),
        ({}, a_latest(fix_at=None), Body.STOPPED),
        ({}, a_latest(at_visit_id=VISIT_ID, stop_since_at=after(-600)), Body.AT_VISIT),
        ({}, a_latest(at_visit_id=VISIT_ID, heard_at=after(-601)), Body.NO_SIGNAL),
        ({}, a_latest(heard_at=after(-600)), Body.MOVING),
        ({}, None, Body.NO_SIGNAL),
        ({"shift": NIGHT}, a_latest(), Body.OFF_SHIFT),
        ({"absent_on": TODAY}, a_latest(), Body.OFF_SHIFT),
        ({"is_active": False}, a_latest(), Body.OFF_SHIFT),
        ({"shift": MORNING}, a_latest(heard_at=after(-50_000)), Body.MOVING),
    ],
)
def test_the_body_is_the_worst_that_is_true(
    agent: dict[str, Any], latest: Latest | None, body: Body
) -> None:
    assert state(agent, latest).body is body


@pytest.mark.parametrize(
    ("alert", "body"),
    [
        (an_alert(), Body.SOS),
        (an_alert(state=AlertState.ATTENDED), Body.OFF_SHIFT),
        (an_alert(kind=AlertKind.LOW_BATTERY), Body.OFF_SHIFT),
        (an_alert(agent_id=an_id(71)), Body.OFF_SHIFT),
    ],
)
def test_an_open_sos_of_this_agent_shows_even_out_of_shift(alert: Alert, body: Body) -> None:
    found = state({"shift": NIGHT}, a_latest(), alert)
    assert found.body is body
    assert found.is_on_map is (body is Body.SOS)
    assert found.presence is Presence.OFF_SHIFT


@pytest.mark.parametrize("changes", [{"lat": None}, {"lon": None}])
def test_who_has_no_place_is_not_on_the_map(changes: dict[str, Any]) -> None:
    assert state({}, a_latest()).is_on_map
    assert not state({}, a_latest(**changes)).is_on_map


@pytest.mark.parametrize(
    ("battery", "charging", "mock", "badges"),
    [
        (21.0, None, None, ()),
        (20.0, None, None, (Badge.LOW_BATTERY,)),
        (20.0, False, None, (Badge.LOW_BATTERY,)),
        (5.0, True, None, ()),
        (None, None, MockReason.FLAGGED, (Badge.DOUBT,)),
        (5.0, False, MockReason.NO_JITTER, (Badge.LOW_BATTERY, Badge.DOUBT)),
    ],
)
def test_badges(battery: Any, charging: Any, mock: Any, badges: tuple[Badge, ...]) -> None:
    latest = a_latest(battery_pct=battery, is_charging=charging, mock=mock)
    assert state({}, latest).badges == badges


@pytest.mark.parametrize(
    ("heard_s", "since_s", "freshness"),
    [
        (90, None, Freshness.FRESH),
        (91, None, Freshness.FADING),
        (180, None, Freshness.FADING),
        (181, None, Freshness.OUTLINE),
        (450, 600, Freshness.FRESH),
        (451, 600, Freshness.FADING),
        (901, 1000, Freshness.OUTLINE),
    ],
)
def test_knowledge_fades_by_the_interval_expected_of_the_phone(
    heard_s: float, since_s: float | None, freshness: Freshness
) -> None:
    since_at = None if since_s is None else after(-since_s)
    latest = a_latest(heard_at=after(-heard_s), stop_since_at=since_at)
    assert state({}, latest).freshness is freshness


def test_three_ages() -> None:
    found = read_state(an_agent(), a_latest(), (), NOW, server_at=after(-2))
    assert (found.server_age_s, found.heard_age_s, found.fix_age_s) == (2.0, 12.0, 40.0)


def test_what_never_happened_has_no_age_and_other_clocks_make_none_negative() -> None:
    found = state({}, None)
    assert (found.server_age_s, found.heard_age_s, found.fix_age_s) == (None, None, None)
    assert found.freshness is Freshness.OUTLINE
    assert state({}, a_latest(fix_at=after(30))).fix_age_s == 0.0


def test_the_time_of_standing_is_told_only_of_those_who_stand() -> None:
    assert state({}, a_latest(stop_since_at=after(-1200))).stopped_s == 1200
    assert state({}, a_latest(stop_since_at=after(-60))).stopped_s is None


def test_settings_move_the_thresholds() -> None:
    settings = StateSettings(no_signal_after_s=5)
    assert read_state(an_agent(), a_latest(), (), NOW, settings).body is Body.NO_SIGNAL


@pytest.mark.parametrize(
    ("agent", "heard_s", "silence"),
    [
        ({}, -30, 30),
        ({}, 30, 0),
        ({"shift": MORNING}, 4 * 365 * 86_400, 300),
        ({"shift": NIGHT}, -30, 0),
        ({"shift": MORNING}, -50_000, 300),
        ({"shift": MORNING}, None, 300),
        ({"shift": MORNING, "enrolled_at": after(-60)}, None, 60),
        ({"absent_on": TODAY}, -30, 0),
        ({"shift": weekly(time(6), time(7), 1) + MORNING}, None, 300),
    ],
)
def test_silence_counts_from_the_start_of_the_shift(
    agent: dict[str, Any], heard_s: float | None, silence: float
) -> None:
    heard_at = None if heard_s is None else after(heard_s)
    assert silence_s(an_agent(**agent), heard_at, NOW) == silence


def test_a_phone_that_speaks_and_tells_no_new_place_is_not_said_to_stand() -> None:
    silent = state({}, a_latest(fix_at=after(-700), stop_since_at=after(-9000)))
    assert (silent.body, silent.unplaced_s, silent.stopped_s) == (Body.STOPPED, 700, None)
    standing = state({}, a_latest(stop_since_at=after(-9000)))
    assert (standing.unplaced_s, standing.stopped_s) == (None, 9000)
    doubted = state({}, a_latest(fix_at=after(-700), doubt_at=after(-30)))
    assert (doubted.body, doubted.unplaced_s) == (Body.MOVING, None)
    never = state({}, a_latest(fix_at=None, lat=None, lon=None))
    assert (never.body, never.unplaced_s) == (Body.STOPPED, None)


def test_a_wrong_clock_is_a_badge_for_a_quarter_of_an_hour() -> None:
    told = state({}, a_latest(clock_error_s=72_000.0, clock_seen_at=after(-899)))
    assert (told.badges, told.clock_error_s) == ((Badge.CLOCK,), 72_000)
    past = state({}, a_latest(clock_error_s=72_000.0, clock_seen_at=after(-901)))
    assert (past.badges, past.clock_error_s) == ((), None)


def test_the_state_goes_by_the_companys_rules() -> None:
    limits = limits_by(AlertRules(not_heard_min=25, low_battery_pct=35))
    assert (limits.no_signal_after_s, limits.low_battery_pct) == (1_500.0, 35.0)
    assert limits_by(AlertRules()) == StateSettings()
