"""Mexican addresses as people and banks write them."""

import time

import pytest

from kobra_domain.streets.mexico import is_mexican, read_mexican

SAME_DOOR = [
    "Av. Insurgentes Sur 1234 Int. 5, Col. Del Valle, C.P. 03100",
    "Avenida Insurgentes Sur No. 1234 Interior 5 Colonia del Valle CP 03100 Benito Juárez",
    "INSURGENTES SUR #1234 INT 5, DEL VALLE, 03100, CDMX",
    "insurgentes sur num. 1234, int. 5, col del valle",
    "Av Insurgentes Sur Núm 1234 int 5; Col. Del Valle; C. P. 03100",
    "Insurgentes Sur 1234 Int 5 Colonia Del Valle Código Postal 03100",
    "Av. Insurgentes Sur EXT. 1234 INT. 5 Col. Del Valle",
]


@pytest.mark.parametrize("text", SAME_DOOR)
def test_one_door_has_one_key(text: str) -> None:
    door = read_mexican(text)
    assert (door.door, door.unit) == ("INSURGENTES SUR 1234 @ VALLE", "IN 5")


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("Calle 60 #491 x 57 y 59, Centro", "CL 60 491 @ CENTRO"),
        ("Calle 60 No. 491 entre 57 y 59 Col. Centro", "CL 60 491 @ CENTRO"),
        ("C. 60 491, Centro", "CL 60 491 @ CENTRO"),
        ("5 de Mayo 12 Col. Centro", "5 MAYO 12 @ CENTRO"),
        ("Calle 5 de Mayo 12-B, Col. Centro", "5 MAYO 12B @ CENTRO"),
        ("C. 20 de Noviembre Num 5 Bis, Barrio de Santiago", "20 NOVIEMBRE 5BIS @ SANTIAGO"),
        ("Priv. Hidalgo 8 B Col. Roma Norte", "PRIVADA HIDALGO 8B @ ROMA NORTE"),
        ("Norte 45 1012, Industrial Vallejo", "NORTE 45 1012 @ INDUSTRIAL VALLEJO"),
        ("Eje 5 Sur 12 Col. Portales", "EJE 5 SUR 12 @ PORTALES"),
        ("Gral. Anaya 7, Fracc. Los Pinos CP 45678", "GENERAL ANAYA 7 @ PINOS"),
        ("Paseo de la Reforma 222, 06600", "PASEO REFORMA 222 @ 06600"),
        ("Av. Paseo de la Reforma No 222 CP 06600", "PASEO REFORMA 222 @ 06600"),
        ("Mz 3 Lt 12 Col. Ampliación Las Águilas", "MZ 3 LT 12 @ AMPLIACION AGUILAS"),
        ("Manzana 3 Lote 12, Fracc. Los Pinos", "MZ 3 LT 12 @ PINOS"),
        ("Lago Alberto 320 Torre B Depto 1203, Anáhuac, 11320", "LAGO ALBERTO 320 @ ANAHUAC"),
        ("Av. Juárez 100 esq. con Hidalgo, Col. Centro", "JUAREZ 100 @ CENTRO"),
        # no doors
        ("Av. Juárez 100", ""),
        ("Calle 5 de Mayo S/N, Col. Centro", ""),
        ("Calle 5 de Mayo sin número, Col. Centro", ""),
        ("Carretera Toluca KM 4.5, Col. Las Palmas", ""),
        ("Mz 3, Col. Centro", ""),
        ("Calle 8, Col. Centro", ""),
        ("Juárez # casa azul, Col. Centro", ""),
        ("Juárez 12345678, Col. Centro", ""),
        ("Col. Centro", ""),
        ("Col.", ""),
        (",,;", ""),
        ("", ""),
    ],
)
def test_doors_are_read(text: str, door: str) -> None:
    assert read_mexican(text).door == door


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("Calle 60 #491 x 57 y 59, Centro", ("CL 57", "CL 59")),
        ("Juárez 12 entre Hidalgo y Morelos Col. Centro", ("HIDALGO", "MORELOS")),
        ("Juárez S/N entre Calle Hidalgo y Av. Morelos, CP 06600", ("HIDALGO", "MORELOS")),
        ("Juárez 12 entre calles 5 de Mayo y 16 de Septiembre", ("5 MAYO", "16 SEPTIEMBRE")),
        ("Juárez esquina Hidalgo", ("HIDALGO",)),
        ("Juárez entre", ()),
    ],
)
def test_the_streets_on_both_sides(text: str, between: tuple[str, ...]) -> None:
    assert read_mexican(text).between == between


def test_the_fields_beside_go_before_the_text() -> None:
    door = read_mexican("Juárez 12, Col. Centro, C.P. 06000", "Colonia Guerrero", "06300")
    assert (door.colonia, door.postal_code) == ("GUERRERO", "06300")
    assert read_mexican("Juárez 12, CP 06000", "", "x").postal_code == "06000"
    assert read_mexican("Juárez 12, CP 123").postal_code == ""


def test_a_house_is_its_number_without_the_letter() -> None:
    assert read_mexican("Juárez 12-B, Centro").house == 12
    assert read_mexican("Juárez S/N, Centro").house is None


@pytest.mark.parametrize(
    ("text", "postal_code", "region", "shows"),
    [
        ("Calle 8 # 12-40", "", "", False),
        ("Calle 8 # 12-40", "110111", "Cundinamarca", False),
        ("Calle 8 # 12", "06600", "", True),
        ("Calle 8 # 12", "", "Yucatán", True),
        ("Calle 8 # 12 Col. Centro", "", "", True),
        ("Calle 60 #491 x 57 y 59", "", "", True),
        ("Calle 60 491 entre 57 y 59", "", "", True),
        ("Calle 8 x 12", "", "", False),
    ],
)
def test_an_address_may_show_its_country(
    text: str, postal_code: str, region: str, shows: bool
) -> None:
    assert is_mexican(text, postal_code, region) is shows


@pytest.mark.parametrize(
    "hostile",
    [
        one * 100_000
        for one in ("9", "N.", "# ", "S/", "Col. ", "entre ", "C.P. ", "MZ 1 ", "\u0301", " ")
    ],
    ids=range(10),
)
def test_hostile_texts_take_no_time(hostile: str) -> None:
    began = time.process_time()
    read_mexican(hostile, hostile, hostile)
    is_mexican(hostile, hostile, hostile)
    assert time.process_time() - began < 0.5
