"""Two rates at one mix."""

from __future__ import annotations

import pytest

from kobra_domain.statistics.hours import Tried
from kobra_domain.statistics.standard import standardised


def test_what_only_the_mix_made_goes() -> None:
    """Both find 50 % at easy doors and 10 % at hard ones; one went to easy ones."""
    one = {"easy": Tried(400, 800), "hard": Tried(20, 200)}
    other = {"easy": Tried(100, 200), "hard": Tried(80, 800)}
    found = standardised(one, other)
    assert found is not None
    assert found.difference.value == pytest.approx(0.0)
    assert not found.difference.is_clear
    assert found.share == 1.0


def test_what_is_true_in_every_group_stays() -> None:
    one = {"easy": Tried(480, 800), "hard": Tried(40, 200)}
    other = {"easy": Tried(100, 200), "hard": Tried(80, 800)}
    found = standardised(one, other)
    assert found is not None
    assert found.difference.value == pytest.approx(0.1)
    assert found.difference.is_clear


def test_groups_that_one_side_hardly_tried_do_not_count() -> None:
    one = {"a": Tried(5, 20), "b": Tried(9, 9), "c": Tried(5, 10)}
    other = {"a": Tried(5, 20), "b": Tried(1, 50)}
    found = standardised(one, other)
    assert found is not None
    assert found.difference.value == 0.0
    assert found.share == pytest.approx(40 / 109)
    assert standardised(one, {}) is None
    assert standardised({}, {}) is None


def test_none_of_ten_is_no_certainty() -> None:
    found = standardised({"a": Tried(0, 10)}, {"a": Tried(0, 10)})
    assert found is not None
    assert found.difference.high > 0.05
