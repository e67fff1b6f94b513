"""The map picture: what is on it, what it costs, and what hostile tiles do to it (nothing)."""

import gzip
import io
import re
from collections.abc import Sequence
from pathlib import Path

import mapbox_vector_tile
import pytest
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from field_api.pictures.drawing import OSM, drawn, map_picture, packed, rendered
from field_api.pictures.ground import HEIGHT, WIDTH, Ground, Look, Spot, bar_of, frame_of
from field_api.pictures.marking import _legend_box
from field_api.pictures.strokes import tokens
from kobra_domain.places import Point
from tests.field_api.places.maps import at, grid, true_door, write_pmtiles

LARGEST = 80_000
DOOR = true_door(5, 5, 40)


def visited(arrival: Point | None = None, accuracy_m: float = 8.0, *, door: Point = DOOR) -> Ground:
    pin = Spot(door, Look.PIN, "state_at_visit", "Domicilio", ("visits", "completed"), "away", 60.0)
    spots: list[Spot] = [pin]
    if arrival is not None:
        spots.append(Spot(arrival, Look.DOT, "state_danger", "Llegada", radius_m=accuracy_m))
    way = "A 912 m" if arrival else ""
    return Ground(tuple(spots), way, without_streets="Sin mapa de calles")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pmtiles(tmp_path_factory.mktemp("city") / "basemap.pmtiles", list(grid()))


