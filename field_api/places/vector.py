"""Mapbox Vector Tile 2.1: what a feature says of itself, and its geometry in the tile's units."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

POINT, LINE, AREA = 1, 2, 3
ROADS = frozenset(("roads", "road", "streets", "transportation", "transportation_name"))
PLACES = frozenset(("places", "place"))
QUARTERS = frozenset(("neighbourhood", "suburb", "quarter"))
KINDS = ("kind", "class", "pmap:kind")
Flat = tuple[float, float]


def values(layer: Any, feature: Any) -> dict[str, object]:
    """What a feature says of itself; numbers are not asked for."""
    tags = feature.tags
    return {
        layer.keys[tags[n]]: layer.values[tags[n + 1]].string_value
        for n in range(0, len(tags) - 1, 2)
    }


def paths(commands: Sequence[int]) -> Iterator[list[Flat]]:
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


def within(path: Sequence[Flat], extent: int) -> Iterator[list[Flat]]:
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
