"""What a holder is written to about what they themselves did: the receipt of a payment that they
reported (`transactional`), and the confirmation of a promise, which in Colombia leaves only as
information that they asked for (`requested_info`; Ley 2300, art. 8). Neither asks for money.

These are no collection: hours and counts do not hold. What holds is asked here, the strictest
first, before anything is written and once more when it leaves.
"""

from collections.abc import Iterable
from enum import StrEnum

from kobra_domain.documents import MINORS
from kobra_domain.limits import is_plain_address
from kobra_domain.places import COLOMBIA
from kobra_domain.portfolios import Account, ChannelKind, Party, PartyRole, Portfolio


class HolderMail(StrEnum):
    """What is written."""

    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"


_WRITTEN_TO = (PartyRole.HOLDER, PartyRole.CODEBTOR, PartyRole.GUARANTOR)


def is_sent(portfolio: Portfolio, what: HolderMail) -> bool:
    """Whether the portfolio sends such mails at all."""
    is_receipt = what is HolderMail.RECEIPT
    return portfolio.sends_receipts if is_receipt else portfolio.sends_confirmations


def addressee(account: Account, met_id: str | None) -> str | None:
    """Whose promise or payment it is: whoever was met, if the account is theirs too, else its
    holder; None where an account has neither.
    """
    roles = {one.party_id: one.role for one in account.parties if one.role in _WRITTEN_TO}
    if met_id in roles:
        return met_id
    return next((party for party, role in roles.items() if role is PartyRole.HOLDER), None)


def mailbox_of(party: Party) -> str:
    """The e-mail address that the party has authorised, else any that they have; empty: none."""
    known = [one for one in party.channels if one.kind is ChannelKind.EMAIL and one.value]
    standing = [one for one in known if one.consent and one.consent.withdrawn_at is None]
    return next((one.value for one in (*standing, *known)), "")


def refusal_of(
    what: HolderMail,
    party: Party,
    others: Iterable[Party],
    portfolio: Portfolio,
    *,
    was_asked: bool | None,
) -> str | None:
    """The code of why it may not leave; None: it may. `others`: the same person in the
    institution's other portfolios. `was_asked`: whether they asked for it at the door, None where
    nobody put the question.
    """
    selves = (party, *others)
    if any(one.deceased_known_at for one in selves):
        return "unsent.deceased"
    if party.document_type in MINORS:
        return "unsent.minor"
    if any(one.restricted_at for one in selves):
        return "unsent.data_restricted"
    if any(one.do_not_contact_reason.strip() for one in selves) and not was_asked:
        return "unsent.do_not_contact"
    return _by_channel(party) or _by_kind(what, portfolio, was_asked=was_asked)


def offered_at(party: Party, others: Iterable[Party], portfolio: Portfolio) -> tuple[str, bool]:
    """The address to which whoever promises at the door may be offered the confirmation, and
    whether it is authorised: one that nobody was asked about may be authorised there. Empty where
    none could leave, or where they took back that they are written to: nobody is asked in vain.
    """
    email = mailbox_of(party)
    may_leave = is_sent(portfolio, HolderMail.CONFIRMATION) and _has_words(portfolio)
    if not may_leave or not is_plain_address(email):
        return "", False
    refusal = refusal_of(HolderMail.CONFIRMATION, party, others, portfolio, was_asked=True)
    was_told = any(
        one.kind is ChannelKind.EMAIL and one.value == email and one.consent is not None
        for one in party.channels
    )
    is_open = refusal == "unsent.not_authorised" and not was_told
    return (email, refusal is None) if refusal is None or is_open else ("", False)


def _by_channel(party: Party) -> str | None:
    email = mailbox_of(party)
    if not email:
        return "unsent.no_email"
    is_authorised = any(
        one.kind is ChannelKind.EMAIL
        and one.value == email
        and one.consent is not None
        and one.consent.withdrawn_at is None
        for one in party.channels
    )
    if not is_authorised:
        return "unsent.not_authorised"
    return None if is_plain_address(email) else "unsent.bad_email"


def _by_kind(what: HolderMail, portfolio: Portfolio, *, was_asked: bool | None) -> str | None:
    if what is HolderMail.RECEIPT:
        return None
    if was_asked is False:
        return "unsent.declined"
    if not _has_words(portfolio):  # before the question, which is not put where they are missing
        return "unsent.no_how_to_pay"
    return "unsent.not_asked" if portfolio.country == COLOMBIA and not was_asked else None


def _has_words(portfolio: Portfolio) -> bool:
    return bool(portfolio.pay_how.strip() and portfolio.pay_contact.strip())
