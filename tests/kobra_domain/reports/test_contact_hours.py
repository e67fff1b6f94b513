"""When people are found: the answer in the title, unknown hours unknown, comparisons by their own
interval.
"""

from __future__ import annotations

from random import Random

import pytest

from kobra_domain.charts.spec import Figure
from kobra_domain.metrics.declared import CONTACT_RATE, RPC_RATE
from kobra_domain.portfolios import CreditorType
from kobra_domain.reports.contact_hours import (
    METRICS,
    Asked,
    compared_hours,
    contact_hours,
    lawful_hours,
)
from kobra_domain.statistics.hours import HOURS, WEEKDAYS, Hour, Tried
from kobra_domain.words.say import has_words
from tests.kobra_domain.things import a_portfolio

LAWFUL = frozenset(Hour(day, hour) for day in WEEKDAYS for hour in HOURS if 8 <= hour < 19)


def asked(rate_of: dict[Hour, float], n: int, seed: int = 3, usual: float = 0.2) -> Asked:
    """Attempts in all lawful hours."""
    chance = Random(seed)
    tried = {
        hour: Tried(sum(chance.random() < rate_of.get(hour, usual) for _ in range(n)), n)
        for hour in sorted(LAWFUL)
    }
    return Asked(metric=CONTACT_RATE, tried=tried, lawful=LAWFUL, doors=173)


def test_the_title_is_the_best_hours() -> None:
    good = {Hour(5, 9): 0.6, Hour(5, 10): 0.6}  # what is best by luck too is told for less
    found = contact_hours(asked(good, 60), "es")
    assert found.chart.title.startswith("Los sábados de 9 a 11 alguien atiende 5 de cada 10 veces")
    assert found.best == (found.chart.title,)
    assert found.looked_at == "4.620 intentos en 173 domicilios"
    assert found.chart.subtitle == "Tasa de contacto"
    in_english = contact_hours(asked(good, 60), "en")
    assert in_english.chart.title == "On Saturdays from 9 to 11 somebody answers 5 times in 10"


def test_hours_that_do_not_differ_are_said_to_and_few_are_too_few() -> None:
    assert contact_hours(asked({}, 40), "es").best == ()
    assert contact_hours(asked({}, 40), "es").chart.title == "Sin diferencia clara entre las horas"
    assert "10 intentos" in contact_hours(asked({}, 9), "es").chart.title
    nothing = Asked(metric=RPC_RATE, tried={}, lawful=LAWFUL, doors=0)
    found = contact_hours(nothing, "es")
    assert found.chart.title.startswith("Nadie ha tocado")
    assert found.looked_at == "0 intentos en 0 domicilios"


def test_an_hour_of_few_attempts_is_unknown_and_zero_is_zero() -> None:
    tried = {Hour(0, 9): Tried(9, 9), Hour(0, 10): Tried(0, 12)}
    cells = contact_hours(
        Asked(metric=CONTACT_RATE, tried=tried, lawful=LAWFUL, doors=2), "es"
    ).chart.cells
    assert cells[0][9] == Figure(n=9)
    assert cells[0][11] == Figure(n=0)
    assert cells[0][10].value == 0.0
    assert cells[0][10].high == pytest.approx(0.2425, abs=1e-4)


def test_whoever_always_answers_is_said_as_a_share() -> None:
    tried = {hour: Tried(2, 60) for hour in LAWFUL} | {Hour(2, 17): Tried(59, 60)}
    found = contact_hours(Asked(metric=RPC_RATE, tried=tried, lawful=LAWFUL, doors=9), "es")
    assert (
        found.chart.title == "Los miércoles de 17 a 18 se encuentra al titular el 95 % de las veces"
    )


def test_two_periods_are_compared_by_the_interval_of_their_difference() -> None:
    better = compared_hours(asked({Hour(1, 9): 0.7}, 80, 5), asked({}, 80, 6), "es")
    assert better.is_difference
    assert better.title == "1 hora difiere más de lo que da el azar"
    cell = better.cells[1][9]
    assert cell.low is not None
    assert cell.low > 0
    alike = [compared_hours(asked({}, 80, n), asked({}, 80, n + 50), "es") for n in range(20)]
    assert sum(one.title != "Sin diferencia clara entre los dos" for one in alike) <= 3
    few = compared_hours(asked({}, 9), asked({}, 80), "es")
    assert few.title == "Ninguna hora tiene intentos suficientes en los dos"
    assert few.cells[1][9] == Figure()


@pytest.mark.parametrize("locale", ["es", "en"])
def test_each_metric_that_is_asked_by_hours_has_its_sentence(locale: str) -> None:
    assert all(has_words(f"report.hours.best.{one.key}", locale) for one in METRICS)


def test_the_lawful_hours_of_a_week_are_those_of_any_portfolio() -> None:
    colombia = a_portfolio()
    found = lawful_hours([colombia])
    assert {one.hour for one in found if one.weekday == 0} == set(range(7, 19))
    assert {one.hour for one in found if one.weekday == 5} == set(range(8, 15))
    assert not [one for one in found if one.weekday == 6]
    mexico = a_portfolio(country="MX", creditor_type=CreditorType.FINANCIAL)
    both = lawful_hours([colombia, mexico])
    assert both > found
    assert Hour(0, 21) in both
    assert lawful_hours([]) == frozenset()
