"""Door numbers as people, banks and the cadastre write them."""

import pytest

from kobra_domain.streets.names import read_street
from kobra_domain.streets.placa import read_placa

SAME_DOOR = [
    "Calle 8 # 12-40",
    "CALLE 8 No. 12 - 40",
    "Cll 8 N° 12-40",
    "CL 8 12 40",
    "Cl.8 #12–40",
    "calle 8 Nro. 12-40",
    "C 8 # 12 40",
    "AC 8 # 12-40",
    "Av. Calle 8 # 12-40",
    "Avenida Calle 8 número 12-40",
    "CALLE 8 # KR 12 - 40",
]


@pytest.mark.parametrize("text", SAME_DOOR)
def test_one_door_has_one_key(text: str) -> None:
    placa = read_placa(text)
    assert placa is not None
    assert placa.door == "CL 8 # KR 12 - 40"


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("Cra 7 # 45-12", "KR 7 # CL 45 - 12"),
        ("Kra. 7A Bis # 45B-12", "KR 7A BIS # CL 45B - 12"),
        ("AK 7 # 45-12", "KR 7 # CL 45 - 12"),
        ("Carrera 7 A Bis B # 45 - 12", "KR 7A BIS B # CL 45 - 12"),
        ("Calle 8 Sur # 12-40", "CL 8 SUR # KR 12 - 40"),
        ("Calle 8 # 12-40 Sur", "CL 8 SUR # KR 12 - 40"),
        ("Carrera 12 # 8-40 Sur", "KR 12 # CL 8 SUR - 40"),
        ("Carrera 12 Este # 8-40", "KR 12 ESTE # CL 8 - 40"),
        ("Carrera 12 # 8-40 Este", "KR 12 ESTE # CL 8 - 40"),
        ("Calle 8 # 12-40 Este", "CL 8 # KR 12 ESTE - 40"),
        ("Calle 8 Sur # 12 Este - 40", "CL 8 SUR # KR 12 ESTE - 40"),
        ("Calle 8N # 12-40", "CL 8 NORTE # KR 12 - 40"),
        ("Calle 5 Oeste # 3-40", "CL 5 OESTE # KR 3 - 40"),
        ("Diagonal 45B # 20-05", "DG 45B # KR 20 - 5"),
        ("TV 5B # 48-20 AP 301", "TV 5B # CL 48 - 20"),
        ("Tv. 5B No 48-20 Apartamento 301 Torre 2", "TV 5B # CL 48 - 20"),
        ("Av 68 # 13-20", "AV 68 # CL 13 - 20"),
        ("Calle 8 con Carrera 12", "CL 8 # KR 12"),
        ("Calle 8 # 12", "CL 8 # KR 12"),
        ("Calle 8 # 12 - 4000", "CL 8 # KR 12"),
        ("Cra 7 con 45", "KR 7 # CL 45"),
        ("Calle 8 # 12-40 INT 3 Barrio Álamos", "CL 8 # KR 12 - 40"),
        ("CIRCULAR 73B # 39A-10", "CQ 73B # CL 39A - 10"),
    ],
)
def test_doors_are_read(text: str, door: str) -> None:
    placa = read_placa(text)
    assert placa is not None
    assert placa.door == door


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "MZ 5 CS 12",
        "Vereda El Salitre, finca La Esperanza",
        "KM 4 vía La Calera",
        "Calle Real",
        "Calle 8",
        "Avenida Insurgentes Sur 1602",
        "Calle 12345 # 1-2",
        "8 # 12-40",
        "Calle de los Plateros 3",
    ],
)
def test_what_has_no_numbered_streets_is_no_door(text: str) -> None:
    assert read_placa(text) is None


def test_who_lives_behind_the_door_is_no_other_door() -> None:
    one, other = read_placa("Calle 8 # 12-40 Apto 301"), read_placa("CL 8 # 12-40 AP 302")
    assert one is not None
    assert other is not None
    assert one.door == other.door == "CL 8 # KR 12 - 40"
    assert (one.unit_key, other.unit_key) == ("AP 301", "AP 302")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Calle 8A Bis Sur", "CL 8A BIS SUR"),
        ("Avenida Carrera 68", "KR 68"),
        ("Transversal 5 B Este", "TV 5B ESTE"),
        ("Calle 100", "CL 100"),
        ("Calle Real", None),
        ("Carrera", None),
        ("Calle 8 de Agosto", None),
        ("", None),
    ],
)
def test_a_maps_streets_are_read_whole(name: str, key: str | None) -> None:
    street = read_street(name)
    assert (street and street.key) == key


def test_streets_are_counted() -> None:
    names = ["Calle 9", "Calle 8A Bis", "Calle 8", "Calle 8B", "Calle 8A", "Calle 10"]
    streets = [street for name in names if (street := read_street(name))]
    counted = [street.key for street in sorted(streets, key=lambda one: one.rank)]
    assert counted == ["CL 8", "CL 8A", "CL 8A BIS", "CL 8B", "CL 9", "CL 10"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Calle 8 # 12-40 Torre 2 Apto 301", "AP 301 TO 2"),
        ("Calle 8 # 12-40 AP 301 TO 2", "AP 301 TO 2"),
        ("Calle 8 # 12-40 INT 3 Barrio Álamos", "IN 3"),
        ("Calle 8 # 12-40 Apto 301B", "AP 301B"),
        ("Calle 8 # 12-40 Torre A Apto 2", "AP 2 TO A"),
        ("Calle 8 # 12-40 Apto 2 Torre A", "AP 2 TO A"),
        ("Calle 8 # 12-40 Barrio Álamos", ""),
        ("Calle 8 # 12-40 Apto", ""),
    ],
)
def test_a_unit_is_the_same_in_any_order(text: str, unit: str) -> None:
    placa = read_placa(text)
    assert placa is not None
    assert placa.unit_key == unit


def test_numbers_longer_than_any_are_no_metres() -> None:
    placa = read_placa("Calle 8 # 12-" + "4" * 10_000)
    assert placa is not None
    assert placa.metres is None
