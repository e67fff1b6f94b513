"""Which hours find people."""

from __future__ import annotations

from random import Random

import pytest

from kobra_domain.statistics.hours import (
    HOURS,
    WEEKDAYS,
    Hour,
    Tried,
    best,
    hour_rates,
    spans,
)

LAWFUL = frozenset(Hour(day, hour) for day in WEEKDAYS for hour in HOURS if 7 <= hour < 19)


def drawn(rate_of: dict[Hour, float], n: int, seed: int = 3) -> dict[Hour, Tried]:
    """Attempts by chance, at a rate of 20 % where none is given."""
    chance = Random(seed)
    return {
        hour: Tried(sum(chance.random() < rate_of.get(hour, 0.2) for _ in range(n)), n)
        for hour in LAWFUL
    }


def test_hours_that_are_truly_better_are_found_and_said_as_one() -> None:
    good = {Hour(5, 9): 0.55, Hour(5, 10): 0.55, Hour(1, 17): 0.5}
    found = best(hour_rates(drawn(good, 60), LAWFUL))
    assert {one.hour for one in found} == set(good)
    assert found[0].hour.weekday == 5
    assert found[0].value < found[0].rate  # what is best by luck too is drawn in
    assert [span[:3] for span in spans(found)] == [(1, 17, 18), (5, 9, 11)]
    assert spans(found)[1].tried.n == 120


def test_of_hours_that_do_not_differ_none_is_the_best() -> None:
    found = [best(hour_rates(drawn({}, 40, seed), LAWFUL)) for seed in range(40)]
    assert sum(bool(one) for one in found) <= 8  # a tenth is expected


def test_few_attempts_unlawful_hours_and_none_are_unknown() -> None:
    tried = {Hour(0, 9): Tried(5, 9), Hour(0, 22): Tried(9, 40), Hour(0, 10): Tried(0, 12)}
    found = hour_rates(tried, LAWFUL)
    assert set(found) == {Hour(0, 10)}
    assert found[Hour(0, 10)].rate == 0.0
    assert found[Hour(0, 10)].interval.high == pytest.approx(0.2425, abs=1e-4)
    assert hour_rates({}, LAWFUL) == {}
    assert hour_rates({Hour(0, 9): Tried(0, 0)}, LAWFUL) == {}


def test_hours_of_two_days_are_not_one_span() -> None:
    rates = hour_rates(
        {Hour(0, 23): Tried(5, 20), Hour(1, 0): Tried(4, 20)}, {Hour(0, 23), Hour(1, 0)}
    )
    assert [span[:4] for span in spans(rates.values())] == [
        (0, 23, 24, Tried(5, 20)),
        (1, 0, 1, Tried(4, 20)),
    ]
