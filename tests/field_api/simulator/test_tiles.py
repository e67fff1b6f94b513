"""The archive: readable by others, complete by layer and zoom, small, and the same bytes again."""

import gzip
import math
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles import reader
from pmtiles.tile import Compression, TileType

from field_api.simulator import mexican_plan, tiles
from field_api.simulator.city import City
from field_api.simulator.plane import ORIGIN_LAT, ORIGIN_LON

# The package says that it is typed, and its reader is not.
_pmtiles: Any = reader


def _reader(content: bytes) -> Any:
    return _pmtiles.Reader(_pmtiles.MemorySource(content))


@pytest.fixture(scope="module")
def content(city: City, map_cache: Path) -> bytes:
    return tiles.archive(city, map_cache).read_bytes()


def _tile(
    content: bytes, zoom: int, lat: float = ORIGIN_LAT, lon: float = ORIGIN_LON
) -> dict[str, Any]:
    """The decoded tile with that place in it, else the city's main square."""
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
    raw = _reader(content).get(zoom, x, y)
    assert raw is not None
    options = {"y_coord_down": True}
    decoded: dict[str, Any] = mapbox_vector_tile.decode(
        gzip.decompress(raw), default_options=options
    )
    return decoded


def _names(content: bytes, zoom: int, layer: str) -> set[str]:
    features = _tile(content, zoom)[layer]["features"]
    return {f["properties"]["name"] for f in features if "name" in f["properties"]}


def test_the_header_tells_what_a_map_page_needs(content: bytes) -> None:
    header = _reader(content).header()
    assert header["tile_type"] is TileType.MVT
    assert header["tile_compression"] is Compression.GZIP
    assert (header["min_zoom"], header["max_zoom"]) == (8, 15)
    assert header["min_lon_e7"] < ORIGIN_LON * 1e7 < header["max_lon_e7"]
    assert header["min_lat_e7"] < ORIGIN_LAT * 1e7 < header["max_lat_e7"]
    assert header["clustered"]
    assert len(content) < 6_000_000


def test_the_map_says_that_the_city_is_invented(content: bytes) -> None:
    metadata = _reader(content).metadata()
    assert "inventada" in metadata["attribution"]
    for zoom in range(8, 16):
        if "places" in (tile := _tile(content, zoom)):
            names = {f["properties"]["name"] for f in tile["places"]["features"]}
            assert "Villa Ámbar (ciudad inventada)" in names, zoom


@pytest.mark.parametrize(
    ("zoom", "layers"),
    [
        (8, {"earth", "water", "roads", "places"}),
        (11, {"earth", "water", "roads", "places", "landuse"}),
        (13, {"earth", "water", "roads", "places", "landuse", "buildings"}),
        (15, {"earth", "roads", "buildings", "landuse", "places"}),
    ],
)
def test_each_zoom_has_its_layers(content: bytes, zoom: int, layers: set[str]) -> None:
    assert layers <= _tile(content, zoom).keys()


def test_streets_and_neighbourhoods_have_their_names(content: bytes) -> None:
    assert "Avenida Bolívar" in _names(content, 12, "roads")
    assert any(name.startswith("Calle ") for name in _names(content, 15, "roads"))
    assert {"Centro", "San Antonio"} <= _names(content, 13, "places")


def test_the_town_in_mexico_is_on_the_same_map(content: bytes) -> None:
    tile = _tile(content, 14, mexican_plan.ORIGIN_LAT, mexican_plan.ORIGIN_LON)
    places = {feature["properties"]["name"] for feature in tile["places"]["features"]}
    assert f"{mexican_plan.TOWN_NAME} ({mexican_plan.INVENTED_LABEL})" in places
    streets = {feature["properties"].get("name") for feature in tile["roads"]["features"]}
    assert {"Avenida Benito Juárez", "Calle 5 de Mayo"} <= streets


def test_houses_are_single_closed_shapes_of_plausible_size(content: bytes) -> None:
    houses = [
        ring
        for feature in _tile(content, 15)["buildings"]["features"]
        if feature["geometry"]["type"] == "MultiPolygon"
        for (ring, *_) in feature["geometry"]["coordinates"]
    ]
    assert len(houses) > 500
    assert {len(ring) for ring in houses} == {5}
    metres = 40_075_017 * math.cos(math.radians(ORIGIN_LAT)) / 2**15 / 4096
    widths = [math.dist(ring[0], ring[1]) * metres for ring in houses]
    assert 5 < sorted(widths)[len(widths) // 2] < 20


def test_the_same_city_gives_the_same_bytes(city: City, content: bytes, tmp_path: Path) -> None:
    tiles.write(city, tmp_path / "again.pmtiles")
    assert (tmp_path / "again.pmtiles").read_bytes() == content


def test_an_archive_is_made_once(city: City, content: bytes, map_cache: Path) -> None:
    made = tiles.archive(city, map_cache)
    stamp = made.stat().st_mtime_ns
    assert tiles.archive(city, map_cache).read_bytes() == content
    assert made.stat().st_mtime_ns == stamp
