"""A PMTiles archive (3.4): what its head says, its directories, one tile. Every number in it is a
stranger's.
"""

import json
import mmap
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from google.protobuf.message import DecodeError
from pmtiles.tile import zxy_to_tileid

from kobra_domain.errors import Invalid

BASEMAP = "basemap.pmtiles"  # in the data folder: the city that this server shows
_MAGIC, _HEADER_BYTES = b"PMTiles\x03", 127
MOST_ENTRIES, LARGEST_TILE = 2_000_000, 16 * 2**20
_LARGEST_DIRECTORY, _LARGEST_ABOUT = 64 * 2**20, 2**20
DEEPEST_LEAF = 4
_NONE, _GZIP, _VECTOR = 1, 2, 1
# What reading raises for bytes that are no tiles.
UNREADABLE = (ValueError, IndexError, ArithmeticError, zlib.error, DecodeError)
Entry = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Archive:
    """What the head says: where the parts are, and how they are packed."""

    raw: mmap.mmap
    root: tuple[int, int]
    about: tuple[int, int]
    leaves: int
    data: int
    internal: int
    packed: int
    shallowest: int
    deepest: int

    def content(self, offset: int, length: int) -> bytes:
        """A tile by its place. Raises one of UNREADABLE."""
        body = self.raw[self.data + offset : self.data + offset + length]
        return unpacked(body, self.packed, LARGEST_TILE)

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """A tile, None where the archive has none. Raises one of UNREADABLE."""
        sought = int(zxy_to_tileid(zoom, x, y))
        offset, length = self.root
        for _ in range(DEEPEST_LEAF):
            entries = directory(self, offset, length)
            n = bisect_right(entries, sought, key=lambda one: one[0]) - 1
            if n < 0:
                return None
            tile_id, run, at, size = entries[n]
            if run:
                return self.content(at, size) if sought < tile_id + run else None
            offset, length = self.leaves + at, size
        raise ValueError("a directory that does not end")

    @property
    def attribution(self) -> str:
        """Who made the map, without the markup it often comes with; empty if nobody is named."""
        offset, length = self.about
        raw = self.raw[offset : offset + min(length, _LARGEST_ABOUT)]
        try:
            about = json.loads(unpacked(raw, self.internal, _LARGEST_ABOUT))
        except (ValueError, zlib.error):
            return ""
        return _plain(str(about.get("attribution") or "")) if isinstance(about, dict) else ""


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive in a file, while the context lasts. Raises Invalid for what is none, OSError, and
    what UNREADABLE names as Invalid.
    """
    with path.open("rb") as file:
        if len(file.read(_HEADER_BYTES)) < _HEADER_BYTES:
            raise _wrong(path)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            try:
                yield _archive(raw, path)
            except UNREADABLE as problem:
                raise _wrong(path) from problem


def _wrong(path: Path) -> Invalid:
    return Invalid("not_street_tiles", filename=path.name)


def _archive(raw: mmap.mmap, path: Path) -> Archive:
    head = raw[:_HEADER_BYTES]
    if not head.startswith(_MAGIC) or head[99] != _VECTOR:
        raise _wrong(path)
    if head[97] not in (_NONE, _GZIP) or head[98] not in (_NONE, _GZIP):
        raise Invalid("tiles_packed_otherwise", filename=path.name)
    numbers = [int.from_bytes(head[at : at + 8], "little") for at in range(8, 72, 8)]
    return Archive(
        raw=raw,
        root=(numbers[0], numbers[1]),
        about=(numbers[2], numbers[3]),
        leaves=numbers[4],
        data=numbers[6],
        internal=head[97],
        packed=head[98],
        shallowest=head[100],
        deepest=head[101],
    )


def _plain(markup: str) -> str:
    """Attributions often come as HTML."""
    text, depth = [], 0
    for letter in markup:
        if letter in "<>":
            depth = 1 if letter == "<" else 0
        elif not depth:
            text.append(letter)
    return " ".join("".join(text).split())


def deepest_tiles(archive: Archive) -> Iterator[tuple[int, int, int]]:
    """Id, offset and length of each tile of the deepest zoom; of a run, where one content stands
    for many tiles, the first: such is the sea.
    """
    first = ((1 << (archive.deepest * 2)) - 1) // 3
    waiting, seen = [(*archive.root, 0)], set[int]()
    read = 0
    while waiting:
        offset, length, depth = waiting.pop()
        entries = directory(archive, offset, length)
        read += len(entries)
        if depth > DEEPEST_LEAF or read > MOST_ENTRIES or offset in seen:
            raise ValueError("a directory that does not end")
        seen.add(offset)
        for tile_id, run, at, size in entries:
            if run == 0:
                waiting.append((archive.leaves + at, size, depth + 1))
            elif tile_id >= first:
                yield tile_id, at, size


def directory(archive: Archive, offset: int, length: int) -> list[Entry]:
    """The entries of a directory by its place. Raises one of UNREADABLE."""
    return entries_of(archive.raw[offset : offset + length], archive.internal)


def entries_of(raw: bytes, packing: int) -> list[Entry]:
    """Tile id, run length, offset and length of the entries (specification, section 4.2). Raises
    one of UNREADABLE.
    """
    numbers = _varints(unpacked(raw, packing, _LARGEST_DIRECTORY))
    count = next(numbers, 0)
    if count > MOST_ENTRIES:
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


def unpacked(raw: bytes, packing: int, most: int) -> bytes:
    if packing == _NONE:
        return raw
    opened = zlib.decompressobj(wbits=31)
    found = opened.decompress(raw, most)
    if opened.unconsumed_tail:
        raise ValueError("more than a tile holds")
    if not opened.eof:
        raise ValueError("a part that is cut")
    return found
