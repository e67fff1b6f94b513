"""What the panel of a portfolio says of its law."""

from __future__ import annotations

import pytest

from kobra_desktop.models.administration.law import law_of
from kobra_domain.portfolios import CreditorType, ProductType

FINANCIAL = CreditorType.FINANCIAL


@pytest.mark.parametrize(
    ("country", "product", "tint"),
    [
        ("CO", ProductType.CONSUMER, "error"),
        ("CO", ProductType.MICROCREDIT, "warn"),
        ("MX", ProductType.CONSUMER, "ok"),
    ],
)
def test_says_first_whether_visits_are_lawful(
    country: str, product: ProductType, tint: str
) -> None:
    assert law_of(country, FINANCIAL, product, "es", ()).tint == tint


def test_names_hours_and_sources() -> None:
    law = dict(law_of("CO", FINANCIAL, ProductType.MICROCREDIT, "es", ()).lines)
    assert law["Horario permitido"] == "lun–vie 07:00–19:00\nsáb 08:00–15:00"
    assert "Ley 2300, art. 6 (CO)" in law["Source"]


def test_a_country_without_rules_gets_the_strictest_and_says_so() -> None:
    law = law_of("BO", FINANCIAL, ProductType.CONSUMER, "es", ())
    assert law.tint == "error"
    assert "BO" in law.notes[0]


def test_says_how_often_and_at_which_addresses() -> None:
    colombia = dict(law_of("CO", FINANCIAL, ProductType.MICROCREDIT, "es", ()).lines)
    assert "attempts" in colombia["After a contact"]
    loose = law_of("CO", FINANCIAL, ProductType.MICROCREDIT, "es", (), counts_attempts=False)
    assert "attempts" not in dict(loose.lines)["After a contact"]
    shop = dict(law_of("MX", CreditorType.COMMERCIAL, ProductType.CONSUMER, "es", ()).lines)
    assert "Addresses" in shop
    assert "After a contact" not in shop
    assert "4 visits a month" in shop["Our own limits"]
    assert "3 visits a day" in shop["Our own limits"]


def test_mexico_opens_on_all_days_only_where_that_was_loosened() -> None:
    strict = dict(law_of("MX", FINANCIAL, ProductType.CONSUMER, "es", ()).lines)
    loose = law_of("MX", FINANCIAL, ProductType.CONSUMER, "es", (), business_days_only=False)
    assert strict["Horario permitido"] == "lun–vie 07:00–22:00"
    assert dict(loose.lines)["Horario permitido"] == "lun–dom 07:00–22:00"
