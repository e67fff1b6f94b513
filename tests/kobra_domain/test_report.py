"""What becomes of a phone's report."""

from datetime import UTC, datetime, timedelta
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.positions import MockReason, QuarantineReason
from kobra_domain.report import Accepted, Heartbeat, Quarantined, Report, judge_report
from tests.kobra_domain.things import NOW, a_position, after

DAY = 86_400


def a_report(**changes: Any) -> Report:
    known: dict[str, Any] = {"lat": 4.6, "lon": -74.0, "fix_at": after(-3)}
    return Report(**{**known, **changes})


def test_a_place_and_a_time_are_accepted() -> None:
    assert judge_report(a_report(), NOW) == Accepted(4.6, -74.0, after(-3))
    assert judge_report(a_report(is_valid=True), NOW) == Accepted(4.6, -74.0, after(-3))


def test_without_a_time_it_has_the_time_of_its_arrival() -> None:
    assert judge_report(a_report(fix_at=None), NOW) == Accepted(4.6, -74.0, NOW)


def test_without_a_place_it_is_a_sign_of_life_whatever_its_clock_says() -> None:
    report = Report(fix_at=datetime(1970, 1, 1, tzinfo=UTC))
    assert judge_report(report, NOW) == Heartbeat()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lat": None}, QuarantineReason.BAD_COORDINATES),
        ({"lon": None}, QuarantineReason.BAD_COORDINATES),
        ({"lat": 90.1}, QuarantineReason.BAD_COORDINATES),
        ({"lon": -180.1}, QuarantineReason.BAD_COORDINATES),
        ({"lat": nan}, QuarantineReason.BAD_COORDINATES),
        ({"lon": inf}, QuarantineReason.BAD_COORDINATES),
        ({"lat": 0.0, "lon": 0.0}, QuarantineReason.NULL_ISLAND),
        ({"fix_at": after(DAY + 1)}, QuarantineReason.FUTURE),
        ({"fix_at": datetime(2014, 12, 31, 23, 59, tzinfo=UTC)}, QuarantineReason.TOO_OLD),
        ({"is_valid": False}, QuarantineReason.NOT_VALID),
        ({"unreadable": ("lat",)}, QuarantineReason.UNREADABLE),
        ({"lat": None, "lon": None, "unreadable": ("lat", "lon")}, QuarantineReason.UNREADABLE),
    ],
)
def test_what_cannot_be_a_position_is_set_aside_with_its_reason(
    changes: dict[str, Any], reason: QuarantineReason
) -> None:
    assert judge_report(a_report(**changes), NOW) == Quarantined(reason)


@pytest.mark.parametrize(
    "changes",
    [
        {"lat": 0.0},
        {"lon": 0.0},
        {"fix_at": after(DAY)},
        {"fix_at": datetime(2015, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_is_only_strange_is_accepted(changes: dict[str, Any]) -> None:
    assert isinstance(judge_report(a_report(**changes), NOW), Accepted)


@given(
    st.none() | st.floats(),
    st.none() | st.floats(),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | st.booleans(),
)
def test_whatever_is_accepted_lies_on_the_earth_and_in_time(
    lat: float | None, lon: float | None, fix_at: datetime | None, is_valid: bool | None
) -> None:
    judged = judge_report(Report(lat=lat, lon=lon, fix_at=fix_at, is_valid=is_valid), NOW)
    if isinstance(judged, Accepted):
        assert -90 <= judged.lat <= 90
        assert -180 <= judged.lon <= 180
        assert datetime(2015, 1, 1, tzinfo=UTC) <= judged.fix_at <= NOW + timedelta(days=1)


def test_a_fix_is_ranked_by_its_time_unless_its_clock_is_ahead() -> None:
    assert a_position(-60).placed_at == after(-60)
    assert a_position(72_000, received_at=NOW).placed_at == NOW


def test_of_one_moment_the_trusted_and_then_the_most_exact_tells_most() -> None:
    exact, rough = a_position(accuracy_m=5.0), a_position(accuracy_m=65.0)
    unknown, zero = a_position(accuracy_m=None), a_position(accuracy_m=0.0)
    mocked = a_position(accuracy_m=1.0, mock=MockReason.FLAGGED)
    assert exact.vagueness < rough.vagueness < unknown.vagueness == zero.vagueness
    assert unknown.vagueness < mocked.vagueness
