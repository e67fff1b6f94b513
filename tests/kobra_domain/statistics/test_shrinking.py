"""Rates drawn towards what is usual."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.statistics.shrinking import Prior, prior_of, shrunk, together

GROUPS = [(12, 40), (3, 5), (30, 120), (0, 4), (22, 50), (9, 33), (41, 110), (5, 30)]


def test_the_known_groups() -> None:
    prior = prior_of(GROUPS)
    assert prior is not None
    assert prior.mean == pytest.approx(0.3112, abs=5e-5)
    assert prior.weight == pytest.approx(37.51, abs=5e-3)
    found = [shrunk(hits, n, prior) for hits, n in ((3, 5), (0, 4), (22, 50))]
    assert found == pytest.approx([0.345, 0.281, 0.385], abs=5e-4)


def test_groups_that_do_not_differ_are_all_the_mean() -> None:
    prior = prior_of([(10, 40), (20, 80), (5, 20)])
    assert prior == Prior(0.25, inf)
    assert shrunk(5, 20, Prior(0.25, inf)) == 0.25


def test_groups_that_are_all_or_nothing_speak_for_themselves() -> None:
    prior = prior_of([(40, 40), (0, 40)])
    assert prior == Prior(0.5, 0.0)
    assert shrunk(40, 40, prior) == 1.0
    assert shrunk(0, 0, prior) == 0.5


def test_nothing_says_nothing_and_one_group_is_its_own_mean() -> None:
    assert prior_of([]) is None
    assert prior_of([(0, 0)]) is None
    assert prior_of([(3, 9)]) == Prior(1 / 3, inf)
    assert prior_of([(0, 5), (0, 9)]) == Prior(0.0, inf)


@given(st.lists(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))))
def test_a_shrunk_rate_lies_between_its_own_and_the_mean(groups: list[tuple[int, int]]) -> None:
    prior = prior_of(groups)
    for hits, n in groups:
        assert prior is not None
        low, high = sorted((hits / n, prior.mean))
        assert low - 1e-12 <= shrunk(hits, n, prior) <= high + 1e-12


def test_a_cell_is_what_its_row_and_column_say_together() -> None:
    assert together(0.3, 0.3, 0.3) == pytest.approx(0.3)
    assert together(0.3, 0.5, 0.3) == pytest.approx(0.5)
    assert together(0.3, 0.5, 0.5) == pytest.approx(0.7)
    assert together(0.0, 0.5) == 0.0
    assert together(0.4, 1.0, 0.5) == 0.4
