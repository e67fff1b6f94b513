"""One person over the portfolios of one institution: who else they are there, and every time they
were reached. Of another institution's people nothing is read.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find_all
from field_api.tables.replicated import contacts, parties, portfolios, visits
from kobra_domain.contacts import Contact
from kobra_domain.persons import Touch, selves, touches
from kobra_domain.portfolios import Party, Portfolio
from kobra_domain.visits import Visit


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


def touches_of(connection: Connection, party: Party, since: datetime) -> list[Touch]:
    """Every time the person was sought or came by themselves since a moment, over the institution's
    portfolios, the oldest first. What counts contacts stands on this alone.
    """
    rows = (party, *same_people(connection, [party]).get(party.id, ()))
    ids = [one.id for one in rows]
    heard = entities(connection, Contact, contacts.c.party_id.in_(ids), contacts.c.at >= since)
    made = entities(connection, Visit, visits.c.party_id.in_(ids))
    return [one for one in touches(heard, made) if one.at >= since]
