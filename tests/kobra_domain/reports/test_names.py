"""What values are called, also those that are there no longer and those that rows lack."""

from __future__ import annotations

import pytest

from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.people import Team
from kobra_domain.reports.filters import BEYOND
from kobra_domain.reports.names import Names, names_of
from kobra_domain.visits import Outcome, Verdict
from kobra_domain.words.say import has_words
from tests.kobra_domain.things import a_portfolio, an_agent, an_id

D = Dimension
TEAM = Team(id=an_id(40), name="Norte")
NAMES = names_of([a_portfolio(buckets=(7, 30))], [TEAM], [an_agent(name="Ana")], "es")


@pytest.mark.parametrize(
    ("dimension", "value", "words"),
    [
        (D.PORTFOLIO, a_portfolio().id, "Cartera"),
        (D.TEAM, TEAM.id, "Norte"),
        (D.AGENT, an_agent().id, "Ana"),
        (D.AGENT, an_id(77), "Gestor que ya no se ve"),
        (D.AGENT, "", "Sin gestor"),
        (D.PORTFOLIO, BEYOND, "Cartera fuera de tu alcance"),
        (D.DAY, "2026-11-30", "lun 30 nov"),
        (D.DAY, "soon", "soon"),
        (D.MONTH, "2026-11", "nov 2026"),
        (D.WEEK, "2026-11-30", "30 nov – 6 dic"),
        (D.WEEK, "2026-11-09", "9–15 nov"),
        (D.WEEKDAY, 0, "lunes"),
        (D.HOUR, 23, "23–24"),
        (D.BUCKET, 2, "8–30"),
        (D.BUCKET, 0, "Al día"),
        (D.BUCKET, 4, "Tramo 4"),
        (D.HOUR, 9, "9–10"),
        (D.ZONE, "La Paz, Meta", "La Paz, Meta"),
        (D.OUTCOME, "promise", "Promesa de pago"),
        (D.OUTCOME, "danced", "danced"),
        (D.VERDICT, "near", "Cerca, sin certeza"),
        (D.STATE, "kept", "Cumplida"),
        (D.STATE, "assigned", "Asignada"),
        (D.STATE, "lost", "lost"),
        (D.SEGMENT, "Oro", "Oro"),
        (D.CHANNEL, "visit", "Visita"),
        (D.AMOUNT, 0, "Hasta $ 100 COP"),
        (D.AMOUNT, 4, "De $ 3.000 COP a $ 10.000 COP"),
        (D.AMOUNT, 12, "Más de $ 30.000.000 COP"),
    ],
)
def test_values_are_called(dimension: Dimension, value: Shown, words: str) -> None:
    assert NAMES.of(dimension, value) == words


def test_buckets_of_several_bounds_are_numbered() -> None:
    both = [a_portfolio(buckets=(7, 30)), a_portfolio(id=an_id(50), buckets=(30, 60))]
    names = names_of(both, [], [], "es")
    assert names.bounds is None
    assert Names().of(D.AMOUNT, 4) == "Franja 4"
    assert names.of(D.BUCKET, 2) == "Tramo 2"
    assert names.options(D.BUCKET) == {}


def test_what_may_be_chosen_is_in_the_order_of_its_words() -> None:
    names = Names(agents={"1": "zoe", "2": "Ana"}, bounds=(7,))
    assert list(names.options(D.AGENT)) == ["2", "1"]
    assert list(names.options(D.BUCKET).values()) == ["Al día", "1–7", "Más de 7"]
    assert len(names.options(D.OUTCOME)) == len(Outcome)
    assert len(names.options(D.VERDICT)) == len(Verdict)
    assert names.options(D.ZONE) == {}


@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize("dimension", list(Dimension))
def test_every_dimension_has_words(dimension: Dimension, locale: str) -> None:
    assert has_words(f"report.without.{dimension.value}", locale)
    assert Names(locale=locale).of(dimension, "") != ""
