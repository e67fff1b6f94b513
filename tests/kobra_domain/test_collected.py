"""Money of the bank's file: when it counts, whose it may be, and what was said of it at doors."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.collected import (
    BalanceDoubtCode,
    Candidate,
    MatchReason,
    PaymentStanding,
    balance_doubt,
    booked_on,
    check_match,
    check_unfrozen,
    is_similar,
    pairs,
    payments_since,
    standing_of_bank,
    standing_of_heard,
    suggested,
)
from kobra_domain.dues import Payment
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.portfolios import Account
from tests.kobra_domain.test_promises import paid
from tests.kobra_domain.things import ACCOUNT_ID, NOW, PORTFOLIO_ID, TODAY, an_account, an_id

LINE = replace(paid(100_000), value_on=TODAY, booked_on=TODAY)


def heard(number: int = 1, **changes: Any) -> Payment:
    values: dict[str, Any] = {
        "id": an_id(300 + number),
        "portfolio_id": PORTFOLIO_ID,
        "account_id": ACCOUNT_ID,
        "reported_at": NOW,
        "amount_minor": 100_000,
        "currency": "COP",
        "paid_on": TODAY,
    }
    return Payment(**{**values, **changes})


def test_money_of_a_frozen_month_counts_in_the_next() -> None:
    end = date(2026, 2, 28)
    assert booked_on(end, None) == end
    assert booked_on(end, end) == date(2026, 3, 1)
    assert booked_on(date(2026, 3, 2), end) == date(2026, 3, 2)


def test_a_payment_is_matched_within_its_portfolio_and_currency() -> None:
    account = an_account()
    check_match(LINE, account)
    with pytest.raises(Invalid, match="unknown_reference"):
        check_match(LINE, replace(account, portfolio_id=an_id(99)))
    with pytest.raises(Invalid, match="other_currency"):
        check_match(LINE, replace(account, currency="USD"))


def test_a_frozen_month_keeps_its_money() -> None:
    unmatched = replace(LINE, account_id=None)
    with pytest.raises(NotAllowed, match="month_closed"):
        check_unfrozen(LINE, unmatched, TODAY)
    check_unfrozen(LINE, unmatched, TODAY - timedelta(days=1))
    check_unfrozen(LINE, unmatched, None)
    check_unfrozen(LINE, LINE, TODAY)
    check_unfrozen(unmatched, LINE, TODAY)


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"amount_minor": 101_000}, True),  # within 1 %
        ({"amount_minor": 101_001}, False),
        ({"value_on": TODAY + timedelta(days=5)}, True),
        ({"value_on": TODAY + timedelta(days=6)}, False),
        ({"value_on": TODAY - timedelta(days=3)}, True),
        ({"value_on": TODAY - timedelta(days=4)}, False),
        ({"currency": "USD"}, False),
        ({"account_id": an_id(98)}, False),
        ({"account_id": None}, False),
        ({"is_reversal": True}, False),
    ],
)
def test_what_was_heard_and_the_banks_line_are_one(changes: dict[str, Any], is_one: bool) -> None:
    line = replace(LINE, **changes)
    assert pairs([heard()], [line]) == ({heard().id: line.id} if is_one else {})


def test_each_is_joined_once_the_nearest_first() -> None:
    late = replace(LINE, id=an_id(250), value_on=TODAY + timedelta(days=2))
    first, second = heard(1), heard(2)
    assert pairs([second, first], [late, LINE]) == {first.id: LINE.id, second.id: late.id}
    assert pairs([first, second], [LINE]) == {first.id: LINE.id}


@given(
    st.lists(st.tuples(st.integers(95, 105), st.integers(-6, 6)), max_size=6),
    st.lists(st.tuples(st.integers(95, 105), st.integers(-6, 6)), max_size=6),
)
def test_no_line_is_joined_twice(said: list[tuple[int, int]], came: list[tuple[int, int]]) -> None:
    doors = [
        heard(n, amount_minor=a, paid_on=TODAY + timedelta(days=d)) for n, (a, d) in enumerate(said)
    ]
    lines = [
        replace(LINE, id=an_id(400 + n), amount_minor=a, value_on=TODAY + timedelta(days=d))
        for n, (a, d) in enumerate(came)
    ]
    found = pairs(doors, lines)
    assert len(set(found.values())) == len(found)
    assert found == pairs(doors[::-1], lines[::-1])


def test_how_money_stands() -> None:
    one = heard()
    last = TODAY + timedelta(days=5)
    assert standing_of_heard(one, True, last) is PaymentStanding.CONFIRMED
    assert standing_of_heard(one, False, last) is PaymentStanding.AWAITED
    assert standing_of_heard(one, False, last + timedelta(days=1)) is PaymentStanding.NOT_SEEN
    assert standing_of_bank(LINE, True) is PaymentStanding.CONFIRMED
    assert standing_of_bank(LINE, False) is PaymentStanding.BANK_ONLY
    assert standing_of_bank(replace(LINE, is_reversal=True), False) is PaymentStanding.REVERSAL
    assert standing_of_bank(replace(LINE, account_id=None), False) is PaymentStanding.UNMATCHED


@pytest.mark.parametrize(
    ("said", "number", "similar"),
    [
        ("00-8841", "8841", True),
        ("8841", "8481", True),  # two signs that changed places
        ("8841", "8842", False),
        ("8841", "4188", False),
        ("8841", "8812", False),
        ("8841", "88411", False),
        ("88412", "884127", True),  # without its check digit
        ("88412", "8841277", False),
        ("8841", "9952", False),
        ("8841", "884111", False),
        ("41", "42", False),  # too short to be told apart
        ("4512345", "9994512345", True),
        ("", "8841", False),
        ("abc-12345", "ABC12345", True),
    ],
)
def test_similar_numbers(said: str, number: str, similar: bool) -> None:
    assert is_similar(said, number) is similar
    assert is_similar(number, said) is similar


def test_suggestions_begin_with_what_most_speaks_for() -> None:
    line = replace(LINE, account_number="8841", document_number="52100200")
    amount = Candidate(an_id(1), "1111", amounts=frozenset({100_000}))
    document = Candidate(an_id(2), "2222", documents=frozenset({"52100200"}))
    both = Candidate(an_id(3), "8814", amounts=frozenset({100_000}))
    nothing = Candidate(an_id(4), "4444", documents=frozenset({""}))
    found = suggested(line, [nothing, amount, document, both])
    assert [one for one, _ in found] == [both, document, amount]
    assert found[0][1] == (MatchReason.SIMILAR_NUMBER, MatchReason.SAME_AMOUNT)
    assert suggested(replace(line, document_number=""), [nothing]) == []
    assert len(suggested(line, [amount, document, both], most=1)) == 1


@pytest.mark.parametrize(
    ("before", "after", "paid_minor", "code", "amount"),
    [
        (1_000, 1_000, 0, None, 0),
        (1_000, 1_100, 0, None, 0),  # interest
        (1_000, 600, 400, None, 0),
        (1_000, 650, 400, None, 0),  # less than was paid: interest meanwhile
        (1_000, 500, 400, "balance_fell_unpaid", 100),
        (1_000, 500, -200, "balance_fell_unpaid", 500),
        (1_000, 1_000, 400, "balance_not_lowered", 400),
        (0, 0, 400, None, 0),
    ],
)
def test_balances_that_payments_do_not_explain(
    before: int, after: int, paid_minor: int, code: str | None, amount: int
) -> None:
    old = an_account(balance_minor=before)
    doubt = balance_doubt(old, replace(old, balance_minor=after), paid_minor)
    if code is None:
        assert doubt is None
    else:
        assert doubt is not None
        assert (doubt.code, doubt.amount_minor) == (BalanceDoubtCode(code), amount)


def test_payments_between_two_balances_are_counted() -> None:
    def dated(day: int) -> Account:
        return an_account(cut_off_on=TODAY + timedelta(days=day))

    lines = [
        replace(LINE, amount_minor=10 ** (day + 1), value_on=TODAY + timedelta(days=day))
        for day in range(4)
    ]
    assert payments_since(lines, dated(0), dated(2)) == 1_100
    assert payments_since(lines, an_account(), an_account()) == 11_110
    assert payments_since(lines, dated(0), dated(0)) == 11_100  # the new file says no day
    back = replace(lines[1], is_reversal=True)
    assert payments_since([*lines, back], dated(0), dated(2)) == 1_000
