"""Intervals against published figures and against what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.statistics.intervals import difference, effective, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (75, 200, 0.3109, 0.4439),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (4, 10, 0.1682, 0.6873),
        (3, 20, 0.0524, 0.3604),
    ],
)
def test_wilson_s_interval(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_newcombe_s_difference() -> None:
    found = difference(56, 70, 48, 80)
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found.is_clear
    assert not difference(3, 5, 30, 120).is_clear


def test_what_differs_is_said_by_the_difference_and_not_by_whiskers() -> None:
    """Two intervals that overlap, of rates that differ all the same."""
    one, other = wilson(112, 280), wilson(87, 290)
    assert other.high > one.low
    assert difference(112, 280, 87, 290).is_clear


COUNTS = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS)
def test_a_difference_is_its_opposite_the_other_way_round(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    value, low, high = difference(*one, *other)
    assert difference(*other, *one) == pytest.approx((-value, -high, -low))
    assert -1 <= low <= value <= high <= 1


def test_rows_that_weigh_differently_say_less() -> None:
    assert effective({5: 40}) == 40
    assert effective({100: 1, 1: 100}) == pytest.approx(200**2 / 10_100)
    assert effective({}) == effective({0: 3}) == 0
    assert wilson(0.5 * 3.96, 3.96).low < wilson(20, 40).low
