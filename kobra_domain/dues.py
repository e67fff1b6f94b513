"""What was promised, what was said at the door to be paid, and what the bank says was paid."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.limits import (
    AccountId,
    AgentId,
    Code,
    Currency,
    Id,
    ImportId,
    Line,
    Minor,
    PortfolioId,
    SubmissionId,
    VisitId,
)


class PromiseState(StrEnum):
    """What became of a promise to pay."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An amount (minor units of `currency`) promised for a day on one account."""

    id: Id
    portfolio_id: PortfolioId
    account_id: AccountId
    made_at: datetime
    amount_minor: Minor
    currency: Currency
    due_on: date
    visit_id: VisitId | None = None
    submission_id: SubmissionId | None = None
    agent_id: AgentId | None = None
    state: PromiseState = PromiseState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment as it was said or shown at the door (minor units of `currency`). It counts as
    collected only once a bank payment says so.
    """

    id: Id
    portfolio_id: PortfolioId
    account_id: AccountId
    reported_at: datetime
    amount_minor: Minor
    currency: Currency
    paid_on: date
    visit_id: VisitId | None = None
    submission_id: SubmissionId | None = None
    agent_id: AgentId | None = None
    method: Line = ""
    reference: Line = ""
    proof: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPayment:
    """A payment by the institution's own file (minor units of `currency`): the only one that counts
    as collected. `account_id` None: of no account that is known, and waiting for one.

    `value_on` is the bank's day. `booked_on` is the day it counts on: the same, or the first day of
    the next month that was open when it came. A reversal takes its amount back.
    """

    id: Id
    portfolio_id: PortfolioId
    account_number: Code
    amount_minor: Minor
    currency: Currency
    value_on: date
    booked_on: date
    account_id: AccountId | None = None
    document_number: Line = ""
    method: Line = ""
    reference: Line = ""
    is_reversal: bool = False
    import_id: ImportId | None = None
