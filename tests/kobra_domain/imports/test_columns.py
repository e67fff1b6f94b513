"""Headers as banks write them, and what they are taken for."""

import pytest

from kobra_domain.imports.columns import Mapped, knows, plain, proposed
from kobra_domain.imports.targets import NEEDED, TAKEN, Target
from kobra_domain.imports.things import ImportKind

T = Target
TEMPLATE = (
    "credito,documento,nombre,telefono,direccion,barrio,municipio,saldo,saldo_vencido,dias_mora,"
    "producto,fecha_vencimiento,lat,lon,fecha_desembolso,fecha_asignacion,lote,capital,segmento,"
    "gestor,valor_cuota,proxima_cuota,fecha_ultimo_pago,fecha_corte"
)


def test_the_headers_of_the_template_are_themselves() -> None:
    names = TEMPLATE.split(",")
    assert [mapped.target.value if mapped else "" for mapped in proposed(names)] == names
    for kind, taken in TAKEN.items():
        assert all(proposed([target.value], kind) == [Mapped(target)] for target in taken)


def test_every_target_is_of_some_kind_and_what_is_needed_is_taken() -> None:
    assert frozenset().union(*TAKEN.values()) == frozenset(Target)
    for kind in ImportKind:
        assert frozenset().union(*NEEDED[kind]) <= TAKEN[kind]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("No. Obligación", T.NUMBER),
        ("NRO_CREDITO", T.NUMBER),
        ("Número de cuenta", T.NUMBER),
        ("Cédula", T.DOCUMENT),
        ("NIT", T.DOCUMENT),
        ("RFC", T.DOCUMENT),
        ("CURP", T.DOCUMENT),
        ("C.C.", None),
        ("CC", T.DOCUMENT),
        ("NOMBRE DEL TITULAR", T.NAME),
        ("Teléfono Celular", T.PHONE),
        ("Días de mora", T.DAYS_PAST_DUE),
        ("DÍAS EN MORA", T.DAYS_PAST_DUE),
        ("Mora", T.OVERDUE),
        ("Vencido", T.OVERDUE),
        ("Corte", T.CUT_OFF_ON),
        ("FEC. VENCIMIENTO", T.DUE_ON),
        ("Colonia", T.NEIGHBOURHOOD),
        ("C.P.", T.POSTAL_CODE),
        ("Dirección de residencia", T.STREET),
        ("Latitud", T.LAT),
        ("observaciones", None),
        ("", None),
        ("###", None),
    ],
)
def test_headers_are_known_however_they_are_written(header: str, target: Target | None) -> None:
    [mapped] = proposed([header])
    assert (mapped.target if mapped else None) is target


def test_units_stand_in_the_header_of_an_amount_only() -> None:
    assert proposed(["Saldo (miles)"]) == [Mapped(T.BALANCE, 1_000)]
    assert proposed(["Saldo vencido en millones"]) == [Mapped(T.OVERDUE, 1_000_000)]
    assert proposed(["Días de mora (miles)"]) == [None]


def test_the_first_column_of_a_kind_has_it() -> None:
    assert proposed(["saldo", "Saldo total", "nombre"]) == [
        Mapped(T.BALANCE),
        None,
        Mapped(T.NAME),
    ]


def test_several_telephones_and_addresses_are_all_taken() -> None:
    headers = ["telefono 1", "Celular", "telefono 2", "correo", "Email 2"]
    assert [(one.target, one.ordinal) for one in proposed(headers) if one] == [
        (T.PHONE, 1),
        (T.PHONE, 2),
        (T.PHONE, 3),
        (T.EMAIL, 1),
        (T.EMAIL, 2),
    ]
    headers = ["dirección", "barrio", "Dirección 2", "barrio 2", "dirección trabajo", "ciudad"]
    assert [(one.target, one.ordinal) for one in proposed(headers) if one] == [
        (T.STREET, 1),
        (T.NEIGHBOURHOOD, 1),
        (T.STREET, 2),
        (T.NEIGHBOURHOOD, 2),
        (T.STREET, 3),
        (T.MUNICIPALITY, 1),
    ]
    assert proposed(["direccion", "direccion codeudor", "telefono codeudor", "direccion"]) == [
        Mapped(T.STREET),
        None,
        Mapped(T.CODEBTOR_PHONE),
        None,
    ]


def test_a_header_means_what_its_kind_of_file_is_about() -> None:
    assert proposed(["fecha pago"]) == [Mapped(T.LAST_PAID_ON)]
    assert proposed(["fecha pago", "valor"], ImportKind.PAYMENTS) == [
        Mapped(T.PAID_ON),
        Mapped(T.AMOUNT),
    ]
    assert proposed(["asesor"], ImportKind.AGENTS) == [Mapped(T.NAME)]
    assert knows("Valor", ImportKind.PAYMENTS)
    assert not knows("Valor", ImportKind.ACCOUNTS)


def test_words_are_compared_without_small_ones() -> None:
    assert plain("No. de la Obligación") == ("numero", "obligacion")


@pytest.mark.parametrize(
    ("headers", "cells", "taken"),
    [
        (["credito", "Mora"], ["35", "0", "120 días", ""], T.DAYS_PAST_DUE),
        (["credito", "Mora"], ["35", "120000"], T.OVERDUE),
        (["credito", "Mora"], ["35.50", "12"], T.OVERDUE),
        (["credito", "Mora"], ["0", ""], T.OVERDUE),
        (["credito", "Mora"], [], T.OVERDUE),
        (["dias_mora", "Mora"], ["35", "12"], T.OVERDUE),
        (["saldo vencido", "Mora"], ["35", "12"], T.DAYS_PAST_DUE),
    ],
)
def test_what_mora_alone_is_its_cells_say(
    headers: list[str], cells: list[str], taken: Target
) -> None:
    found = proposed(headers, ImportKind.ACCOUNTS, [("1", cell) for cell in cells])[1]
    assert found is not None
    assert found.target is taken
