"""All open visits in full at once, for questions that are asked of each of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within
from kobra_desktop.store.queries.visits import VisitCard
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.portfolios import Authorisation
from kobra_domain.visits import OPEN_STATES, Visit
from kobra_records.sql.tables import entity_of


def open_cards(replica: Replica, reach: Reach = EVERYTHING) -> list[VisitCard]:
    """The open visits with door, person, credits and papers; without alerts and operations.

    Each kind is read once: one by one takes a hundred times as long.
    """
    with replica.reading() as connection:
        visits = _open(connection, reach)
        ids = {
            "party": {one.party_id for one in visits},
            "address": {one.address_id for one in visits},
            "portfolio": {one.portfolio_id for one in visits},
            "agent": {one.agent_id for one in visits if one.agent_id},
            "account": {i for one in visits for i in one.account_ids},
        }
        named = {kind: _by_id(connection, kind, wanted) for kind, wanted in ids.items()}
        papers = _papers(connection, named["party"])
    return [_card(one, named, papers) for one in visits]


def _open(connection: Connection, reach: Reach) -> list[Visit]:
    visit = RECORDS["visit"]
    asked = select(visit).where(visit.c.state.in_(OPEN_STATES), *visits_within(reach))
    return [entity_of(Visit, row) for row in connection.execute(asked)]


def _by_id(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Any]:
    return {one.id: one for one in rows.entities(connection, kind, ids)}


def _papers(connection: Connection, party_ids: Iterable[str]) -> dict[str, list[Authorisation]]:
    paper = RECORDS["authorisation"]
    made: dict[str, list[Authorisation]] = defaultdict(list)
    for part in rows.chunks(party_ids):
        for row in connection.execute(select(paper).where(paper.c.party_id.in_(part))):
            found = entity_of(Authorisation, row)
            made[found.party_id].append(found)
    return made


def _card(
    visit: Visit, named: dict[str, dict[str, Any]], papers: dict[str, list[Authorisation]]
) -> VisitCard:
    accounts = tuple(named["account"][i] for i in visit.account_ids if i in named["account"])
    return VisitCard(
        visit=visit,
        version=0,
        party=named["party"].get(visit.party_id),
        address=named["address"].get(visit.address_id),
        portfolio=named["portfolio"].get(visit.portfolio_id),
        agent=named["agent"].get(visit.agent_id or ""),
        accounts=accounts,
        authorisations=tuple(
            one for one in papers.get(visit.party_id, ()) if one.account_id in visit.account_ids
        ),
    )
