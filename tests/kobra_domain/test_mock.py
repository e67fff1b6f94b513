"""Doubts about positions, each with its reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.mock import IDENTICAL_FIXES, LASTING_FIXES, infer_mock, is_ahead, is_suspicion
from kobra_domain.positions import MockReason, Position
from tests.kobra_domain.things import NOW, a_position

KM = 0.00904  # a kilometre in degrees of latitude


def test_an_ordinary_walk_is_not_doubted() -> None:
    walk = [a_position(60 * n, lat=4.6 + n * 0.0005) for n in range(12)]
    assert infer_mock(walk[-1], walk[:-1]) is None
    assert infer_mock(walk[0], []) is None


def test_the_phones_own_word_goes_first() -> None:
    assert infer_mock(a_position(accuracy_m=0.0), [], is_flagged=True) is MockReason.FLAGGED


def test_an_accuracy_of_exactly_zero() -> None:
    zeros = [a_position(60 * n, lat=4.6 + n * 1e-5, accuracy_m=0.0) for n in range(LASTING_FIXES)]
    assert infer_mock(zeros[-1], zeros[:-1]) is MockReason.ZERO_ACCURACY
    good = a_position(30)
    assert infer_mock(zeros[-1], [*zeros[1:-1], good]) is None
    assert infer_mock(zeros[1], zeros[:1]) is None
    assert infer_mock(a_position(accuracy_m=None), []) is None


@pytest.mark.parametrize(
    ("lat", "lon", "is_nowhere"),
    [(0.004, 0.004, True), (-0.9, 0.9, True), (0, -74.1, True), (4.6, 0, True), (1, -77.3, False)],
)
def test_near_the_zero_of_coordinates_no_phone_knows_where_it_is(
    lat: float, lon: float, is_nowhere: bool
) -> None:
    doubt = infer_mock(a_position(lat=lat, lon=lon), [])
    assert doubt is (MockReason.NOWHERE if is_nowhere else None)
    assert not is_suspicion(doubt, [])


def judged(*fixes: Position) -> list[MockReason | None]:
    """The doubts of fixes that come one after the other."""
    known: list[Position] = []
    for fix in fixes:
        known.append(replace(fix, mock=infer_mock(fix, known)))
    return [fix.mock for fix in known]


def test_a_fix_gone_astray_does_not_make_the_next_one_doubtful() -> None:
    far = a_position(60, lat=6.0)
    jump = MockReason.IMPOSSIBLE_SPEED
    assert judged(a_position(), far, a_position(120), a_position(180)) == [None, jump, None, None]


def test_a_place_that_stays_wrong_is_doubted_until_a_few_agree() -> None:
    jump = MockReason.IMPOSSIBLE_SPEED
    there = [a_position(60 * n, lat=6.0 + n * 1e-4) for n in range(1, 7)]
    assert judged(a_position(), *there) == [None, *[jump] * 4, None, None]
    apart = [a_position(60 * n, lat=6.0 + n) for n in range(1, 7)]
    assert judged(a_position(), *apart) == [None, *[jump] * 6]


def test_a_jump_is_a_suspicion_when_it_is_not_the_only_one() -> None:
    jump = MockReason.IMPOSSIBLE_SPEED
    assert not is_suspicion(jump, [a_position()])
    assert is_suspicion(jump, [a_position(), a_position(60, mock=jump)])
    assert is_suspicion(MockReason.FLAGGED, [])
    assert not is_suspicion(None, [])


def test_a_clock_ahead_tells_no_time_to_measure_speeds_by() -> None:
    ahead = a_position(72_000, received_at=NOW, lat=4.7)
    assert is_ahead(ahead)
    assert judged(a_position(-60), ahead, a_position(60)) == [None, None, None]


@pytest.mark.parametrize(
    ("km", "seconds", "reason"),
    [
        (5, 60, MockReason.IMPOSSIBLE_SPEED),
        (5, 80, None),
        (0.4, 1, None),  # a city's reflections
        (0.6, 1, MockReason.IMPOSSIBLE_SPEED),
    ],
)
def test_a_speed_no_road_allows(km: float, seconds: float, reason: MockReason | None) -> None:
    before, now = a_position(), a_position(seconds, lat=4.6 + km * KM)
    assert infer_mock(now, [before]) is reason


def test_poor_accuracy_explains_a_jump() -> None:
    before = a_position(accuracy_m=900.0)
    assert infer_mock(a_position(10, lat=4.6 + KM), [before]) is None


def test_a_late_fix_is_compared_with_the_one_before_it_in_time() -> None:
    later, before = a_position(3600, lat=4.6 + 20 * KM), a_position(-60)
    assert infer_mock(a_position(), [later, before]) is None


def test_many_fixes_without_any_scatter() -> None:
    still = [a_position(60 * n) for n in range(IDENTICAL_FIXES)]
    assert infer_mock(still[-1], still[:-1]) is MockReason.NO_JITTER
    assert infer_mock(still[-1], still[1:-1]) is None
    assert infer_mock(a_position(6000, lat=4.600001), still[:-1]) is None


def test_two_sources_that_contradict_each_other() -> None:
    other = a_position(-10, lat=4.6 + 3 * KM, source="openrosa")
    assert infer_mock(a_position(), [other]) is MockReason.TWO_PLACES
    long_ago = a_position(-31, lat=4.6 + 3 * KM, source="openrosa")
    assert infer_mock(a_position(), [long_ago]) is None
    near = a_position(-10, lat=4.6 + 0.3 * KM, source="openrosa")
    assert infer_mock(a_position(), [near]) is None


def test_a_repeated_fix_does_not_contradict_itself() -> None:
    assert infer_mock(a_position(), [a_position()]) is None


def test_speed_is_measured_from_an_earlier_moment() -> None:
    same_moment = a_position(lat=4.6 + KM)
    assert infer_mock(a_position(), [a_position(-60), same_moment]) is None


@given(st.permutations([a_position(60 * n, lat=4.6 + n * KM) for n in range(6)]))
def test_the_order_of_the_previous_does_not_matter(previous: list[Position]) -> None:
    now = a_position(301, lat=4.7)
    in_order = sorted(previous, key=lambda p: p.fix_at)
    assert infer_mock(now, previous) == infer_mock(now, in_order)
    assert now.fix_at - in_order[-1].fix_at == timedelta(seconds=1)
