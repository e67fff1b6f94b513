"""Mapbox vector tiles: plain shapes in, tile bytes out. Knows neither city nor archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

EXTENT = 4096
_MOVE, _LINE, _CLOSE = 1, 2, 7
_POINT_TYPE, _LINE_TYPE, _AREA_TYPE = 1, 2, 3

Value = str | int


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature whose geometry is already in the tile's own units, y downwards."""

    geometry: BaseGeometry
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Quads:
    """Many four-cornered houses as one feature: an (n, 4, 2) array in the tile's units."""

    corners: NDArray[np.float64]
    properties: Mapping[str, Value]


def encoded(layers: Mapping[str, Sequence[Shape | Quads]]) -> bytes:
    """The tile's bytes, empty layers left out; equal input gives equal bytes."""
    tile = vector_tile_pb2.tile()
    for name, features in layers.items():
        _add_layer(tile, name, features)
    return bytes(tile.SerializeToString(deterministic=True))


def _add_layer(tile: Any, name: str, features: Iterable[Shape | Quads]) -> None:
    ready = [(kind, commands, f.properties) for f in features for kind, commands in _commands(f)]
    if not ready:
        return
    layer = tile.layers.add(name=name, version=2, extent=EXTENT)
    keys: dict[str, int] = {}
    values: dict[Value, int] = {}
    for kind, commands, properties in ready:
        feature = layer.features.add(type=kind)
        feature.geometry.extend(commands)
        for key, value in properties.items():
            feature.tags.append(keys.setdefault(key, len(keys)))
            feature.tags.append(values.setdefault(value, len(values)))
    layer.keys.extend(keys)
    for value in values:
        entry = layer.values.add()
        if isinstance(value, str):
            entry.string_value = value
        else:
            entry.int_value = value


def _commands(feature: Shape | Quads) -> list[tuple[int, list[int]]]:
    if isinstance(feature, Quads):
        return [(_AREA_TYPE, _quad_commands(feature.corners))] if len(feature.corners) else []
    parts = shapely.get_parts(feature.geometry)
    found = []
    for kind, types in (
        (_POINT_TYPE, "Point"),
        (_LINE_TYPE, "LineString"),
        (_AREA_TYPE, "Polygon"),
    ):
        commands = _part_commands([p for p in parts if p.geom_type == types], kind)
        if commands:
            found.append((kind, commands))
    return found


def _part_commands(parts: Sequence[BaseGeometry], kind: int) -> list[int]:
    commands: list[int] = []
    cursor = np.zeros(2, dtype=np.int64)
    for part in parts:
        for ring, is_outer in _rings(part):
            points = _whole(ring)
            if kind == _AREA_TYPE:
                points = _oriented(points, is_outer)
            if len(points) < {_POINT_TYPE: 1, _LINE_TYPE: 2, _AREA_TYPE: 3}[kind]:
                if is_outer:
                    break
                continue
            steps = _zigzag(np.diff(points, axis=0, prepend=cursor[None, :])).ravel().tolist()
            commands += [_MOVE | 1 << 3, *steps[:2]]
            if len(points) > 1:
                commands += [_LINE | (len(points) - 1) << 3, *steps[2:]]
            if kind == _AREA_TYPE:
                commands.append(_CLOSE | 1 << 3)
            cursor = points[-1]
    return commands


def _rings(part: BaseGeometry) -> list[tuple[NDArray[np.float64], bool]]:
    if not isinstance(part, Polygon):
        return [(shapely.get_coordinates(part), True)]
    holes = [(shapely.get_coordinates(ring), False) for ring in part.interiors]
    return [(shapely.get_coordinates(part.exterior), True), *holes]


def _whole(points: NDArray[np.float64]) -> NDArray[np.int64]:
    rounded = np.rint(points).astype(np.int64)
    moved = np.r_[True, (np.diff(rounded, axis=0) != 0).any(axis=1)]
    return np.asarray(rounded[moved], dtype=np.int64)


def _oriented(points: NDArray[np.int64], is_outer: bool) -> NDArray[np.int64]:
    """Outer rings run clockwise on the screen, holes the other way; no repeated last point."""
    if len(points) and (points[0] == points[-1]).all():
        points = points[:-1]
    if len(points) < 3:
        return points[:0]
    x, y = points[:, 0], points[:, 1]
    area = int((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
    if area == 0:
        return points[:0]
    return points if (area > 0) == is_outer else points[::-1]


def _zigzag(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray((steps << 1) ^ (steps >> 63), dtype=np.int64)


def _quad_commands(corners: NDArray[np.float64]) -> list[int]:
    """All quads in one go: move, three lines, close, each from where the last one ended."""
    whole = np.rint(corners).astype(np.int64)
    x, y = whole[..., 0], whole[..., 1]
    area = (x * np.roll(y, -1, axis=1) - np.roll(x, -1, axis=1) * y).sum(axis=1)
    whole = np.where((area > 0)[:, None, None], whole, whole[:, ::-1])[area != 0]
    if not len(whole):
        return []
    flat = whole.reshape(-1, 2)
    steps = _zigzag(np.diff(flat, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)))
    steps = steps.reshape(-1, 8)
    table = np.empty((len(whole), 11), dtype=np.int64)
    table[:, 0], table[:, 1:3] = _MOVE | 1 << 3, steps[:, :2]
    table[:, 3], table[:, 4:10] = _LINE | 3 << 3, steps[:, 2:]
    table[:, 10] = _CLOSE | 1 << 3
    return [int(number) for number in table.ravel()]
