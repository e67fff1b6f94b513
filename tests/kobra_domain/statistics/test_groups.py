"""Which groups differ from all together."""

from __future__ import annotations

from random import Random

import pytest

from kobra_domain.statistics.groups import group_rates
from kobra_domain.statistics.hours import Tried


def drawn(rates: list[float], n: int, seed: int = 5) -> dict[int, Tried]:
    chance = Random(seed)
    return {
        key: Tried(sum(chance.random() < rate for _ in range(n)), n)
        for key, rate in enumerate(rates)
    }


def test_those_that_truly_differ_are_told_on_either_side() -> None:
    found = group_rates(drawn([0.3] * 18 + [0.6, 0.1], 120))
    assert {key: one.side for key, one in found.items() if one.side} == {18: 1, 19: -1}
    assert 0.3 < found[18].value < found[18].rate  # drawn towards all together
    assert found[19].rate < found[19].value < 0.3
    assert found[18].interval.low < found[18].rate < found[18].interval.high


def test_of_groups_that_do_not_differ_none_is_told() -> None:
    found = [group_rates(drawn([0.3] * 20, 40, seed)) for seed in range(40)]
    assert sum(any(one.side for one in rates.values()) for rates in found) <= 8


def test_few_attempts_and_none_are_unknown() -> None:
    assert group_rates({}) == {}
    assert group_rates({"a": Tried(0, 0)}) == {}
    found = group_rates({"a": Tried(4, 9), "b": Tried(5, 10)})
    assert set(found) == {"b"}
    assert found["b"].rate == 0.5
    assert found["b"].side == 0


@pytest.mark.parametrize("hits", [0, 40])
def test_rates_that_are_all_the_same_are_no_difference(hits: int) -> None:
    found = group_rates({n: Tried(hits, 40) for n in range(3)})
    assert [one.side for one in found.values()] == [0, 0, 0]
