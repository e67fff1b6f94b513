"""Distances against the ellipsoid, zones, and the geo verdict."""

from dataclasses import replace
from math import atan, atan2, cos, hypot, inf, radians, sin, tan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.geo import Judgement, JudgementReason, distance_m, is_inside, judge, metres
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.visits import Verdict
from tests.kobra_domain.things import NOW, a_check_in, a_portfolio, after, an_address

METRES_PER_DEGREE_NORTH = 110_574.0  # at the equator
BOGOTA, MEXICO_CITY = Point(4.598056, -74.075833), Point(19.432778, -99.133333)


def on_the_ellipsoid(a: Point, b: Point) -> float:
    """Vincenty's inverse solution (1975) on WGS 84: sub-millimetre, slow, fails near antipodes."""
    major, flat = 6_378_137.0, 1 / 298.257223563
    minor = major * (1 - flat)
    u_a = atan((1 - flat) * tan(radians(a.lat)))
    u_b = atan((1 - flat) * tan(radians(b.lat)))
    turn = radians(b.lon - a.lon)
    lam = turn
    for _ in range(200):
        sin_sigma = hypot(cos(u_b) * sin(lam), cos(u_a) * sin(u_b) - sin(u_a) * cos(u_b) * cos(lam))
        if sin_sigma == 0:
            return 0.0
        cos_sigma = sin(u_a) * sin(u_b) + cos(u_a) * cos(u_b) * cos(lam)
        sigma = atan2(sin_sigma, cos_sigma)
        sin_alpha = cos(u_a) * cos(u_b) * sin(lam) / sin_sigma
        squared = 1 - sin_alpha**2
        middle = cos_sigma - 2 * sin(u_a) * sin(u_b) / squared if squared > 1e-12 else 0.0
        c = flat / 16 * squared * (4 + flat * (4 - 3 * squared))
        series = sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle**2 - 1))
        before, lam = lam, turn + (1 - c) * flat * sin_alpha * series
        if abs(lam - before) < 1e-12:
            break
    u = squared * (major**2 - minor**2) / minor**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    third = big_b / 6 * middle * (4 * sin_sigma**2 - 3) * (4 * middle**2 - 3)
    inner = middle + big_b / 4 * (cos_sigma * (2 * middle**2 - 1) - third)
    return minor * big_a * (sigma - big_b * sin_sigma * inner)


latitudes, longitudes = st.floats(-89, 89), st.floats(-180, 180)


@given(latitudes, longitudes, st.floats(-40, 40), st.floats(-40, 40))
def test_distance_is_within_half_a_percent_of_the_ellipsoid(
    lat: float, lon: float, north: float, east: float
) -> None:
    a, b = Point(lat, lon), Point(max(-89.0, min(89.0, lat + north)), lon + east)
    exact = on_the_ellipsoid(a, b)
    assert abs(distance_m(a, b) - exact) <= 0.005 * exact + 1e-3


def test_distance_keeps_its_promise_where_one_radius_would_not() -> None:
    step = 0.001
    at_equator = metres(-step, 0, step, 0)
    at_pole = metres(89 - step, 0, 89 + step, 0)
    assert at_pole / at_equator == pytest.approx(1.0101, abs=0.0002)


def test_distance_of_known_places() -> None:
    assert distance_m(BOGOTA, MEXICO_CITY) == pytest.approx(3_168_000, rel=0.005)
    assert distance_m(BOGOTA, BOGOTA) == 0.0
    assert metres(0, 0, 0, 180) == pytest.approx(20_037_508, rel=0.005)  # no domain error


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert metres(a, b, c, d) == pytest.approx(metres(c, d, a, b))


SQUARE = (Point(0, 0), Point(0, 2), Point(2, 2), Point(2, 0))
BAY = (Point(0, 0), Point(0, 3), Point(3, 3), Point(3, 2), Point(1, 2), Point(1, 1), Point(3, 1))


@pytest.mark.parametrize(
    ("zone", "place", "inside"),
    [
        (SQUARE, Point(1, 1), True),
        (SQUARE, Point(1, 3), False),
        (SQUARE, Point(1, -1), False),
        (SQUARE, Point(3, 1), False),
        (BAY, Point(2, 1.5), False),
        (BAY, Point(0.5, 1.5), True),
        (BAY, Point(2, 2.5), True),
        ((), Point(80, 80), True),
        (SQUARE[:2], Point(80, 80), True),
    ],
)
def test_a_place_is_in_a_zone_or_not(zone: Any, place: Point, inside: bool) -> None:
    assert is_inside(zone, place) is inside


def north_of_door(distance: float, **changes: Any) -> Any:
    return a_check_in(lat=4.6 + distance / METRES_PER_DEGREE_NORTH, **changes)


@pytest.mark.parametrize(
    ("distance", "accuracy", "verdict"),
    [
        (14, 6, Verdict.AT_ADDRESS),
        (53, 6, Verdict.AT_ADDRESS),
        (56, 6, Verdict.NEAR),
        (64, 6, Verdict.NEAR),
        (70, 6, Verdict.AWAY),
        (70, 20, Verdict.NEAR),
    ],
)
def test_the_verdict_weighs_distance_against_accuracy(
    distance: float, accuracy: float, verdict: Verdict
) -> None:
    judged = judge(north_of_door(distance, accuracy_m=accuracy), an_address(), a_portfolio())
    assert judged.verdict is verdict
    assert judged.distance_m == pytest.approx(distance, abs=0.5)
    assert (judged.accuracy_m, judged.radius_m, judged.fix_age_s) == (accuracy, 60.0, 4.0)
    assert judged.reason is None
    assert judged.code == f"judgement.{verdict}"
    assert judged.params["distance_m"] == judged.distance_m


