"""Streets and doors of a GeoJSON file (RFC 7946): what is not a line with a name, or a point, is
counted and passed over.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from field_api.places.lines import NamedLine, NamedPoint, Passed, point_of
from kobra_domain.errors import Invalid
from kobra_domain.places import Point

LARGEST_BYTES = 512 * 2**20
# One feature a line (RFC 8142 without its separators), as OpenAddresses publishes.
_LINE_EACH = re.compile(rb'\s*\{\s*"type"\s*:\s*"Feature"')
_QUARTERS = frozenset(("neighbourhood", "suburb", "quarter"))


class _Geometry(msgspec.Struct):
    type: str = ""
    coordinates: msgspec.Raw = msgspec.Raw(b"null")


class _Feature(msgspec.Struct):
    geometry: _Geometry | None = None
    properties: dict[str, Any] | None = None


class _Collection(msgspec.Struct):
    type: str
    features: list[_Feature]


def features_of(path: Path) -> list[_Feature]:
    """All features of a file. Raises Invalid, OSError."""
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise Invalid("file_too_big", filename=path.name, limit_mb=LARGEST_BYTES // 2**20)
    try:
        raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        if _LINE_EACH.match(raw):
            return msgspec.json.Decoder(_Feature).decode_lines(raw)
        found = msgspec.json.decode(raw, type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise Invalid("not_geojson", filename=path.name, reason=str(problem)[:200]) from problem
    if found.type != "FeatureCollection":
        raise Invalid("not_geojson", filename=path.name, reason=found.type[:80])
    return found.features


def street_lines(path: Path, passed: Passed) -> Iterator[NamedLine | NamedPoint]:
    """Lines by their property `name`, and points of quarters. Raises Invalid, OSError."""
    for feature in features_of(path):
        geometry, told = feature.geometry, feature.properties or {}
        name = told.get("name")
        if geometry is None or not isinstance(name, str) or not name.strip():
            passed.unnamed += 1
            continue
        if geometry.type == "Point":
            place = point_in(geometry)
            if place is not None and told.get("kind", told.get("place")) in _QUARTERS:
                yield NamedPoint(name, place)
            continue
        lines = _lines(geometry)
        if not lines:
            passed.unreadable += 1
        for line in lines:
            yield NamedLine(name, line)


def point_in(geometry: _Geometry) -> Point | None:
    """The place of a Point."""
    if geometry.type != "Point":
        return None
    return _point(_coordinates(geometry))


def properties_of(feature: _Feature) -> Mapping[str, Any]:
    """What a feature says of itself, by small letters."""
    return {key.lower(): value for key, value in (feature.properties or {}).items()}


def _lines(geometry: _Geometry) -> list[list[Point]]:
    found = _coordinates(geometry)
    if not isinstance(found, list):
        return []
    parts = {"LineString": [found], "MultiLineString": found}.get(geometry.type, [])
    read = [_points(part) for part in parts]
    return [line for line in read if len(line) > 1]


def _points(part: object) -> list[Point]:
    if not isinstance(part, list):
        return []
    return [place for one in part if (place := _point(one)) is not None]


def _point(one: object) -> Point | None:
    return point_of(one[0], one[1]) if isinstance(one, list) and len(one) >= 2 else None


def _coordinates(geometry: _Geometry) -> object:
    try:
        return msgspec.json.decode(geometry.coordinates)
    except (msgspec.DecodeError, RecursionError):
        return None
