"""What becomes of a promise by what the bank says was paid."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.promises import paid_for, standing, states_of
from tests.kobra_domain.things import ACCOUNT_ID, NOW, PORTFOLIO_ID, TODAY, a_portfolio, an_id

DUE = TODAY + timedelta(days=7)
PORTFOLIO = a_portfolio()


def a_promise(number: int = 1, **changes: Any) -> Promise:
    values: dict[str, Any] = {
        "id": an_id(100 + number),
        "portfolio_id": PORTFOLIO_ID,
        "account_id": ACCOUNT_ID,
        "made_at": NOW,
        "amount_minor": 100_000,
        "currency": "COP",
        "due_on": DUE,
    }
    return Promise(**{**values, **changes})


def paid(amount: int, day: int = 0, number: int = 1, **changes: Any) -> BankPayment:
    """So much, so many days after the promise's day."""
    value_on = DUE + timedelta(days=day)
    values: dict[str, Any] = {
        "id": an_id(200 + number),
        "portfolio_id": PORTFOLIO_ID,
        "account_number": "C-1",
        "amount_minor": amount,
        "currency": "COP",
        "value_on": value_on,
        "booked_on": value_on,
        "account_id": ACCOUNT_ID,
    }
    return BankPayment(**{**values, **changes})


@pytest.mark.parametrize(
    ("payments", "day", "state"),
    [
        ([], 0, "open"),
        ([], 3, "open"),  # the rule gives it three days
        ([], 4, "broken"),
        ([paid(100_000)], 0, "kept"),
        ([paid(95_000)], 9, "kept"),  # 95 % of it
        ([paid(94_999)], 3, "open"),
        ([paid(94_999)], 4, "partly_kept"),
        ([paid(100_000, 3)], 4, "kept"),
        ([paid(100_000, 4)], 9, "broken"),  # too late
        ([paid(100_000, -7)], 0, "kept"),  # on the day that it was made
        ([paid(100_000, -8)], 9, "broken"),  # before there was a promise
        ([paid(50_000, 0, 1), paid(50_000, 1, 2)], 1, "kept"),
        ([paid(100_000, currency="USD")], 4, "broken"),
        ([paid(100_000), paid(100_000, 1, 2, is_reversal=True)], 1, "open"),
        ([paid(100_000), paid(100_000, 9, 2, is_reversal=True)], 9, "broken"),
        ([paid(100_000), paid(40_000, 1, 2, is_reversal=True)], 4, "partly_kept"),
    ],
)
def test_a_promise_by_the_rule(payments: list[BankPayment], day: int, state: str) -> None:
    one = a_promise()
    states = states_of([one], payments, PORTFOLIO, DUE + timedelta(days=day))
    assert states == {one.id: PromiseState(state)}


def test_a_portfolio_has_its_own_rule() -> None:
    strict = replace(PORTFOLIO, broken_after_days=0, kept_from=100.0)
    one = a_promise()
    states = states_of([one], [paid(99_999)], strict, DUE + timedelta(days=1))
    assert states[one.id] is PromiseState.PARTLY_KEPT


def test_what_was_settled_opens_again_when_the_money_is_other() -> None:
    kept = a_promise(state=PromiseState.KEPT)
    broken = a_promise(2, state=PromiseState.BROKEN, due_on=DUE + timedelta(days=30))
    states = states_of([kept, broken], [], PORTFOLIO, DUE)
    assert set(states.values()) == {PromiseState.OPEN}
    assert states_of([broken], [paid(100_000)], PORTFOLIO, DUE) == {broken.id: PromiseState.KEPT}


def test_a_cancelled_promise_stays_so_and_takes_no_money() -> None:
    cancelled = a_promise(state=PromiseState.CANCELLED)
    other = a_promise(2)
    states = states_of([cancelled, other], [paid(100_000)], PORTFOLIO, DUE)
    assert states == {cancelled.id: PromiseState.CANCELLED, other.id: PromiseState.KEPT}


def test_money_counts_for_the_promise_that_is_due_first() -> None:
    first, second = a_promise(1), a_promise(2, due_on=DUE + timedelta(days=1))
    assert paid_for([second, first], [paid(130_000)], PORTFOLIO) == {
        first.id: 100_000,
        second.id: 30_000,
    }


def test_a_reversal_takes_the_payment_that_its_reference_names() -> None:
    one, other = paid(100, 0, 1, reference="A"), paid(100, 1, 2, reference="B")
    back = paid(100, 2, 3, is_reversal=True, reference="A")
    assert [money.payment_id for money in standing([one, other, back])] == [other.id]
    assert [money.payment_id for money in standing([one, other, replace(back, reference="")])] == [
        one.id
    ]


def test_a_reversal_of_nothing_takes_nothing() -> None:
    early = paid(100, -1, 2, is_reversal=True)
    other_money = paid(100, 1, 3, is_reversal=True, currency="USD")
    assert [m.amount_minor for m in standing([paid(100), early, other_money])] == [100]


DAYS = st.integers(-9, 9)
MONEY = st.lists(st.tuples(st.integers(1, 90_000), DAYS, st.booleans()), max_size=6).map(
    lambda rows: [paid(a, d, n, is_reversal=back) for n, (a, d, back) in enumerate(rows)]
)
PROMISES = st.lists(st.tuples(st.integers(1, 90_000), st.integers(0, 20)), max_size=4).map(
    lambda rows: [
        a_promise(n, amount_minor=a, due_on=TODAY + timedelta(days=d))
        for n, (a, d) in enumerate(rows)
    ]
)


@given(promises=PROMISES, payments=MONEY, data=st.data())
def test_the_order_of_arrival_does_not_matter(
    promises: list[Promise], payments: list[BankPayment], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(payments)), data.draw(st.permutations(promises))
    assert paid_for(promises, payments, PORTFOLIO) == paid_for(shuffled[1], shuffled[0], PORTFOLIO)


@given(promises=PROMISES, payments=MONEY)
def test_no_money_counts_twice(promises: list[Promise], payments: list[BankPayment]) -> None:
    counted = paid_for(promises, payments, PORTFOLIO)
    left = standing(payments)
    came = sum(one.amount_minor for one in payments if not one.is_reversal)
    assert sum(counted.values()) <= sum(one.amount_minor for one in left) <= came
    assert all(counted.get(one.id, 0) <= one.amount_minor for one in promises)
    assert all(one.amount_minor > 0 for one in left)


@given(payments=MONEY, first=st.integers(0, 20), later=st.integers(0, 20))
def test_time_alone_never_opens_a_promise_again(
    payments: list[BankPayment], first: int, later: int
) -> None:
    one = a_promise()

    def on(day: date) -> PromiseState:
        return states_of([one], payments, PORTFOLIO, day)[one.id]

    before, after = sorted((TODAY + timedelta(days=first), TODAY + timedelta(days=later)))
    if on(before) is not PromiseState.OPEN:
        assert on(after) is on(before)
