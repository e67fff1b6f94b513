"""Doubts about positions, each with its reason."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.mock import IDENTICAL_FIXES, infer_mock
from kobra_domain.positions import MockReason, Position
from tests.kobra_domain.things import a_position

KM = 0.00904  # a kilometre in degrees of latitude


def test_an_ordinary_walk_is_not_doubted() -> None:
    walk = [a_position(60 * n, lat=4.6 + n * 0.0005) for n in range(12)]
    assert infer_mock(walk[-1], walk[:-1]) is None
    assert infer_mock(walk[0], []) is None


def test_the_phones_own_word_goes_first() -> None:
    assert infer_mock(a_position(accuracy_m=0.0), [], is_flagged=True) is MockReason.FLAGGED


def test_an_accuracy_of_exactly_zero() -> None:
    assert infer_mock(a_position(accuracy_m=0.0), []) is MockReason.ZERO_ACCURACY
    assert infer_mock(a_position(accuracy_m=None), []) is None


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
