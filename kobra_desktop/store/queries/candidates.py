"""The accounts that a payment of the bank may be of, and those that a person looks for."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.packed import row_number
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PART_IN, RECORDS
from kobra_domain.collected import (
    SHORTEST_END,
    Candidate,
    MatchReason,
    bare_number,
    suggested,
)
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
    with replica.reading() as connection:
        theirs = _with_part(account.id).where(
            account.portfolio_id == payment.portfolio_id, PART_IN.c.party_id.in_(people)
        )
        ids = dict.fromkeys([*numbered, *(connection.scalars(theirs) if people else ())])
        return [
            one
            for one in _told(connection, list(ids), {})
            if one.account.portfolio_id == payment.portfolio_id
            and one.account.currency == payment.currency
        ][:_MOST]


def _candidates(connection: Connection, payment: BankPayment) -> list[Candidate]:
    """Accounts for which something may speak: by who has part in them, by an amount that was heard,
    and by numbers that are alike; the others of half a million are not read.
    """
    account = RECORDS["account"].c
    documents = frozenset({payment.document_number}) - {""}
    same = select(RECORDS["party"].c.id).where(
        RECORDS["party"].c.document_number.in_(documents),
        RECORDS["party"].c.portfolio_id == payment.portfolio_id,
    )
    theirs = set(
        connection.scalars(_with_part(account.id).where(PART_IN.c.party_id.in_(same)))
        if documents
        else ()
    )
    amounts = _amounts(connection, payment)
    asked = select(account.id, account.number).where(
        account.portfolio_id == payment.portfolio_id,
        account.currency == payment.currency,
        or_(account.id.in_({*theirs, *amounts}), _is_alike(account.number, payment.account_number)),
    )
    return [
        Candidate(
            row.id,
            row.number,
            documents if row.id in theirs else frozenset(),
            frozenset(amounts.get(row.id, ())),
        )
        for row in connection.execute(asked)
    ]


def _with_part(*columns: Any) -> Select[Any]:
    """Of accounts that somebody has part in."""
    account = RECORDS["account"]
    joined = PART_IN.join(account, row_number(account) == PART_IN.c.account)
    return select(*columns).select_from(joined)


def _is_alike(number: Any, said: str) -> ColumnElement[bool]:
    """What `is_similar` may say yes to, asked by the database: it lets through what that decides.
    Beside spaces only the signs that stand in numbers of accounts are passed over.
    """
    wanted = bare_number(said)
    if not wanted:
        return false()
    bare: Any = func.upper(number)
    for sign in " -./_":
        bare = func.replace(bare, sign, "")
    bare = func.ltrim(bare, "0")
    swapped = {
        wanted[:n] + wanted[n + 1] + wanted[n] + wanted[n + 2 :] for n in range(len(wanted) - 1)
    }
    ends = {wanted[n:] for n in range(len(wanted) - SHORTEST_END + 1)}
    conditions = [bare.in_({wanted, wanted[:-1], *swapped, *ends})]
    if len(wanted) >= SHORTEST_END:
        conditions += [
            bare.endswith(wanted, autoescape=True),
            func.substr(bare, 1, func.length(bare) - 1) == wanted,
        ]
    return or_(*conditions)


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
