"""What chance alone makes, against exact tables and against adding up."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.statistics.binomial import at_least, limits


@pytest.mark.parametrize(
    ("n", "inner", "outer"),
    [
        (20, (2, 10), (1, 13)),
        (50, (9, 22), (6, 25)),
        (100, (21, 39), (17, 45)),
        (400, (102, 138), (92, 149)),
    ],
)
def test_the_limits_of_a_funnel(n: int, inner: tuple[int, int], outer: tuple[int, int]) -> None:
    assert limits(n, 0.30, 0.95) == inner
    assert limits(n, 0.30, 0.998) == outer


def test_ends() -> None:
    assert limits(10, 0.0, 0.95) == (0, 0)
    assert limits(10, 1.0, 0.95) == (10, 10)
    assert limits(0, 0.4, 0.95) == (0, 0)
    assert limits(1, 0.5, 0.95) == (0, 1)
    assert (at_least(3, 10, 1.0), at_least(3, 10, 0.0), at_least(11, 10, 1.0)) == (1.0, 0.0, 0.0)
    low, high = limits(1_000_000, 0.3, 0.998)
    assert (low, high) == pytest.approx((298_584, 301_417), abs=3)


@given(st.integers(0, 60), st.integers(0, 61), st.floats(0, 1))
def test_a_tail_is_the_sum_of_its_terms(n: int, hits: int, rate: float) -> None:
    exact = sum(comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(hits, n + 1))
    assert at_least(hits, n, rate) == pytest.approx(exact, abs=1e-9)
