"""Visits in full with all they name: a constant number of reads, however many are asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from kobra_desktop.store import outbox, rows
from kobra_desktop.store.outbox import Pending
from kobra_desktop.store.queries.house import laws_of
from kobra_desktop.store.queries.persons import how_sought, same_people, who_came
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.alerts import Alert
from kobra_domain.contact import RuleSet
from kobra_domain.kinds import KINDS
from kobra_domain.people import Agent
from kobra_domain.persons import Touch
from kobra_domain.portfolios import Account, Address, Authorisation, Party, Portfolio
from kobra_domain.visits import OPEN_STATES, Visit
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCard:
    """One visit with all it names; what has not arrived is None or absent.

    `version` is the server's version of the visit, 0 when it is only here. `selves` are the same
    person's rows in the institution's other portfolios, as far as they are here; `touches` how the
    person was sought in all of them by other visits and contacts; `at_door` the other visits to
    the door, whoever was sought there; `rules` the contact rules that hold for it.
    """

    visit: Visit
    version: int
    party: Party | None
    address: Address | None
    portfolio: Portfolio | None
    agent: Agent | None
    rules: RuleSet | None = None
    accounts: tuple[Account, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    alerts: tuple[Alert, ...] = ()
    operations: tuple[Pending, ...] = ()
    selves: tuple[Party, ...] = ()
    touches: tuple[Touch, ...] = ()
    at_door: tuple[Touch, ...] = ()


def visit_card(replica: Replica, visit_id: str) -> VisitCard | None:
    """One visit in full; None when it is gone."""
    with replica.reading() as connection:
        return card_of(connection, visit_id)


def card_of(connection: Connection, visit_id: str) -> VisitCard | None:
    """One visit in full, inside a transaction; None when it is gone."""
    return next(iter(cards(connection, [visit_id])), None)


def visit_cards(replica: Replica, ids: Iterable[str]) -> list[VisitCard]:
    """Several visits in full, in the order asked; those gone are left out."""
    with replica.reading() as connection:
        return cards(connection, ids)


def cards(connection: Connection, ids: Iterable[str]) -> list[VisitCard]:
    """As `visit_cards`, inside a transaction."""
    wanted = list(ids)
    found = {held[0].id: held for held in rows.of_ids(connection, "visit", wanted)}
    return cards_of(connection, [found[one] for one in wanted if one in found])


def open_cards(replica: Replica, reach: Reach = EVERYTHING) -> list[VisitCard]:
    """All open visits in full, for questions that are asked of each of them."""
    visit = RECORDS["visit"]
    asked = select(visit).where(visit.c.state.in_(OPEN_STATES), *visits_within(reach))
    with replica.reading() as connection:
        found = [(entity_of(Visit, row), row.version) for row in connection.execute(asked)]
        return cards_of(connection, found)


def open_visits_of(connection: Connection, party_ids: Iterable[str]) -> list[Visit]:
    """The open visits to these people, the latest made first."""
    visit = RECORDS["visit"]
    asked = select(visit).where(visit.c.state.in_(OPEN_STATES)).order_by(visit.c.created_at.desc())
    return [
        entity_of(Visit, row)
        for part in rows.chunks(party_ids)
        for row in connection.execute(asked.where(visit.c.party_id.in_(part)))
    ]


def twins_of(
    replica: Replica, party_id: str, address_id: str, account_ids: Iterable[str]
) -> list[VisitCard]:
    """The open visits to the same person at the same door about one of these credits."""
    visit, wanted = RECORDS["visit"], set(account_ids)
    asked = select(visit).where(
        visit.c.party_id == party_id,
        visit.c.address_id == address_id,
        visit.c.state.in_(OPEN_STATES),
    )
    with replica.reading() as connection:
        found = [(entity_of(Visit, row), row.version) for row in connection.execute(asked)]
        alike = [one for one in found if not wanted.isdisjoint(one[0].account_ids)]
        return cards_of(connection, alike)


def cards_of(connection: Connection, visits: Iterable[tuple[Visit, int]]) -> list[VisitCard]:
    """These visits (each with the server's version of it) in full, whether they are here or not."""
    held = list(visits)
    ids = [visit.id for visit, _ in held]
    named = _named(connection, [visit for visit, _ in held])
    papers = _by(connection, "authorisation", "party_id", named["party"])
    alerts = _by(connection, "alert", "visit_id", ids)
    waiting = outbox.of_entities(connection, "visit", ids)
    people = same_people(connection, named["party"].values())
    sought = how_sought(connection, named["party"].values(), people)
    came = who_came(connection, named["address"].values())
    laws = laws_of(connection, named["portfolio"].values())
    return [
        VisitCard(
            visit=visit,
            version=version,
            party=named["party"].get(visit.party_id),
            address=named["address"].get(visit.address_id),
            portfolio=named["portfolio"].get(visit.portfolio_id),
            agent=named["agent"].get(visit.agent_id or ""),
            rules=laws.get(visit.portfolio_id),
            accounts=tuple(named["account"][i] for i in visit.account_ids if i in named["account"]),
            authorisations=tuple(
                paper for paper in papers[visit.party_id] if paper.account_id in visit.account_ids
            ),
            alerts=tuple(sorted(alerts[visit.id], key=lambda alert: alert.raised_at)),
            operations=tuple(waiting.get(visit.id, ())),
            selves=people.get(visit.party_id, ()),
            touches=tuple(t for t in sought.get(visit.party_id, ()) if t.id != visit.id),
            at_door=tuple(t for t in came.get(visit.address_id, ()) if t.id != visit.id),
        )
        for visit, version in held
    ]


def _named(connection: Connection, visits: list[Visit]) -> Mapping[str, dict[str, Any]]:
    """What the visits name, by kind and id."""
    ids: dict[str, set[str]] = {
        "party": {one.party_id for one in visits},
        "address": {one.address_id for one in visits},
        "portfolio": {one.portfolio_id for one in visits},
        "agent": {one.agent_id for one in visits if one.agent_id},
        "account": {i for one in visits for i in one.account_ids},
    }
    return {
        kind: {one.id: one for one in rows.entities(connection, kind, wanted)}
        for kind, wanted in ids.items()
    }


def _by(
    connection: Connection, kind: str, field: str, ids: Iterable[str]
) -> Mapping[str, list[Any]]:
    """The entities of a kind by one of the ids that they carry; none stand under another."""
    made: dict[str, list[Any]] = defaultdict(list)
    column: ColumnElement[str] = RECORDS[kind].c[field]
    for part in rows.chunks(ids):
        for row in connection.execute(select(RECORDS[kind]).where(column.in_(part))):
            entity = entity_of(KINDS[kind], row)
            made[getattr(entity, field)].append(entity)
    return made
