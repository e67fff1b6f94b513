"""Basemap files: what their heads say, tiles of both kinds, and files that are none."""

from __future__ import annotations

import gzip
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from kobra_desktop.map.basemaps import BasemapError, attribution_in, note_of, open_ground
from kobra_desktop.map.spec import FetchedBasemap, FileBasemap


def write_mbtiles(
    path: Path, about: dict[str, str], tiles: dict[tuple[int, int, int], bytes]
) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table metadata (name text, value text)")
        connection.execute(
            "create table tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)"
        )
        connection.executemany("insert into metadata values (?, ?)", about.items())
        rows = [(*key, data) for key, data in tiles.items()]
        connection.executemany("insert into tiles values (?, ?, ?, ?)", rows)
        connection.commit()
    return path


def test_reads_the_head_of_pmtiles(city: Path) -> None:
    ground = open_ground(FileBasemap(city))
    assert (ground.kind, ground.access, ground.max_zoom) == ("vector", "pmtiles", 12)
    assert ground.attribution == "Ciudad inventada"
    assert ground.bounds is not None
    west, south, east, north = ground.bounds
    assert west < -74.09 < east
    assert south < 4.652 < north


def test_reads_the_attribution_of_pmtiles(city: Path) -> None:
    assert attribution_in(city) == "Ciudad inventada"


def _with_metadata(raw: bytes, *, at: int = 127, compression: int = 2) -> bytes:
    head = bytearray(127)
    head[:8] = b"PMTiles\x03"
    struct.pack_into("<QQ", head, 24, at, len(raw))
    head[97] = compression
    return bytes(head) + raw


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PMTiles\x03",
        bytes(300),
        _with_metadata(gzip.compress(b'{"attribution": "A"}')[:-12]),
        _with_metadata(b"\x1f\x8b\x08 not deflated"),
        _with_metadata(b"[]", compression=1),
        _with_metadata(b"{}", at=2**63),
        _with_metadata(gzip.compress(b" " * 50_000_000 + b'{"attribution": "A"}')),
        _with_metadata(b"[" * 90_000, compression=1),
    ],
    ids=[
        "empty",
        "cut head",
        "no head",
        "cut gzip",
        "no gzip",
        "no object",
        "past the end",
        "bomb",
        "deep",
    ],
)
def test_a_file_without_readable_metadata_has_no_attribution(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "tiny.pmtiles"
    file.write_bytes(content)
    assert attribution_in(file) == ""


def test_mbtiles_rows_count_from_the_south_and_are_unpacked(tmp_path: Path) -> None:
    tiles = {(2, 1, 3): gzip.compress(b"north"), (2, 1, 0): b"south"}
    about = {"format": "pbf", "bounds": "-75,4,-74,5", "attribution": "<a href='x'>© A</a> &co"}
    ground = open_ground(FileBasemap(write_mbtiles(tmp_path / "año ñ.mbtiles", about, tiles)))
    assert (ground.kind, ground.access, ground.max_zoom) == ("vector", "tiles", 2)
    assert ground.attribution == "© A &co"
    assert ground.tile is not None
    assert ground.tile(2, 1, 0) == b"north"
    assert ground.tile(2, 1, 3) == b"south"
    assert ground.tile(2, 0, 0) is None


def test_a_tile_that_unpacks_to_more_than_a_tile_is_none(tmp_path: Path) -> None:
    tiles = {(2, 1, 3): gzip.compress(bytes(50_000_000)), (2, 1, 0): b"\x1f\x8b\x08 no"}
    ground = open_ground(FileBasemap(write_mbtiles(tmp_path / "a.mbtiles", {}, tiles)))
    assert ground.tile is not None
    assert ground.tile(2, 1, 0) is None
    assert ground.tile(2, 1, 3) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"PMTiles", b"PMTiles\x02" + bytes(200), b"SQLite format 3\0" + bytes(100), b"\x89PNG"],
)
def test_what_is_no_basemap_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    with pytest.raises(BasemapError) as caught:
        open_ground(FileBasemap(file))
    assert caught.value.params["path"] == str(file)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BasemapError):
        open_ground(FileBasemap(tmp_path / "none.pmtiles"))


def test_mbtiles_without_tiles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BasemapError):
        open_ground(FileBasemap(write_mbtiles(tmp_path / "empty.mbtiles", {"format": "png"}, {})))


def test_fetched_tiles_come_from_the_given_function() -> None:
    ground = open_ground(FetchedBasemap(lambda z, x, y: f"{z}/{x}/{y}".encode(), "© A", 17))
    assert ground.tile is not None
    assert ground.tile(3, 1, 2) == b"3/1/2"
    assert ground.max_zoom == 17


def test_notes_say_what_a_map_lacks(city: Path) -> None:
    assert note_of(None) == "note_no_streets"
    assert note_of(FileBasemap(city, is_invented=True)) == "note_invented"
    assert note_of(FileBasemap(city)) == ""
