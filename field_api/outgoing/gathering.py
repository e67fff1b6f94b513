"""Reads gestiones: which are to leave, and all that their rows may say, some hundred at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, exists, func, select, union

from field_api.change_log.rows import entities, find_all
from field_api.database import chunks
from field_api.tables.change_log import change_log
from field_api.tables.outgoing import outgoing_told as told
from field_api.tables.replicated import TABLES, contacts, payments, promises, submissions, visits
from kobra_domain.contacts import Contact
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.outgoing.gestion import (
    Gestion,
    GestionCredit,
    GestionKind,
    Money,
    result_of_contact,
    result_of_visit,
)
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Address, ChannelKind, Party, Portfolio
from kobra_domain.scope import portfolio_key
from kobra_domain.visits import ENDED_STATES, Visit

AT_ONCE = 400
_ENDED_AT = func.coalesce(visits.c.ended_at, visits.c.created_at)
T = TypeVar("T", Promise, Payment)


class Found(NamedTuple):
    """A gestión by its moment, in the order of a file."""

    at: datetime
    id: str
    kind: GestionKind
    is_told: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Whose, and from when to when (both included)."""

    portfolio: Portfolio
    from_at: datetime
    until_at: datetime


def to_leave(connection: Connection, span: Span, as_of: int) -> list[Found]:
    """Gestiones that no file has told, and those told that something has changed of since change
    `as_of`; the oldest first.
    """
    own = span.portfolio.id
    v, c = visits.c, contacts.c
    ended = select(_ENDED_AT, v.id).where(
        v.portfolio_id == own,
        v.state.in_(ENDED_STATES),
        span.from_at <= _ENDED_AT,
        span.until_at >= _ENDED_AT,
    )
    made = select(c.at, c.id).where(
        c.portfolio_id == own,
        c.import_id.is_(None),
        c.at >= span.from_at,
        c.at <= span.until_at,
    )
    found: list[Found] = []
    for query, key, kind in ((ended, v.id, GestionKind.VISIT), (made, c.id, GestionKind.CONTACT)):
        is_new = ~exists().where(told.c.entity_id == key)
        found += _found(connection, query.where(is_new), kind)
    touched = select(_ENDED_AT, v.id).where(
        v.id.in_(_touched(own, as_of)), exists().where(told.c.entity_id == v.id)
    )
    found += _found(connection, touched, GestionKind.VISIT, is_told=True)
    return sorted(found)


def _found(
    connection: Connection, query: Select[Any], kind: GestionKind, *, is_told: bool = False
) -> list[Found]:
    return [Found(row[0], row[1], kind, is_told) for row in connection.execute(query)]


def last_ones(connection: Connection, portfolio_id: str, limit: int) -> list[Found]:
    """The last real gestiones, the oldest first: what an editor shows rows of."""
    v, c = visits.c, contacts.c
    ended = (
        select(_ENDED_AT.label("at"), v.id)
        .where(v.portfolio_id == portfolio_id, v.state.in_(ENDED_STATES))
        .order_by(_ENDED_AT.desc(), v.id)
    )
    made = (
        select(c.at, c.id)
        .where(c.portfolio_id == portfolio_id, c.import_id.is_(None))
        .order_by(c.at.desc(), c.id)
    )
    visited = _found(connection, ended.limit(limit), GestionKind.VISIT)
    spoken = _found(connection, made.limit(limit), GestionKind.CONTACT)
    return sorted([*visited, *spoken])[-limit:]


def _touched(portfolio_id: str, as_of: int) -> Select[tuple[str]]:
    """Visits of which something that is told may have changed: also what is gone of a form."""
    log = change_log.c

    def changed(kind: str) -> Select[tuple[str]]:
        return select(log.entity_id).where(
            log.scope_key == portfolio_key(portfolio_id), log.seq > as_of, log.kind == kind
        )

    through = [
        select(table.c.visit_id).where(table.c.id.in_(changed(kind)), table.c.visit_id.is_not(None))
        for kind, table in (
            ("promise", promises),
            ("payment", payments),
            ("submission", submissions),
        )
    ]
    asked = union(changed("visit"), *through).subquery()
    return select(next(iter(asked.c)))


def gestiones(
    connection: Connection, portfolio: Portfolio, found: Sequence[Found]
) -> Iterator[tuple[Found, Gestion]]:
    """All that rows may say, in the same order."""
    for some in chunks(found, AT_ONCE):
        here = _Reading(connection, portfolio, some)
        for one in some:
            gestion = here.of(one)
            if gestion is not None:
                yield one, gestion


