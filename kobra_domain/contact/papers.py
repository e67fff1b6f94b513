"""Whether a signed paper lets a party be visited about an account, at an address, on a day."""

from collections.abc import Iterable
from datetime import date

from kobra_domain.portfolios import (
    Account,
    Address,
    AddressKind,
    Authorisation,
    AuthorisedPlace,
    Party,
)


def paper_problem(
    authorisations: Iterable[Authorisation],
    party: Party,
    account: Account,
    address: Address,
    day: date,
) -> str | None:
    """The code of what is wrong with the papers, None if one of them holds.

    A paper holds from the day it was signed to the day it expires, both included, and until the day
    before it was revoked.
    """
    papers = [a for a in authorisations if (a.party_id, a.account_id) == (party.id, account.id)]
    standing = [paper for paper in papers if stands_on(paper, day)]
    if any(paper.place in _places(address.kind) for paper in standing):
        return None
    if standing:
        return "visit_authorised_elsewhere"
    return "visit_authorisation_over" if papers else "visit_not_authorised"


def stands_on(paper: Authorisation, day: date) -> bool:
    """Whether the paper is signed, not expired and not revoked on a date."""
    has_expired = paper.expires_on is not None and paper.expires_on < day
    is_revoked = paper.revoked_on is not None and paper.revoked_on <= day
    return paper.signed_on <= day and not has_expired and not is_revoked


def _places(kind: AddressKind) -> frozenset[AuthorisedPlace]:
    own = AuthorisedPlace.HOME if kind is AddressKind.HOME else AuthorisedPlace.WORK
    return frozenset({own, AuthorisedPlace.ANY})
