"""What is known of an agent after reports in any order."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from field_api.ingest.known import Known, hear, place, read_recent, recent_text
from field_api.ingest.phone_report import PhoneReport
from kobra_domain.mock import LOOK_BACK
from kobra_domain.positions import Latest, MockReason, Position
from kobra_domain.report import Report
from tests.field_api.servers import NOW


def fix(minute: int, **values: Any) -> Position:
    moment = NOW + timedelta(minutes=minute)
    known = {"lat": 4.6 + minute * 1e-3, "lon": -74.1, "accuracy_m": 5.0}
    return Position(**{"agent_id": "a", "fix_at": moment, "received_at": NOW, **known, **values})


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
    known, late = place(known, fix(1, accuracy_m=0.0), is_flagged=False)
    assert late.mock is MockReason.ZERO_ACCURACY
    assert (known.last_mock, known.last_mock_at) == (MockReason.FLAGGED, doubted.fix_at)
    known, sound = place(known, fix(6), is_flagged=False)
    assert (sound.mock, known.latest.mock) == (None, None)


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
