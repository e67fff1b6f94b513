"""What cells of choices mean."""

import pytest

from kobra_domain.dues import PromiseState
from kobra_domain.imports.targets import CHOICES, Target
from kobra_domain.imports.values import choices, folded, known
from kobra_domain.places import AddressOrigin
from kobra_domain.portfolios import (
    AccountState,
    AddressKind,
    AuthorisedPlace,
    ChannelKind,
    PartyRole,
    ProductType,
)

T = Target


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        (T.STATUS, "VIG", "active"),
        (T.STATUS, " Vig. ", "active"),
        (T.STATUS, "Cancelado", "paid"),
        (T.STATUS, "zzz", None),
        (T.ROLE, "Deudor Principal", "holder"),
        (T.ROLE, "Codeudor", "codebtor"),
        (T.ROLE, "AVAL", "guarantor"),
        (T.ROLE, "", None),
        (T.PRODUCT_TYPE, "Tarjeta de Crédito", "credit_card"),
        (T.PRODUCT_TYPE, "MICROCRÉDITO", "microcredit"),
        (T.TWO_WAY, "Sí", "yes"),
        (T.TWO_WAY, "NO", "no"),
        (T.TWO_WAY, "No contesta", "no"),
        (T.CHANNEL, "Llamada", "phone"),
        (T.CURRENCY, "pesos colombianos", "COP"),
        (T.CURRENCY, "eur", "EUR"),
        (T.CURRENCY, "euros", None),
        (T.ADDRESS_SOURCE, "Buró", "found"),
    ],
)
def test_cells_mean_what_people_write(target: Target, text: str, value: str | None) -> None:
    assert known(target, text) == value


def test_what_is_offered_is_what_the_entities_know() -> None:
    assert set(choices(T.ROLE)) == set(PartyRole)
    assert set(choices(T.PRODUCT_TYPE)) == set(ProductType)
    assert set(choices(T.CHANNEL)) == set(ChannelKind)
    assert set(choices(T.STATUS)) == set(AccountState)
    assert set(choices(T.ADDRESS_KIND)) == set(AddressKind)
    assert set(choices(T.ADDRESS_SOURCE)) == set(AddressOrigin)
    assert set(choices(T.PROMISE_STATE)) == set(PromiseState)
    assert set(choices(T.AUTHORISED_PLACE)) == set(AuthorisedPlace)
    assert all(choices(target) for target in CHOICES)


def test_small_words_fall_but_not_all() -> None:
    assert folded("Deudor de la línea") == "deudor linea"
    assert folded("de la") == "de la"
