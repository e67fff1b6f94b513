"""Headers as banks write them, and what they are taken for."""

import pytest

from kobra_domain.imports.columns import Mapped, Target, missing, plain, proposed

T = Target
TEMPLATE = (
    "credito,documento,nombre,telefono,direccion,barrio,municipio,saldo,saldo_vencido,dias_mora,"
    "producto,fecha_vencimiento,lat,lon,fecha_desembolso,fecha_asignacion,lote,capital,segmento,"
    "gestor,valor_cuota,proxima_cuota,fecha_ultimo_pago,fecha_corte"
)


def test_the_headers_of_the_template_are_themselves() -> None:
    names = TEMPLATE.split(",")
    assert [mapped.target.value if mapped else "" for mapped in proposed(names)] == names
    assert all(proposed([target.value]) == [Mapped(target)] for target in Target)


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


def test_what_every_row_needs() -> None:
    assert missing(proposed(["saldo"])) == {T.NUMBER, T.NAME}
    assert missing(proposed(["crédito", "nombre"])) == frozenset()


def test_words_are_compared_without_small_ones() -> None:
    assert plain("No. de la Obligación") == ("numero", "obligacion")
