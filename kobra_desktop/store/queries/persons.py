"""One person over the portfolios of one institution, as far as they are here."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.tables import RECORDS
from kobra_domain.persons import Touch, selves
from kobra_domain.portfolios import Address, Party
from kobra_records.sql.tables import entity_of
from kobra_records.sql.touches import sought, visited


def same_people(connection: Connection, asked: Iterable[Party]) -> dict[str, tuple[Party, ...]]:
    """By id of a party the same person's rows in the institution's other portfolios; a constant
    number of reads for each five hundred.
    """
    known = [one for one in asked if one.document_number]
    if not known:
        return {}
    portfolio, party = RECORDS["portfolio"].c, RECORDS["party"]
    found = connection.execute(select(portfolio.id, portfolio.institution_id))
    institutions = {row.id: row.institution_id for row in found}
    others = [
        entity_of(Party, row)
        for part in rows.chunks({one.document_number for one in known})
        for row in connection.execute(select(party).where(party.c.document_number.in_(part)))
    ]
    return selves(known, others, institutions)


def how_sought(
    connection: Connection, asked: Iterable[Party], people: Mapping[str, tuple[Party, ...]]
) -> dict[str, tuple[Touch, ...]]:
    """By id of a party how the person was sought over all portfolios of the institution, as far as
    it is here; `people` is what `same_people` answers for them.
    """
    tables = (RECORDS["visit"], RECORDS["address"], RECORDS["contact"])
    return sought(connection, *tables, asked, people)


def who_came(connection: Connection, asked: Iterable[Address]) -> dict[str, tuple[Touch, ...]]:
    """By id of an address the visits to its door, as far as they are here."""
    return visited(connection, RECORDS["visit"], RECORDS["address"], asked)
