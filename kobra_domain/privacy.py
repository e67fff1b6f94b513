"""A person's data: how long it is kept for a court, and when it may be erased.

Contact records and proofs of authorisation are kept as long as the account lives and at least two
years (Chile's Ley 21.320 says two years; ours for all countries, as the strictest that was found).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobra_domain.errors import DomainError
from kobra_domain.limits import Id, Name, Note, PartyId, PortfolioId
from kobra_domain.portfolios import Account

CONTACTS_KEPT = timedelta(days=2 * 366)  # never short of two years


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold:
    """Who wants a person's data kept (a court, an authority), in which case, until it is lifted."""

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    ordered_by: Name
    case_number: Name
    placed_at: datetime
    note: Note = ""
    lifted_at: datetime | None = None


class MustBeKept(DomainError):
    """Data that may not be erased yet; `code` says why."""


def is_open(account: Account) -> bool:
    """Whether something is owed on it."""
    return account.balance_minor > 0 or account.overdue_minor > 0


def is_held(holds: Iterable[LegalHold]) -> bool:
    """Whether one of them stands."""
    return any(hold.lifted_at is None for hold in holds)


def why_kept(
    *,
    holds: Iterable[LegalHold],
    accounts: Iterable[Account],
    last_contact_at: datetime | None,
    zone: str,
    now: datetime,
) -> MustBeKept | None:
    """Why a person's data may not be erased now; None: it may. `zone` is for the words."""
    for hold in holds:
        if hold.lifted_at is None:
            return MustBeKept(
                "kept_for_court", case_number=hold.case_number, ordered_by=hold.ordered_by
            )
    for account in accounts:
        if is_open(account):
            return MustBeKept("kept_account_open", account=account.number)
    if last_contact_at is not None and last_contact_at + CONTACTS_KEPT > now:
        until = last_contact_at + CONTACTS_KEPT
        told = {"until_at": until.isoformat(), "zone": zone, "asked_at": now.isoformat()}
        return MustBeKept("kept_contacts", **told)
    return None
