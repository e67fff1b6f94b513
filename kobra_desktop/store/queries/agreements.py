"""What was promised, and the money that came in: as doors heard it and as the bank says it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.large_makers import HOLDER
from kobra_desktop.store.queries.reach import CLEAN, EVERYTHING, Reach, marks, work_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.collected import (
    DAYS_AFTER,
    DAYS_BEFORE,
    PaymentStanding,
    pairs,
    standing_of_bank,
    standing_of_heard,
)
from kobra_domain.dues import BankPayment, Payment, Promise
from kobra_domain.portfolios import Portfolio
from kobra_domain.promises import paid_for
from kobra_records.sql.tables import entity_of

_AROUND = timedelta(days=DAYS_BEFORE + DAYS_AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Of whom money is: account and holder, the portfolio, and the agent who heard of it."""

    account_number: str = ""
    party_id: str = ""
    party_name: str = ""
    document: str = ""
    agent_name: str = ""
    portfolio_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A promise, and how much of it (minor units) the bank says was paid."""

    promise: Promise
    whose: Whose
    paid_minor: int = 0

    @property
    def id(self) -> str:
        """The promise's."""
        return self.promise.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """A payment: heard at a door, or a line of the bank's file."""

    payment: Payment | BankPayment
    whose: Whose
    standing: PaymentStanding
    is_pending: bool = False

    @property
    def id(self) -> str:
        """The payment's."""
        return self.payment.id

    @property
    def bank(self) -> BankPayment | None:
        """The line of the bank; None for what was heard at a door."""
        return self.payment if isinstance(self.payment, BankPayment) else None

    @property
    def day(self) -> date:
        """The bank's day, or the day that was said."""
        one = self.payment
        return one.value_on if isinstance(one, BankPayment) else one.paid_on

    @property
    def heard_at(self) -> datetime | None:
        """When it was reported at a door; None for the bank's."""
        return None if isinstance(self.payment, BankPayment) else self.payment.reported_at

    @property
    def visit_id(self) -> str:
        """At which visit it was heard; empty for the bank's."""
        return "" if isinstance(self.payment, BankPayment) else self.payment.visit_id or ""


@dataclass(frozen=True, slots=True)
class OfAccounts:
    """What is read anew when lines of the bank have changed: these, and all money of the accounts
    that they are of, and were of, for what was heard there is joined with them.
    """

    payment_ids: Collection[str]
    account_ids: Collection[str] = ()


def promise_rows(
    replica: Replica, reach: Reach = EVERYTHING, ids: Collection[str] | None = None
) -> list[PromiseRow]:
    """The promises in reach, all or those named."""
    named = [] if ids is None else [RECORDS["promise"].c.id.in_(ids)]
    with replica.reading() as connection:
        found = _read(connection, "promise", [*named, *work_within("promise", reach)])
        made = [(entity_of(Promise, row), _whose(row)) for row in found]
        paid = _paid(connection, [one for one, _ in made], is_all=ids is None)
    return [
        PromiseRow(promise=one, whose=whose, paid_minor=paid.get(one.id, 0)) for one, whose in made
    ]


def _paid(connection: Connection, made: list[Promise], *, is_all: bool) -> dict[str, int]:
    """How much of each promise came in, in minor units. An account's money is shared out among all
    its promises, so that these are read, too, where not all are `made`.
    """
    bank, promise = RECORDS["bank_payment"], RECORDS["promise"]
    whose: Any = select(promise.c.account_id)
    if not is_all:
        whose = {one.account_id for one in made}
        theirs_too = select(promise).where(promise.c.account_id.in_(whose))
        made = [entity_of(Promise, row) for row in connection.execute(theirs_too)]
    asked = select(bank).where(bank.c.account_id.in_(whose))
    lines: dict[str | None, list[BankPayment]] = defaultdict(list)
    for row in connection.execute(asked):
        lines[row.account_id].append(entity_of(BankPayment, row))
    known: dict[str, Portfolio] = {one.id: one for one in rows.entities(connection, "portfolio")}
    of_account: dict[str, list[Promise]] = defaultdict(list)
    for one in made:
        if one.account_id in lines and one.portfolio_id in known:
            of_account[one.account_id].append(one)
    paid: dict[str, int] = {}
    for account_id, theirs in of_account.items():
        paid |= paid_for(theirs, lines[account_id], known[theirs[0].portfolio_id])
    return paid


