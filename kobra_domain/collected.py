"""Money that came in by the bank's file: on which day it counts, whose it may be, whether what was
heard at a door has come, and balances that no payment explains.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kobra_domain.dues import BankPayment, Payment
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.portfolios import Account

# What was heard at a door and the bank's line are one payment when they are of one account and
# currency, of the same amount within 1 %, and the bank's day lies within these days of the day said
# (a weekend with a holiday lies between a deposit and its value). Ours.
DAYS_BEFORE, DAYS_AFTER = 3, 5
AMOUNT_PERCENT = 1
SHORTEST_END = 5  # characters of an account number that may be the end of a longer one


def booked_on(value_on: date, closed_until: date | None) -> date:
    """The day that money counts on: the bank's, or the first one that is not frozen."""
    if closed_until is None or value_on > closed_until:
        return value_on
    return closed_until + timedelta(days=1)


def check_match(payment: BankPayment, account: Account) -> None:
    """Raise Invalid unless the payment may be of the account."""
    if account.portfolio_id != payment.portfolio_id:
        raise Invalid("unknown_reference", field="account_id")
    if account.currency != payment.currency:
        raise Invalid("other_currency", field="account_id", currency=account.currency)


def check_unfrozen(before: BankPayment, after: BankPayment, closed_until: date | None) -> None:
    """Raise NotAllowed for money that is taken from an account after its month was frozen."""
    is_moved = before.account_id is not None and before.account_id != after.account_id
    if is_moved and closed_until is not None and before.booked_on <= closed_until:
        raise NotAllowed("month_closed", field="account_id", closed_on=closed_until.isoformat())


class PaymentStanding(StrEnum):
    """How what was heard at doors and what the bank says fit: both say it; said, and the bank has
    still time; said, and the bank has not; only the bank says it; money of no known account; taken
    back by the bank.
    """

    CONFIRMED = "confirmed"
    AWAITED = "awaited"
    NOT_SEEN = "not_seen"
    BANK_ONLY = "bank_only"
    UNMATCHED = "unmatched"
    REVERSAL = "reversal"


