"""Named roads and quarters of a PMTiles archive: one pass over its deepest tiles.

Formats: PMTiles 3.4 (directories), Mapbox Vector Tile 2.1 (geometry commands). A road is cut at the
border of its tile, so that what tiles draw twice is told once.
"""

import mmap
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan, degrees, pi, sinh
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from pmtiles.tile import tileid_to_zxy

from field_api.places.lines import NamedLine, NamedPoint, Passed, point_of
from kobra_domain.errors import Invalid
from kobra_domain.places import Point

_MAGIC, _HEADER_BYTES = b"PMTiles\x03", 127
_MOST_TILES, _MOST_ENTRIES, _LARGEST_TILE = 500_000, 2_000_000, 16 * 2**20
_LARGEST_DIRECTORY = 64 * 2**20
_DEEPEST_LEAF = 4
_NONE, _GZIP, _VECTOR = 1, 2, 1
_ROADS = frozenset(("roads", "road", "streets", "transportation", "transportation_name"))
_PLACES = frozenset(("places", "place"))
_QUARTERS = frozenset(("neighbourhood", "suburb", "quarter"))
_KINDS = ("kind", "class", "pmap:kind")
_POINT, _LINE = 1, 2
Flat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Archive:
    """What the head says: where the parts are, and how they are packed."""

    raw: mmap.mmap
    root: tuple[int, int]
    leaves: int
    data: int
    internal: int
    packed: int
    deepest: int


def street_lines(path: Path, passed: Passed) -> Iterator[NamedLine | NamedPoint]:
    """The named lines of the roads, and points of quarters. Raises Invalid, OSError."""
    with path.open("rb") as file:
        if len(file.read(_HEADER_BYTES)) < _HEADER_BYTES:
            raise _wrong(path)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            try:
                yield from _told(_opened(raw, path), passed)
            except (ValueError, IndexError, ArithmeticError, zlib.error, DecodeError) as problem:
                raise _wrong(path) from problem


def _wrong(path: Path) -> Invalid:
    return Invalid("not_street_tiles", filename=path.name)


def _opened(raw: mmap.mmap, path: Path) -> _Archive:
    head = raw[:_HEADER_BYTES]
    if not head.startswith(_MAGIC) or head[99] != _VECTOR:
        raise _wrong(path)
    if head[97] not in (_NONE, _GZIP) or head[98] not in (_NONE, _GZIP):
        raise Invalid("tiles_packed_otherwise", filename=path.name)
    numbers = [int.from_bytes(head[at : at + 8], "little") for at in range(8, 72, 8)]
    return _Archive(
        raw=raw,
        root=(numbers[0], numbers[1]),
        leaves=numbers[4],
        data=numbers[6],
        internal=head[97],
        packed=head[98],
        deepest=head[101],
    )


def _told(archive: _Archive, passed: Passed) -> Iterator[NamedLine | NamedPoint]:
    done = set[int]()
    for tile_id, offset, length in _tiles(archive):
        if tile_id in done:
            continue
        done.add(tile_id)
        if len(done) > _MOST_TILES:
            raise Invalid("too_many", field="file", limit=_MOST_TILES)
        body = archive.raw[archive.data + offset : archive.data + offset + length]
        tile = vector_tile_pb2.tile()
        tile.ParseFromString(_unpacked(body, archive.packed, _LARGEST_TILE))
        zoom, x, y = tileid_to_zxy(tile_id)
        for layer in tile.layers:
            if layer.name in _ROADS:
                yield from _roads(layer, (zoom, x, y), passed)
            elif layer.name in _PLACES:
                yield from _quarters(layer, (zoom, x, y))


def _tiles(archive: _Archive) -> Iterator[tuple[int, int, int]]:
    """Id, offset and length of each tile of the deepest zoom; of a run, where one content stands
    for many tiles, the first: such is the sea.
    """
    first = ((1 << (archive.deepest * 2)) - 1) // 3
    waiting, seen = [(*archive.root, 0)], set[int]()
    read = 0
    while waiting:
        offset, length, depth = waiting.pop()
        entries = _directory(archive, offset, length)
        read += len(entries)
        if depth > _DEEPEST_LEAF or read > _MOST_ENTRIES or offset in seen:
            raise ValueError("a directory that does not end")
        seen.add(offset)
        for tile_id, run, at, size in entries:
            if run == 0:
                waiting.append((archive.leaves + at, size, depth + 1))
            elif tile_id >= first:
                yield tile_id, at, size


