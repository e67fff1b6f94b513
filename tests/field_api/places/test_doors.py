"""A list of doors is taken in from a client's file, whole or not at all."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from field_api.database import Database
from field_api.places.books import known_of
from field_api.places.doors import load_doors
from field_api.tables.places import listed_doors
from kobra_domain.errors import Invalid
from kobra_domain.geo import distance_m
from kobra_domain.places import Point
from kobra_domain.streets.doors import Written
from kobra_domain.streets.placing import Place, PlaceMethod, Sought, place
from tests.field_api.servers import NOW

HEAD = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID\n"
MEXICO = HEAD + (
    "-99.1700,19.4000,100,AVENIDA JUAREZ,,Villa,CENTRO,DF,06000,1\n"
    "-99.1700,19.4010,120,Av. Juárez,,VILLA,Col. Centro,DF,06000,2\n"
    "-99.1500,19.4500,100,Juárez,,Villa,Roma,DF,06700,3\n"
    "-99.1500,19.4500,7,Juárez,,Otra Villa,Roma,DF,06700,4\n"
    "-99.1500,19.4500,,Juárez,,Villa,Roma,DF,06700,5\n"
    "x,19.4500,9,Juárez,,Villa,Roma,DF,06700,6\n"
    "1\n"
    "\n"
)
COLOMBIA = HEAD + "-74.1,4.6,12-40,CALLE 8,,,,,,1\n-74.2,4.6,12 40 SUR,CL 8,AP 301,,,,,2\n"


def found(database: Database, country: str, street: str, **more: str) -> Place | None:
    address = Written(street=street, municipality="villa", **more)
    with database.read() as connection:
        return place(Sought(address=address, country=country), known_of(connection, "VILLA"))


@pytest.mark.both_engines
def test_doors_of_mexico_are_found_and_counted_between(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "doors.csv"
    path.write_text(MEXICO, encoding="utf-8")
    listed = load_doors(database, path, "Villa", NOW)
    assert (listed.doors, listed.quarters) == (3, 2)
    assert (listed.unreadable, listed.elsewhere) == (3, 1)
    door = found(database, "MX", "Av. Juárez 100, Col. Roma")
    assert door is not None
    assert (door.method, door.point) == (PlaceMethod.REFERENCE, Point(19.45, -99.15))
    door = found(database, "MX", "Juárez 110", neighbourhood="Centro")
    assert door is not None
    assert door.method is PlaceMethod.BETWEEN_NUMBERS
    assert distance_m(door.point, Point(19.4005, -99.17)) < 2
    door = found(database, "MX", "Juárez 999, Col. Centro")
    assert door is not None
    assert door.method is PlaceMethod.NEIGHBOURHOOD


# As the DENUE of INEGI is: a business each, with its address by the standard.
DENUE = (
    "id,nom_estab,tipo_vial,nom_vial,numero_ext,letra_ext,tipo_asent,nomb_asent,cod_postal,"
    "municipio,latitud,longitud\n"
    "1,TIENDA,CERRADA,JUAREZ,12,B,COLONIA,CENTRO,06000,Villa,19.4,-99.17\n"
    "2,TALLER,CALLE,JUAREZ,12,,COLONIA,CENTRO,06000,Villa,19.41,-99.18\n"
    "3,OTRA,CALLE,JUAREZ,,,COLONIA,CENTRO,06000,Villa,19.41,-99.18\n"
)


def outer_number(kind: str, number: float, letter: str | None, lon: float) -> dict[str, object]:
    """A point of INEGI's layer of outer numbers."""
    told = {
        "TIPOVIAL": kind, "NOMVIAL": "JUAREZ", "NUMEXTNUM": number, "NUMEXTALF": letter,
        "NOMASEN": "CENTRO", "CP": "06000",
    }  # fmt: skip
    place = {"type": "Point", "coordinates": [lon, 19.4]}
    return {"type": "Feature", "properties": told, "geometry": place}