class _Reading:
    """What some gestiones name, read at once."""

    def __init__(self, connection: Connection, portfolio: Portfolio, some: Sequence[Found]) -> None:
        self._zone = portfolio.time_zone
        seen = [one.id for one in some if one.kind is GestionKind.VISIT]
        spoken = [one.id for one in some if one.kind is GestionKind.CONTACT]
        self._visits = find_all(connection, Visit, seen)
        self._contacts = find_all(connection, Contact, spoken)
        held, said = self._visits.values(), self._contacts.values()
        self._promises = _by_visit(
            one
            for one in entities(connection, Promise, promises.c.visit_id.in_(seen))
            if one.state is not PromiseState.CANCELLED
        )
        self._payments = _by_visit(entities(connection, Payment, payments.c.visit_id.in_(seen)))
        money: list[Promise | Payment] = []
        for said_then in self._promises.values():
            money += said_then
        for paid_then in self._payments.values():
            money += paid_then
        account_ids = {id for one in held for id in one.account_ids}
        account_ids |= {row.account_id for row in money}
        account_ids |= {one.account_id for one in said if one.account_id}
        self._accounts = find_all(connection, Account, account_ids)
        party_ids = {one.party_id for one in held} | {one.party_id for one in said}
        self._parties = find_all(connection, Party, party_ids)
        self._addresses = find_all(connection, Address, {one.address_id for one in held})
        self._agents = find_all(connection, Agent, {one.agent_id for one in held if one.agent_id})
        users = TABLES["user"].c
        by = {one.recorded_by for one in said if one.recorded_by}
        named = connection.execute(select(users.id, users.name).where(users.id.in_(by)))
        self._users = {row.id: row.name for row in named}

    def of(self, one: Found) -> Gestion | None:
        """One of them; None: it is gone."""
        if one.kind is GestionKind.VISIT:
            visit = self._visits.get(one.id)
            return None if visit is None else self._visited(visit, one.at)
        contact = self._contacts.get(one.id)
        return None if contact is None else self._spoken(contact)

    def _visited(self, visit: Visit, at: datetime) -> Gestion:
        party, agent = self._parties.get(visit.party_id), self._agents.get(visit.agent_id or "")
        address, fix = self._addresses.get(visit.address_id), visit.check_in
        more = [
            *(one.account_id for one in self._promises.get(visit.id, [])),
            *(one.account_id for one in self._payments.get(visit.id, [])),
        ]
        return Gestion(
            kind=GestionKind.VISIT,
            id=visit.id,
            at=at,
            zone=(address.time_zone if address else None) or self._zone,
            channel=ChannelKind.VISIT,
            result=result_of_visit(visit),
            credits=self._credits(dict.fromkeys((*visit.account_ids, *more)), visit.id),
            note=visit.result_note,
            agent_code=agent.code if agent else "",
            agent_name=agent.name if agent else "",
            party_name=party.name if party else "",
            document_type=party.document_type if party else "",
            document_number=party.document_number if party else "",
            street=address.street if address else "",
            neighbourhood=address.neighbourhood if address else "",
            municipality=address.municipality if address else "",
            region=address.region if address else "",
            postal_code=address.postal_code if address else "",
            verdict=visit.verdict,
            distance_m=visit.distance_m,
            lat=fix.lat if fix else None,
            lon=fix.lon if fix else None,
        )

    def _spoken(self, contact: Contact) -> Gestion:
        party = self._parties.get(contact.party_id)
        return Gestion(
            kind=GestionKind.CONTACT,
            id=contact.id,
            at=contact.at,
            zone=self._zone,
            channel=contact.channel,
            result=result_of_contact(contact),
            purpose=contact.purpose,
            credits=self._credits([contact.account_id] if contact.account_id else [], ""),
            note=contact.note,
            agent_name=contact.made_by or self._users.get(contact.recorded_by or "", ""),
            party_name=party.name if party else "",
            document_type=party.document_type if party else "",
            document_number=party.document_number if party else "",
        )

    def _credits(self, ids: Iterable[str], visit_id: str) -> tuple[GestionCredit, ...]:
        made = []
        for id in ids:
            account = self._accounts.get(id)
            made.append(
                GestionCredit(
                    number=account.number if account else "",
                    product=account.product if account else "",
                    segment=account.segment if account else "",
                    promises=tuple(
                        Money(amount_minor=one.amount_minor, currency=one.currency, on=one.due_on)
                        for one in self._promises.get(visit_id, [])
                        if one.account_id == id
                    ),
                    payments=tuple(
                        Money(
                            amount_minor=one.amount_minor,
                            currency=one.currency,
                            on=one.paid_on,
                            method=one.method,
                            reference=one.reference,
                        )
                        for one in self._payments.get(visit_id, [])
                        if one.account_id == id
                    ),
                )
            )
        return tuple(made)


def _by_visit(rows: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.id):
        found[row.visit_id or ""].append(row)
    return found