def said(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</text", svg)


def opened(picture: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(picture))
    made.load()
    return made


def test_a_map_has_streets_with_names_the_place_a_scale_and_whose_it_is(city: Path) -> None:
    svg = drawn(visited(at(-370, 410)), city)
    assert {"Calle 5", "Carrera 5"} <= set(said(svg))
    assert {"Domicilio", "Llegada", "A 912 m", OSM} <= set(said(svg))
    assert any(re.fullmatch(r"\d+ m", one) for one in said(svg))
    picture = packed(rendered(svg))
    assert opened(picture).size == (2 * WIDTH, 2 * HEIGHT)
    assert len(picture) <= LARGEST


def test_the_same_ground_gives_the_same_bytes(city: Path) -> None:
    assert map_picture(visited(), city) == map_picture(visited(), city)


@pytest.mark.parametrize("away_m", [0.0, 40.0, 900.0, 40_000.0, 9_000_000.0])
@pytest.mark.parametrize("accuracy_m", [5.0, 3_000.0, 1e12])
def test_everything_is_inside_however_far(away_m: float, accuracy_m: float) -> None:
    ground = visited(at(away_m / 2, away_m / 3), accuracy_m)
    frame = frame_of(ground.spots)
    for spot in ground.spots:
        x, y = frame.place(spot.at)
        reach = frame.pixels(min(spot.radius_m or 0.0, 20_000_000.0), spot.at.lat)
        assert reach - 1 <= x <= WIDTH - reach + 1
        assert reach - 1 <= y <= HEIGHT - reach + 1
    assert rendered(drawn(ground, None)).size == (2 * WIDTH, 2 * HEIGHT)


def test_streets_are_drawn_beyond_the_deepest_tile(city: Path) -> None:
    """The archive ends at 15; the door is seen from 17.5."""
    frame = frame_of(visited().spots)
    assert frame.zoom == pytest.approx(17.5)
    assert "Calle 5" in said(drawn(visited(), city))


def test_names_stand_apart(city: Path) -> None:
    """Each name of a street once within 260 pixels, and none on a pin."""
    svg = drawn(visited(at(-900, 900)), city)
    names = [one for one in said(svg) if one.startswith(("Calle", "Carrera"))]
    assert len(names) > 8
    assert len(names) == len(set(names))


@pytest.mark.parametrize("tiles", ["none", "outside"])
def test_without_tiles_there_is_a_sketch_with_scale_compass_and_distance(
    tiles: str, city: Path
) -> None:
    far = Point(19.43, -99.13)
    ground = (
        visited(Point(19.437, -99.133), door=far) if tiles == "outside" else visited(at(9, 800))
    )
    svg = drawn(ground, city if tiles == "outside" else None)
    assert {"N", "A 912 m", "Sin mapa de calles"} <= set(said(svg))
    assert OSM not in said(svg)
    colours = opened(map_picture(ground, None)).convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 12


def test_a_lone_arrival_is_shown_without_a_door(city: Path) -> None:
    arrival = Spot(DOOR, Look.DOT, "state_off", "Llegada", radius_m=10)
    svg = drawn(Ground((arrival,), note="Domicilio sin ubicar"), city)
    assert {"Llegada", "Domicilio sin ubicar", "Calle 5"} <= set(said(svg))


def test_names_of_a_file_are_text_and_nothing_else(tmp_path: Path) -> None:
    lines = [(f'"/><image href="/etc/passwd"/>{name}', line) for name, line in grid()]
    svg = drawn(visited(), write_pmtiles(tmp_path / "basemap.pmtiles", lines))
    assert "<image" not in svg
    assert len(map_picture(visited(), tmp_path / "basemap.pmtiles")) <= LARGEST


def test_letters_that_the_face_lacks_are_not_drawn_as_boxes(tmp_path: Path) -> None:
    lines = [(f"東京 {name}", line) for name, line in grid()]
    svg = drawn(visited(), write_pmtiles(tmp_path / "basemap.pmtiles", lines))
    assert not any("東" in one for one in said(svg))
    assert OSM in said(svg)


# Hostile tiles


def _archive(path: Path, body: bytes, ids: Sequence[int] | None = None) -> Path:
    """One content at every tile about the door, at zoom 15."""
    frame = frame_of(visited().spots)
    places = ids or sorted(zxy_to_tileid(15, x, y) for x, y in frame.tiles(15))
    with path.open("wb") as file:
        writer = Writer(file)
        for number in places:
            writer.write_tile(number, body)
        head = {"version": 3, "tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
        box = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1}
        middle = {"center_zoom": 15, "center_lon_e7": 0, "center_lat_e7": 0}
        writer.finalize({**head, **box, **middle}, {"attribution": '<a href="x">Somebody</a>'})
    return path


def _tile(**layer: object) -> bytes:
    line = {"geometry": "LINESTRING(0 0, 4096 4096)", "properties": {"kind": "major_road"}}
    made = {"name": "roads", "features": [line], **layer}
    return gzip.compress(mapbox_vector_tile.encode([made]), mtime=0)


def _endless() -> bytes:
    """A bomb: 64 MB of nothing in 64 kB."""
    return gzip.compress(bytes(64 * 2**20))


def _crowded() -> bytes:
    points = ", ".join(f"{n % 4096} {n * 7 % 4096}" for n in range(90_000))
    road = {"geometry": f"LINESTRING({points})", "properties": {"kind": "minor_road"}}
    return gzip.compress(mapbox_vector_tile.encode([{"name": "roads", "features": [road] * 12}]))


def test_a_tile_that_is_whole_is_drawn(tmp_path: Path) -> None:
    svg = drawn(visited(), _archive(tmp_path / "t.pmtiles", _tile()))
    assert "Somebody" in said(svg)


BAD = {
    "raw": lambda: b"no gzip",
    "no tile": lambda: gzip.compress(b"\xff" * 500),
    "cut": lambda: gzip.compress(b"")[:-4],
    "bomb": _endless,
    "crowded": _crowded,
}


def test_margins_of_two_tiles_that_lie_over_each_other_are_no_holes(tmp_path: Path) -> None:
    field = "POLYGON((-200 -200, 4296 -200, 4296 4296, -200 4296, -200 -200))"
    park = {"name": "landuse", "features": [{"geometry": field, "properties": {"kind": "park"}}]}
    road = {"geometry": "LINESTRING(0 0, 4096 4096)", "properties": {"kind": "major_road"}}
    ways = {"name": "roads", "features": [road]}
    body = gzip.compress(mapbox_vector_tile.encode([park, ways]), mtime=0)
    seam = Point(DOOR.lat, -180 + 360 * round((DOOR.lon + 180) / 360 * 2**15) / 2**15)
    ground = visited(door=seam)
    frame = frame_of(ground.spots)
    ids = sorted(zxy_to_tileid(15, x, y) for x, y in frame.tiles(15))
    picture = opened(map_picture(ground, _archive(tmp_path / "t.pmtiles", body, ids)))
    row = [picture.convert("RGB").getpixel((x, 500)) for x in range(0, 1200, 8)]
    land = tuple(bytes.fromhex(tokens()["map_land"][1:]))
    assert land not in row, "a stripe"


@pytest.mark.parametrize("kind", list(BAD))
def test_a_tile_that_is_none_gives_the_sketch(tmp_path: Path, kind: str) -> None:
    svg = drawn(visited(), _archive(tmp_path / "t.pmtiles", BAD[kind]()))
    assert "Sin mapa de calles" in said(svg)


@pytest.mark.parametrize("content", [b"", b"<html>", b"PMTiles\x03" + bytes(200)])
def test_a_file_that_is_no_archive_gives_the_sketch(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.pmtiles"
    path.write_bytes(content)
    assert "Sin mapa de calles" in said(drawn(visited(), path))
    assert "Sin mapa de calles" in said(drawn(visited(), tmp_path / "gone.pmtiles"))


@pytest.mark.parametrize(("east", "north"), [(-700, 500), (700, 500), (-700, -500), (700, -500)])
def test_the_legend_covers_no_place(east: float, north: float) -> None:
    away = at(-440 + east, 400 + north)
    ground = visited(away)
    frame = frame_of(ground.spots)
    left, top, right, low = _legend_box(ground, frame)
    for spot in ground.spots:
        x, y = frame.place(spot.at)
        assert not (left < x < right and top < y < low)


def test_the_scale_is_a_round_length() -> None:
    for away_m in (10, 300, 4_000, 70_000, 3_000_000):
        length_m, px = bar_of(frame_of(visited(at(away_m, 0)).spots), DOOR.lat)
        assert str(length_m).rstrip("0") in ("1", "2", "5")
        assert 20 < px <= WIDTH / 4
