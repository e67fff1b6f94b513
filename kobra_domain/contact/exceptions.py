"""Which other hours a person may be visited in (Ley 2300, art. 3): only those that they asked for
themselves, later than the contract was signed, for as long as they said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kobra_domain.errors import Invalid
from kobra_domain.hours_exceptions import Evidence, HoursException
from kobra_domain.portfolios import Account, Party, PartyRole


def exception_on(
    party: Party | None, accounts: Sequence[Account], day: date
) -> HoursException | None:
    """What the person asked for last of that which stands on a date for these accounts."""
    asked = () if party is None else party.hours_exceptions
    standing = [one for one in asked if one.stands_on(day) and _follows(one, accounts)]
    return max(standing, key=lambda one: one.asked_on or date.min, default=None)


def own_accounts(party_id: str, accounts: Iterable[Account]) -> list[Account]:
    """Those that the person owes or vouches for: a reference has signed nothing."""
    return [
        account
        for account in accounts
        if any(
            p.party_id == party_id and p.role is not PartyRole.REFERENCE for p in account.parties
        )
    ]


def check_exceptions(
    after: Party, before: Party | None, accounts: Sequence[Account], today: date
) -> None:
    """Raise Invalid where an exception that was not there before would not hold. `accounts` are all
    of the person's in the portfolio.
    """
    known = set() if before is None else {*map(_unrevoked, before.hours_exceptions)}
    for one in after.hours_exceptions:
        if _unrevoked(one) not in known:
            _check(one, accounts, today)


def _check(asked: HoursException, accounts: Sequence[Account], today: date) -> None:
    if asked.evidence is Evidence.CONTRACT:
        raise Invalid("exception_by_contract", field="evidence")
    for name in ("spans", "document", "asked_on", "expires_on"):
        if not getattr(asked, name):
            raise Invalid("missing", field=name)
    assert asked.asked_on is not None
    assert asked.expires_on is not None
    if any(span.end <= span.start for span in asked.spans):
        raise Invalid("ends_before_start", field="spans")
    if asked.asked_on > today:
        raise Invalid("exception_not_asked_yet", field="asked_on")
    if asked.expires_on < asked.asked_on:
        raise Invalid("ends_before_start", field="expires_on")
    signed = [*_contracts(asked, accounts)]
    if None in signed:
        raise Invalid("exception_contract_unknown", field="contract_on")
    if not _follows(asked, accounts):
        last = max(day for day in signed if day is not None)
        raise Invalid("exception_before_contract", field="asked_on", signed_on=last.isoformat())


def _contracts(asked: HoursException, accounts: Sequence[Account]) -> Iterator[date | None]:
    return (account.originated_on or asked.contract_on for account in accounts)


def _follows(asked: HoursException, accounts: Sequence[Account]) -> bool:
    day = asked.asked_on
    return day is not None and all(
        signed is not None and signed < day for signed in _contracts(asked, accounts)
    )


def _unrevoked(one: HoursException) -> HoursException:
    return replace(one, revoked_on=None)
