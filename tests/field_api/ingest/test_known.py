"""What is known of an agent after reports in any order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from field_api.ingest.known import Known, hear, place, read_recent, recent_text, set_aside
from field_api.ingest.phone_report import PhoneReport
from kobra_domain.mock import LOOK_BACK
from kobra_domain.positions import Latest, MockReason, Position
from kobra_domain.report import Report
from tests.field_api.servers import NOW


def fix(minute: int, **values: Any) -> Position:
    moment = NOW + timedelta(minutes=minute)
    known = {"lat": 4.6 + minute * 1e-3, "lon": -74.1, "accuracy_m": 5.0}
    return Position(**{"agent_id": "a", "fix_at": moment, "received_at": moment, **known, **values})


def after(*fixes: Position) -> Known:
    known = Known(latest=Latest(agent_id="a"))
    for one in fixes:
        known, _ = place(known, one, is_flagged=False)
    return known


def test_the_newest_is_the_newest_by_fix_time_in_whatever_order_they_come() -> None:
    fixes = [fix(n) for n in range(4)]
    expected = after(*fixes)
    for order in permutations(fixes):
        known = after(*order)
        assert known.latest.fix_at == fixes[-1].fix_at
        assert known.latest.lat == fixes[-1].lat
        assert known.recent == expected.recent


@given(st.lists(st.integers(0, 60), max_size=40))
def test_the_recent_fixes_are_few_ordered_and_survive_storing(minutes: list[int]) -> None:
    known = after(*(fix(n) for n in minutes))
    times = [one.fix_ms for one in known.recent]
    assert times == sorted(set(times))
    assert len(times) == min(len(set(minutes)), LOOK_BACK)
    assert read_recent(recent_text(known)) == known.recent


def test_standing_begins_where_it_began_and_ends_with_the_first_step_away() -> None:
    still = [fix(n, lat=4.6) for n in range(30)]
    assert after(*still[:3]).latest.stop_since_at is None
    assert after(*still).latest.stop_since_at == NOW
    assert after(*still, fix(30)).latest.stop_since_at is None


def test_a_late_doubt_does_not_hide_a_newer_one() -> None:
    known = Known(latest=Latest(agent_id="a"))
    known, doubted = place(known, fix(5), is_flagged=True)
    assert doubted.mock is MockReason.FLAGGED
    known, _ = place(known, fix(1), is_flagged=True)
    assert (known.last_mock, known.last_mock_at) == (MockReason.FLAGGED, doubted.fix_at)
    assert known.latest.fix_at == doubted.fix_at
    known, sound = place(known, fix(6), is_flagged=False)
    assert (sound.mock, known.latest.mock, known.latest.doubt_at) == (None, None, None)


def test_a_place_that_is_astray_stands_beside_the_last_that_is_trusted() -> None:
    known = after(fix(0), fix(1))
    trusted = known.latest
    known, astray = place(known, fix(2, lat=0.004, lon=0.004), is_flagged=False)
    latest = known.latest
    assert (latest.lat, latest.lon, latest.fix_at) == (trusted.lat, trusted.lon, trusted.fix_at)
    assert (latest.doubt_lat, latest.doubt_at) == (0.004, astray.fix_at)
    assert latest.mock is MockReason.NOWHERE
    known, _ = place(known, fix(1, lat=4.7, received_at=NOW), is_flagged=False)
    assert known.latest.doubt_at == astray.fix_at  # an older one does not end the doubt
    known, sound = place(known, fix(3), is_flagged=False)
    assert (known.latest.lat, known.latest.mock, known.latest.doubt_lat) == (sound.lat, None, None)


def test_a_jump_out_of_reach_stands_beside_and_one_within_it_moves_the_marker() -> None:
    known, far = place(after(fix(0)), fix(1, lon=74.1), is_flagged=False)
    assert far.mock is MockReason.IMPOSSIBLE_SPEED
    assert (known.latest.lon, known.latest.doubt_lon) == (-74.1, 74.1)
    known, near = place(known, fix(2, lat=4.7), is_flagged=False)
    assert near.mock is MockReason.IMPOSSIBLE_SPEED
    assert (known.latest.lat, known.latest.doubt_lat) == (4.7, None)
    known, _ = place(known, fix(3, lat=0.004, lon=0.004), is_flagged=False)
    assert (known.latest.lat, known.latest.doubt_lat) == (4.7, 0.004)


def test_where_nothing_is_trusted_yet_the_doubted_place_is_all_that_is_known() -> None:
    known, _ = place(Known(latest=Latest(agent_id="a")), fix(5), is_flagged=True)
    assert (known.latest.lat, known.latest.doubt_at) == (fix(5).lat, None)
    known, late = place(known, fix(1), is_flagged=False)
    assert (known.latest.lat, known.latest.doubt_lat) == (late.lat, fix(5).lat)
    assert known.latest.mock is MockReason.FLAGGED


def test_a_fix_from_the_future_is_ranked_by_its_arrival() -> None:
    ahead = fix(1200, lat=4.7, received_at=NOW + timedelta(minutes=2))
    known = after(fix(0), fix(1), ahead)
    assert (known.latest.lat, known.latest.fix_at) == (4.7, ahead.received_at)
    assert known.latest.clock_error_s == 20 * 3600
    known, true = place(known, fix(3), is_flagged=False)
    assert (known.latest.lat, true.mock) == (true.lat, None)
    for minute in range(4, 30):
        known, _ = place(known, fix(minute, lat=4.6), is_flagged=False)
    assert known.latest.stop_since_at is not None  # it is not compared with the next for 20 hours
    assert known.latest.clock_seen_at == ahead.received_at


@given(st.permutations([(0, 65.0), (200, 20.0), (400, 5.0), (600, None), (800, 0.0)]))
def test_of_a_burst_the_most_exact_is_the_newest_in_whatever_order(
    burst: list[tuple[int, float | None]],
) -> None:
    at = NOW + timedelta(minutes=5)
    for ahead in (timedelta(), timedelta(hours=3)):
        fixes = [
            fix(
                0,
                fix_at=at + timedelta(milliseconds=ms) + ahead,
                received_at=at + timedelta(seconds=2),
                accuracy_m=accuracy,
                lat=4.6 + ms * 1e-7,
            )
            for ms, accuracy in burst
        ]
        assert after(fix(0), *fixes).latest.accuracy_m == 5.0


def test_fixes_that_come_one_by_one_all_equally_late_have_a_clock_behind() -> None:
    known = Known(latest=Latest(agent_id="a"))
    for minute in range(6):
        came = NOW + timedelta(hours=6, minutes=minute)
        known, _ = place(known, fix(minute, received_at=came), is_flagged=False)
    assert known.latest.clock_error_s == -6 * 3600
    held_back = after(*(fix(n, received_at=NOW + timedelta(hours=6)) for n in range(6)))
    assert held_back.latest.clock_error_s is None


def test_what_is_set_aside_in_a_row_is_counted_until_a_fix_can_be_used() -> None:
    known = Known(latest=Latest(agent_id="a"))
    for n in range(3):
        known = set_aside(known, "too_old", NOW, NOW + timedelta(minutes=n))
    assert (known.aside_count, known.aside_reason, known.aside_since_at) == (3, "too_old", NOW)
    assert known.latest.clock_error_s is None
    known = set_aside(known, "future", NOW + timedelta(days=2), NOW)
    assert known.latest.clock_error_s == 2 * 86_400
    assert set_aside(known, "future", datetime.max.replace(tzinfo=UTC), NOW).latest == known.latest
    known, _ = place(known, fix(9), is_flagged=False)
    assert (known.aside_count, known.aside_since_at) == (0, None)


def spoken(known: Known, battery_pct: float | None, at: datetime, received_at: datetime) -> Known:
    return hear(known, PhoneReport(report=Report(), battery_pct=battery_pct), at, received_at)


def test_the_battery_is_the_newest_by_the_phone_s_time_and_hearing_by_the_server_s() -> None:
    later, much_later = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    known = spoken(Known(latest=Latest(agent_id="a")), 50.0, later, later)
    known = spoken(known, 80.0, NOW, much_later)
    assert (known.latest.battery_pct, known.latest.heard_at) == (50.0, much_later)
    known = spoken(known, None, much_later, later)
    assert (known.latest.battery_pct, known.latest.heard_at) == (50.0, much_later)
    known = spoken(known, 40.0, much_later, much_later)
    assert known.latest.battery_pct == 40.0


def test_what_was_heard_while_the_server_s_clock_was_ahead_does_not_stay_the_last_heard() -> None:
    years = timedelta(days=4 * 365)
    known = spoken(Known(latest=Latest(agent_id="a")), None, NOW, NOW + years)
    assert spoken(known, None, NOW, NOW).latest.heard_at == NOW
