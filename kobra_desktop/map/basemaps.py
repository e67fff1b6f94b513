"""What lies under the marks: reads the head of a PMTiles or MBTiles file and hands out its tiles.
Paints nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kobra_desktop.errors import KobraError
from kobra_desktop.map.spec import Basemap, FetchedBasemap, FileBasemap

_MAGIC = b"PMTiles"
_HEAD = 127
_E7 = 10_000_000
_MOST_METADATA, _MOST_TILE = 1_000_000, 8_000_000  # unpacked; more is a trap
Bounds = tuple[float, float, float, float]


class BasemapError(KobraError):
    """The file is not a basemap that can be shown; `code` says why."""

    default_code = "basemap_unreadable"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the page needs to know of a basemap, and how a tile is found (None: the page reads the
    file itself).
    """

    kind: Literal["world", "vector", "raster"]
    access: Literal["pmtiles", "tiles"]
    max_zoom: int
    bounds: Bounds | None
    attribution: str
    file: Path | None = None
    tile: Callable[[int, int, int], bytes | None] | None = None


WORLD = Ground("world", "tiles", 19, None, "Natural Earth · GeoNames (CC BY 4.0)")


def open_ground(basemap: Basemap) -> Ground:
    """Look at a basemap. Raises BasemapError for a file that is none."""
    if basemap is None:
        return WORLD
    if isinstance(basemap, FetchedBasemap):
        return Ground(
            "raster", "tiles", basemap.max_zoom, None, basemap.attribution, tile=basemap.fetch
        )
    try:
        with basemap.path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as problem:
        raise BasemapError(path=str(basemap.path)) from problem
    if head.startswith(_MAGIC):
        return _pmtiles(basemap, head)
    if head.startswith(b"SQLite format 3\0"):
        return _mbtiles(basemap)
    raise BasemapError(path=str(basemap.path))


def _pmtiles(basemap: FileBasemap, head: bytes) -> Ground:
    """PMTiles v3, fixed head of 127 bytes, little-endian (specification v3.4, section 3)."""
    if len(head) < _HEAD or head[7] != 3:
        raise BasemapError("basemap_version", path=str(basemap.path))
    tile_type, _min_zoom, max_zoom = head[99], head[100], head[101]
    west, south, east, north = (value / _E7 for value in struct.unpack_from("<4i", head, 102))
    kind: Literal["vector", "raster"] = "vector" if tile_type == 1 else "raster"
    bounds = (west, south, east, north) if east > west and north > south else None
    credit = basemap.attribution or attribution_in(basemap.path)
    return Ground(kind, "pmtiles", max_zoom, bounds, credit, file=basemap.path)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _mbtiles(basemap: FileBasemap) -> Ground:
    path = basemap.path
    try:
        with closing(_connect(path)) as connection:
            about = dict(connection.execute("select name, value from metadata").fetchall())
            (top,) = connection.execute("select max(zoom_level) from tiles").fetchone()
            bounds = _bounds(about.get("bounds"))
    except (sqlite3.Error, ValueError) as problem:
        raise BasemapError(path=str(path)) from problem
    if top is None:
        raise BasemapError(path=str(path))
    kind: Literal["vector", "raster"] = (
        "vector" if about.get("format") in ("pbf", "mvt") else "raster"
    )
    credit = basemap.attribution or _plain(about.get("attribution", ""))
    return Ground(kind, "tiles", int(top), bounds, credit, tile=lambda z, x, y: _row(path, z, x, y))


def _bounds(text: str | None) -> Bounds | None:
    if not text:
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    return west, south, east, north


def _plain(markup: str) -> str:
    """Attributions often come as HTML; the page shows text only."""
    text, depth = [], 0
    for letter in markup:
        if letter in "<>":
            depth = 1 if letter == "<" else 0
        elif not depth:
            text.append(letter)
    return "".join(text)


def _row(path: Path, z: int, x: int, y: int) -> bytes | None:
    """One tile. Rows are counted from the south (TMS); a gzipped one is opened here, the engine
    would not.
    """
    with closing(_connect(path)) as connection:
        found = connection.execute(
            "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?",
            (z, x, (1 << z) - 1 - y),
        ).fetchone()
    if found is None:
        return None
    data = found[0] if isinstance(found[0], bytes) else b""
    try:
        return _unpacked(data, _MOST_TILE) if data.startswith(b"\x1f\x8b") else data
    except (ValueError, zlib.error):
        return None


def _unpacked(raw: bytes, most: int) -> bytes:
    """What gzip packed. Raises ValueError for more than `most` bytes, zlib.error."""
    opened = zlib.decompressobj(wbits=31)
    found = opened.decompress(raw, most)
    if opened.unconsumed_tail:
        raise ValueError("more than there is in a map")
    return found


def note_of(basemap: Basemap) -> str:
    """Which sentence stands in the map: `note_invented`, `note_no_streets`, or none."""
    if basemap is None:
        return "note_no_streets"
    return "note_invented" if isinstance(basemap, FileBasemap) and basemap.is_invented else ""


def attribution_in(path: Path) -> str:
    """The attribution written in a PMTiles file's own metadata, as plain text; empty when there is
    none, or the file is no PMTiles. Raises OSError for a file that cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if len(head) < _HEAD or not head.startswith(_MAGIC):
            return ""
        offset, length = struct.unpack_from("<QQ", head, 24)
        if offset + length > os.fstat(file.fileno()).st_size:
            return ""
        file.seek(offset)
        raw = file.read(min(length, _MOST_METADATA))
    try:
        about = json.loads(_unpacked(raw, _MOST_METADATA) if head[97] == 2 else raw)
    except (ValueError, RecursionError, zlib.error):
        return ""
    return _plain(str(about.get("attribution", ""))) if isinstance(about, dict) else ""
