"""A list of doors that a client has: CSV, or points of a GeoJSON, with the columns of OpenAddresses
or of INEGI (`door_columns.py`). It takes the place of the list that was there for the municipality.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from field_api.database import Database
from field_api.places import geojson
from field_api.places.door_columns import our_names
from field_api.places.lines import point_of
from field_api.places.streets import insert_many, named_town, note_town, quarter_rows
from field_api.tables.places import listed_doors, map_quarters
from kobra_domain.errors import Invalid
from kobra_domain.places import Point
from kobra_domain.streets.mexico import read_mexican
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placa import read_placa
from kobra_records.files.tabular.encodings import encoding_of

OF_LIST = "list"
MOST_DOORS = 5_000_000
_NEEDED = ("lon", "lat", "number", "street")
_LONGEST_CELL = 4_096


@dataclass(frozen=True, slots=True)
class Listed:
    """What was taken of a list: doors, colonias, and lines that named no door or no place, or one
    of another municipality.
    """

    municipality: str
    doors: int
    quarters: int
    unreadable: int
    elsewhere: int


@dataclass(slots=True)
class _Counted:
    doors: int = 0
    unreadable: int = 0
    elsewhere: int = 0


def load_doors(database: Database, path: Path, municipality: str, now: datetime) -> Listed:
    """Put a list in place of that of the municipality. Raises Invalid, OSError; then the old one
    stays.
    """
    town = named_town(municipality)
    counted, quarters = _Counted(), defaultdict[str, list[Point]](list)
    with database.begin() as connection:
        connection.execute(delete(listed_doors).where(listed_doors.c.municipality == town))
        ours = (map_quarters.c.municipality == town, map_quarters.c.source == OF_LIST)
        connection.execute(delete(map_quarters).where(*ours))
        rows = _rows(_told(path), town, counted, quarters)
        insert_many(connection, listed_doors, rows)
        if not counted.doors:
            raise Invalid("no_doors_in_file", filename=path.name)
        insert_many(connection, map_quarters, quarter_rows(town, OF_LIST, quarters))
        note_town(connection, town, municipality, now)
    return Listed(town, counted.doors, len(quarters), counted.unreadable, counted.elsewhere)


def _rows(
    told: Iterator[Mapping[str, Any]],
    town: str,
    counted: _Counted,
    quarters: dict[str, list[Point]],
) -> Iterator[dict[str, Any]]:
    for line in told:
        city = municipality_key(_text(line, "city"))
        if city and city != town:
            counted.elsewhere += 1
            continue
        row = _row(line)
        if row is None:
            counted.unreadable += 1
            continue
        counted.doors += 1
        if counted.doors > MOST_DOORS:
            raise Invalid("too_many", field="file", limit=MOST_DOORS)
        if row["colonia"]:
            quarters[row["colonia"]].append(Point(row["lat"], row["lon"]))
        yield {**row, "municipality": town}


def _row(line: Mapping[str, Any]) -> dict[str, Any] | None:
    """A door as it is looked up; None without a street, a number or a place."""
    place = _place(line)
    street = f"{_text(line, 'kind')} {_text(line, 'street')}".strip()
    number = f"{_text(line, 'number')} {_text(line, 'letter')}".strip()
    if place is None or not street or not number:
        return None
    placa = read_placa(f"{street} # {number}")
    is_placa = placa is not None and placa.metres is not None
    read = read_mexican(f"{street} # {number}", _text(line, "district"), _text(line, "postcode"))
    if not is_placa and not (read.street and read.number):
        return None
    return {
        "street": placa.street.key if placa is not None and is_placa else read.street,
        "door": placa.door if placa is not None and is_placa else "",
        "number": read.number,
        "colonia": read.colonia,
        "postal_code": read.postal_code,
        "lat": place.lat,
        "lon": place.lon,
    }


def _place(line: Mapping[str, Any]) -> Point | None:
    if isinstance(line.get("place"), Point):
        return line["place"]  # type: ignore[no-any-return]
    try:
        return point_of(float(_text(line, "lon")), float(_text(line, "lat")))
    except ValueError:
        return None


def _text(line: Mapping[str, Any], name: str) -> str:
    found = line.get(name)
    if isinstance(found, float) and found.is_integer():
        found = int(found)  # a number that went through a table of floats
    return str(found).strip()[:_LONGEST_CELL] if isinstance(found, str | int | float) else ""


def _told(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.suffix.lower() in (".geojson", ".json"):
        for feature in geojson.features_of(path):
            place = None if feature.geometry is None else geojson.point_in(feature.geometry)
            told = geojson.properties_of(feature)
            yield {**dict(zip(our_names(told), told.values(), strict=True)), "place": place}
        return
    with path.open("rb") as raw:
        encoding = encoding_of(raw)
        raw.seek(0)
        with TextIOWrapper(raw, encoding=encoding.value, errors="replace", newline="") as file:
            yield from _cells(file, path)


def _cells(file: TextIOWrapper, path: Path) -> Iterator[Mapping[str, Any]]:
    lines = csv.reader(file)
    try:
        header = our_names(next(lines, []))
        missing = [name for name in _NEEDED if name not in header]
        if missing:
            raise Invalid("door_columns_missing", filename=path.name, columns=", ".join(missing))
        for cells in lines:
            if cells:
                yield dict(zip(header, cells, strict=False))
    except csv.Error as problem:
        raise Invalid("not_a_door_list", filename=path.name) from problem
