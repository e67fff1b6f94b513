"""One person over the portfolios of one institution, and how they were reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kobra_domain.contacts import Contact
from kobra_domain.portfolios import ChannelKind, Party
from kobra_domain.visits import CONTACT_OUTCOMES, CheckIn, Outcome, Visit

# Institution, document type and number in the form that is kept (`documents.py`).
PersonKey = tuple[str, str, str]


def person_key(party: Party, institution_id: str) -> PersonKey | None:
    """What is the same of one person's rows in an institution; None: nobody can tell, because no
    document is known.
    """
    if not institution_id or not party.document_number:
        return None
    return institution_id, party.document_type, party.document_number


def selves(
    parties: Iterable[Party], others: Iterable[Party], institutions: Mapping[str, str]
) -> dict[str, tuple[Party, ...]]:
    """By id of a party the same person's other rows among `others`; `institutions` are by id of
    portfolio. A party without any is left out.
    """
    known: dict[PersonKey, dict[str, Party]] = {}
    for one in others:
        key = person_key(one, institutions.get(one.portfolio_id, ""))
        if key is not None:
            known.setdefault(key, {})[one.id] = one
    found = {}
    for party in parties:
        key = person_key(party, institutions.get(party.portfolio_id, ""))
        same = known.get(key, {}) if key is not None else {}
        if rest := tuple(same[key] for key in sorted(same) if key != party.id):
            found[party.id] = rest
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One time that a person was sought, or (`is_received`) came by themselves: the moment, the
    channel, whether somebody answered, and the row it comes from.
    """

    at: datetime
    channel: ChannelKind
    is_two_way: bool
    is_received: bool = False
    kind: str
    id: str

    @property
    def counts(self) -> bool:
        """Whether it was sought of the person: what they sought themselves gives them no rest."""
        return not self.is_received


class Heard(Protocol):
    """What of a contact says how it counts: the contact itself, or the columns of its row."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def at(self) -> datetime:
        """When it was."""

    @property
    def channel(self) -> ChannelKind:
        """By which channel."""

    @property
    def is_two_way(self) -> bool:
        """Whether somebody answered."""

    @property
    def is_received(self) -> bool:
        """Whether the person sought it."""


class Made(Protocol):
    """What of a visit says how it counts: the visit itself, or the columns of its row."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def check_in(self) -> CheckIn | None:
        """The fix at the door."""

    @property
    def ended_at(self) -> datetime | None:
        """When it ended."""

    @property
    def outcome(self) -> Outcome | None:
        """What came of it."""


def touch_of_contact(contact: Heard) -> Touch:
    """What a recorded or imported contact counts as."""
    return Touch(
        at=contact.at,
        channel=contact.channel,
        is_two_way=contact.is_two_way,
        is_received=contact.is_received,
        kind="contact",
        id=contact.id,
    )


def touch_of_visit(visit: Made) -> Touch | None:
    """What a visit counts as once an agent stood at the door or ended it; None before."""
    at = visit.check_in.at if visit.check_in is not None else visit.ended_at
    if at is None or (visit.check_in is None and visit.outcome is None):
        return None
    return Touch(
        at=at,
        channel=ChannelKind.VISIT,
        is_two_way=visit.outcome in CONTACT_OUTCOMES,
        kind="visit",
        id=visit.id,
    )


def touches(contacts: Iterable[Contact], visits: Iterable[Visit]) -> list[Touch]:
    """All times that a person was reached or sought, the oldest first."""
    made = (touch_of_visit(visit) for visit in visits)
    found = [*map(touch_of_contact, contacts), *(one for one in made if one is not None)]
    return sorted(found, key=lambda one: (one.at, one.id))
