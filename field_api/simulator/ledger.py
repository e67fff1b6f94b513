"""What the creditors' files say of the city's accounts: money that came, what stands of promises,
and how each account stood at the ends of months. Pure: `settlement` writes what is made here.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from field_api.simulator.form_answers import answers
from field_api.simulator.ids import SeededIds
from field_api.simulator.lives import LAST_FILE, METHODS, STEP_MINOR, MonthEnd, life_of
from field_api.simulator.past_submissions import end_of
from field_api.simulator.script import Script
from kobra_domain.dues import BankPayment, Payment, Promise, PromiseState
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account
from kobra_domain.visits import Outcome, Visit

STRANGERS = 24
# Of a promise that is due: kept, kept in part, broken; of a payment heard: whether it came.
_FATES = (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)
_FATE_SHARES = (52, 13, 35)
_EARLY_SHARE, _CAME_SHARE = 0.2, 0.78


@dataclass(frozen=True, slots=True)
class Stood:
    """How an account stood at a month's end; its balance counts back what was paid since."""

    account: Account
    at: MonthEnd
    balance_minor: int


class Ledger:
    """The money of one script's world; it has to hear what was promised and paid at the doors
    before it can say what came.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._last_on = script.world.today - LAST_FILE
        self._accounts = {account.id: account for account in script.world.accounts}
        self._after = {one.id: one.broken_after_days for one in script.world.portfolios}
        self._came: list[BankPayment] = []

    def promise_of(self, visit: Visit) -> Iterator[Promise]:
        """The promise of a visit whose form is not kept any more."""
        if visit.outcome is not Outcome.PROMISE or visit.ended_at is None:
            return
        accounts = [self._accounts[one] for one in visit.account_ids]
        given = answers(None, end_of(visit), accounts)
        yield Promise(
            id=SeededIds(f"promise {visit.id}").timed(visit.ended_at),
            portfolio_id=visit.portfolio_id,
            account_id=accounts[0].id,
            made_at=visit.ended_at,
            amount_minor=int(given["promesa_monto"]) * 100,
            currency=accounts[0].currency,
            due_on=date.fromisoformat(given["promesa_fecha"]),
            visit_id=visit.id,
            agent_id=visit.agent_id,
        )

    def told(self, entity: Entity) -> Entity:
        """What was heard at a door, once the bank's files have said what came of it."""
        if isinstance(entity, Promise):
            return self._settled(entity)
        if isinstance(entity, Payment):
            self._heard(entity)
        return entity

    def _settled(self, promise: Promise) -> Promise:
        """The promise as it stands today, once the bank's files have said what came."""
        chance = Random(f"fate {promise.id}")
        account = self._accounts[promise.account_id]
        last_day = promise.due_on + timedelta(days=self._after[promise.portfolio_id])
        if last_day >= self._script.world.today:
            is_early = chance.random() < _EARLY_SHARE and promise.made_at.date() < self._last_on
            if is_early:
                self._receive(account, promise.amount_minor, self._last_on, chance)
            return replace(promise, state=PromiseState.KEPT) if is_early else promise
        fate = chance.choices(_FATES, _FATE_SHARES)[0]
        step = STEP_MINOR[promise.currency]
        if fate is not PromiseState.BROKEN:
            share = 1.0 if fate is PromiseState.KEPT else chance.uniform(0.3, 0.7)
            part = max(step, round(promise.amount_minor * share / step) * step)
            if part >= promise.amount_minor * 0.95:
                fate = PromiseState.KEPT
            self._receive(account, part, min(promise.due_on, self._last_on), chance)
        return replace(promise, state=fate)

    def _heard(self, payment: Payment) -> None:
        """A payment that was shown at a door: the bank knows of most of them a day later."""
        chance = Random(f"heard {payment.id}")
        on = payment.paid_on + timedelta(days=1)
        if on <= self._last_on and chance.random() < _CAME_SHARE:
            account = self._accounts[payment.account_id]
            self._receive(account, payment.amount_minor, on, chance, payment.reference)

    def came(self) -> Iterator[BankPayment]:
        """Everything that the bank's files have named, also what belongs to no known account."""
        for account in self._accounts.values():
            if not account.assigned_on:
                continue
            for number, paid in enumerate(life_of(account, self._last_on).paid):
                ids = SeededIds(f"paid {account.id} {number}")
                yield _bank_payment(
                    account, paid.minor, paid.on, ids, method=paid.method, reference=paid.reference
                )
        yield from self._came
        yield from self._strangers()

    def stood(self) -> Iterator[Stood]:
        """Each account at each month's end since it was given out, at most twelve."""
        later: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
        for payment in self._came:
            later[str(payment.account_id)].append((payment.value_on, payment.amount_minor))
        for account in self._accounts.values():
            life = life_of(account, self._last_on)
            money = [*((one.on, one.minor) for one in life.paid), *later[account.id]]
            for end in life.month_ends:
                since = sum(minor for on, minor in money if on > end.on)
                yield Stood(account, end, account.balance_minor + since)

    def _receive(
        self, account: Account, minor: int, on: date, chance: Random, reference: str = ""
    ) -> None:
        ids = SeededIds(f"received {account.id} {len(self._came)}")
        said: dict[str, Any] = {
            "method": chance.choice(METHODS[account.currency]),
            "reference": reference or f"{chance.randrange(10**9):09d}",
        }
        self._came.append(_bank_payment(account, minor, on, ids, **said))

    def _strangers(self) -> Iterator[BankPayment]:
        """Money whose account nobody finds: two digits of its number have changed places."""
        random = Random(f"strangers {self._script.seed}")
        ids = SeededIds(f"strangers {self._script.seed}")
        accounts = list(self._accounts.values())
        for _ in range(min(STRANGERS, len(accounts) // 8)):
            account = random.choice(accounts)
            on = self._last_on - timedelta(days=random.randrange(1, 45))
            minor = account.instalment_minor or STEP_MINOR[account.currency]
            known = _bank_payment(account, minor, on, ids, method="Corresponsal", reference="")
            number = account.number
            yield replace(
                known, account_id=None, account_number=f"{number[:-2]}{number[-1]}{number[-2]}9"
            )


def _bank_payment(
    account: Account, minor: int, on: date, ids: SeededIds, *, method: str, reference: str
) -> BankPayment:
    noon = datetime.combine(on, time(12), UTC)
    return BankPayment(
        id=ids.timed(noon),
        portfolio_id=account.portfolio_id,
        account_number=account.number,
        amount_minor=minor,
        currency=account.currency,
        value_on=on,
        booked_on=on,
        account_id=account.id,
        method=method,
        reference=reference,
    )