def pairs(heard: Iterable[Payment], bank: Iterable[BankPayment]) -> dict[str, str]:
    """Which bank payment each payment heard at a door is: the bank's id by the other's.

    Each is of at most one; those nearest in days come first, then in amount.
    """
    by_account: dict[tuple[str | None, str], list[BankPayment]] = defaultdict(list)
    for line in bank:
        if line.account_id and not line.is_reversal:
            by_account[line.account_id, line.currency].append(line)
    near = sorted(
        (days, abs(line.amount_minor - one.amount_minor), one.paid_on, one.id, line.id)
        for one in heard
        for line in by_account.get((one.account_id, one.currency), ())
        if (days := _days_apart(one, line)) is not None
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, heard_id, line_id in near:
        if heard_id not in found and line_id not in taken:
            found[heard_id] = line_id
            taken.add(line_id)
    return found


def _days_apart(heard: Payment, line: BankPayment) -> int | None:
    days = (line.value_on - heard.paid_on).days
    if not -DAYS_BEFORE <= days <= DAYS_AFTER:
        return None
    most = heard.amount_minor * AMOUNT_PERCENT
    return abs(days) if abs(line.amount_minor - heard.amount_minor) * 100 <= most else None


def standing_of_heard(payment: Payment, is_paired: bool, today: date) -> PaymentStanding:
    """How a payment heard at a door stands on a day."""
    if is_paired:
        return PaymentStanding.CONFIRMED
    waits = today <= payment.paid_on + timedelta(days=DAYS_AFTER)
    return PaymentStanding.AWAITED if waits else PaymentStanding.NOT_SEEN


def standing_of_bank(payment: BankPayment, is_paired: bool) -> PaymentStanding:
    """How a line of the bank stands."""
    if payment.account_id is None:
        return PaymentStanding.UNMATCHED
    if payment.is_reversal:
        return PaymentStanding.REVERSAL
    return PaymentStanding.CONFIRMED if is_paired else PaymentStanding.BANK_ONLY


class MatchReason(StrEnum):
    """Why a payment may be of an account, the strongest first."""

    SAME_DOCUMENT = "same_document"
    SIMILAR_NUMBER = "similar_number"
    SAME_AMOUNT = "same_amount"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that a payment may be of: the documents of its parties, and what was promised or
    said to be paid on it, in minor units.
    """

    account_id: str
    number: str
    documents: frozenset[str] = frozenset()
    amounts: frozenset[int] = frozenset()


def reasons_for(payment: BankPayment, one: Candidate) -> tuple[MatchReason, ...]:
    """Why the payment may be of an account; empty where nothing speaks for it."""
    said = (
        (MatchReason.SAME_DOCUMENT, payment.document_number in one.documents - {""}),
        (MatchReason.SIMILAR_NUMBER, is_similar(payment.account_number, one.number)),
        (MatchReason.SAME_AMOUNT, payment.amount_minor in one.amounts),
    )
    return tuple(reason for reason, holds in said if holds)


def suggested(
    payment: BankPayment, candidates: Iterable[Candidate], most: int = 8
) -> list[tuple[Candidate, tuple[MatchReason, ...]]]:
    """The accounts for which most speaks, at most so many."""
    order = list(MatchReason)
    with_reasons = ((one, reasons_for(payment, one)) for one in candidates)
    found = [(one, reasons) for one, reasons in with_reasons if reasons]
    found.sort(key=lambda each: (-len(each[1]), order.index(each[1][0]), each[0].number))
    return found[:most]


def is_similar(said: str, number: str) -> bool:
    """Whether two account numbers are one but for signs and leading zeros, or for two digits that
    changed places; or, of at least five, one is the end of the other or lacks its last (a check
    digit). Not for one digit that differs: portfolios number their accounts one after another.
    """
    a, b = bare_number(said), bare_number(number)
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    if a == b or _is_swapped(a, b):
        return True
    return len(shorter) >= SHORTEST_END and (longer.endswith(shorter) or longer[:-1] == shorter)


def bare_number(number: str) -> str:
    """An account number without signs and leading zeros, in capitals."""
    return "".join(c for c in number.upper() if c.isalnum()).lstrip("0")


def _is_swapped(a: str, b: str) -> bool:
    apart = [n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other]
    if len(a) != len(b) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return (a[apart[0]], a[apart[1]]) == (b[apart[1]], b[apart[0]])


class BalanceDoubtCode(StrEnum):
    """What is strange of a balance: it fell and nobody paid so much; it did not fall although
    somebody paid.
    """

    FELL_UNPAID = "balance_fell_unpaid"
    NOT_LOWERED = "balance_not_lowered"


@dataclass(frozen=True, slots=True)
class BalanceDoubt:
    """A change of a balance that payments do not explain; `amount_minor`: by how much."""

    account_id: str
    number: str
    code: BalanceDoubtCode
    amount_minor: int
    currency: str


def balance_doubt(before: Account, after: Account, paid_minor: int) -> BalanceDoubt | None:
    """What is strange of a new balance, when so much was paid (less reversals) since the old one.

    A balance rises by interest and fees, so a rise by itself is not.
    """
    fell = before.balance_minor - after.balance_minor
    code, amount = None, 0
    if fell > max(paid_minor, 0):
        code, amount = BalanceDoubtCode.FELL_UNPAID, fell - max(paid_minor, 0)
    elif paid_minor > 0 >= fell and before.balance_minor:
        code, amount = BalanceDoubtCode.NOT_LOWERED, paid_minor
    if code is None:
        return None
    return BalanceDoubt(after.id, after.number, code, amount, after.currency)


def payments_since(payments: Sequence[BankPayment], before: Account, after: Account) -> int:
    """Minor units paid (less reversals) between what two states of an account know of. Without the
    day that its balance is of, whatever was paid counts; a file that does not say its own leaves
    the old one, and what was paid after that counts.
    """
    since = before.cut_off_on
    until = after.cut_off_on if after.cut_off_on != since else None
    counted = (
        one
        for one in payments
        if (since is None or one.value_on > since) and (until is None or one.value_on <= until)
    )
    return sum(-one.amount_minor if one.is_reversal else one.amount_minor for one in counted)
