"""Streets are taken in from a map's file, whole or not at all."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import Compression
from sqlalchemy import func, select

from field_api.database import Database
from field_api.places.books import known_of
from field_api.places.lines import read_bounds
from field_api.places.streets import load_streets
from field_api.tables.places import map_corners, map_streets, towns
from kobra_domain.errors import Invalid
from kobra_domain.geo import distance_m
from kobra_domain.places import Point
from kobra_domain.streets.doors import Written
from kobra_domain.streets.placing import Place, PlaceMethod, Sought, place
from tests.field_api.places.maps import (
    BLOCKS,
    at,
    grid,
    true_door,
    write_geojson,
    write_pmtiles,
)
from tests.field_api.servers import NOW

CORNERS = BLOCKS * BLOCKS


def found(database: Database, street: str, **more: str) -> Place | None:
    address = Written(street=street, municipality="Villa", **more)
    with database.read() as connection:
        return place(Sought(address=address, country="CO"), known_of(connection, "VILLA"))


def count(database: Database, table: Any) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.both_engines
@pytest.mark.parametrize("kind", ["geojson", "pmtiles"])
def test_every_door_of_the_city_is_found(database: Database, tmp_path: Path, kind: str) -> None:
    write = write_geojson if kind == "geojson" else write_pmtiles
    path = write(tmp_path / f"city.{kind}", list(grid()))
    loaded = load_streets(database, path, "Villa", NOW)
    assert (loaded.municipality, loaded.streets, loaded.corners) == ("VILLA", 2 * BLOCKS, CORNERS)
    for calle, carrera, number in ((1, 1, 0), (5, 7, 42), (8, 2, 99), (11, 11, 5), (12, 3, 50)):
        door = found(database, f"CL {calle} # {carrera}-{number:02}")
        assert door is not None
        assert door.method is PlaceMethod.CORNER_METRES
        assert distance_m(door.point, true_door(calle, carrera, number)) < 3


def test_roads_are_told_once_across_the_borders_of_tiles(
    database: Database, tmp_path: Path
) -> None:
    """The grid lies over several tiles at this zoom; each corner is one, on its place."""
    path = write_pmtiles(tmp_path / "city.pmtiles", list(grid()), zoom=17)
    assert load_streets(database, path, "Villa", NOW).corners == CORNERS
    with database.read() as connection:
        rows = connection.execute(select(map_corners)).all()
    assert len(rows) == 2 * CORNERS
    for row in rows:
        calle, carrera = sorted((row.street, row.cross))
        true = true_door(int(calle[3:]), int(carrera[3:]), 0)
        assert distance_m(Point(row.lat, row.lon), true) < 3


def test_a_load_takes_the_place_of_the_one_before_in_its_municipality_only(
    database: Database, tmp_path: Path
) -> None:
    whole = write_geojson(tmp_path / "a.geojson", list(grid()))
    load_streets(database, whole, "Villa", NOW)
    load_streets(database, whole, "Otra Villa", NOW)
    two = [(name, line) for name, line in grid() if name in ("Calle 1", "Carrera 1")]
    assert load_streets(database, write_geojson(tmp_path / "b", two), "VILLA", NOW).corners == 1
    assert count(database, map_corners) == 2 * (CORNERS + 1)
    assert count(database, map_streets) == 2 * BLOCKS + 2
    assert count(database, towns) == 2


def test_what_cannot_be_read_leaves_what_was_there(database: Database, tmp_path: Path) -> None:
    load_streets(database, write_geojson(tmp_path / "a", list(grid())), "Villa", NOW)
    bad = tmp_path / "bad.geojson"
    bad.write_text("{")
    with pytest.raises(Invalid):
        load_streets(database, bad, "Villa", NOW)
    assert count(database, map_corners) == 2 * CORNERS


def test_quarters_of_a_map_and_bounds(database: Database, tmp_path: Path) -> None:
    quarters = [("Los Álamos", at(-150, 250))]
    path = write_pmtiles(tmp_path / "c.pmtiles", list(grid()), quarters=quarters)
    south, west, north, east = at(-350, -50), at(-350, 0), at(0, 350), at(50, 0)
    bounds = read_bounds(f"{west.lon},{south.lat},{east.lon},{north.lat}")
    loaded = load_streets(database, path, "Villa", NOW, bounds=bounds)
    assert (loaded.streets, loaded.corners, loaded.quarters) == (8, 16, 1)
    door = found(database, "Calle que no está 5", neighbourhood="Barrio Los Álamos")
    assert door is not None
    assert door.method is PlaceMethod.NEIGHBOURHOOD


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "2,0,1,1", "0,9,1,8", "0,0,inf,1"])
def test_bounds_are_four_degrees(text: str) -> None:
    with pytest.raises(Invalid, match="not_bounds"):
        read_bounds(text)


def geojson(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def feature(kind: str, coordinates: Any, name: Any = "Calle 1") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


LINE = [[-74.1, 4.6], [-74.1, 4.601]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"type": "Topology", "features": []}',
        geojson(),
        geojson({"type": "Feature"}),
        geojson({"type": "Feature", "geometry": None, "properties": None}),
        geojson(feature("LineString", LINE, name=None), feature("LineString", LINE, name=7)),
        geojson(feature("LineString", [[4.6, -74.1], ["a", "b"]])),
        geojson(feature("LineString", [[500000.0, 900000.0], [500001.0, 900000.0]])),
        geojson(feature("LineString", [])),
        geojson(feature("LineString", {"a": 1})),
        geojson(feature("MultiLineString", [1, None, [[]]])),
        geojson(feature("Polygon", [LINE])),
        geojson(feature("LineString", [[-74.1, 4.6], [-10.0, 40.0]])),
        b'{"type": "FeatureCollection", "features": [{"geometry": {"type": "LineString", '
        b'"coordinates": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}]}",
        b"PMTiles",
        b"PMTiles\x03" + b"\x00" * 119,
        b"PMTiles\x03" + b"\xff" * 500,
        b"PMTiles\x03" + b"\x01" * 500,
    ],
    ids=range(22),
)
def test_hostile_files_are_refused(database: Database, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(body)
    with pytest.raises(Invalid):
        load_streets(database, path, "Villa", NOW)
    assert count(database, map_streets) == 0


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
def test_an_archive_that_is_cut_is_refused(database: Database, tmp_path: Path, cut: float) -> None:
    path = write_pmtiles(tmp_path / "c.pmtiles", list(grid()))
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * cut)])
    with pytest.raises(Invalid):
        load_streets(database, path, "Villa", NOW)


def test_an_archive_with_changed_bytes_is_refused_or_read(
    database: Database, tmp_path: Path
) -> None:
    raw = write_pmtiles(tmp_path / "c.pmtiles", list(grid())).read_bytes()
    for n in range(0, len(raw), max(1, len(raw) // 60)):
        path = tmp_path / "changed"
        path.write_bytes(raw[:n] + bytes([raw[n] ^ 0x55]) + raw[n + 1 :])
        try:
            load_streets(database, path, "Villa", NOW)
        except Invalid:
            continue


def test_a_bomb_is_not_unpacked(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "bomb.pmtiles"
    raw = write_pmtiles(path, list(grid())).read_bytes()
    bomb = gzip.compress(bytes(200 * 2**20), 9)
    at_root = int.from_bytes(raw[8:16], "little")
    head = bytearray(raw[:at_root])
    head[16:24] = len(bomb).to_bytes(8, "little")
    path.write_bytes(bytes(head) + bomb)
    with pytest.raises(Invalid):
        load_streets(database, path, "Villa", NOW)


def test_tiles_packed_otherwise_are_said(database: Database, tmp_path: Path) -> None:
    path = write_pmtiles(tmp_path / "c", list(grid()), compression=Compression.ZSTD)
    with pytest.raises(Invalid, match="tiles_packed_otherwise"):
        load_streets(database, path, "Villa", NOW)


def test_a_municipality_needs_a_name(database: Database, tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "a", list(grid()))
    with pytest.raises(Invalid, match="missing"):
        load_streets(database, path, " - ", NOW)
    shutil.rmtree(tmp_path)
    with pytest.raises(FileNotFoundError):
        load_streets(database, path, "Villa", NOW)
