"""What follows when a person reviews a submission or decides what the field proposes: whose word it
is, and which other rows change with it in the same transaction.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.auth.caller import Caller
from field_api.change_log.record import Edit
from field_api.change_log.rows import find, found
from field_api.operations.taken_dues import taken_due
from kobra_domain.errors import Invalid
from kobra_domain.kinds import Entity
from kobra_domain.people import Consent
from kobra_domain.places import AddressOrigin, GeocodeQuality
from kobra_domain.portfolios import (
    Address,
    AddressKind,
    Channel,
    ChannelKind,
    Party,
)
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.submissions import Proposal, ProposalKind, ProposalState, Review, Submission
from kobra_domain.visits import MOVES, Visit
from kobra_records.ids import new_id

# A telephone heard at a door is no authorisation to call it: its consent says what it is worth.
HEARD_AT, UNPROVED = "visit", "unproved"


def own_word(
    connection: Connection, caller: Caller, after: Entity, before: Entity | None, now: datetime
) -> Entity:
    """The row with who, when and where as the server knows it. Raises Invalid."""
    match after:
        case Review():
            submission = find(connection, Submission, after.submission_id)
            if submission is None or not caller.sees(submission):
                raise Invalid("unknown_reference", field="submission_id")
            return replace(
                after,
                by=caller.user.id,
                at=now,
                visit_id=submission.visit_id,
                portfolio_id=submission.portfolio_id,
                team_id=submission.team_id,
            )
        case Proposal() if isinstance(before, Proposal):
            _check_decision(after, before)
            return replace(after, decided_by=caller.user.id, decided_at=now)
    return after


def review_edits(
    connection: Connection, after: Entity, before: Entity | None, now: datetime
) -> list[Edit]:
    """The rows that change with a review or a decision; locks them."""
    match after:
        case Submission() if isinstance(before, Submission) and after.review is not before.review:
            return _of_visit(connection, after)
        case Proposal() if after.state is ProposalState.ACCEPTED:
            return _of_proposal(connection, after, now)
    return []


def _check_decision(after: Proposal, before: Proposal) -> None:
    if before.state is not ProposalState.OPEN:
        raise Invalid("already_decided", field="state")
    if after.state is ProposalState.OPEN:
        raise Invalid("not_decided", field="state")
    if after.state is ProposalState.DECLINED:
        return
    is_placed = after.lat is not None and after.lon is not None
    has_data = {
        ProposalKind.PHONE: bool(after.phone.strip()),
        ProposalKind.ADDRESS: bool(after.street.strip()),
        ProposalKind.PIN: is_placed and after.address_id is not None,
        ProposalKind.PROMISE: after.due_on is not None and bool(after.account_id),
        ProposalKind.PAYMENT: after.paid_on is not None and bool(after.account_id),
    }[after.kind]
    if not has_data:
        raise Invalid("nothing_to_accept", field="state")


def _of_visit(connection: Connection, submission: Submission) -> list[Edit]:
    """A visit that has ended shows the state of its submission."""
    if submission.visit_id is None:
        return []
    pair = found(connection, Visit, submission.visit_id, lock=True)
    if pair is None or MOVES[pair[0].state] or pair[0].review is submission.review:
        return []
    return [(replace(pair[0], review=submission.review), pair[0])]


def _of_proposal(connection: Connection, proposal: Proposal, now: datetime) -> list[Edit]:
    match proposal.kind:
        case ProposalKind.PHONE:
            return _new_channel(connection, proposal)
        case ProposalKind.ADDRESS:
            return [(_new_address(connection, proposal, now), None)]
        case ProposalKind.PIN:
            return _moved_pin(connection, proposal, now)
        case ProposalKind.PROMISE | ProposalKind.PAYMENT:
            return [taken_due(connection, proposal)]


def _new_channel(connection: Connection, proposal: Proposal) -> list[Edit]:
    pair = found(connection, Party, proposal.party_id, lock=True)
    if pair is None:
        return []
    party = pair[0]
    known = {_digits(c.value) for c in party.channels if c.kind is ChannelKind.PHONE}
    if _digits(proposal.phone) in known:
        return []
    consent = Consent(given_at=proposal.proposed_at, source=HEARD_AT, purpose=UNPROVED)
    channel = Channel(kind=ChannelKind.PHONE, value=proposal.phone, consent=consent)
    return [(replace(party, channels=(*party.channels, channel)), party)]


def _new_address(connection: Connection, proposal: Proposal, now: datetime) -> Address:
    """A door that was heard of: in the municipality of the one that was visited, which a form does
    not ask.
    """
    is_placed = proposal.lat is not None and proposal.lon is not None
    visited = find(connection, Address, proposal.address_id)
    made = Address(
        id=new_id(),
        portfolio_id=proposal.portfolio_id,
        party_id=proposal.party_id,
        kind=AddressKind.HOME,
        street=proposal.street,
        municipality="" if visited is None else visited.municipality,
        region="" if visited is None else visited.region,
        directions=proposal.note,
        lat=proposal.lat if is_placed else None,
        lon=proposal.lon if is_placed else None,
        geocode_source=PlaceMethod.FIELD if is_placed else "",
        geocode_quality=GeocodeQuality.DOOR if is_placed else GeocodeQuality.NONE,
        place_accepted_at=now if is_placed else None,
        origin=AddressOrigin.FOUND,
    )
    return keyed(made)


def _moved_pin(connection: Connection, proposal: Proposal, now: datetime) -> list[Edit]:
    pair = found(connection, Address, proposal.address_id or "", lock=True)
    if pair is None:
        return []
    moved = replace(
        pair[0],
        lat=proposal.lat,
        lon=proposal.lon,
        geocode_source=PlaceMethod.FIELD,
        geocode_quality=GeocodeQuality.DOOR,
        place_radius_m=None,
        place_accepted_at=now,
        verified_at=now,
    )
    return [(moved, pair[0])]


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit())
