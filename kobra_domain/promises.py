"""What became of a promise, by what the bank says was paid.

The rule (sources in the table of metrics): unpaid N days after its day a promise is broken; from a
share of its amount on it is kept; what lies between is partly kept. Money counts once, however many
promises there are, and in whatever order it came to be known.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.portfolios import Portfolio
from kobra_domain.shift import local_day


@dataclass(frozen=True, slots=True)
class Money:
    """What one bank payment leaves after reversals: minor units, by the bank's day."""

    value_on: date
    amount_minor: int
    currency: str
    payment_id: str


def standing(payments: Iterable[BankPayment]) -> list[Money]:
    """The payments of one account without what was reversed, by day.

    A reversal takes the latest payment of its amount, its reference's first; where there is none it
    takes from the latest before it. What it finds nothing for takes nothing.
    """
    ordered = sorted(payments, key=lambda one: (one.value_on, one.id))
    left = {one.id: one.amount_minor for one in ordered if not one.is_reversal}
    paid = [one for one in ordered if not one.is_reversal]
    for reversal in (one for one in ordered if one.is_reversal):
        earlier = [
            one
            for one in reversed(paid)
            if one.value_on <= reversal.value_on and one.currency == reversal.currency
        ]
        whole = [one for one in earlier if left[one.id] == reversal.amount_minor]
        whole.sort(key=lambda one: not reversal.reference or one.reference != reversal.reference)
        rest = reversal.amount_minor
        for one in whole[:1] or earlier:
            taken = min(rest, left[one.id])
            left[one.id] -= taken
            rest -= taken
    return [Money(o.value_on, left[o.id], o.currency, o.id) for o in paid if left[o.id]]


def paid_for(
    promises: Sequence[Promise], payments: Iterable[BankPayment], portfolio: Portfolio
) -> dict[str, int]:
    """Minor units paid for each promise of one account, by the promise's id.

    Money counts for the promise that is due first, of those made by its day and not over yet; what
    is more than was promised counts for the next.
    """
    asked = sorted(
        (one for one in promises if one.state is not PromiseState.CANCELLED),
        key=lambda one: (one.due_on, one.made_at, one.id),
    )
    paid: dict[str, int] = defaultdict(int)
    for money in standing(payments):
        rest = money.amount_minor
        for one in asked:
            if one.currency == money.currency and _counts(money.value_on, one, portfolio):
                taken = min(rest, one.amount_minor - paid[one.id])
                paid[one.id] += taken
                rest -= taken
    return paid


def last_day(promise: Promise, portfolio: Portfolio) -> date:
    """The last day on which money counts for a promise."""
    return promise.due_on + timedelta(days=portfolio.broken_after_days)


def _counts(day: date, promise: Promise, portfolio: Portfolio) -> bool:
    made_on = local_day(portfolio.time_zone, promise.made_at)
    return made_on <= day <= last_day(promise, portfolio)


def state_by_rule(
    promise: Promise, paid_minor: int, portfolio: Portfolio, today: date
) -> PromiseState:
    """The state that a promise has on a day (of the portfolio's zone); a cancelled one stays so."""
    if promise.state is PromiseState.CANCELLED:
        return promise.state
    if paid_minor * 100 >= Fraction(portfolio.kept_from) * promise.amount_minor:
        return PromiseState.KEPT
    if today <= last_day(promise, portfolio):
        return PromiseState.OPEN
    return PromiseState.PARTLY_KEPT if paid_minor else PromiseState.BROKEN


def states_of(
    promises: Sequence[Promise],
    payments: Iterable[BankPayment],
    portfolio: Portfolio,
    today: date,
) -> dict[str, PromiseState]:
    """The state of each promise of one account, by the promise's id."""
    paid = paid_for(promises, payments, portfolio)
    return {one.id: state_by_rule(one, paid.get(one.id, 0), portfolio, today) for one in promises}
