"""Mappings that headers propose, and what they leave unsaid."""

import pickle

from kobra_domain.imports.formats import DateOrder, DecimalMark, way_of
from kobra_domain.imports.mapping import (
    ColumnUse,
    Constant,
    Mapping,
    Slot,
    asked_by_law,
    headers_key,
    proposed_mapping,
)
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import say

T = Target
ACCOUNTS = ImportKind.ACCOUNTS


def test_a_mapping_is_proposed_by_headers() -> None:
    mapping = proposed_mapping(["Crédito", "otra cosa", "Saldo (miles)", "telefono 2"], ACCOUNTS)
    assert mapping.columns == (
        ColumnUse(header="Crédito", target=T.NUMBER),
        ColumnUse(header="Saldo (miles)", target=T.BALANCE, unit=1_000),
        ColumnUse(header="telefono 2", target=T.PHONE),
    )
    assert [use.slot for use in mapping.columns][2] == Slot(T.PHONE, 1)
    assert mapping.missing == (frozenset({T.NAME}),)
    assert not Mapping(
        kind=ACCOUNTS, columns=mapping.columns, constants=(Constant(target=T.NAME, value="x"),)
    ).missing


def test_headers_are_remembered_as_a_set_without_what_refused_rows_add() -> None:
    assert headers_key(["Crédito", "NOMBRE"]) == headers_key(
        ["nombre", "credito", "fila", "motivo"]
    )
    assert headers_key(["credito"]) != headers_key(["credito", "saldo"])


def test_the_law_asks_what_no_column_says() -> None:
    nothing = Mapping(kind=ACCOUNTS)
    assert asked_by_law(nothing, "CO") == (T.PRODUCT_TYPE, T.AUTHORISED_ON)
    assert asked_by_law(nothing, "MX") == (T.ADDRESS_SOURCE,)
    assert asked_by_law(nothing, "PE") == ()
    said = Mapping(
        kind=ACCOUNTS,
        columns=(ColumnUse(header="tipo", target=T.PRODUCT_TYPE),),
        constants=(Constant(target=T.AUTHORISED_ON, value="2026-01-15"),),
    )
    assert asked_by_law(said, "CO") == ()
    assert asked_by_law(Mapping(kind=ImportKind.PAYMENTS), "CO") == ()


def test_the_way_of_a_country() -> None:
    assert way_of("CO") == (DecimalMark.COMMA, DateOrder.DAY_FIRST)
    assert way_of("MX") == (DecimalMark.POINT, DateOrder.DAY_FIRST)
    assert way_of("US") == (DecimalMark.POINT, DateOrder.MONTH_FIRST)


def test_a_refusal_leaves_its_process_whole() -> None:
    made = pickle.loads(pickle.dumps(FileRefused(FileCode.NO_SHEET, sheet="x")))
    assert (made.reason, made.params) == (FileCode.NO_SHEET, {"sheet": "x"})
    assert say(made.code, made.params) == "El libro no tiene una hoja «x» con filas."
