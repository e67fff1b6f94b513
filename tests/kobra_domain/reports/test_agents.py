"""Agents beside each other: differences within chance are worded so."""

from __future__ import annotations

from random import Random

from kobra_domain.metrics.declared import CONTACT_RATE
from kobra_domain.reports.agents import agents_funnel, funnel_words
from kobra_domain.statistics.funnel import Attempts, funnel

NAMES = {"u0": "Ana Lara", "far": "Luis Soto"}


def test_who_is_beyond_chance_is_counted_and_nobody_is_ranked() -> None:
    usual = [Attempts(f"u{n}", "", 30 + n % 3 - 1, 100) for n in range(20)]
    chart = agents_funnel(CONTACT_RATE, funnel([*usual, Attempts("far", "", 60, 100)]), NAMES, "es")
    assert chart.title == "1 gestor difiere más de lo que da el azar, ya contadas sus puertas"
    assert [one.name for one in chart.spots][:2] == ["Ana Lara", "Luis Soto"]  # by name
    assert [one.n for one in chart.limits] == sorted({one.n for one in chart.limits})
    assert chart.limits[-1].n == 100
    widths = [one.high_998 - one.low_998 for one in chart.limits]
    assert widths[-1] < widths[0]
    for one in chart.limits:
        assert 0 <= one.low_998 <= one.low_95 <= one.high_95 <= one.high_998 <= 1


def test_differences_within_chance_are_worded_so_and_nobody_is_nobody() -> None:
    same = [Attempts(f"u{n}", "", 30 + n % 5 - 2, 100) for n in range(20)]
    assert agents_funnel(CONTACT_RATE, funnel(same), {}, "es").title.startswith("Entre gestores no")
    nobody = agents_funnel(CONTACT_RATE, None, {}, "en")
    assert (nobody.spots, nobody.limits) == ((), ())
    assert nobody.title == "Nobody visited in this period with these filters"


def test_where_all_differ_by_more_than_chance_the_limits_are_wider() -> None:
    chance = Random(5)
    rates = [0.15 + 0.3 * chance.random() for _ in range(40)]
    spread = funnel(Attempts(str(n), "", round(400 * rate), 400) for n, rate in enumerate(rates))
    assert spread is not None
    assert agents_funnel(CONTACT_RATE, spread, {}, "es").title == (
        "Los gestores difieren entre sí más que por azar, ya contadas sus puertas, y ninguno se "
        "aparta del resto"
    )
    said = funnel_words(spread, {}, "es")
    assert said[-1].startswith("Los límites son 3,9 veces")
    narrow = funnel(Attempts(str(n), "", 120, 400) for n in range(40))
    wide = agents_funnel(CONTACT_RATE, spread, {}, "es").limits[-1]
    usual = agents_funnel(CONTACT_RATE, narrow, {}, "es").limits[-1]
    assert wide.high_998 - wide.low_998 > 1.5 * (usual.high_998 - usual.low_998)
