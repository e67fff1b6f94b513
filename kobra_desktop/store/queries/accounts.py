"""Accounts as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries import people_facts as facts
from kobra_desktop.store.queries.account_views import account_bucket
from kobra_desktop.store.queries.large_makers import HOLDER
from kobra_desktop.store.queries.packed import row_number
from kobra_desktop.store.queries.people_facts import Door, LastSeen
from kobra_desktop.store.queries.reach import CLEAN, Mark, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PART_IN, RECORDS
from kobra_domain.portfolios import Account, AccountState, ChannelKind

NO_PAPER = date.min


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the table. Names are empty while the named row has not arrived. `paper_until`:
    the last day of the standing authorisation of a visit, None for good, `NO_PAPER` without one.
    """

    account: Account
    portfolio_name: str
    country: str
    time_zone: str
    bucket: str
    agent_name: str
    holder_id: str
    holder_name: str
    document: str
    document_number: str
    phones: tuple[str, ...]
    contact: str
    consents: tuple[ChannelKind, ...]
    door: Door | None
    paper_until: date | None
    seen: LastSeen
    is_pending: bool = False
    is_held: bool = False

    @property
    def id(self) -> str:
        """Of the account."""
        return self.account.id

    @property
    def state(self) -> AccountState:
        """Of the account."""
        return self.account.state

    def paper(self, today: date) -> str:
        """`standing`, `expired` or `none`."""
        if self.paper_until == NO_PAPER:
            return "none"
        return "standing" if self.paper_until is None or self.paper_until >= today else "expired"


def accounts_by_id(replica: Replica, ids: Iterable[str]) -> dict[str, AccountRow]:
    """The named rows; those that are gone are absent."""
    with replica.reading() as connection:
        return account_rows(connection, ids)


def account_rows(connection: Connection, ids: Iterable[str]) -> dict[str, AccountRow]:
    """As `accounts_by_id`, inside a transaction."""
    wanted = list(ids)
    account = RECORDS["account"]
    asked = _selected()
    found = [
        one
        for part in rows.chunks(wanted)
        for one in connection.execute(asked.where(account.c.id.in_(part)))
    ]
    flags = marks(connection, "account", wanted)
    accounts = {one.id: one for one in rows.entities(connection, "account", wanted)}
    return {row.id: row for row in _rows(connection, found, accounts, flags)}


def accounts_of_party(connection: Connection, party_id: str) -> list[str]:
    """The accounts that a party has part in, the holder's own first."""
    account = RECORDS["account"]
    asked = (
        select(account.c.id)
        .select_from(PART_IN.join(account, row_number(account) == PART_IN.c.account))
        .where(PART_IN.c.party_id == party_id)
        .order_by(PART_IN.c.is_holder.desc(), account.c.number)
    )
    return list(connection.scalars(asked))


def _selected() -> Select[Any]:
    account, portfolio, party, agent = (
        RECORDS[kind] for kind in ("account", "portfolio", "party", "agent")
    )
    a, p, h = account.c, portfolio.c, party.c
    joined = (
        account.outerjoin(portfolio, p.id == a.portfolio_id)
        .outerjoin(agent, agent.c.id == a.agent_id)
        .outerjoin(party, h.id == HOLDER)
    )
    return select(
        a.id, p.name, p.country, p.time_zone, p.buckets, agent.c.name, HOLDER, h.name,
        h.document_type, h.document_number, h.channels, h.restricted_at, h.deceased_known_at,
        h.do_not_contact_reason,
    ).select_from(joined)  # fmt: skip


def _rows(
    connection: Connection,
    found: list[Any],
    accounts: dict[str, Account],
    flags: dict[str, Mark],
) -> Iterable[AccountRow]:
    held = [one for one in found if one[0] in accounts]
    parties = {p.party_id for one in held for p in accounts[one[0]].parties}
    doors = facts.best_doors(connection, {one[6] for one in held if one[6]})
    visits = facts.visits_of_parties(connection, parties)
    papers = facts.papers_of(connection, parties)
    for one in held:
        (
            account_id, portfolio_name, country, zone, buckets, agent_name, holder_id, holder_name,
            document_type, document_number, channels, restricted_at, deceased_at, reason,
        ) = one  # fmt: skip
        account, mark = accounts[account_id], flags.get(account_id, CLEAN)
        about = [
            visit
            for party in account.parties
            for visit in visits.get(party.party_id, ())
            if account_id in visit.account_ids
        ]
        yield AccountRow(
            account, portfolio_name or "", country or "", zone or "UTC",
            account_bucket(account, buckets or ()), agent_name or "", holder_id or "",
            holder_name or "", f"{document_type or ''} {document_number or ''}".strip(),
            document_number or "", facts.phones_of(channels or ()),
            facts.contact_of(restricted_at, deceased_at, reason or ""),
            facts.consented(channels or ()),
            doors.get(holder_id or ""), papers.get(account_id, NO_PAPER), facts.last_seen(about),
            mark.is_pending, mark.is_held,
        )  # fmt: skip
