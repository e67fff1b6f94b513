"""Promises follow what the bank says was paid (`kobra_domain/promises.py`): at once where a payment
comes, goes or finds its account, and by a job where a day passes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, exists, or_, select

from field_api.change_log.record import Edit, id_of, record_all
from field_api.change_log.rows import entities, find_all
from field_api.database import Database, chunks
from field_api.tables.replicated import bank_payments, promises
from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.portfolios import Portfolio
from kobra_domain.promises import states_of
from kobra_domain.shift import local_day

AT_ONCE = 500
_Due = TypeVar("_Due", Promise, BankPayment)


def promise_edits(connection: Connection, edits: Sequence[Edit], now: datetime) -> list[Edit]:
    """The promises whose state changes with the bank payments among `edits`, which the caller
    records in the same transaction. Locks them. A promise among `edits` is left to the job.
    """
    moved = [
        (after, before)
        for after, before in edits
        if isinstance(after, BankPayment) or isinstance(before, BankPayment)
    ]
    moves: dict[str, dict[str, BankPayment | None]] = defaultdict(dict)
    for after, before in moved:
        for one in (before, after):  # the account that it leaves hears of it too
            if isinstance(one, BankPayment) and one.account_id is not None:
                moves[one.account_id][one.id] = after if isinstance(after, BankPayment) else None
    others = {id_of(edit) for edit in edits}
    return [
        edit
        for some in chunks(sorted(moves), AT_ONCE)
        for edit in _judged(connection, some, moves, now)
        if id_of(edit) not in others
    ]


def judge_promises(database: Database, now: datetime) -> int:
    """Judge the promises that are open and whose day is over, or on whose account money came;
    answers how many changed.
    """
    with database.read() as connection:
        waiting = [
            account_id
            for portfolio in entities(connection, Portfolio)
            for account_id in _waiting(connection, portfolio, now)
        ]
    changed = 0
    for some in chunks(waiting, AT_ONCE):
        with database.begin() as connection:
            edits = _judged(connection, some, {}, now)
            record_all(connection, edits, at=now)
        changed += len(edits)
    return changed


def _waiting(connection: Connection, portfolio: Portfolio, now: datetime) -> Iterable[str]:
    last_due = local_day(portfolio.time_zone, now) - timedelta(days=portfolio.broken_after_days)
    paid = exists().where(bank_payments.c.account_id == promises.c.account_id)
    query = (
        select(promises.c.account_id)
        .where(promises.c.portfolio_id == portfolio.id, promises.c.state == PromiseState.OPEN)
        .where(or_(promises.c.due_on < last_due, paid))
        .distinct()
        .order_by(promises.c.account_id)
    )
    return connection.scalars(query).all()


def _judged(
    connection: Connection,
    account_ids: Sequence[str],
    moves: Mapping[str, Mapping[str, BankPayment | None]],
    now: datetime,
) -> list[Edit]:
    """The promises of these accounts that are not what the rule says. `moves`: payments that this
    transaction writes, by account and id; None for one that goes.
    """
    made = entities(connection, Promise, promises.c.account_id.in_(account_ids), lock=True)
    if not made:
        return []
    paid = entities(connection, BankPayment, bank_payments.c.account_id.in_(account_ids))
    by_id = {one.id: one for one in paid}
    for touched in account_ids:
        for payment_id, one in moves.get(touched, {}).items():
            by_id.pop(payment_id, None)
            if one is not None:
                by_id[payment_id] = one
    payments = _by_account(by_id.values())
    known = find_all(connection, Portfolio, {one.portfolio_id for one in made})
    edits: list[Edit] = []
    for account_id, theirs in _by_account(made).items():
        portfolio = known.get(theirs[0].portfolio_id)
        if portfolio is None:
            continue
        today = local_day(portfolio.time_zone, now)
        states = states_of(theirs, payments.get(account_id, ()), portfolio, today)
        edits += [
            (replace(one, state=states[one.id]), one)
            for one in theirs
            if states[one.id] is not one.state
        ]
    return edits


def _by_account(rows: Iterable[_Due]) -> dict[str | None, list[_Due]]:
    found: dict[str | None, list[_Due]] = defaultdict(list)
    for one in rows:
        found[one.account_id].append(one)
    return found