def money_rows(
    replica: Replica,
    today: date,
    since: date | None = None,
    reach: Reach = EVERYTHING,
    of: OfAccounts | None = None,
) -> list[MoneyRow]:
    """Payments of both sources from a day on, and whatever the bank has without an account; all, or
    those `of` some accounts.
    """
    bank, door = RECORDS["bank_payment"].c, RECORDS["payment"].c
    first = date.min if since is None else since
    lines_where = [
        or_(bank.value_on >= _earlier(first), bank.account_id.is_(None)),
        *work_within("bank_payment", reach),
    ]
    heard_where = [door.paid_on >= _earlier(first), *work_within("payment", reach)]
    with replica.reading() as connection:
        if of is not None:
            touched = select(bank.account_id).where(bank.id.in_(of.payment_ids))
            whose = {*of.account_ids, *filter(None, connection.scalars(touched))}
            lines_where.append(or_(bank.account_id.in_(whose), bank.id.in_(of.payment_ids)))
            heard_where.append(door.account_id.in_(whose))
        flags = marks(connection, "bank_payment")
        lines = _read(connection, "bank_payment", lines_where)
        heard = _read(connection, "payment", heard_where)
    bank_lines = [(entity_of(BankPayment, row), _whose(row)) for row in lines]
    said = [(entity_of(Payment, row), _whose(row)) for row in heard]
    joined = pairs([one for one, _ in said], [one for one, _ in bank_lines])
    confirmed = set(joined.values())
    made = [
        MoneyRow(
            payment=one,
            whose=whose,
            standing=standing_of_bank(one, one.id in confirmed),
            is_pending=flags.get(one.id, CLEAN).is_pending,
        )
        for one, whose in bank_lines
        if one.account_id is None or one.value_on >= first
    ]
    return made + [
        MoneyRow(payment=one, whose=whose, standing=standing_of_heard(one, one.id in joined, today))
        for one, whose in said
        if one.paid_on >= first
    ]


def _earlier(day: date) -> date:
    """A little before, so that what was heard near the end is joined with what the bank says."""
    return day - _AROUND if day > date.min + _AROUND else date.min


def _read(connection: Connection, kind: str, where: list[ColumnElement[bool]]) -> list[Row[Any]]:
    return list(connection.execute(_with_names(kind, where)))


def _with_names(kind: str, where: list[ColumnElement[bool]]) -> Select[Any]:
    one, account, party = RECORDS[kind], RECORDS["account"], RECORDS["party"]
    portfolio, agent = RECORDS["portfolio"], RECORDS["agent"]
    joined = (
        one.outerjoin(account, account.c.id == one.c.account_id)
        .outerjoin(party, party.c.id == HOLDER)
        .outerjoin(portfolio, portfolio.c.id == one.c.portfolio_id)
    )
    names = [
        account.c.number.label("whose_account"),
        party.c.id.label("whose_party"),
        party.c.name.label("whose_name"),
        party.c.document_number.label("whose_document"),
        portfolio.c.name.label("whose_portfolio"),
    ]
    if "agent_id" in one.c:
        joined = joined.outerjoin(agent, agent.c.id == one.c.agent_id)
        names.append(agent.c.name.label("whose_agent"))
    return select(*one.c, *names).select_from(joined).where(*where)


def _whose(row: Row[Any]) -> Whose:
    said = row._mapping
    return Whose(
        account_number=said["whose_account"] or said.get("account_number") or "",
        party_id=said["whose_party"] or "",
        party_name=said["whose_name"] or "",
        document=said["whose_document"] or "",
        agent_name=said.get("whose_agent") or "",
        portfolio_name=said["whose_portfolio"] or "",
    )


def unmatched_count(replica: Replica, reach: Reach = EVERYTHING) -> int:
    """How many payments of the bank wait for an account."""
    bank = RECORDS["bank_payment"]
    waiting = select(func.count()).select_from(bank).where(bank.c.account_id.is_(None))
    with replica.reading() as connection:
        return connection.scalar(waiting.where(*work_within("bank_payment", reach))) or 0
