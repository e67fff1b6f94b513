"""One person over the portfolios of one institution: who else they are there. Of another
institution's people nothing is read.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find_all
from field_api.tables.replicated import addresses, contacts, parties, portfolios, visits
from kobra_domain.persons import Touch, selves
from kobra_domain.portfolios import Address, Party, Portfolio
from kobra_records.sql.touches import sought, visited


def same_people(connection: Connection, asked: Iterable[Party]) -> dict[str, tuple[Party, ...]]:
    """By id of a party the same person's rows in the institution's other portfolios; a constant
    number of reads, however many are asked for.
    """
    known = [one for one in asked if one.document_number]
    if not known:
        return {}
    own = find_all(connection, Portfolio, {one.portfolio_id for one in known})
    owners = {one.institution_id for one in own.values()}
    theirs = entities(connection, Portfolio, portfolios.c.institution_id.in_(owners))
    institutions = {one.id: one.institution_id for one in theirs}
    others = entities(
        connection,
        Party,
        parties.c.document_number.in_({one.document_number for one in known}),
        parties.c.portfolio_id.in_(list(institutions)),
    )
    return selves(known, others, institutions)


def how_sought(
    connection: Connection,
    asked: Iterable[Party],
    people: Mapping[str, tuple[Party, ...]],
    since: datetime | None = None,
) -> dict[str, tuple[Touch, ...]]:
    """By id of a party how the person was sought over all portfolios of the institution; `people`
    is what `same_people` answers for them. `since`: nothing older.
    """
    return sought(connection, visits, addresses, contacts, asked, people, since)


def who_came(
    connection: Connection, asked: Iterable[Address], since: datetime | None = None
) -> dict[str, tuple[Touch, ...]]:
    """By id of an address the visits to its door, over all institutions. `since`: nothing older."""
    return visited(connection, visits, addresses, asked, since)
