"""What of an archive a region needs, where each tile will lie in the new one, and what is asked
for. Equal tiles stay one, runs stay runs, and tiles lie in the order of their ids.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pmtiles.tile import Entry as TileEntry
from pmtiles.writer import finalize_header

from field_api.places.archive import DEEPEST_LEAF, LARGEST_TILE, MOST_ENTRIES, Entry
from field_api.tiles_extract.boxes import DEEPEST, Box, Range, tile_ranges
from field_api.tiles_extract.source import Source
from field_api.tiles_extract.spans import CHEAP, OVERFETCH, Part, Span, merged
from kobra_domain.errors import Invalid

_BEYOND = 1 << 62


@dataclass(frozen=True, slots=True)
class Plan:
    """`head`: all of the new archive before its tiles. `places`: where a part of the source lies
    among the new archive's tiles. `first` is where tiles begin in the source.
    """

    head: bytes
    spans: tuple[Span, ...]
    places: dict[Part, int]
    first: int
    tiles: int
    data: int
    deepest: int
    attribution: str

    @property
    def size(self) -> int:
        """Bytes of the new archive."""
        return len(self.head) + self.data

    @property
    def to_fetch(self) -> int:
        """Bytes of tiles that are asked for."""
        return sum(span.length for span in self.spans)

    @property
    def digest(self) -> str:
        """What is another for another plan."""
        seed = hashlib.sha256(self.head)
        for span in self.spans:
            seed.update(f"{span.first}:{span.length};".encode())
        return seed.hexdigest()


def plan_of(
    source: Source, box: Box, *, max_zoom: int | None = None, overfetch: float = OVERFETCH
) -> Plan:
    """Plan an extract. Raises Invalid: deeper than the source goes, no tiles there, too many."""
    header = source.header
    if max_zoom is not None and not header["min_zoom"] <= max_zoom <= header["max_zoom"]:
        raise Invalid("tiles_zoom", zoom=max_zoom, most=header["max_zoom"])
    deepest = min(DEEPEST, header["max_zoom"]) if max_zoom is None else max_zoom
    ranges = tile_ranges(box, header["min_zoom"], deepest)
    entries = _entries_in(source, ranges, overfetch)
    _check_street_level(entries, deepest)
    places, made, end = _laid_out(entries)
    about = source.about()
    tiles = sum(run for _, run, _, _ in entries)
    head = b"".join(
        finalize_header(
            _header(header, box),
            tiles,
            made,
            len(places),
            about,
            clustered=True,
            tile_data_length=end,
        )
    )
    return Plan(
        head=head,
        spans=tuple(merged(places, overfetch, cheap=CHEAP)),
        places=places,
        first=header["tile_data_offset"],
        tiles=tiles,
        data=end,
        deepest=deepest,
        attribution=str(about.get("attribution") or "")[:2_000],
    )


def _check_street_level(entries: Sequence[Entry], deepest: int) -> None:
    """An archive of another region has its lesser zooms of the whole world, and nothing deeper."""
    first = ((1 << (2 * deepest)) - 1) // 3
    if not any(tile_id + run > first for tile_id, run, _, _ in entries):
        raise Invalid("tiles_nothing_there")


def _entries_in(source: Source, ranges: Sequence[Range], overfetch: float) -> list[Entry]:
    ends = [end for _, end in ranges]
    found: list[Entry] = []
    level = [(source.root(), _BEYOND)]
    for _ in range(DEEPEST_LEAF):
        leaves: list[tuple[int, int, int]] = []
        for entries, end in level:
            for entry, behind in _with_next(entries, end):
                tile_id, run, offset, length = entry
                if run == 0:
                    if any(True for _ in _cut(tile_id, behind, ranges, ends)):
                        leaves.append((offset, length, behind))
                    continue
                if length > LARGEST_TILE:
                    raise Invalid("tiles_not_pmtiles", host="")
                for first, last in _cut(tile_id, tile_id + run, ranges, ends):
                    found.append((first, last - first, offset, length))
            if len(found) > MOST_ENTRIES:
                raise Invalid("tiles_too_many", limit=MOST_ENTRIES)
        if not leaves:
            found.sort()
            return found
        read = source.leaves([(offset, length) for offset, length, _ in leaves], overfetch)
        level = [(entries, leaf[2]) for entries, leaf in zip(read, leaves, strict=True)]
    raise Invalid("tiles_not_pmtiles", host="")


def _with_next(entries: Sequence[Entry], end: int) -> Iterator[tuple[Entry, int]]:
    for n, entry in enumerate(entries):
        yield entry, entries[n + 1][0] if n + 1 < len(entries) else end


def _cut(first: int, end: int, ranges: Sequence[Range], ends: Sequence[int]) -> Iterator[Range]:
    """What of [first, end) lies in the ranges."""
    for n in range(bisect_right(ends, first), len(ranges)):
        low, high = ranges[n]
        if low >= end:
            return
        yield max(first, low), min(end, high)


def _laid_out(entries: Sequence[Entry]) -> tuple[dict[Part, int], list[TileEntry], int]:
    """Where each content lies, the new entries, and where the last content ends."""
    places: dict[Part, int] = {}
    made: list[TileEntry] = []
    end = 0
    for tile_id, run, offset, length in entries:
        at = places.get((offset, length))
        if at is None:
            places[offset, length] = at = end
            end += length
        made.append(TileEntry(tile_id, at, length, run))
    return places, made, end


def _header(source: Any, box: Box) -> dict[str, Any]:
    west, south, east, north = (round(one * 1e7) for one in box.bounds)
    within = (
        max(west, source["min_lon_e7"]),
        max(south, source["min_lat_e7"]),
        min(east, source["max_lon_e7"]),
        min(north, source["max_lat_e7"]),
    )
    if within[0] >= within[2] or within[1] >= within[3]:  # it says of itself what is not so
        within = (west, south, east, north)
    return {
        "tile_type": source["tile_type"],
        "tile_compression": source["tile_compression"],
        "min_lon_e7": within[0],
        "min_lat_e7": within[1],
        "max_lon_e7": within[2],
        "max_lat_e7": within[3],
        "center_zoom": source["center_zoom"],
        "center_lon_e7": (within[0] + within[2]) // 2,
        "center_lat_e7": (within[1] + within[3]) // 2,
    }
