"""Takes a map's streets of one municipality in: corners are found, and what was there before is
replaced in one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from field_api.database import Database, upsert
from field_api.places import geojson, tiles
from field_api.places.lines import Bounds, NamedLine, NamedPoint, Passed, usable
from field_api.places.progress import begin_again
from field_api.tables.places import map_corners, map_quarters, map_streets, towns
from kobra_domain.errors import Invalid
from kobra_domain.places import Point
from kobra_domain.streets.between import middle
from kobra_domain.streets.corners import Corner, found_corners
from kobra_domain.streets.named import municipality_key, quarter_key, street_key

OF_MAP = "map"
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class MapStreet:
    """A street by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was taken: `lines` with a name, streets and corners in them; what was passed over."""

    municipality: str
    lines: int
    streets: int
    corners: int
    quarters: int
    unnamed: int
    unreadable: int

    def to_json(self) -> dict[str, Any]:
        """By name."""
        return asdict(self)


def load_streets(
    database: Database,
    path: Path,
    municipality: str,
    now: datetime,
    *,
    bounds: Bounds | None = None,
) -> Loaded:
    """Put the streets of a file in place of those of the municipality. Raises Invalid, OSError."""
    town = named_town(municipality)
    passed = Passed()
    told = tiles.street_lines if _is_archive(path) else geojson.street_lines
    lines, quarters = _gathered(usable(told(path, passed), passed, bounds))
    if not lines:
        raise Invalid("no_streets_in_file", filename=path.name)
    corners = found_corners(
        (MapStreet(key), line) for key, parts in lines.items() for line in parts
    )
    with database.begin() as connection:
        _replace(connection, town, lines, corners, quarters)
        note_town(connection, town, municipality, now)
    return Loaded(
        municipality=town,
        lines=sum(len(parts) for parts in lines.values()),
        streets=len(lines),
        corners=len(corners) // 2,
        quarters=len(quarters),
        unnamed=passed.unnamed,
        unreadable=passed.unreadable,
    )


def named_town(municipality: str) -> str:
    """The key of a municipality. Raises Invalid for a name without letters, or with signs that are
    no text.
    """
    if not municipality.isprintable():
        raise Invalid("unreadable_text", field="municipality")
    town = municipality_key(municipality)
    if not town:
        raise Invalid("missing", field="municipality")
    return town


def note_town(connection: Connection, town: str, name: str, now: datetime) -> None:
    """That something was loaded of a municipality: what waits there is looked at again."""
    values = {"municipality": town, "name": name.strip(), "loaded_at": now}
    statement = upsert(connection, towns).values(values)
    fresh = {"name": statement.excluded.name, "loaded_at": statement.excluded.loaded_at}
    connection.execute(
        statement.on_conflict_do_update(index_elements=[towns.c.municipality], set_=fresh)
    )
    begin_again(connection)


def insert_many(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows in bundles that neither engine chokes on."""
    bundle: list[Mapping[str, Any]] = []
    for row in rows:
        bundle.append(row)
        if len(bundle) == _CHUNK:
            connection.execute(insert(table), bundle)
            bundle = []
    if bundle:
        connection.execute(insert(table), bundle)


def _is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(7) == b"PMTiles"


def _gathered(
    things: Iterable[NamedLine | NamedPoint],
) -> tuple[dict[str, list[Sequence[Point]]], dict[str, list[Point]]]:
    lines: dict[str, list[Sequence[Point]]] = defaultdict(list)
    quarters: dict[str, list[Point]] = defaultdict(list)
    for thing in things:
        if isinstance(thing, NamedPoint):
            quarters[quarter_key(thing.name)].append(thing.place)
        elif key := street_key(thing.name):
            lines[key].append(thing.line)
    quarters.pop("", None)
    return lines, quarters


def _replace(
    connection: Connection,
    town: str,
    lines: Mapping[str, Sequence[Sequence[Point]]],
    corners: Sequence[Corner[MapStreet]],
    quarters: Mapping[str, Sequence[Point]],
) -> None:
    for table in (map_streets, map_corners):
        connection.execute(delete(table).where(table.c.municipality == town))
    ours = (map_quarters.c.municipality == town, map_quarters.c.source == OF_MAP)
    connection.execute(delete(map_quarters).where(*ours))
    insert_many(connection, map_streets, _street_rows(town, lines))
    insert_many(
        connection,
        map_corners,
        (
            {
                "municipality": town,
                "street": one.street.key,
                "cross": one.cross.key,
                "lat": one.place.lat,
                "lon": one.place.lon,
            }
            for one in corners
        ),
    )
    insert_many(connection, map_quarters, quarter_rows(town, OF_MAP, quarters))


def quarter_rows(
    town: str, source: str, quarters: Mapping[str, Sequence[Point]]
) -> Iterator[dict[str, Any]]:
    """Rows of quarters, each at the middle of its places."""
    for quarter, found in quarters.items():
        at = middle(found)
        values = {"municipality": town, "quarter": quarter, "source": source}
        yield {**values, "lat": at.lat, "lon": at.lon}


def _street_rows(
    town: str, lines: Mapping[str, Sequence[Sequence[Point]]]
) -> Iterator[dict[str, Any]]:
    for key, parts in lines.items():
        at = middle([point for part in parts for point in part])
        yield {"municipality": town, "street": key, "lat": at.lat, "lon": at.lon}
