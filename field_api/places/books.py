"""The streets and doors of one municipality as `placing` asks for them, from the tables: read once
a street, or for many addresses at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from field_api.database import is_postgresql
from field_api.tables.places import (
    listed_doors,
    map_corners,
    map_quarters,
    map_streets,
    place_methods,
)
from field_api.tables.replicated import addresses
from kobra_domain.places import PLACED, Point
from kobra_domain.streets.between import KnownDoor, middle
from kobra_domain.streets.corners import Corner
from kobra_domain.streets.doors import BETWEEN, Written, mexican_of, of_door, placa_of
from kobra_domain.streets.named import numbered_street
from kobra_domain.streets.names import Street
from kobra_domain.streets.placing import Known, PlaceMethod, Service

# Fewer arrivals teach nothing of a method.
FEWEST_ARRIVALS = 30
_CHUNK = 400
T = TypeVar("T")
OwnDoors = dict[str, list[Point]]  # by key, and by the beginning that a house's keys share


class Shelf:
    """The books of one municipality. `portfolio_ids`: whose verified doors are its own; None: all.
    Valid within the transaction of the connection; `own`, its verified doors of a moment ago.
    """

    def __init__(
        self,
        connection: Connection,
        town: str,
        portfolio_ids: Collection[str] | None = None,
        own: OwnDoors | None = None,
    ) -> None:
        self._connection = connection
        self._town = town
        self._portfolio_ids = portfolio_ids
        self._own = own
        self._corners: dict[str, list[tuple[str, Point]]] = {}
        self._along: dict[Street, list[Corner[Street]]] = {}
        self._doors: dict[str, list[Point]] = {}
        self._streets: dict[str, list[KnownDoor]] = {}
        self._middles: dict[str, Point | None] = {}
        self._quarters: dict[str, Point] | None = None

    def own_door(self, key: str) -> Point | None:
        """A verified door of ours with this key, else another of the same house."""
        found = self._read_own(of_door(key)) if self._own is None else self._own
        places = found.get(key) or found.get(of_door(key))
        return middle(places) if places else None

    def all_own(self) -> OwnDoors:
        """Its verified doors, read at once."""
        if self._own is None:
            self._own = self._read_own(f"{self._town}{BETWEEN}")
        return self._own

    def listed_doors(self, door: str) -> Sequence[Point]:
        """Where the list has a Colombian door."""
        if door not in self._doors:
            self._read_doors([door])
        return self._doors[door]

    def listed_street(self, street: str) -> Sequence[KnownDoor]:
        """The doors of a street in the list."""
        if street not in self._streets:
            self._read_streets([street])
        return self._streets[street]

    def along(self, street: Street) -> Sequence[Corner[Street]]:
        """The corners with numbered streets."""
        if street not in self._along:
            self._along[street] = [
                Corner(street, cross, place)
                for key, place in self._met(street.key)
                if (cross := numbered_street(key)) is not None
            ]
        return self._along[street]

    def meetings(self, street: str, cross: str) -> Sequence[Point]:
        """Where two streets meet."""
        return [place for key, place in self._met(street) if key == cross]

    def street(self, street: str) -> Point | None:
        """The middle of a street."""
        if street not in self._middles:
            self._read_middles([street])
        return self._middles[street]

    def quarter(self, quarter: str) -> Point | None:
        """The middle of a quarter: of its listed doors, else where the map has its name."""
        if self._quarters is None:
            t = map_quarters.c
            query = select(t.quarter, t.lat, t.lon).where(t.municipality == self._town)
            rows = self._connection.execute(query.order_by(t.source.desc()))
            self._quarters = {row.quarter: Point(row.lat, row.lon) for row in rows}
        return self._quarters.get(quarter)

    def fetch(self, wanted: Sequence[Written]) -> None:
        """Read what these addresses will ask for, in few statements."""
        placas = [placa for one in wanted if (placa := placa_of(one)) is not None]
        named = {mexican_of(one).street for one in wanted if placa_of(one) is None}
        streets = {placa.street.key for placa in placas} | named
        self.all_own()
        self._read_corners(streets - self._corners.keys())
        self._read_middles(streets - self._middles.keys())
        self._read_streets(named - self._streets.keys())
        self._read_doors({placa.door for placa in placas} - self._doors.keys())

    def _met(self, street: str) -> list[tuple[str, Point]]:
        if street not in self._corners:
            self._read_corners([street])
        return self._corners[street]

    def _read_own(self, beginning: str) -> OwnDoors:
        """Verified doors by their key, and by the beginning that the keys of a house share."""
        a = addresses.c
        query = select(a.key, a.lat, a.lon).where(
            begins(self._connection, a.key, beginning),
            or_(a.verified_at.is_not(None), a.place_accepted_at.is_not(None)),
            a.geocode_quality.in_(PLACED),
            a.lat.is_not(None),
        )
        if self._portfolio_ids is not None:
            query = query.where(a.portfolio_id.in_(self._portfolio_ids))
        found = defaultdict[str, list[Point]](list)
        for key, lat, lon in self._connection.execute(query):
            found[key].append(Point(lat, lon))
            found[of_door(key)].append(Point(lat, lon))
        return found

    def _read_corners(self, streets: Collection[str]) -> None:
        c = map_corners.c
        self._corners |= {key: [] for key in streets}
        for row in self._of_town(map_corners, c.street, streets, c.street, c.cross, c.lat, c.lon):
            self._corners[row.street].append((row.cross, Point(row.lat, row.lon)))

    def _read_middles(self, streets: Collection[str]) -> None:
        c = map_streets.c
        self._middles |= dict.fromkeys(streets)
        for row in self._of_town(map_streets, c.street, streets, c.street, c.lat, c.lon):
            self._middles[row.street] = Point(row.lat, row.lon)

    def _read_streets(self, streets: Collection[str]) -> None:
        c = listed_doors.c
        self._streets |= {key: [] for key in streets}
        told = (c.street, c.number, c.colonia, c.postal_code, c.lat, c.lon)
        for row in self._of_town(listed_doors, c.street, streets, *told):
            self._streets[row.street].append(
                KnownDoor(row.number, row.colonia, row.postal_code, Point(row.lat, row.lon))
            )

    def _read_doors(self, doors: Collection[str]) -> None:
        c = listed_doors.c
        self._doors |= {key: [] for key in doors}
        for row in self._of_town(listed_doors, c.door, doors, c.door, c.lat, c.lon):
            self._doors[row.door].append(Point(row.lat, row.lon))

    def _of_town(
        self, table: Table, column: Any, keys: Collection[str], *told: Any
    ) -> Iterator[Any]:
        for bundle in _bundles(sorted(keys)):
            query = select(*told).where(table.c.municipality == self._town, column.in_(bundle))
            yield from self._connection.execute(query)


def known_of(
    connection: Connection,
    town: str,
    portfolio_ids: Collection[str] | None = None,
    service: Service | None = None,
) -> Known:
    """What is known of a municipality, with what its arrivals have taught of each method."""
    return Known(Shelf(connection, town, portfolio_ids), learnt_radii(connection, town), service)


def learnt_radii(connection: Connection, town: str) -> dict[PlaceMethod, float]:
    """Metres within which 95 of 100 doors were, by method, where enough agents have been."""
    m = place_methods.c
    query = select(m.method, m.p95_m).where(m.municipality == town, m.arrivals >= FEWEST_ARRIVALS)
    return {row.method: row.p95_m for row in connection.execute(query)}


def begins(connection: Connection, column: Any, beginning: str) -> ColumnElement[bool]:
    """Texts that begin so, by the codes of their letters on both engines."""
    told = column.collate("C") if is_postgresql(connection) else column
    return and_(told >= beginning, told < beginning[:-1] + chr(ord(beginning[-1]) + 1))


def _bundles(keys: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(keys)
    while bundle := list(islice(rest, _CHUNK)):
        yield bundle
