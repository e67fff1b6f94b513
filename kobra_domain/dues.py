"""What was promised and what was paid, as heard at the door. Following them up comes later."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.limits import (
    AccountId,
    AgentId,
    Currency,
    Id,
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
    """A payment as it was said or shown at the door (minor units of `currency`)."""

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
