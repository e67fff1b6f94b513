"""The zones in which people are found: the answer, the order, what is unknown, the best hours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts.spec import Figure
from kobra_domain.metrics.declared import CONTACT_RATE
from kobra_domain.reports.contact_hours import METRICS
from kobra_domain.reports.hours_zones import (
    MOST_ZONES,
    Zones,
    map_notes,
    zones_map,
    zones_notes,
    zones_table,
)
from kobra_domain.reports.names import Names
from kobra_domain.statistics.hours import HOURS, WEEKDAYS, Hour, Tried
from kobra_domain.words.say import has_words

LAWFUL = frozenset(Hour(day, hour) for day in WEEKDAYS for hour in HOURS if 8 <= hour < 19)
ES = Names(locale="es")


def zones(**tried: dict[Hour | None, Tried]) -> Zones:
    """By names with «_» for a blank."""
    named = {name.replace("_", " ").strip(): one for name, one in tried.items()}
    return Zones(metric=CONTACT_RATE, tried=named, lawful=LAWFUL)


def flat(hits: int, n: int) -> dict[Hour | None, Tried]:
    """All in one hour."""
    return {Hour(1, 9): Tried(hits, n)}


def test_the_answer_is_the_best_zone_and_rows_stand_by_attempts() -> None:
    found = zones_table(
        zones(Centro=flat(90, 150), Norte=flat(60, 300), Sur=flat(40, 200), Lejos=flat(2, 3)), ES
    )
    assert found.title == "En Centro alguien atiende 6 de cada 10 veces, más que en el conjunto"
    assert [row[0] for row in found.rows] == ["Norte", "Sur", "Centro", "Lejos"]
    assert [row[4] for row in found.rows] == ["Menos", "Menos", "Más", "Faltan intentos"]
    centre, far = found.rows[2], found.rows[3]
    assert isinstance(centre[2], Figure)
    assert (centre[2].value, centre[2].n) == (0.6, 150)
    assert isinstance(centre[3], Figure)
    assert centre[3].value is not None
    assert 0.55 < centre[3].value < 0.6  # drawn towards all together
    assert far[1:4] == (Figure(3.0), Figure(n=3), Figure(n=3))
    assert found.total[1] == Figure(653.0)
    assert isinstance(found.total[2], Figure)
    assert found.total[2].value == 192 / 653


def test_the_worst_zone_is_told_where_none_is_better() -> None:
    usual = {f"Zona_{n}": flat(30, 100) for n in range(12)}
    found = zones_table(zones(Sur=flat(2, 100), **usual), ES)
    assert found.title == "En Sur alguien atiende 1 de cada 10 veces, menos que en el conjunto"


@pytest.mark.parametrize(
    ("held", "title"),
    [
        ({}, "Nadie ha tocado una puerta en este periodo con estos filtros"),
        (
            {"Norte": flat(1, 3), "Sur": flat(2, 4)},
            "Aún no hay 10 intentos en ninguna zona: falta para decir algo",
        ),
        (
            {"Norte": flat(10, 40), "Sur": flat(11, 40), "_": flat(9, 40)},
            "Sin diferencia clara entre las zonas",
        ),
    ],
)
def test_what_cannot_be_said_is_said_so(
    held: dict[str, dict[Hour | None, Tried]], title: str
) -> None:
    found = zones_table(zones(**held), ES)
    assert found.title == title
    assert len(found.total) == (6 if held else 0)


def test_a_door_of_no_zone_is_a_row_too() -> None:
    [row] = zones_table(zones(_=flat(5, 20)), ES).rows
    assert row[0] == "Sin zona"


def test_each_zone_has_its_best_hour_where_one_is() -> None:
    week: dict[Hour | None, Tried] = {hour: Tried(4, 20) for hour in LAWFUL}
    good = {**week, Hour(5, 9): Tried(17, 20), Hour(5, 10): Tried(16, 20), None: Tried(1, 2)}
    found = zones_table(zones(Centro=good, Norte=week, Sur={Hour(0, 9): Tried(1, 2)}), ES)
    assert {row[0]: row[5] for row in found.rows} == {
        "Centro": "sáb 9–11",
        "Norte": "Sin diferencia clara",
        "Sur": "—",
    }


def test_of_more_zones_than_a_table_has_rows_is_told_how_many() -> None:
    many = zones(**{f"Z{n}": flat(5, 20) for n in range(MOST_ZONES + 2)})
    assert len(zones_table(many, ES).rows) == MOST_ZONES
    assert zones_notes(many, "es")[0].endswith("2 zonas más, con menos intentos, no están aquí.")
    assert zones_notes(zones(Sur=flat(5, 20)), "en") == (
        "Adjusted value: each zone's own and, where attempts are few, that of all together.",
    )
    assert zones_notes(zones(), "es") == ()


PLACES = {"Centro": (4.6, -74.1), "Norte": (4.7, -74.0), "Lejos": (5.0, -74.0)}


def test_a_map_shows_those_zones_whose_place_is_known() -> None:
    held = zones(Centro=flat(90, 150), Norte=flat(60, 300), Sur=flat(40, 200), Lejos=flat(2, 3))
    found = zones_map(held, ES, PLACES)
    assert found is not None
    assert found.title == "4 zonas: 1 por encima del conjunto, 2 por debajo"
    assert [one.name for one in found.places] == ["Norte", "Centro", "Lejos"]
    assert (found.places[1].lat, found.places[1].lon) == PLACES["Centro"]
    assert found.places[2].figure == Figure(n=3)
    table = zones_table(held, ES)
    assert found.places[1].figure == table.rows[2][3]  # one value in both
    assert map_notes(held, PLACES, "es") == (
        "1 zona no tiene domicilios ubicados y no está en el mapa.",
    )
    assert zones_map(held, ES, {}) is None


def test_on_a_map_of_one_town_its_name_is_not_said() -> None:
    held = Zones(
        metric=CONTACT_RATE,
        tried={"Centro, Cali": flat(9, 40), "Norte, Cali": flat(9, 40)},
        lawful=LAWFUL,
    )
    places = {"Centro, Cali": (3.4, -76.5), "Norte, Cali": (3.5, -76.5)}
    found = zones_map(held, ES, places)
    assert found is not None
    assert [one.name for one in found.places] == ["Centro", "Norte"]
    other = zones_map(
        replace(held, tried={**held.tried, "Sur, Buga": flat(9, 40)}),
        ES,
        {**places, "Sur, Buga": (3.9, -76.3)},
    )
    assert other is not None
    assert other.places[0].name == "Centro, Cali"


def test_a_map_of_zones_that_do_not_differ_says_so() -> None:
    held = zones(Centro=flat(10, 40), Norte=flat(11, 40))
    found = zones_map(held, ES, PLACES)
    assert found is not None
    assert found.title == "2 zonas, sin diferencia clara entre ellas"
    assert map_notes(held, PLACES, "es") == ()


def test_one_zone_differs_from_nothing() -> None:
    found = zones_map(zones(Centro=flat(10, 40)), ES, PLACES)
    assert found is not None
    assert found.title == "1 zona"


@pytest.mark.parametrize("locale", ["es", "en"])
def test_each_metric_has_its_sentence(locale: str) -> None:
    assert all(has_words(f"report.zones.best.{one.key}", locale) for one in METRICS)
