"""Money that promises let expect."""

from __future__ import annotations

from kobra_domain.statistics.expected import MOST_DRAWN, Expected, Promised, expected


def test_the_sum_and_between_what_it_lies() -> None:
    found = expected([Promised(100_00, 0.5)] * 400)
    assert found.amount_minor == 20_000_00
    # Of 400 tosses four of five lie within 187 and 213.
    assert 18_500_00 < found.low_minor < 18_900_00
    assert 21_100_00 < found.high_minor < 21_500_00
    assert expected([Promised(100_00, 0.5)] * 400) == found


def test_one_large_amount_makes_it_wide_and_none_makes_nothing() -> None:
    small = [Promised(1_000_00, 0.5)] * 30
    even, heavy = expected(small), expected([*small, Promised(90_000_00, 0.5)])
    assert heavy.high_minor - heavy.low_minor > 10 * (even.high_minor - even.low_minor)
    assert expected([]) == Expected(0, 0, 0)
    assert expected([Promised(500, 1.0)]) == Expected(500, 500, 500)


def test_many_promises_are_reckoned_as_few_would_be_drawn() -> None:
    few = [Promised(n * 100_00, 0.1 + n / 25) for n in range(1, 21)] * 20
    drawn, reckoned = expected(few), expected([*few, Promised(1, 0.5)])
    assert len(few) == MOST_DRAWN
    assert abs(drawn.amount_minor - reckoned.amount_minor) <= 1
    wide = drawn.high_minor - drawn.low_minor
    assert abs(drawn.low_minor - reckoned.low_minor) < 0.06 * wide
    assert abs(drawn.high_minor - reckoned.high_minor) < 0.06 * wide
    sure = expected([Promised(500, 1.0)] * 401)
    assert sure == Expected(401 * 500, 401 * 500, 401 * 500)
