"""The accounts that a payment of the bank may be of, and those that a person looks for."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.collected import Candidate, MatchReason, suggested
from kobra_domain.dues import BankPayment
from kobra_domain.portfolios import Account

_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """An account with whose it is, and why it may be meant (empty: somebody looked for it)."""

    account: Account
    party_name: str = ""
    reasons: tuple[MatchReason, ...] = ()


def accounts_for(replica: Replica, payment: BankPayment) -> list[Suggested]:
    """The accounts of the portfolio for which most speaks, the likeliest first."""
    with replica.reading() as connection:
        found = suggested(payment, _candidates(connection, payment))
        reasons = {one.account_id: why for one, why in found}
        return _told(connection, list(reasons), reasons)


def accounts_found(replica: Replica, typed: str, payment: BankPayment) -> list[Suggested]:
    """The accounts of the payment's portfolio and currency that a person looks for: by number, name
    or document.
    """
    hits = search(replica, typed, kinds=("account", "party"), limit=_MOST)
    account = RECORDS["account"].c
    numbered = [hit.id for hit in hits if hit.kind == "account"]
    people = [hit.id for hit in hits if hit.kind == "party"]
    holder = func.json_extract(account.parties, "$[0].party_id")
    with replica.reading() as connection:
        theirs = select(account.id).where(
            account.portfolio_id == payment.portfolio_id, holder.in_(people)
        )
        ids = dict.fromkeys([*numbered, *(connection.scalars(theirs) if people else ())])
        return [
            one
            for one in _told(connection, list(ids), {})
            if one.account.portfolio_id == payment.portfolio_id
            and one.account.currency == payment.currency
        ][:_MOST]


def _candidates(connection: Connection, payment: BankPayment) -> list[Candidate]:
    account, party = RECORDS["account"], RECORDS["party"].c
    asked = select(
        account.c.id,
        account.c.number,
        func.json_extract(account.c.parties, "$[0].party_id").label("party_id"),
    ).where(account.c.portfolio_id == payment.portfolio_id, account.c.currency == payment.currency)
    same = select(party.id).where(
        party.document_number == payment.document_number,
        party.portfolio_id == payment.portfolio_id,
    )
    is_named = bool(payment.document_number)
    people = set(connection.scalars(same)) if is_named else set()
    documents = frozenset({payment.document_number})
    amounts = _amounts(connection, payment)
    return [
        Candidate(
            row.id,
            row.number,
            documents if row.party_id in people else frozenset(),
            frozenset(amounts.get(row.id, ())),
        )
        for row in connection.execute(asked)
    ]


def _amounts(connection: Connection, payment: BankPayment) -> dict[str, set[int]]:
    """What was promised or said to be paid on each account, of just this amount."""
    found: dict[str, set[int]] = defaultdict(set)
    for kind in ("promise", "payment"):
        table = RECORDS[kind].c
        asked = select(table.account_id, table.amount_minor).where(
            table.portfolio_id == payment.portfolio_id,
            table.amount_minor == payment.amount_minor,
            table.currency == payment.currency,
        )
        for row in connection.execute(asked):
            found[row.account_id].add(row.amount_minor)
    return found


def _told(
    connection: Connection, ids: list[str], reasons: dict[str, tuple[MatchReason, ...]]
) -> list[Suggested]:
    known: dict[str, Account] = {one.id: one for one in rows.entities(connection, "account", ids)}
    holders = {one.id: one.parties[0].party_id for one in known.values() if one.parties}
    names = {one.id: one.name for one in rows.entities(connection, "party", set(holders.values()))}
    return [
        Suggested(
            account=known[one],
            party_name=names.get(holders.get(one, ""), ""),
            reasons=reasons.get(one, ()),
        )
        for one in ids
        if one in known
    ]
