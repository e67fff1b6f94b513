"""Tables that a form looks things up in: the columns they have, and what of them phones trip over.

By what the engine inside ODK Collect does: it takes a table for divided by «;» when its first line
has one and no «,» is looked for, and refuses two columns of one name, properties that are no plain
values, and elements that mix text with others.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kobra_domain.questionnaires.files import MOST_COLUMNS, FormFile, ending

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # what Excel calls «Unicode text»
_LONGEST_COLUMN = 120
_LARGEST_CELL = 1_000_000
_PLAIN = (str, int, float, bool, type(None))


def table_of(file: FormFile, data: bytes) -> FormFile:
    """The file with the columns of its table, and with its faults."""
    read = {"csv": _csv, "geojson": _geojson}.get(ending(file.name), _xml)
    columns, faults = read(data)
    known = tuple(name for name in dict.fromkeys(columns) if 0 < len(name) <= _LONGEST_COLUMN)
    return replace(file, columns=known[:MOST_COLUMNS], faults=tuple(faults))


def _csv(data: bytes) -> tuple[list[str], list[str]]:
    faults: list[str] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "latin-1", "replace")
        faults.append("csv_not_utf8")
    first = text.partition("\n")[0]
    divider = ";" if ";" in first and "," not in first else ","
    if divider == ";":
        faults.append("csv_semicolons")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    header = next(_rows(rows), [])
    if not any(header) or not all(_is_text(cell) for cell in header):
        return [], [*faults, "csv_no_header"]
    if any(cell != cell.strip() for cell in header):
        faults.append("csv_header_spaces")
    if len(set(header)) < len(header):
        faults.append("csv_header_twice")
    is_wide, is_broken = _walked(text, divider, len(header))
    faults += ["csv_more_cells"] * is_wide + ["csv_quotes"] * is_broken
    return header, faults


def _walked(text: str, divider: str, width: int) -> tuple[bool, bool]:
    """Whether a row is wider than the header, and whether quotes do not close as they should."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    is_wide = False
    try:
        for row in rows:
            is_wide = is_wide or (len(row) > width and any(row[width:]))
    except csv.Error:
        return is_wide, True
    return is_wide, False


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows that have something in them; none more once one cannot be read."""
    try:
        yield from (row for row in rows if row)
    except csv.Error:
        return


def _is_text(cell: str) -> bool:
    return len(cell) <= _LARGEST_CELL and "\x00" not in cell


def _geojson(data: bytes) -> tuple[list[str], list[str]]:
    try:
        said = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return [], ["geojson_unreadable"]
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list) or said.get("type") != "FeatureCollection":
        return [], ["geojson_no_features"]
    if not all(isinstance(each, dict) and each.get("type") == "Feature" for each in features):
        return [], ["geojson_no_features"]
    columns: dict[str, None] = {"geometry": None}
    is_nested = lacks_id = False
    for feature in features:
        known = _properties(feature)
        is_nested = is_nested or not all(isinstance(value, _PLAIN) for value in known.values())
        lacks_id = lacks_id or known.get("id") is None or known.get("title") is None
        columns.update(dict.fromkeys(map(str, known)))
    return list(columns), ["geojson_nested"] * is_nested + ["geojson_without_id"] * lacks_id


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    known = feature.get("properties")
    own = {"id": feature["id"]} if feature.get("id") is not None else {}
    return {**(known if isinstance(known, dict) else {}), **own}


def _xml(data: bytes) -> tuple[list[str], list[str]]:
    """The names of what stands in the items, which are two steps below the root."""
    columns: dict[str, None] = {}
    is_mixed, depth = False, 0
    try:
        for event, node in iterparse(io.BytesIO(data), ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if event == "end":
                is_mixed = is_mixed or _is_mixed(node)
                if depth == 2:
                    columns[node.tag.rpartition("}")[2]] = None
                if depth <= 1:
                    node.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return [], ["xml_unreadable"]
    return list(columns), ["xml_mixed"] * is_mixed


def _is_mixed(node: Element) -> bool:
    texts = (node.text, *(child.tail for child in node))
    return len(node) > 0 and any(text and text.strip() for text in texts)
