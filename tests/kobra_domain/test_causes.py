"""Each cause of an alert: when it begins, when it ends, and when it is none."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from kobra_domain.alerts import AlertKind
from kobra_domain.causes import Watched, causes, idle_s
from kobra_domain.geo import metres
from kobra_domain.people import Agent, Consent, ShiftSpan, Team
from kobra_domain.places import Point
from kobra_domain.positions import Latest, MockReason

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # a Friday, noon in Bogota
AGENT = Agent(
    id="a",
    code="AG-01",
    name="Ana",
    shift=(ShiftSpan(weekday=4, start=time(8), end=time(18)),),
    breaks=(ShiftSpan(weekday=4, start=time(13), end=time(14)),),
    consent=Consent(given_at=NOW - timedelta(days=9), source="firma", purpose="ruta"),
    enrolled_at=NOW - timedelta(days=8),
)
SQUARE = (Point(4, -75), Point(5, -75), Point(5, -74), Point(4, -74))
TEAM = Team(id="t", name="Norte", zone=SQUARE)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def found(now: datetime = NOW, agent: Agent = AGENT, **values: Any) -> dict[AlertKind, str]:
    known = {"heard_at": now, "fix_at": now, "lat": 4.5, "lon": -74.5, "accuracy_m": 8.0}
    latest_names = Latest.__dataclass_fields__
    others = {k: values.pop(k) for k in list(values) if k not in latest_names}
    latest = Latest(agent_id="a", **{**known, **values})
    return causes(Watched(**{"agent": agent, "latest": latest, "team": TEAM, **others}), now)


def test_an_agent_at_work_asks_for_nobody() -> None:
    assert found() == {}


def test_silence_begins_with_the_shift_and_needs_a_phone() -> None:
    assert found(heard_at=NOW - minutes(10)) == {}
    assert found(heard_at=NOW - minutes(11)) == {AlertKind.NOT_HEARD: "11"}
    morning = NOW.replace(hour=13, minute=5)  # five minutes into the shift
    assert found(morning, heard_at=morning - timedelta(days=1), fix_at=None) == {}
    nobody = replace(AGENT, enrolled_at=None)
    assert found(agent=nobody, heard_at=None, fix_at=None) == {}
    hours_ago = NOW - minutes(180)  # the phone was lost since
    assert found(agent=nobody, heard_at=hours_ago, fix_at=hours_ago, battery_pct=3.0) == {}


@pytest.mark.parametrize("change", [{"is_active": False}, {"consent": None}, {"shift": ()}])
def test_nothing_is_asked_of_who_is_not_at_work(change: dict[str, Any]) -> None:
    agent = replace(AGENT, **change)
    evening = NOW + timedelta(hours=7)
    expected = {AlertKind.LOW_BATTERY: "5"} if "shift" in change else {}
    assert found(evening, agent, battery_pct=5.0) == expected
    assert found(agent=replace(agent, absent_on=NOW.date()), battery_pct=5.0) == {}
    assert found(evening, battery_pct=5.0) == {}


def test_a_low_battery_ends_when_charged_or_well_above_the_limit() -> None:
    low = frozenset({AlertKind.LOW_BATTERY})
    assert found(battery_pct=20.0) == {AlertKind.LOW_BATTERY: "20"}
    assert found(battery_pct=21.0) == {}
    assert found(battery_pct=25.0, present=low) == {AlertKind.LOW_BATTERY: "25"}
    assert found(battery_pct=26.0, present=low) == {}
    assert found(battery_pct=5.0, is_charging=True, present=low) == {}


def test_standing_long_is_idle_unless_at_a_visit() -> None:
    assert found(stop_since_at=NOW - minutes(29)) == {}
    assert found(stop_since_at=NOW - minutes(30)) == {AlertKind.LONG_IDLE: "30"}
    assert found(stop_since_at=NOW - minutes(30), at_visit_id="v") == {}


def test_of_a_phone_that_speaks_and_tells_no_new_place_nothing_is_known_about_standing() -> None:
    assert found(fix_at=NOW - minutes(9)) == {}
    assert found(fix_at=NOW - minutes(31)) == {AlertKind.NO_POSITION: "11:29"}
    stood: dict[str, Any] = {"fix_at": NOW - minutes(31), "stop_since_at": NOW - minutes(90)}
    assert found(**stood) == {AlertKind.NO_POSITION: "11:29"}
    assert found(**stood, doubt_at=NOW - minutes(1)) == {AlertKind.LONG_IDLE: "90"}
    assert found(**stood, at_visit_id="v") == {}
    yesterday = NOW - timedelta(days=1, minutes=5)
    assert found(fix_at=yesterday) == {AlertKind.NO_POSITION: "2026-11-19 11:55"}


def test_a_phone_that_never_told_a_place_is_no_agent_that_stands() -> None:
    unplaced: dict[str, Any] = {"fix_at": None, "lat": None, "lon": None}
    assert found(**unplaced) == {AlertKind.NO_POSITION: "never"}
    fresh = replace(AGENT, enrolled_at=NOW - minutes(9))
    assert found(**unplaced, agent=fresh) == {}
    assert found(**unplaced, agent=replace(AGENT, enrolled_at=None)) == {}


def test_a_wrong_clock_is_told_for_a_quarter_of_an_hour() -> None:
    ahead: dict[str, Any] = {"clock_error_s": 72_000.0, "clock_seen_at": NOW - minutes(14)}
    assert found(**ahead) == {AlertKind.CLOCK_WRONG: "ahead 72000"}
    assert found(**{**ahead, "clock_error_s": -21_600.0}) == {AlertKind.CLOCK_WRONG: "behind 21600"}
    assert found(**{**ahead, "clock_seen_at": NOW - minutes(16)}) == {}


def test_reports_set_aside_in_a_row_ask_for_a_look_at_the_phone() -> None:
    row: dict[str, Any] = {"aside_reason": "too_old", "aside_since_at": NOW - minutes(1)}
    assert found(**row, aside_count=4) == {}
    assert found(**row, aside_count=30) == {AlertKind.PHONE_SETUP: "too_old 30"}
    held_back = {**row, "aside_reason": "off_shift"}
    assert found(**held_back, aside_count=30) == {}
    lasting = {**held_back, "aside_since_at": NOW - minutes(15)}
    assert found(**lasting, aside_count=30) == {AlertKind.PHONE_SETUP: "off_shift 30"}


def test_a_phone_that_tells_only_roughly_where_it_is() -> None:
    assert found(accuracies_m=(2000.0, 1900.0, 2100.0, 2000.0, 1500.0)) == {
        AlertKind.PHONE_SETUP: "rough 1500"
    }
    assert found(accuracies_m=(2000.0, 1900.0, 2100.0, 20.0, 1500.0)) == {}
    assert found(accuracies_m=(2000.0, None, 2100.0, 2000.0, 1500.0)) == {}
    assert found(accuracies_m=(2000.0,) * 4) == {}


def test_who_is_not_heard_is_not_called_idle_too() -> None:
    gone = NOW - minutes(40)
    assert found(heard_at=gone, fix_at=gone, stop_since_at=gone) == {AlertKind.NOT_HEARD: "40"}


def test_planned_breaks_are_not_idle() -> None:
    in_break = NOW + minutes(90)
    assert found(in_break, stop_since_at=in_break - minutes(60)) == {}
    after = NOW + minutes(130)  # ten minutes after the break
    assert found(after, stop_since_at=after - minutes(80)) == {}
    assert idle_s(AGENT, after - minutes(80), after) == 20 * 60
    assert found(after, stop_since_at=after - minutes(95)) == {AlertKind.LONG_IDLE: "35"}


def test_what_was_before_the_shift_is_not_idle() -> None:
    begun = NOW.replace(hour=13, minute=20)
    assert found(begun, stop_since_at=begun - minutes(300)) == {}
    assert idle_s(AGENT, begun - minutes(300), begun) == 20 * 60
    night = NOW.replace(hour=6)
    assert idle_s(AGENT, night - minutes(300), night) == 0


def test_leaving_the_zone_counts_only_with_a_fix_of_the_shift_that_can_be_believed() -> None:
    away: dict[str, Any] = {"lat": 5.01, "lon": -74.5}
    left = frozenset({AlertKind.LEFT_ZONE})
    assert found(**away) == {AlertKind.LEFT_ZONE: "1112"}
    assert found(**away, team=None) == {}
    assert found(**away, team=replace(TEAM, zone=())) == {}
    assert found(**away, fix_at=NOW - timedelta(hours=6)) == {AlertKind.NO_POSITION: "06:00"}
    assert found(**away, accuracy_m=900.0) == {}
    assert found(accuracy_m=900.0, present=left) == {AlertKind.LEFT_ZONE: "?"}
    assert found(**away, mock=MockReason.FLAGGED) == {}
    assert found(present=left) == {}


def test_the_figure_of_a_left_zone_is_the_way_to_its_nearest_edge_or_corner() -> None:
    corner = metres(5.01, -73.99, 5.0, -74.0)
    said = found(lat=5.01, lon=-73.99)[AlertKind.LEFT_ZONE]
    assert float(said) == pytest.approx(corner, rel=0.01)
    doubled = replace(TEAM, zone=(*SQUARE, SQUARE[-1]))
    assert found(lat=5.01, lon=-73.99, team=doubled)[AlertKind.LEFT_ZONE] == said


def test_a_doubt_lasts_a_quarter_of_an_hour() -> None:
    doubt: dict[str, Any] = {"last_mock": MockReason.NO_JITTER}
    assert found(**doubt, last_mock_at=NOW) == {AlertKind.MOCK_SUSPECTED: "no_jitter"}
    assert found(**doubt, last_mock_at=NOW - minutes(16)) == {}
    assert found() == {}