@pytest.mark.parametrize("kind", ["denue", "numbers"])
def test_lists_of_inegi_are_read_by_their_own_columns(
    database: Database, tmp_path: Path, kind: str
) -> None:
    if kind == "denue":
        path = tmp_path / "denue.csv"
        path.write_text(DENUE, encoding="cp1252")
    else:
        path = tmp_path / "numeros.geojson"
        points = [outer_number("CERRADA", 12.0, "B", -99.17), outer_number("CALLE", 12, None, -99)]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": points}))
    listed = load_doors(database, path, "Villa", NOW)
    assert (listed.doors, listed.quarters, listed.elsewhere) == (2, 1, 0)
    door = found(database, "MX", "Cerrada Juárez 12 B, Col. Centro")
    assert door is not None
    assert (door.method, door.point) == (PlaceMethod.REFERENCE, Point(19.4, -99.17))
    door = found(database, "MX", "Juárez 12", neighbourhood="Centro", postal_code="06000")
    assert door is not None
    assert door.method is PlaceMethod.REFERENCE
    assert door.point != Point(19.4, -99.17)


def test_letters_that_begin_late_in_a_list_are_read_as_they_are(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "doors.csv"
    plain = "-99.1700,19.4000,100,AVENIDA JUAREZ,,Villa,CENTRO,DF,06000,1\n" * 5_000
    late = "-99.1600,19.4200,31,Peñón,,Villa,Año de Juárez,DF,06000,2\n"
    path.write_text(HEAD + plain + late, encoding="cp1252")
    assert path.read_bytes()[:300_000].isascii()
    load_doors(database, path, "Villa", NOW)
    door = found(database, "MX", "Peñón 31, Col. Año de Juárez")
    assert door is not None
    assert (door.method, door.point) == (PlaceMethod.REFERENCE, Point(19.42, -99.16))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_doors_of_colombia_in_any_letters(
    database: Database, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "doors.csv"
    path.write_text(COLOMBIA.replace("CALLE", "calle"), encoding=encoding)
    assert load_doors(database, path, "Villa", NOW).doors == 2
    door = found(database, "CO", "Calle 8 # 12-40 Apto 3")
    assert door is not None
    assert (door.method, door.point) == (PlaceMethod.REFERENCE, Point(4.6, -74.1))
    door = found(database, "CO", "Calle 8 Sur # 12-40")
    assert door is not None
    assert door.point == Point(4.6, -74.2)


@pytest.mark.parametrize("is_by_lines", [True, False])
def test_points_of_geojson(database: Database, tmp_path: Path, is_by_lines: bool) -> None:
    told = {"number": "100", "street": "Juárez", "district": "Centro"}
    geometry = {"type": "Point", "coordinates": [-99.1, 19.4]}
    feature = {"type": "Feature", "properties": told, "geometry": geometry}
    line = {"type": "LineString", "coordinates": [[-99.1, 19.4], [-99.2, 19.4]]}
    other = {"type": "Feature", "properties": told, "geometry": line}
    features = [feature, other, {"type": "Feature", "properties": None, "geometry": None}]
    path = tmp_path / "doors.geojson"
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text("\n".join(map(json.dumps, features)) if is_by_lines else json.dumps(whole))
    listed = load_doors(database, path, "Villa", NOW)
    assert (listed.doors, listed.unreadable) == (1, 2)
    assert found(database, "MX", "Juárez 100, Col. Centro") is not None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "door_columns_missing"),
        (b"a,b\n1,2\n", "door_columns_missing"),
        (HEAD.encode(), "no_doors_in_file"),
        (b"\x00" * 1_000, "door_columns_missing"),
        (HEAD.encode() + b'"' + b"x" * 300_000, "not_a_door_list"),
        (HEAD.encode() + b"1e999,nan,1,Calle,,,,,,\n", "no_doors_in_file"),
    ],
    ids=range(6),
)
def test_a_file_that_is_no_list_leaves_the_one_before(
    database: Database, tmp_path: Path, body: bytes, code: str
) -> None:
    path = tmp_path / "doors.csv"
    path.write_text(MEXICO, encoding="utf-8")
    load_doors(database, path, "Villa", NOW)
    path.write_bytes(body)
    with pytest.raises(Invalid, match=code):
        load_doors(database, path, "Villa", NOW)
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(listed_doors)) == 3
