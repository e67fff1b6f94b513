"""A mapping as JSON, by the names of its fields; what stands at its default is left out. Read
strictly: what is unknown, of another type or beyond sense is refused by its place.
"""

import json
import re
from dataclasses import fields
from typing import Any

import msgspec

from kobra_domain.imports.mapping import ColumnUse, Constant, FixedColumn, Mapping, Slot
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.targets import ADDRESS, REPEATED, TAKEN
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.heading import MOST_COLUMNS

MOST_BYTES = 2_000_000
UNITS = (1, 1_000, 1_000_000)
_PARTS = {"columns": ColumnUse, "constants": Constant, "fixed": FixedColumn}
_MOST_VALUES = 5_000
_LONGEST = 300
_NAMED = re.compile(r"`([^`]+)`")
_WIDEST = 100_000


def mapping_json(mapping: Mapping) -> dict[str, Any]:
    """The mapping as JSON values."""
    made = _plain(mapping)
    for name in _PARTS:
        if parts := getattr(mapping, name):
            made[name] = [_plain(part) for part in parts]
    return made


def mapping_text(mapping: Mapping | None) -> str | None:
    """A mapping as it is kept."""
    return None if mapping is None else msgspec.json.encode(mapping_json(mapping)).decode()


def mapping_of_text(text: str | None) -> Mapping | None:
    """The mapping that was kept. Raises FileRefused: it is of a version that knew other targets."""
    return None if text is None else read_mapping(text)


def read_mapping(raw: bytes | str | dict[str, Any], kind: ImportKind | None = None) -> Mapping:
    """The mapping of JSON text or values, whoever sent it; one that says no kind is of `kind`, and
    `columns` may be {header: target}. Raises FileRefused, naming the field.
    """
    if not isinstance(raw, dict):
        raw = _values(raw)
    raw = {"kind": kind.value, **raw} if kind else raw
    if isinstance(short := raw.get("columns"), dict):
        raw = {**raw, "columns": [{"header": one, "target": two} for one, two in short.items()]}
    _known(raw, Mapping, "")
    for name, part_kind in _PARTS.items():
        parts = raw.get(name, [])
        if not isinstance(parts, list):
            raise _bad(name)
        for at, part in enumerate(parts):
            _known(part, part_kind, f"{name}[{at}]")
    try:
        mapping = msgspec.convert(raw, Mapping, strict=True)
    except msgspec.ValidationError as problem:
        named = _NAMED.findall(str(problem))
        raise _bad(named[-1].removeprefix("$.") if named else "json") from problem
    _check(mapping)
    return mapping


def _plain(thing: Mapping | ColumnUse | Constant | FixedColumn) -> dict[str, Any]:
    values = {one.name: getattr(thing, one.name) for one in fields(thing)}
    defaults = {one.name: one.default for one in fields(thing)}
    said = {name: value for name, value in values.items() if value != defaults[name]}
    made: dict[str, Any] = msgspec.to_builtins(
        {name: value for name, value in said.items() if name not in _PARTS}
    )
    return made


def _values(raw: bytes | str) -> dict[str, Any]:
    if len(raw) > MOST_BYTES:
        raise _bad("too_big")
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise _bad("json") from problem
    if not isinstance(read, dict):
        raise _bad("json")
    return read


def _known(raw: object, kind: type, place: str) -> None:
    """Only fields that a part of the mapping has."""
    if not isinstance(raw, dict):
        raise _bad(place or "json")
    unknown = set(raw) - {one.name for one in fields(kind)}
    if unknown:
        name = str(min(map(str, unknown)))[:80]
        raise _bad(f"{place}.{name}" if place else name)


def _check(mapping: Mapping) -> None:
    if len(mapping.columns) > MOST_COLUMNS or len(mapping.fixed) > MOST_COLUMNS:
        raise _bad("columns")
    if mapping.delimiter is not None and (
        len(mapping.delimiter) != 1 or mapping.delimiter in '"\r\n\0'
    ):
        raise _bad("delimiter")
    if mapping.header_line < 0 or not 0 <= mapping.header_rows <= 2:
        raise _bad("header_line")
    _check_columns(mapping)
    for at, one in enumerate(mapping.constants):
        if one.target not in TAKEN[mapping.kind] or len(one.value) > _LONGEST:
            raise _bad(f"constants[{at}]")
    for at, column in enumerate(mapping.fixed):
        if not (1 <= column.start <= _WIDEST and 1 <= column.width <= _WIDEST and column.name):
            raise _bad(f"fixed[{at}]")


def _check_columns(mapping: Mapping) -> None:
    taken: set[Slot] = set()
    headers: set[str] = set()
    for at, use in enumerate(mapping.columns):
        place = f"columns[{at}]"
        if use.target not in TAKEN[mapping.kind]:
            raise _bad(f"{place}.target")
        if use.slot in taken or use.header in headers:
            raise _bad(f"{place}.{'header' if use.header in headers else 'ordinal'}")
        _check_use(use, place)
        taken.add(use.slot)
        headers.add(use.header)


def _check_use(use: ColumnUse, place: str) -> None:
    most = 20 if use.target in REPEATED | ADDRESS else 1
    wrong = {
        "header": not use.header or len(use.header) > _LONGEST,
        "ordinal": not 1 <= use.ordinal <= most,
        "unit": use.unit not in UNITS,
        "shift": not 0 <= use.shift <= 15,
        "values": len(use.values or ()) > _MOST_VALUES
        or any(len(key) + len(said) > 2 * _LONGEST for key, said in (use.values or {}).items()),
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise _bad(f"{place}.{name}")


def _bad(field: str) -> FileRefused:
    return FileRefused(FileCode.BAD_MAPPING, field=field[:200])
