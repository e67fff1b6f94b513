"""One person over the portfolios of one institution, and how they were reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.portfolios import Address, ChannelKind, Party
from kobra_domain.visits import CONTACT_OUTCOMES, CheckIn, Outcome, Visit

# Institution, document type and number in the form that is kept (`documents.py`).
PersonKey = tuple[str, str, str]
STAY_GAP, LONGEST_STAY = timedelta(minutes=10), timedelta(minutes=60)  # ours: no law says it


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
    channel, what for, whether somebody answered, and the row it comes from. Of a visit `agent_id`
    stood at a `door` (its key, else the id of its address) until `ended_at`.
    """

    at: datetime
    channel: ChannelKind
    is_two_way: bool
    is_received: bool = False
    purpose: ContactPurpose = ContactPurpose.COLLECTION
    agent_id: str | None = None
    door: str = ""
    ended_at: datetime | None = None
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

    @property
    def purpose(self) -> ContactPurpose:
        """What it was for."""


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

    @property
    def agent_id(self) -> str | None:
        """Who made it."""

    @property
    def address_id(self) -> str:
        """Where."""


def touch_of_contact(contact: Heard) -> Touch:
    """What a recorded or imported contact counts as."""
    return Touch(
        at=contact.at,
        channel=contact.channel,
        is_two_way=contact.is_two_way,
        is_received=contact.is_received,
        purpose=contact.purpose,
        kind="contact",
        id=contact.id,
    )


def door_of(address: Address) -> str:
    """By what one door is told from others: its key, else the address itself."""
    return address.key or address.id


def touch_of_visit(visit: Made, key: str = "") -> Touch | None:
    """What a visit counts as once an agent stood at the door or ended it; None before. `key`: of
    its address.
    """
    at = visit.check_in.at if visit.check_in is not None else visit.ended_at
    if at is None or (visit.check_in is None and visit.outcome is None):
        return None
    return Touch(
        at=at,
        channel=ChannelKind.VISIT,
        is_two_way=visit.outcome in CONTACT_OUTCOMES,
        agent_id=visit.agent_id,
        door=key or visit.address_id,
        ended_at=visit.ended_at if visit.check_in is not None else None,
        kind="visit",
        id=visit.id,
    )


def before_stay(
    touches: Iterable[Touch], at: datetime, agent_id: str | None, door: str
) -> list[Touch]:
    """The touches without those of the stay that a visit at this door and moment is part of.

    Who has stood at a door and asks there about another credit of the same person has not come a
    second time: each visit of a stay begins while the one before lasts, or `STAY_GAP` after it at
    most, and `LONGEST_STAY` after the first at most; the person was at no other door meanwhile.
    """
    known = sorted(touches, key=lambda one: (one.at, one.id), reverse=True)
    stay, edge = set(), at
    for one in known:
        if one.channel is not ChannelKind.VISIT or one.at > at:
            continue
        is_here = agent_id is not None and (one.agent_id, one.door) == (agent_id, door)
        lasts = edge - (one.ended_at or edge) <= STAY_GAP
        if not is_here or not lasts or at - one.at > LONGEST_STAY:
            break
        stay.add(one.id)
        edge = one.at
    return [one for one in known if one.id not in stay]


def touches(contacts: Iterable[Contact], visits: Iterable[Visit]) -> list[Touch]:
    """All times that a person was reached or sought, the oldest first."""
    made = (touch_of_visit(visit) for visit in visits)
    found = [*map(touch_of_contact, contacts), *(one for one in made if one is not None)]
    return sorted(found, key=lambda one: (one.at, one.id))
