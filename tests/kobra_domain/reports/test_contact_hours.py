"""When people are found: the answer in the title, unknown hours unknown, comparisons by their own
interval.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kobra_domain.charts.spec import Figure
from kobra_domain.contact import rules_for, rules_of
from kobra_domain.metrics.declared import CONTACT_RATE, RPC_RATE
from kobra_domain.portfolios import CreditorType
from kobra_domain.reports.contact_hours import (
    METRICS,
    Asked,
    contact_hours,
    lawful_hours,
)
from kobra_domain.reports.hours_compared import MOST_SAID, at_one_mix, compared_hours
from kobra_domain.statistics.hours import HOURS, WEEKDAYS, Hour, Tried
from kobra_domain.words import say
from kobra_domain.words.say import has_words
from tests.kobra_domain.things import a_portfolio

LAWFUL = frozenset(Hour(day, hour) for day in WEEKDAYS for hour in HOURS if 8 <= hour < 19)

ADJUSTED = say("report.hours.adjusted", None, "es")


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
    assert found.chart.title == "Los sábados de 9 a 11 alguien atiende 5 de cada 10 veces"
    # The best is not said again; why the cells say 6 is.
    assert found.notes == (f"4.620 intentos en 173 domicilios. {ADJUSTED}",)
    [alike] = contact_hours(asked(good, 3_000), "es").notes
    assert alike == "231.000 intentos en 173 domicilios."
    assert found.chart.subtitle == "Tasa de contacto"
    in_english = contact_hours(asked(good, 60), "en")
    assert in_english.chart.title == "On Saturdays from 9 to 11 somebody answers 5 times in 10"


def test_the_other_good_hours_and_those_that_nobody_tried_are_one_paragraph() -> None:
    also = {Hour(1, 9): 0.55, Hour(2, 12): 0.55, Hour(3, 15): 0.5, Hour(4, 17): 0.5}
    told = asked({Hour(5, 9): 0.7, **also}, 90)
    few = {Hour(0, 8): Tried(1, 3)}
    [said] = contact_hours(replace(told, tried={**told.tried, **few}), "es").notes
    assert said == (
        "6.843 intentos en 173 domicilios. También destacan: los martes de 9 a 10 (6 de cada 10 "
        "veces); los viernes de 17 a 18 (5 de cada 10 veces); los jueves de 15 a 16 (5 de cada 10 "
        "veces) y 1 franja más. 1 hora permitida sin intentos suficientes. " + ADJUSTED
    )
    [two] = contact_hours(asked({Hour(5, 9): 0.7, Hour(1, 9): 0.55}, 90), "en").notes
    assert "Also good: on Tuesdays from 9 to 10 (5 times in 10)." in two


def test_hours_that_do_not_differ_are_said_to_and_few_are_too_few() -> None:
    assert contact_hours(asked({}, 40), "es").chart.title == "Sin diferencia clara entre las horas"
    assert "10 intentos" in contact_hours(asked({}, 9), "es").chart.title
    nothing = Asked(metric=RPC_RATE, tried={}, lawful=LAWFUL, doors=0)
    found = contact_hours(nothing, "es")
    assert found.chart.title.startswith("Nadie ha tocado")
    assert found.notes == (
        "0 intentos en 0 domicilios. 77 horas permitidas sin intentos suficientes.",
    )


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
    found = compared_hours(asked({Hour(1, 9): 0.7}, 80, 5), asked({}, 80, 6), "es")
    assert found.chart.is_difference
    assert found.chart.title == "1 hora difiere más de lo que da el azar"
    cell = found.chart.cells[1][9]
    assert cell.low is not None
    assert cell.low > 0
    assert found.notes == (
        "6.160 intentos en 173 domicilios frente a 6.160 intentos en 173 domicilios. 77 horas con "
        "intentos suficientes en los dos.",
        "Los martes de 9 a 10: +50 puntos, entre +23 y +68.",
    )
    alike = [compared_hours(asked({}, 80, n), asked({}, 80, n + 50), "es").chart for n in range(20)]
    assert sum(one.title != "Sin diferencia clara entre los dos" for one in alike) <= 3
    few = compared_hours(asked({}, 9), asked({}, 80), "es")
    assert few.chart.title == "Ninguna hora tiene intentos suficientes en los dos"
    assert few.chart.cells[1][9] == Figure()
    assert len(few.notes) == 1


def test_of_what_differs_the_largest_are_said_those_that_are_better_first() -> None:
    better = dict.fromkeys([Hour(1, 9), Hour(2, 9), Hour(3, 9), Hour(4, 9)], 0.9)
    worse = {Hour(5, 9): 0.95, Hour(5, 10): 0.97}
    found = compared_hours(asked(better, 200, 5), asked(worse, 200, 6), "en")
    assert found.chart.title == "6 hours differ by more than chance"
    said = found.notes[1:]
    assert len(said) == MOST_SAID
    assert [": +" in one for one in said] == [True, True, True, False, False]
    assert said[-1].startswith("On Saturdays from ")


def test_a_point_is_one_and_less_than_one_has_its_decimal() -> None:
    def of(hits: int) -> Asked:
        tried = {Hour(0, 9): Tried(hits, 1_000_000)}
        return Asked(metric=CONTACT_RATE, tried=tried, lawful=LAWFUL, doors=1)

    assert compared_hours(of(410_000), of(400_000), "es").notes[1] == (
        "Los lunes de 9 a 10: +1 punto, entre +0,9 y +1."
    )
    assert ": -0,4 puntos, " in compared_hours(of(396_000), of(400_000), "es").notes[1]


def test_what_is_left_at_one_mix_of_doors_is_said() -> None:
    one = {"easy": Tried(480, 800), "hard": Tried(40, 200)}
    other = {"easy": Tried(100, 200), "hard": Tried(80, 800)}
    assert at_one_mix(one, other, "es") == (
        "Con la misma mezcla de zonas y días de atraso: +10 puntos, entre +5 y +15; tal cual, "
        "+34 puntos.",
    )
    [alike] = at_one_mix({**one, "easy": Tried(400, 800), "hard": Tried(20, 200)}, other, "en")
    assert alike.startswith("With the same mix of zones and days past due, no clear difference: ")
    assert alike.endswith("as it is, +24 points.")
    assert at_one_mix({"a": Tried(4, 9)}, {"a": Tried(4, 9)}, "es") == ()
    assert at_one_mix({**one, "far": Tried(9, 9_000)}, other, "es") == ()


@pytest.mark.parametrize("locale", ["es", "en"])
def test_each_metric_that_is_asked_by_hours_has_its_sentence(locale: str) -> None:
    assert all(has_words(f"report.hours.best.{one.key}", locale) for one in METRICS)


def test_the_lawful_hours_of_a_week_are_those_of_any_portfolio() -> None:
    colombia = rules_of(a_portfolio(), ())
    found = lawful_hours([colombia])
    assert {one.hour for one in found if one.weekday == 0} == set(range(7, 19))
    assert {one.hour for one in found if one.weekday == 5} == set(range(8, 15))
    assert not [one for one in found if one.weekday == 6]
    mexico = rules_for("MX", CreditorType.FINANCIAL)
    both = lawful_hours([colombia, mexico])
    assert both > found
    assert Hour(0, 21) in both
    assert lawful_hours([]) == frozenset()
