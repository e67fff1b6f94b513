"""One person is found by their document however it was written."""

import pytest

from kobra_domain.commands import COMMANDS, revise
from kobra_domain.documents import check_digit, read_document
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Party
from tests.kobra_domain.things import an_id


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        ("CC", "52.100.200", ("CC", "52100200")),
        ("C.C.", " 0052 100 200 ", ("CC", "52100200")),
        ("cédula de ciudadanía", "52-100-200", ("CC", "52100200")),
        ("C. C.", "52100200", ("CC", "52100200")),
        ("Nit.", "900.123.456-8", ("NIT", "900123456")),
        ("NIT", "9001234568", ("NIT", "900123456")),
        ("NIT", "9001234560", ("NIT", "9001234560")),
        ("NIT", "900123456", ("NIT", "900123456")),
        ("", "GODE561231GR8", ("RFC", "GODE561231GR8")),
        ("", "gode561231hdfrrn09", ("CURP", "GODE561231HDFRRN09")),
        ("Pasaporte", "AN 123456", ("PA", "AN123456")),
        ("", "52.100.200", ("", "52100200")),
        ("", "CC 1.020.304", ("CC", "1020304")),
        ("", "C.C. No. 52.100.200", ("CC", "52100200")),
        ("", "c.c.52100200", ("CC", "52100200")),
        ("", "CC52100200", ("CC", "52100200")),
        ("", "Cédula: 52 100 200", ("CC", "52100200")),
        ("", "Cédula de ciudadanía N° 52100200", ("CC", "52100200")),
        ("", "52.100.200 CC", ("CC", "52100200")),
        ("", "NIT 900.123.456-8", ("NIT", "900123456")),
        ("", "TI 1.020.304", ("TI", "1020304")),
        ("", "T.I.1020304", ("TI", "1020304")),
        ("CC", "CC 52100200", ("CC", "52100200")),
        ("CC", "T.I. 1020304", ("TI", "1020304")),
        ("", "Pasaporte AN123456", ("PA", "AN123456")),
        ("", "RFC: GODE561231GR8", ("RFC", "GODE561231GR8")),
        ("", "por confirmar 52100200", ("", "PORCONFIRMAR52100200")),
        ("Pasaporte", "CC123456", ("PA", "CC123456")),
        ("", "PA123456", ("", "PA123456")),
        ("", "PA 123456", ("PA", "123456")),
        ("", "AN123456", ("", "AN123456")),
        ("", "CC", ("", "CC")),
        ("", "52100200 por confirmar", ("", "52100200PORCONFIRMAR")),
        ("Otro tipo", "x-1", ("OTRO TIPO", "X1")),
        ("CC - Cédula de ciudadanía", "52100200", ("CC", "52100200")),
        ("13", "52100200", ("CC", "52100200")),
        ("CC/NIT", "52100200", ("CC/NIT", "52100200")),
        ("CC", "(CC) 52.100.200", ("CC", "52100200")),
        ("", "CN123456", ("", "CN123456")),
        ("", "", ("", "")),
    ],
)
def test_a_document_has_one_form(kind: str, number: str, kept: tuple[str, str]) -> None:
    assert read_document(kind, number) == kept
    assert read_document(*kept) == kept


@pytest.mark.parametrize(("nit", "digit"), [("900123456", "8"), ("800197268", "4"), ("1", "8")])
def test_the_check_digit_of_a_nit(nit: str, digit: str) -> None:
    assert check_digit(nit) == digit


def test_a_party_is_kept_with_it() -> None:
    values = {
        "id": an_id(1),
        "portfolio_id": an_id(2),
        "name": "Ana",
        "document_type": "c.c.",
        "document_number": "1.234",
    }
    made = revise(COMMANDS["party.create"], None, values)
    assert isinstance(made, Party)
    assert (made.document_type, made.document_number) == ("CC", "1234")
    assert made.document == "CC 1234"


@pytest.mark.parametrize(
    ("kind", "number", "said"), [("", "", ""), ("", "1234", "1234"), ("NIT", "", "NIT")]
)
def test_a_document_is_said_with_what_there_is(kind: str, number: str, said: str) -> None:
    party = Party(
        id=an_id(1), portfolio_id=an_id(2), name="A", document_type=kind, document_number=number
    )
    assert party.document == said


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("TI - Tarjeta de identidad", "1234", "TI"),
        ("Tarjeta de identidad (TI)", "1234", "TI"),
        ("T.I. menor", "1234", "TI"),
        ("Tarj. ident.", "1234", "TI"),
        ("T. Identidad", "1234", "TI"),
        ("Menor de edad", "1234", "TI"),
        ("12", "1234", "TI"),
        ("MS", "1234", "TI"),
        ("Reg. civil", "1234", "RC"),
        ("Registro de nacimiento", "1234", "RC"),
        ("11 - RC", "1234", "RC"),
        ("CN", "1234", "RC"),
        ("N.U.I.P.", "1234", "RC"),
        ("", "1234 (TI)", "TI"),
        ("", "[TI] 1234", "TI"),
        ("", "Tarj. identidad No. 1234", "TI"),
        ("", "Reg. civil 1234", "RC"),
        ("CC", "TI1234", "TI"),
        ("CC", "(TI) 1234", "TI"),
    ],
)
def test_a_minor_s_document_is_recognised_however_it_is_written(
    kind: str, number: str, code: str
) -> None:
    assert read_document(kind, number) == (code, "1234")
    assert read_document(code, "1234") == (code, "1234")


@pytest.mark.parametrize("kind", ["TI", "Tarjeta de identidad", "R.C."])
def test_nothing_of_a_minor_is_kept(kind: str) -> None:
    values = {
        "id": an_id(1),
        "portfolio_id": an_id(2),
        "name": "Ana",
        "document_type": kind,
        "document_number": "1234",
    }
    with pytest.raises(Invalid) as refusal:
        revise(COMMANDS["party.create"], None, values)
    assert refusal.value.code == "minors_document"
