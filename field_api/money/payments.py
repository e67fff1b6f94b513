"""The lines of a bank's file: whose they are, when they count, how they are taken back, and the
balances that they do not explain.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find
from field_api.database import chunks
from field_api.money.months import closed_until
from field_api.money.promises import AT_ONCE
from field_api.tables.replicated import bank_payments
from kobra_domain.collected import (
    BalanceDoubt,
    balance_doubt,
    booked_on,
    check_match,
    check_unfrozen,
    payments_since,
)
from kobra_domain.dues import BankPayment
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account


def waiting_edits(
    connection: Connection, portfolio_id: str, new_accounts: Iterable[Account]
) -> list[Edit]:
    """Payments that waited for an account which now has come. Locks them."""
    ids = {(one.number, one.currency): one.id for one in new_accounts}
    closed = closed_until(connection, portfolio_id)
    b = bank_payments.c
    waiting = entities(
        connection, BankPayment, b.portfolio_id == portfolio_id, b.account_id.is_(None), lock=True
    )
    return [
        (replace(one, account_id=account_id, booked_on=booked_on(one.value_on, closed)), one)
        for one in waiting
        if (account_id := ids.get((one.account_number, one.currency))) is not None
    ]


def taken_back(
    connection: Connection,
    portfolio_id: str,
    payments: Sequence[BankPayment],
    new_id: Callable[[], str],
) -> list[Edit]:
    """What undoes payments of a file: of an open month they go; of a closed one their contrary
    comes, in the next that is open.
    """
    closed = closed_until(connection, portfolio_id)
    made: list[Edit] = []
    for one in payments:
        if closed is None or one.booked_on > closed:
            made.append((None, one))
        else:
            back = replace(
                one,
                id=new_id(),
                is_reversal=not one.is_reversal,
                booked_on=booked_on(one.booked_on, closed),
            )
            made.append((back, None))
    return made


def matched(connection: Connection, after: Entity, before: Entity | None) -> Entity:
    """A payment that a person gives to an account, with the day that it counts on now; any other
    row as it is. Raises Invalid, NotAllowed month_closed.
    """
    if not isinstance(after, BankPayment) or not isinstance(before, BankPayment):
        return after
    closed = closed_until(connection, after.portfolio_id)
    check_unfrozen(before, after, closed)
    account = find(connection, Account, after.account_id)
    if account is not None:
        check_match(after, account)
    return replace(after, booked_on=booked_on(after.value_on, closed))


def balance_doubts(
    connection: Connection,
    changes: Iterable[tuple[Account, Account]],
    coming: Sequence[BankPayment] = (),
) -> list[BalanceDoubt]:
    """Balances (before, after) that moved otherwise than the known payments and `coming` say."""
    moved = [(before, after) for before, after in changes]
    paid = defaultdict(list)
    for one in coming:
        paid[one.account_id].append(one)
    b = bank_payments.c
    for some in chunks([after.id for _, after in moved], AT_ONCE):
        # By account alone: told the portfolio too, SQLite would go through all of its payments.
        for one in entities(connection, BankPayment, b.account_id.in_(some)):
            paid[one.account_id].append(one)
    doubts = (
        balance_doubt(before, after, payments_since(paid[after.id], before, after))
        for before, after in moved
    )
    return [one for one in doubts if one is not None]
