"""Adds to the invented field what was promised and what came in: each state at least once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kobra_desktop.store import rows
from kobra_domain.dues import BankPayment, Payment, Promise, PromiseState
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.portfolios import Account
from kobra_domain.visits import Visit
from tests.kobra_desktop.views.world import NOW, TODAY, World

_DAY = timedelta(days=1)
# State, days from today to the day it is due, minor units promised.
_PROMISES = (
    (PromiseState.OPEN, 0, 25_000_000),
    (PromiseState.OPEN, 5, 18_000_000),
    (PromiseState.OPEN, -2, 9_000_000),
    (PromiseState.KEPT, -6, 30_000_000),
    (PromiseState.PARTLY_KEPT, -9, 40_000_000),
    (PromiseState.BROKEN, -12, 12_500_000),
    (PromiseState.CANCELLED, -20, 5_000_000),
)


@dataclass
class Owed:
    """What was added."""

    promises: list[Promise]
    heard: list[Payment]
    bank: list[BankPayment]

    @property
    def waiting(self) -> BankPayment:
        """The one without an account."""
        return next(one for one in self.bank if one.account_id is None)


def owed(world: World) -> Owed:
    """Write them."""
    visits = [one for one in world.entities if isinstance(one, Visit)][: len(_PROMISES)]
    accounts = {one.id: one for one in world.entities if isinstance(one, Account)}
    promises = [
        _promise(world, visit, accounts, *said)
        for visit, said in zip(visits, _PROMISES, strict=True)
    ]
    kept, part = promises[3], promises[4]
    bank = [
        _line(world, kept, accounts, kept.amount_minor, -7),
        _line(world, part, accounts, part.amount_minor // 2, -9),
        _line(world, promises[5], accounts, 7_000_000, -40),
        _line(world, promises[5], accounts, 7_000_000, -38, is_reversal=True),
        _line(world, promises[1], accounts, 18_000_000, -3, is_lost=True),
    ]
    heard = [
        _heard(world, kept, kept.amount_minor, -8),
        _heard(world, promises[0], 5_000_000, -1),
        _heard(world, promises[6], 4_000_000, -30),
    ]
    made: list[Entity] = [*promises, *bank, *heard]
    with world.replica.pulling() as connection:
        for one in made:
            rows.write(connection, NAMES[type(one)], one, 1)
    return Owed(promises, heard, bank)


def _promise(
    world: World,
    visit: Visit,
    accounts: dict[str, Account],
    state: PromiseState,
    days: int,
    amount: int,
) -> Promise:
    account = accounts[visit.account_ids[0]]
    return Promise(
        id=world.new_id(),
        portfolio_id=account.portfolio_id,
        account_id=account.id,
        made_at=NOW + (min(days, 0) - 7) * _DAY,
        amount_minor=amount,
        currency=account.currency,
        due_on=TODAY + days * _DAY,
        visit_id=visit.id,
        agent_id=visit.agent_id or world.agents[0].id,
        state=state,
    )


def _line(
    world: World,
    of: Promise,
    accounts: dict[str, Account],
    amount: int,
    days: int,
    *,
    is_reversal: bool = False,
    is_lost: bool = False,
) -> BankPayment:
    account, value_on = accounts[of.account_id], TODAY + days * _DAY
    number = account.number
    return BankPayment(
        id=world.new_id(),
        portfolio_id=account.portfolio_id,
        account_number=f"00{number}" if is_lost else number,
        amount_minor=amount,
        currency=account.currency,
        value_on=value_on,
        booked_on=value_on,
        account_id=None if is_lost else account.id,
        method="PSE",
        reference=f"R{amount // 100_000}",
        is_reversal=is_reversal,
    )


def _heard(world: World, of: Promise, amount: int, days: int) -> Payment:
    return Payment(
        id=world.new_id(),
        portfolio_id=of.portfolio_id,
        account_id=of.account_id,
        reported_at=NOW + days * _DAY,
        amount_minor=amount,
        currency=of.currency,
        paid_on=TODAY + days * _DAY,
        visit_id=of.visit_id,
        agent_id=of.agent_id,
        method="Corresponsal",
    )
