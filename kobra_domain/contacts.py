"""Contacts that were no visit, and what people ask for: complaints, requests about their data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.errors import Invalid
from kobra_domain.limits import (
    AccountId,
    Id,
    ImportId,
    Line,
    Note,
    PartyId,
    PortfolioId,
    UserId,
)
from kobra_domain.portfolios import ChannelKind


class ContactPurpose(StrEnum):
    """What a contact was for: to collect; to confirm an operation; to tell what the person had
    asked to be told. Some laws do not count the last two, which then demand no payment.
    """

    COLLECTION = "collection"
    TRANSACTIONAL = "transactional"
    REQUESTED_INFO = "requested_info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact with a party, attempted or two-way (somebody answered), by `made_by`: the call
    centre, another agency, a name. `is_received`: the party sought it. What was asked for or
    confirmed stands in the note where that is the `purpose` (`check_purpose`).
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    at: datetime
    channel: ChannelKind
    is_two_way: bool
    is_received: bool = False
    purpose: ContactPurpose = ContactPurpose.COLLECTION
    account_id: AccountId | None = None
    made_by: Line = ""
    note: Note = ""
    recorded_by: UserId | None = None
    import_id: ImportId | None = None


def check_purpose(contact: Contact) -> None:
    """Raise Invalid where nobody says what was asked for or confirmed."""
    if contact.purpose is not ContactPurpose.COLLECTION and not contact.note.strip():
        raise Invalid("purpose_without_note", field="note")


class PetitionKind(StrEnum):
    """What a person asks for: something of the service; to know their data; to have it changed or
    erased; to be told who took a credit in their name.
    """

    COMPLAINT = "complaint"
    DATA_QUERY = "data_query"
    DATA_CLAIM = "data_claim"
    IMPERSONATION = "impersonation"


class PetitionState(StrEnum):
    """Whether a petition still waits."""

    OPEN = "open"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """What a party asked for, by which channel, until when it must be answered and by whom; the
    answer, or to whom it was passed on.
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    kind: PetitionKind
    text: Note
    received_at: datetime
    due_on: date
    channel: ChannelKind | None = None
    account_id: AccountId | None = None
    owner_id: UserId | None = None
    state: PetitionState = PetitionState.OPEN
    answer: Note = ""
    answered_at: datetime | None = None
    passed_on_to: Line = ""
    passed_on_at: datetime | None = None
    recorded_by: UserId | None = None
