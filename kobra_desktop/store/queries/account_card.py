"""One account in short: its people, their doors, what was done about it and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.accounts import AccountRow, account_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.dues import BankPayment, Payment, Promise
from kobra_domain.kinds import KINDS
from kobra_domain.portfolios import Address, Party, PartyRole
from kobra_domain.visits import Visit
from kobra_records.sql.tables import entity_of

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with part in the account; None: not arrived."""

    party: Party | None
    role: PartyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCard:
    """`visits`, `promises`, `payments` (heard at a door) and `bank_payments`: the latest first, at
    most some; `visit_ids`: of all. `agents`: names by id.
    """

    row: AccountRow
    people: tuple[Person, ...]
    addresses: tuple[Address, ...]
    visits: tuple[Visit, ...]
    visit_ids: tuple[str, ...]
    promises: tuple[Promise, ...]
    payments: tuple[Payment, ...]
    bank_payments: tuple[BankPayment, ...]
    agents: dict[str, str]


def account_card(replica: Replica, account_id: str) -> AccountCard | None:
    """One account in short; None when it is gone."""
    with replica.reading() as connection:
        row = account_rows(connection, [account_id]).get(account_id)
        if row is None:
            return None
        part = {one.party_id: one.role for one in row.account.parties}
        parties = {one.id: one for one in rows.entities(connection, "party", part)}
        visits = [
            one
            for one in _named(connection, "visit", "party_id", part)
            if account_id in one.account_ids
        ]
        visits.sort(key=lambda one: one.ended_at or one.created_at, reverse=True)
        agents = {one.agent_id for one in visits[:MOST_SHOWN] if one.agent_id}
        named = rows.entities(connection, "agent", agents)
        return AccountCard(
            row=row,
            people=tuple(Person(parties.get(one), role) for one, role in part.items()),
            addresses=tuple(_named(connection, "address", "party_id", part)),
            visits=tuple(visits[:MOST_SHOWN]),
            visit_ids=tuple(one.id for one in visits),
            promises=_latest(connection, "promise", account_id, "made_at"),
            payments=_latest(connection, "payment", account_id, "reported_at"),
            bank_payments=_latest(connection, "bank_payment", account_id, "value_on"),
            agents={one.id: one.name for one in named},
        )


def _named(connection: Connection, kind: str, field: str, ids: Iterable[str]) -> list[Any]:
    record = RECORDS[kind]
    return [
        entity_of(KINDS[kind], row)
        for part in rows.chunks(ids)
        for row in connection.execute(
            select(record).where(record.c[field].in_(part)).order_by(record.c.id)
        )
    ]


def _latest(connection: Connection, kind: str, account_id: str, by: str) -> tuple[Any, ...]:
    record = RECORDS[kind]
    asked = select(record).where(record.c.account_id == account_id)
    found = connection.execute(asked.order_by(record.c[by].desc(), record.c.id).limit(MOST_SHOWN))
    return tuple(entity_of(KINDS[kind], row) for row in found)