def _directory(archive: _Archive, offset: int, length: int) -> list[tuple[int, int, int, int]]:
    """Tile id, run length, offset and length of the entries (specification, section 4.2)."""
    raw = archive.raw[offset : offset + length]
    numbers = _varints(_unpacked(raw, archive.internal, _LARGEST_DIRECTORY))
    count = next(numbers, 0)
    if count > _MOST_ENTRIES:
        raise ValueError("a directory without end")
    columns = [[_next(numbers) for _ in range(count)] for _ in range(4)]
    entries, tile_id, at = [], 0, 0
    for step, run, size, place in zip(*columns, strict=True):
        tile_id += step
        at = at if place == 0 else place - 1
        entries.append((tile_id, run, at, size))
        at += size
    return entries


def _next(numbers: Iterator[int]) -> int:
    found = next(numbers, None)
    if found is None:
        raise ValueError("a directory that is cut")
    return found


def _varints(raw: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in raw:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
        elif shift > 63:
            raise ValueError("a number without end")


def _unpacked(raw: bytes, packing: int, most: int) -> bytes:
    if packing == _NONE:
        return raw
    opened = zlib.decompressobj(wbits=31)
    found = opened.decompress(raw, most)
    if opened.unconsumed_tail:
        raise ValueError("more than a tile holds")
    if not opened.eof:
        raise ValueError("a part that is cut")
    return found


# What a layer tells

Tile = tuple[int, int, int]


def _roads(layer: Any, tile: Tile, passed: Passed) -> Iterator[NamedLine]:
    for feature in layer.features:
        if feature.type != _LINE:
            continue
        name = _values(layer, feature).get("name")
        if not isinstance(name, str) or not name.strip():
            passed.unnamed += 1
            continue
        for flat in _paths(feature.geometry):
            for part in _within(flat, layer.extent):
                line = [_ground(point, layer.extent, tile) for point in part]
                yield NamedLine(name, [point for point in line if point is not None])


def _quarters(layer: Any, tile: Tile) -> Iterator[NamedPoint]:
    for feature in layer.features:
        told = _values(layer, feature)
        name = told.get("name")
        kinds = {told.get(one) for one in _KINDS}
        if feature.type != _POINT or not isinstance(name, str) or kinds.isdisjoint(_QUARTERS):
            continue
        flat = next(iter(_paths(feature.geometry)), [])
        place = _ground(flat[0], layer.extent, tile) if flat else None
        if place is not None:
            yield NamedPoint(name, place)


def _values(layer: Any, feature: Any) -> dict[str, object]:
    """What a feature says of itself; numbers are not asked for."""
    tags = feature.tags
    return {
        layer.keys[tags[n]]: layer.values[tags[n + 1]].string_value
        for n in range(0, len(tags) - 1, 2)
    }


def _paths(commands: Sequence[int]) -> Iterator[list[Flat]]:
    """The lines of a geometry in the tile's units (specification, section 4.3)."""
    x = y = at = 0
    path: list[Flat] = []
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command not in (1, 2):
            continue
        if command == 1 and path:
            yield path
            path = []
        for _ in range(min(count, (len(commands) - at) // 2)):
            x += _signed(commands[at])
            y += _signed(commands[at + 1])
            at += 2
            path.append((x, y))
    if path:
        yield path


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _within(path: Sequence[Flat], extent: int) -> Iterator[list[Flat]]:
    """The parts of a line inside its tile (Liang and Barsky 1984)."""
    part: list[Flat] = []
    for start, end in pairwise(path):
        cut = _cut(start, end, extent)
        if cut is None or (part and part[-1] != cut[0]):
            if len(part) > 1:
                yield part
            part = []
        if cut is not None:
            part.extend(cut[1:] if part else cut)
    if len(part) > 1:
        yield part


def _cut(start: Flat, end: Flat, extent: int) -> tuple[Flat, Flat] | None:
    run, rise = end[0] - start[0], end[1] - start[1]
    low, high = 0.0, 1.0
    for step, room in (
        (-run, start[0]),
        (run, extent - start[0]),
        (-rise, start[1]),
        (rise, extent - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    if low >= high:
        return None
    first = start if low == 0.0 else (start[0] + run * low, start[1] + rise * low)
    last = end if high == 1.0 else (start[0] + run * high, start[1] + rise * high)
    return first, last


def _ground(point: Flat, extent: int, tile: Tile) -> Point | None:
    """Degrees of a place in a tile (web Mercator)."""
    zoom, x, y = tile
    across = (x + point[0] / extent) / (1 << zoom)
    down = (y + point[1] / extent) / (1 << zoom)
    return point_of(across * 360.0 - 180.0, degrees(atan(sinh(pi * (1.0 - 2.0 * down)))))
