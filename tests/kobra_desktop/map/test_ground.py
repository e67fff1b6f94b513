"""What lies under the marks is painted: every kind of file, fetched tiles, the shipped world."""

from __future__ import annotations

from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from kobra_desktop import resources
from kobra_desktop.map.basemaps import BasemapError
from kobra_desktop.map.spec import FetchedBasemap, FileBasemap
from tests.kobra_desktop.map import invented
from tests.kobra_desktop.map.conftest import LivePage
from tests.kobra_desktop.map.test_basemaps import write_mbtiles

LAT, LON = invented.CENTER


def test_basemap_is_painted_in_both_themes(live: LivePage, city: Path) -> None:
    live.view.set_basemap(FileBasemap(city, is_invented=True))
    live.view.look_at(LAT, LON, 12)
    for theme in resources.THEMES:
        live.view.set_theme(theme)
        river = QColor(resources.tokens(theme)["map_water"])

        def has_river(wanted: QColor = river) -> bool:
            image = live.view.grab().toImage()
            return any(image.pixelColor(450, y) == wanted for y in range(100, 500))

        live.qtbot.waitUntil(has_river)


def _png(colour: str) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(colour)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(held, QByteArray(b"PNG")).write(image)
    return bytes(held.data().data())


def _shows(live: LivePage, colour: str, x: int = 450, y: int = 250) -> None:
    wanted = QColor(colour)
    live.qtbot.waitUntil(lambda: live.view.grab().toImage().pixelColor(x, y) == wanted)


def test_raster_tiles_of_a_file_are_painted(live: LivePage, tmp_path: Path) -> None:
    tiles = {(2, x, y): _png("#AA5511") for x in range(4) for y in range(4)}
    file = write_mbtiles(tmp_path / "m.mbtiles", {"format": "png"}, tiles)
    live.view.set_basemap(FileBasemap(file))
    live.view.look_at(4, -74, 2)
    _shows(live, "#AA5511")


def test_raster_tiles_of_pmtiles_are_painted(live: LivePage, tmp_path: Path) -> None:
    file = tmp_path / "r.pmtiles"
    ids = sorted(zxy_to_tileid(2, x, y) for x in range(4) for y in range(4))
    head = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE, "max_zoom": 2}
    with file.open("wb") as out:
        writer = Writer(out)
        for tile_id in ids:
            writer.write_tile(tile_id, _png("#AA1155"))
        writer.finalize(head, {"attribution": "© R"})
    live.view.set_basemap(FileBasemap(file))
    live.view.look_at(4, -74, 2)
    _shows(live, "#AA1155")


def test_fetched_tiles_are_painted_and_missing_ones_are_silent(live: LivePage) -> None:
    picture = _png("#1155AA")
    fetched = FetchedBasemap(lambda _z, x, _y: None if x == 0 else picture, "© A", 19)
    live.view.set_basemap(fetched)
    live.view.look_at(4, 20, 3)
    _shows(live, "#1155AA")


def test_vector_tiles_of_mbtiles_are_painted(live: LivePage, city: Path, tmp_path: Path) -> None:
    with city.open("rb") as file:
        reader = Reader(MmapSource(file))
        found = {
            (11, x, 2047 - y): data  # the painter reads one zoom above what it shows
            for x in range(600, 604)
            for y in range(994, 1000)
            if (data := reader.get(11, x, y)) is not None
        }
    assert found
    found[12, 0, 0] = b""  # so that the file says to reach to zoom 12
    archive = write_mbtiles(tmp_path / "v.mbtiles", {"format": "pbf"}, found)
    live.view.set_basemap(FileBasemap(archive))
    live.view.look_at(LAT, LON, 12)
    river = QColor(resources.tokens("light")["map_water"])

    def has_river() -> bool:
        image = live.view.grab().toImage()
        return any(image.pixelColor(450, y) == river for y in range(100, 500))

    live.qtbot.waitUntil(has_river)


def test_shipped_world_says_that_it_has_no_streets(live: LivePage) -> None:
    note = "document.querySelector('.kobra-note').textContent"
    assert "streets" in live.ask(note)
    live.view.look_at(4.6, -74.1, 6)
    land = QColor(resources.tokens("light")["map_land"])

    def is_land() -> bool:
        image = live.view.grab().toImage()
        points = [(x, y) for x in range(300, 600, 7) for y in range(150, 450, 7)]
        return sum(image.pixelColor(x, y) == land for x, y in points) > len(points) / 2

    live.qtbot.waitUntil(is_land)


def test_bad_basemap_leaves_the_old_one(live: LivePage, city: Path, tmp_path: Path) -> None:
    live.view.set_basemap(FileBasemap(city, is_invented=True))
    (tmp_path / "x.pmtiles").write_bytes(b"no map")
    with pytest.raises(BasemapError):
        live.view.set_basemap(FileBasemap(tmp_path / "x.pmtiles"))
    assert "nvented" in live.ask("document.querySelector('.kobra-credit').textContent")


def test_an_invented_city_says_so_once_beside_the_scale(live: LivePage, city: Path) -> None:
    live.view.set_basemap(FileBasemap(city, "Villa Ámbar: ciudad inventada", is_invented=True))
    assert live.ask("document.querySelector('.kobra-note').hidden")
    credit = "document.querySelector('.kobra-credit').textContent"
    assert live.ask(credit) == "Invented city: nobody lives here"
    live.view.set_basemap(FileBasemap(city, "© A"))
    assert live.ask(credit) == "© A"
