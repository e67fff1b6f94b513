"""Agents beside each other after their case mix."""

from __future__ import annotations

from random import Random

import pytest

from kobra_domain.statistics.funnel import Attempts, FunnelPlace, funnel, overdispersion


def test_whoever_had_hard_doors_is_expected_less_of() -> None:
    """Both do as everybody does at the same doors; their bare rates are 0.5 and 0.1."""
    made = funnel([
        Attempts("a", "easy", 100, 200), Attempts("b", "hard", 20, 200),
        Attempts("c", "easy", 100, 200), Attempts("c", "hard", 20, 200),
    ])  # fmt: skip
    assert made is not None
    assert [one.place for one in made.standings] == [FunnelPlace.WITHIN] * 3
    assert made.rate == pytest.approx(0.3)
    assert [one.rate for one in made.standings] == pytest.approx([0.3] * 3, abs=0.005)
    assert made.standings[1].expected == pytest.approx(20, abs=0.5)


def test_whoever_was_alone_at_doors_of_a_kind_is_not_compared_with_themselves() -> None:
    """One attempt each at doors that nobody else was at: they are expected what all are."""
    alone = [Attempts("far", f"own {n}", n % 10 < 6, 1) for n in range(100)]
    usual = [Attempts(f"u{n % 20}", f"{n}", n // 20 % 10 < 3, 1) for n in range(2_000)]
    made = funnel([*alone, *usual])
    assert made is not None
    far = made.standings[0]
    assert (far.who, far.place) == ("far", FunnelPlace.FAR_HIGH)
    assert far.expected == pytest.approx(100 * made.rate)
    assert sum(one.expected for one in made.standings) == pytest.approx(660)


def test_who_is_beyond_chance_is_told_and_how_far() -> None:
    usual = [Attempts(f"u{n}", "", 30 + n % 3 - 1, 100) for n in range(20)]
    made = funnel([*usual, Attempts("far", "", 60, 100), Attempts("low", "", 19, 100),
                   Attempts("high", "", 42, 100), Attempts("none", "", 2, 100)])  # fmt: skip
    assert made is not None
    places = {one.who: one.place for one in made.standings if one.who[0] != "u"}
    assert places == {
        "far": FunnelPlace.FAR_HIGH,
        "low": FunnelPlace.LOW,
        "high": FunnelPlace.HIGH,
        "none": FunnelPlace.FAR_LOW,
    }
    assert all(one.place is FunnelPlace.WITHIN for one in made.standings if one.who[0] == "u")
    assert made.limits(100, 0.95).low < 30 < made.limits(100, 0.95).high


def test_agents_who_all_differ_more_than_chance_are_no_outliers() -> None:
    chance = Random(5)
    rates = [0.15 + 0.3 * chance.random() for _ in range(40)]
    made = funnel(Attempts(str(n), "", round(400 * rate), 400) for n, rate in enumerate(rates))
    assert made is not None
    assert made.overdispersion > 3
    beyond = [
        one for one in made.standings if one.place in (FunnelPlace.FAR_LOW, FunnelPlace.FAR_HIGH)
    ]
    assert beyond == []


def test_who_made_one_attempt_says_nothing_of_how_all_differ() -> None:
    """Nor do some hits of very many: the exact limits say whether those are too many."""
    made = funnel([Attempts("one", "", 0, 1), Attempts("many", "", 30, 30)])
    assert made is not None
    assert made.overdispersion == 1
    assert [one.place for one in made.standings] == [FunnelPlace.WITHIN] * 2
    usual = [Attempts(f"u{n}", "", 30 + n % 3 - 1, 100) for n in range(10)]
    ones = [Attempts(f"one{n}", "", n % 2, 1) for n in range(10)]
    found = funnel([*usual, *ones])
    assert found is not None
    assert found.overdispersion == 1
    rare = funnel([Attempts("a", "", 6, 400), *(Attempts(f"b{n}", "", 0, 400) for n in range(9))])
    assert rare is not None
    assert [one.place for one in rare.standings[:2]] == [FunnelPlace.FAR_HIGH, FunnelPlace.WITHIN]


def test_nothing_and_doors_that_nobody_opens() -> None:
    assert funnel([]) is None
    assert funnel([Attempts("a", "", 0, 0)]) is None
    made = funnel([Attempts("a", "", 0, 30), Attempts("b", "", 0, 90)])
    assert made is not None
    assert [(one.rate, one.place) for one in made.standings] == [(0.0, FunnelPlace.WITHIN)] * 2
    assert overdispersion([3.0]) == 1.0
