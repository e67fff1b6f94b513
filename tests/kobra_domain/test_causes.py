"""Each cause of an alert: when it begins, when it ends, and when it is none."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.causes import (
    Watched,
    back_in_zone,
    causes,
    idle_s,
    told_hour,
    visit_of,
    zone_crossing,
)
from kobra_domain.geo import metres
from kobra_domain.people import Agent, Consent, ShiftSpan, Team
from kobra_domain.place_causes import Awaited, Spot
from kobra_domain.places import Point
from kobra_domain.positions import Latest, MockReason
from kobra_domain.visit_causes import AtDoor

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
    rules = others.pop("rules", None)
    latest = Latest(agent_id="a", **{**known, **values})
    doors = (Point(4.5, -74.5),)
    watched = {"agent": agent, "latest": latest, "team": TEAM, "doors": doors, **others}
    return causes(Watched(**watched), now, rules)


def spots(*accuracies_m: float | None) -> tuple[Spot, ...]:
    return tuple(Spot(NOW, 4.5, -74.5, accuracy_m) for accuracy_m in accuracies_m)


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
    yesterday = NOW - timedelta(days=1)
    said = found(battery_pct=5.0, heard_at=yesterday, fix_at=yesterday)
    assert said == {AlertKind.NOT_HEARD: "start 240"}
    begun = NOW.replace(hour=13, minute=5)
    assert found(begun, battery_pct=5.0, heard_at=yesterday, fix_at=None) == {}


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
    assert found(fixes=spots(2000.0, 1900.0, 2100.0, 2000.0, 1500.0)) == {
        AlertKind.PHONE_SETUP: "rough 1500"
    }
    assert found(fixes=spots(2000.0, 1900.0, 2100.0, 20.0, 1500.0)) == {}
    assert found(fixes=spots(2000.0, None, 2100.0, 2000.0, 1500.0)) == {}
    assert found(fixes=spots(*(2000.0,) * 4)) == {}


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


OUT: dict[str, Any] = {"lat": 5.01, "lon": -74.5}
LEFT = frozenset({AlertKind.LEFT_ZONE})


def trail(lat: float, *ages_min: float, accuracy_m: float = 8.0, doubt: str = "") -> list[Spot]:
    """Fixes so many minutes ago, the oldest first."""
    return [Spot(NOW - minutes(age), lat, -74.5, accuracy_m, doubt) for age in ages_min]


def test_leaving_the_zone_is_told_after_a_dwell_that_fixes_show() -> None:
    assert found(**OUT, fixes=trail(5.01, 4, 0)) == {}
    assert found(**OUT, fixes=trail(5.01, 5, 0)) == {AlertKind.LEFT_ZONE: "1112"}
    assert found(**OUT, fixes=trail(5.01, 3, 0), crossing_since_at=NOW - minutes(40)) == {
        AlertKind.LEFT_ZONE: "1112"
    }
    at_once = AlertRules(zone_dwell_min=0)
    assert found(**OUT, fixes=trail(5.01, 0), rules=at_once) == {AlertKind.LEFT_ZONE: "1112"}
    assert found(**OUT, fixes=trail(5.01, 5, 0), team=None) == {}
    assert found(**OUT, fixes=trail(5.01, 5, 0), team=replace(TEAM, zone=())) == {}


def test_a_fix_counts_as_out_only_if_its_whole_circle_is() -> None:
    assert found(**OUT, fixes=trail(5.001, 9, 5, 0, accuracy_m=120.0)) == {}
    assert found(**OUT, fixes=trail(5.01, 9, 5, 0, accuracy_m=900.0)) == {}
    assert found(**OUT, fixes=trail(5.01, 9, 5, 0, doubt="flagged")) == {}
    assert found(fixes=[*trail(5.01, 9, 5), *trail(4.5, 0)]) == {}
    vague = [*trail(5.01, 9, 2), *trail(5.001, 1, accuracy_m=120.0)]
    assert found(**OUT, fixes=vague) == {AlertKind.LEFT_ZONE: "1112"}


def test_where_an_agent_was_before_the_shift_or_hours_ago_is_not_told() -> None:
    begun = NOW.replace(hour=13, minute=20)
    before = [Spot(begun - minutes(age), 5.01, -74.5, 8.0) for age in (60, 30)]
    assert found(begun, fixes=before, fix_at=begun - minutes(30)) == {}
    late = trail(5.01, 90, 60, 30)  # a phone that was without a network
    assert found(**OUT, fix_at=NOW - minutes(9), fixes=late) == {}
    night = NOW + timedelta(hours=9)
    watched = Watched(agent=AGENT, latest=Latest(agent_id="a"), team=TEAM, fixes=late)
    assert zone_crossing(watched, night) is None


def test_a_zone_is_entered_by_a_minute_of_clear_fixes_inside() -> None:
    assert found(**OUT, present=LEFT, fixes=trail(5.01, 5, 0)) == {AlertKind.LEFT_ZONE: "1112"}
    once = [*trail(5.01, 5, 3), *trail(4.99, 0)]
    assert found(lat=4.99, present=LEFT, fixes=once) == {AlertKind.LEFT_ZONE: "?"}
    assert found(lat=4.99, present=LEFT, fixes=[*once[:-1], *trail(4.99, 1, 0)]) == {}
    unsure = trail(4.9999, 5, 3, 0, accuracy_m=100.0)
    assert found(lat=4.9999, present=LEFT, fixes=unsure) == {AlertKind.LEFT_ZONE: "?"}
    assert found(**OUT, present=LEFT, accuracy_m=900.0) == {AlertKind.LEFT_ZONE: "?"}
    assert found(**OUT, present=LEFT, team=None) == {}


def test_who_is_back_is_told_with_the_hour_of_the_first_clear_fix_inside() -> None:
    def back(fixes: list[Spot], now: datetime = NOW, **more: Any) -> str:
        at: dict[str, Any] = {"agent": AGENT, "latest": Latest(agent_id="a"), "team": TEAM}
        rules = AlertRules(off=more.pop("off", ()))
        return back_in_zone(Watched(**{**at, "present": LEFT, "fixes": fixes, **more}), now, rules)

    home = [*trail(5.01, 9, 5), *trail(4.99, 3, 1, 0)]
    assert back(home) == f"back {told_hour(AGENT, NOW - minutes(3), NOW)}"
    assert back(home, present=frozenset()) == ""
    assert back(home, off=(AlertKind.LEFT_ZONE,)) == ""
    assert back(home, team=replace(TEAM, zone=())) == ""
    assert back(home, NOW + timedelta(hours=9)) == ""  # the shift has ended: nobody asks
    assert back(trail(5.01, 9, 5, 0)) == ""


def test_what_jitters_at_the_edge_neither_leaves_nor_comes_back() -> None:
    """Each fix is clear, now on the one side and now on the other."""
    edge = [spot for age in range(20, -1, -2) for spot in (*trail(5.001, age), *trail(4.999, age))]
    assert found(lat=4.999, fixes=edge) == {}
    assert found(lat=5.001, fixes=edge[:-1]) == {}
    for fixes in (edge, edge[:-1]):
        assert found(lat=4.999, present=LEFT, fixes=fixes)[AlertKind.LEFT_ZONE] == "?"


def test_the_figure_of_a_left_zone_is_the_way_to_its_nearest_edge_or_corner() -> None:
    def said(team: Team) -> str:
        away: dict[str, Any] = {"lat": 5.01, "lon": -73.99, "fixes": trail(5.01, 5, 0)}
        return found(**away, team=team, present=LEFT)[AlertKind.LEFT_ZONE]

    assert float(said(TEAM)) == pytest.approx(metres(5.01, -73.99, 5.0, -74.0), rel=0.01)
    assert said(replace(TEAM, zone=(*SQUARE, SQUARE[-1]))) == said(TEAM)


DOOR = AtDoor(visit_id="v", begun_at=NOW - minutes(50), seen_at=NOW - minutes(50))


def test_a_visit_without_an_end_is_told_after_the_shift_too_and_sooner_where_danger_was() -> None:
    at: dict[str, Any] = {"at_visit_id": "v", "at_door": DOOR}
    assert found(**at) == {AlertKind.VISIT_LONG: "50"}
    assert found(**at, rules=AlertRules(visit_long_min=60)) == {}
    danger = replace(DOOR, begun_at=NOW - minutes(16), is_dangerous=True)
    assert found(**{**at, "at_door": danger}) == {AlertKind.VISIT_LONG: "danger 16"}
    evening = NOW + timedelta(hours=7)
    assert found(evening, **at) == {AlertKind.VISIT_LONG: "470"}
    assert found(agent=replace(AGENT, is_active=False), **at) == {}
    off = AlertRules(off=(AlertKind.VISIT_LONG,))
    assert found(**at, rules=off) == {}


def test_a_clock_that_is_behind_makes_no_visit_long() -> None:
    behind: dict[str, Any] = {"clock_error_s": -3_600.0, "clock_seen_at": NOW - minutes(1)}
    said = found(at_visit_id="v", at_door=DOOR, **behind)
    assert said == {AlertKind.CLOCK_WRONG: "behind 3600"}


def test_silence_in_a_visit_is_told_instead_of_silence() -> None:
    begun = replace(DOOR, begun_at=NOW - minutes(20), seen_at=NOW - minutes(20))
    silent: dict[str, Any] = {"at_visit_id": "v", "at_door": begun, "heard_at": NOW - minutes(19)}
    assert found(**silent) == {AlertKind.VISIT_SILENT: "19"}
    patient = AlertRules(visit_silent_min=30)
    assert found(**silent, rules=patient) == {AlertKind.NOT_HEARD: "19"}
    off = AlertRules(off=(AlertKind.VISIT_SILENT,))
    assert found(**silent, rules=off) == {AlertKind.NOT_HEARD: "19"}
    assert found(**{**silent, "heard_at": NOW - minutes(3)}) == {}
    watched = Watched(agent=AGENT, latest=Latest(agent_id="a"), at_door=begun)
    assert visit_of(AlertKind.VISIT_SILENT, watched, NOW, AlertRules()) == "v"
    nowhere = replace(watched, at_door=None)
    assert visit_of(AlertKind.VISIT_LONG, nowhere, NOW, AlertRules()) is None
    assert visit_of(AlertKind.LOW_BATTERY, watched, NOW, AlertRules()) is None


def test_who_never_reported_in_this_shift_is_told_so() -> None:
    yesterday = NOW - timedelta(days=1)
    assert found(heard_at=yesterday, fix_at=yesterday) == {AlertKind.NOT_HEARD: "start 240"}
    assert found(heard_at=None, fix_at=None) == {AlertKind.NOT_HEARD: "start 240"}


def test_a_stop_without_a_reason_is_told_instead_of_standing() -> None:
    stood: dict[str, Any] = {"stop_since_at": NOW - minutes(40)}
    assert found(**stood, doors=()) == {AlertKind.STOP_UNEXPLAINED: "40"}
    assert found(**stood) == {AlertKind.LONG_IDLE: "40"}
    assert found(**stood, doors=(), company=2) == {AlertKind.LONG_IDLE: "40"}
    off = AlertRules(off=(AlertKind.STOP_UNEXPLAINED,))
    assert found(**stood, doors=(), rules=off) == {AlertKind.LONG_IDLE: "40"}
    patient = AlertRules(unexplained_min=60)
    assert found(**stood, doors=(), rules=patient) == {AlertKind.LONG_IDLE: "40"}


WINDOW = Awaited("w", NOW - minutes(40), NOW + minutes(20), 4.6, -74.5)


def test_who_is_nowhere_near_the_door_whose_window_runs_is_told_with_the_visit() -> None:
    assert found(awaited=(WINDOW,)) == {AlertKind.NOT_THERE: "11058"}
    latest = Latest(agent_id="a", fix_at=NOW, lat=4.5, lon=-74.5, accuracy_m=8.0)
    watched = Watched(agent=AGENT, latest=latest, awaited=(WINDOW,))
    assert visit_of(AlertKind.NOT_THERE, watched, NOW, AlertRules()) == "w"
    assert visit_of(AlertKind.NOT_THERE, replace(watched, awaited=()), NOW, AlertRules()) is None
    assert found(awaited=(WINDOW,), at_visit_id="x") == {}
    assert found(awaited=(WINDOW,), accuracy_m=900.0) == {}
    assert found(awaited=(WINDOW,), mock=MockReason.FLAGGED) == {}
    assert found(awaited=(WINDOW,), fix_at=NOW - minutes(12)) == {}
    gone = NOW - minutes(15)
    assert found(awaited=(WINDOW,), heard_at=gone, fix_at=gone) == {AlertKind.NOT_HEARD: "15"}
    lunch = NOW + minutes(70)
    later = replace_window(lunch)
    assert found(lunch, awaited=(later,), fix_at=lunch) == {}


def replace_window(now: datetime) -> Awaited:
    return Awaited("w", now - minutes(40), now + minutes(20), 4.6, -74.5)


def test_phones_that_tell_one_place_are_named() -> None:
    assert found(twins=("AG-02",)) == {AlertKind.SAME_PLACE: "AG-02"}
    many = tuple(f"AG-{n:02}" for n in range(2, 9))
    assert found(twins=many) == {AlertKind.SAME_PLACE: "AG-02, AG-03, AG-04, AG-05 +3"}


def test_a_doubt_lasts_a_quarter_of_an_hour() -> None:
    doubt: dict[str, Any] = {"last_mock": MockReason.NO_JITTER}
    assert found(**doubt, last_mock_at=NOW) == {AlertKind.MOCK_SUSPECTED: "no_jitter"}
    assert found(**doubt, last_mock_at=NOW - minutes(16)) == {}
    assert found() == {}