def test_the_radius_of_the_address_goes_first() -> None:
    check_in = north_of_door(70)
    judged = judge(check_in, an_address(radius_m=100.0), a_portfolio(radius_m=10.0))
    assert (judged.verdict, judged.radius_m) == (Verdict.AT_ADDRESS, 100.0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lat": None}, JudgementReason.NO_PIN),
        ({"lon": None}, JudgementReason.NO_PIN),
        ({"geocode_quality": GeocodeQuality.NEIGHBOURHOOD}, JudgementReason.VAGUE_PIN),
        ({"geocode_quality": GeocodeQuality.NONE}, JudgementReason.VAGUE_PIN),
    ],
)
def test_an_address_without_a_good_pin_is_unplaced(
    changes: dict[str, Any], reason: JudgementReason
) -> None:
    judged = judge(a_check_in(), an_address(**changes), a_portfolio())
    assert (judged.verdict, judged.reason) == (Verdict.UNPLACED, reason)
    assert judged.code == f"judgement.{reason}"


def test_the_middle_of_a_street_is_no_door() -> None:
    street = an_address(geocode_quality=GeocodeQuality.STREET)
    assert judge(a_check_in(), street, a_portfolio()).verdict is Verdict.UNPLACED


@pytest.mark.parametrize("quality", [GeocodeQuality.INTERPOLATED, GeocodeQuality.CORNER])
def test_a_door_is_as_wide_as_its_pin_is_vague(quality: GeocodeQuality) -> None:
    vague = an_address(geocode_quality=quality, place_radius_m=120.0)
    judged = judge(a_check_in(), vague, a_portfolio())
    assert (judged.verdict, judged.radius_m) == (Verdict.AT_ADDRESS, 120.0)
    exact = an_address(geocode_quality=quality, place_radius_m=10.0, radius_m=40.0)
    assert judge(a_check_in(), exact, a_portfolio()).radius_m == 40.0


@pytest.mark.parametrize("check_in", [None, a_check_in(lat=None), a_check_in(lon=None)])
def test_without_a_place_there_is_no_fix(check_in: Any) -> None:
    assert judge(check_in, an_address(), a_portfolio()) == Judgement(
        verdict=Verdict.NO_FIX, radius_m=60.0
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_mock": True}, JudgementReason.MOCKED),
        ({"accuracy_m": None}, JudgementReason.NO_ACCURACY),
        ({"accuracy_m": inf}, JudgementReason.NO_ACCURACY),
        ({"accuracy_m": 0.0}, JudgementReason.ZERO_ACCURACY),
        ({"accuracy_m": 50.1}, JudgementReason.POOR_ACCURACY),
        ({"fix_at": None}, JudgementReason.STALE),
        ({"fix_at": after(-121)}, JudgementReason.STALE),
        ({"fix_at": after(301)}, JudgementReason.CLOCK),
        ({"at": after(301), "fix_at": after(300)}, JudgementReason.CLOCK),
    ],
)
def test_a_doubtful_fix_is_not_trusted_and_says_why(
    changes: dict[str, Any], reason: JudgementReason
) -> None:
    judged = judge(a_check_in(**changes), an_address(), a_portfolio(), received_at=NOW)
    assert (judged.verdict, judged.reason) == (Verdict.NOT_TRUSTED, reason)
    assert judged.distance_m == 0.0


def test_limits_are_still_trusted() -> None:
    check_in = a_check_in(accuracy_m=50.0, fix_at=after(-120))
    assert judge(check_in, an_address(), a_portfolio(), received_at=NOW).reason is None


# What worse accuracy may lead to: from knowing (there or not there) to not knowing, never back.
AFTER_WORSE = {
    Verdict.AT_ADDRESS: {Verdict.AT_ADDRESS, Verdict.NEAR, Verdict.NOT_TRUSTED},
    Verdict.AWAY: {Verdict.AWAY, Verdict.NEAR, Verdict.NOT_TRUSTED},
    Verdict.NEAR: {Verdict.NEAR, Verdict.NOT_TRUSTED},
    Verdict.NOT_TRUSTED: {Verdict.NOT_TRUSTED},
}
accuracies = st.floats(0.001, 200)


@given(st.floats(0, 300), accuracies, accuracies, st.floats(5, 200), st.booleans())
def test_a_verdict_never_improves_when_accuracy_gets_worse(
    distance: float, one: float, other: float, radius: float, is_mock: bool
) -> None:
    better, worse = sorted((one, other))
    check_in = north_of_door(distance, is_mock=is_mock)
    address, portfolio = an_address(radius_m=radius), a_portfolio()
    before = judge(replace(check_in, accuracy_m=better), address, portfolio).verdict
    then = judge(replace(check_in, accuracy_m=worse), address, portfolio).verdict
    assert then in AFTER_WORSE[before]
