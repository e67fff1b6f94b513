"""Doors that no pin stands at: whose they are, and who else is at the same door."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select, text

from kobra_desktop.store.accents import plain
from kobra_desktop.store.noting import reads
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, work_within
from kobra_desktop.store.queries.search import wanted
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.places import PLACED
from kobra_domain.portfolios import Address
from kobra_domain.streets.doors import of_door
from kobra_records.sql.tables import entity_of

_MOST_BESIDE = 20
_MOST_FOUND, _LOOKED_AT = 30, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedRow:
    """An address without a pin that is good for a visit. `is_sought`: a person has said already
    that it is not to be found.
    """

    address: Address
    party_name: str = ""
    document: str = ""
    portfolio_name: str = ""

    @property
    def id(self) -> str:
        """The address's."""
        return self.address.id

    @property
    def is_sought(self) -> bool:
        """Whether somebody has looked for it in vain."""
        return self.address.place_accepted_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Somebody's address at the same door, or at one that may be it."""

    address: Address
    party_name: str


def unplaced_rows(
    replica: Replica, reach: Reach = EVERYTHING, ids: Iterable[str] | None = None
) -> list[UnplacedRow]:
    """All of them in reach, or those among `ids`."""
    address, party = RECORDS["address"], RECORDS["party"]
    portfolio = RECORDS["portfolio"]
    joined = address.outerjoin(party, party.c.id == address.c.party_id).outerjoin(
        portfolio, portfolio.c.id == address.c.portfolio_id
    )
    names = (
        party.c.name.label("whose_name"),
        party.c.document_number.label("whose_document"),
        portfolio.c.name.label("whose_portfolio"),
    )
    query: Select[Any] = select(*address.c, *names).select_from(joined)
    query = query.where(*_unplaced(reach))
    if ids is not None:
        query = query.where(address.c.id.in_(list(ids)))
    with replica.reading() as connection:
        return [_row(row) for row in connection.execute(query)]


def unplaced_count(replica: Replica, reach: Reach = EVERYTHING) -> int:
    """How many wait for a person."""
    address = RECORDS["address"]
    query = select(func.count()).select_from(address).where(*_unplaced(reach))
    with replica.reading() as connection:
        return connection.scalar(query.where(address.c.place_accepted_at.is_(None))) or 0


def beside(replica: Replica, address: Address) -> list[Beside]:
    """Who else is at an address's door, as far as the replica knows; whoever is placed first."""
    if not address.key:
        return []
    known, party = RECORDS["address"], RECORDS["party"]
    beginning = of_door(address.key)
    query: Select[Any] = (
        select(*known.c, party.c.name.label("whose_name"))
        .select_from(known.outerjoin(party, party.c.id == known.c.party_id))
        .where(known.c.key >= beginning, known.c.key < f"{beginning}\U0010ffff")
        .where(known.c.id != address.id)
        .order_by(known.c.lat.is_(None), known.c.key, known.c.id)
        .limit(_MOST_BESIDE)
    )
    with replica.reading() as connection:
        rows = connection.execute(query).all()
    return [_beside(row) for row in rows]


def placed_doors(
    replica: Replica, typed: str, reach: Reach = EVERYTHING, *, but: str = ""
) -> list[Beside]:
    """Addresses with a pin that have the typed words, or whose person has; those that begin so come
    first. Not that of id `but`.
    """
    asked = wanted(typed)
    if not asked:
        return []
    a, party = RECORDS["address"], RECORDS["party"]
    with replica.reading() as connection:
        ids, theirs = (_found(connection, kind, asked) for kind in ("address", "party"))
        is_found = a.c.id.in_(ids) | a.c.party_id.in_(theirs)
        conditions = [is_found, a.c.id != but, ~_is_bare(), *work_within("address", reach)]
        query: Select[Any] = (
            select(*a.c, party.c.name.label("whose_name"))
            .select_from(a.outerjoin(party, party.c.id == a.c.party_id))
            .where(*conditions)
            .order_by(a.c.id.not_in(ids), a.c.municipality, a.c.street, a.c.id)
        )
        rows = connection.execute(query.limit(_LOOKED_AT)).all()
    begun = plain(typed.strip())
    rows = sorted(rows, key=lambda row: not plain(row.street).startswith(begun))
    return [_beside(row) for row in rows[:_MOST_FOUND]]


def _found(connection: Connection, kind: str, asked: str) -> list[str]:
    """Some rows that an index finds."""
    index = f"{kind}_search"
    query = text(
        f'SELECT r.id FROM {index} JOIN "{kind}" r ON r.rowid = {index}.rowid '
        f"WHERE {index} MATCH :wanted LIMIT {_LOOKED_AT}"
    ).bindparams(bindparam("wanted", asked))
    return list(connection.scalars(query, execution_options=reads(kind)))


def _unplaced(reach: Reach) -> list[ColumnElement[bool]]:
    return [_is_bare(), *work_within("address", reach)]


def _is_bare() -> ColumnElement[bool]:
    address = RECORDS["address"].c
    return address.lat.is_(None) | address.geocode_quality.not_in(sorted(PLACED))


def _row(row: Row[Any]) -> UnplacedRow:
    said = row._mapping
    return UnplacedRow(
        address=entity_of(Address, row),
        party_name=said["whose_name"] or "",
        document=said["whose_document"] or "",
        portfolio_name=said["whose_portfolio"] or "",
    )


def _beside(row: Row[Any]) -> Beside:
    return Beside(address=entity_of(Address, row), party_name=row.whose_name or "")
