"""What a review and a decision do: whose word it is, and what else changes with them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from field_api.change_log.record import record
from field_api.change_log.rows import find
from kobra_domain.people import Consent
from kobra_domain.places import AddressOrigin, GeocodeQuality
from kobra_domain.portfolios import Address, ChannelKind, Party
from kobra_domain.submissions import (
    Proposal,
    ProposalKind,
    ProposalState,
    Review,
    ReviewAct,
)
from kobra_domain.visits import ReviewState, Visit
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.phone import Phone, form, photo, promise_of
from tests.field_api.submissions.rows import all_of, now_of, only, submission
from tests.field_api.world import World, creation, edit, write

SignIn = Callable[[str], Client]


@pytest.fixture
def reviewed(server: Running, phone: Phone, visit: Visit) -> str:
    """The id of a submission to review."""
    assert phone.post(form(promise_of(visit)), {"fachada.jpg": photo()}).status_code == 201
    return submission(server.database).id


def proposal_of(world: World, kind: ProposalKind, **values: Any) -> Proposal:
    side = world.north
    base = Proposal(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        party_id=side.party.id,
        kind=kind,
        proposed_at=WEDNESDAY,
    )
    return replace(base, **values)


def decide(client: Client, proposal: Proposal, state: ProposalState) -> dict[str, object]:
    [result] = client.operate(edit(proposal.id, "proposal.decide", state=("open", state.value)))
    return result


@pytest.mark.both_engines
def test_who_when_and_where_of_a_review_are_the_servers(
    server: Running, world: World, sign_in: SignIn, reviewed: str, visit: Visit
) -> None:
    review = Review(
        id=new_id(),
        submission_id=reviewed,
        act=ReviewAct.APPROVE,
        at=WEDNESDAY.replace(year=2020),
        by=world.users["admin"].id,
        visit_id=new_id(),
        portfolio_id=world.south.portfolio.id,
        team_id=world.south.team.id,
        comment="Bien",
    )
    [result] = sign_in("supervisor").operate(creation(review, "review.create"))
    assert result["status"] == "applied", result
    kept = only(server.database, Review)
    assert (kept.by, kept.at) == (world.users["supervisor"].id, WEDNESDAY)
    [line] = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert (line["act"], line["subject_id"]) == ("review.approve", kept.id)
    assert (kept.visit_id, kept.portfolio_id) == (visit.id, world.north.portfolio.id)
    assert kept.team_id == world.north.team.id


def test_the_review_of_a_submission_is_shown_at_its_visit(
    server: Running, sign_in: SignIn, reviewed: str, visit: Visit
) -> None:
    assert now_of(server.database, visit).review is ReviewState.RECEIVED
    [result] = sign_in("supervisor").operate(
        edit(reviewed, "submission.review", review=("received", "has_issues"))
    )
    assert result["status"] == "applied", result
    assert now_of(server.database, visit).review is ReviewState.HAS_ISSUES


@pytest.mark.both_engines
def test_two_reviews_of_one_state_are_a_conflict(
    server: Running, sign_in: SignIn, reviewed: str
) -> None:
    client = sign_in("supervisor")
    client.operate(edit(reviewed, "submission.review", review=("received", "approved")))
    [late] = sign_in("admin").operate(
        edit(reviewed, "submission.review", review=("received", "rejected"))
    )
    assert late["status"] == "conflict"
    assert submission(server.database).review is ReviewState.APPROVED


def test_who_does_not_see_a_submission_cannot_review_it(
    server: Running, sign_in: SignIn, reviewed: str
) -> None:
    review = Review(id=new_id(), submission_id=reviewed, act=ReviewAct.REJECT, at=WEDNESDAY)
    [result] = sign_in("stranger").operate(creation(review, "review.create"))
    assert result["status"] == "rejected"
    assert all_of(server.database, Review) == []


def test_an_accepted_telephone_is_added_unproved(
    server: Running, world: World, sign_in: SignIn
) -> None:
    proposal = proposal_of(world, ProposalKind.PHONE, phone="+57 300 111 2233")
    again = proposal_of(world, ProposalKind.PHONE, phone="+573001112233")
    write(server.database, proposal, again)
    client = sign_in("supervisor")
    assert decide(client, proposal, ProposalState.ACCEPTED)["status"] == "applied"
    assert decide(client, again, ProposalState.ACCEPTED)["status"] == "applied"
    with server.database.read() as connection:
        party = find(connection, Party, world.north.party.id)
    assert party is not None
    [channel] = party.channels
    assert (channel.kind, channel.value) == (ChannelKind.PHONE, "+57 300 111 2233")
    assert channel.consent == Consent(given_at=WEDNESDAY, source="visit", purpose="unproved")


def test_an_accepted_address_is_new_and_unplaced(
    server: Running, world: World, sign_in: SignIn
) -> None:
    proposal = proposal_of(world, ProposalKind.ADDRESS, street="Carrera 9 # 10-11")
    write(server.database, proposal)
    assert decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)["status"] == "applied"
    [made] = [a for a in all_of(server.database, Address) if a.street == "Carrera 9 # 10-11"]
    assert (made.party_id, made.lat, made.geocode_quality) == (
        world.north.party.id,
        None,
        GeocodeQuality.NONE,
    )
    assert (made.origin, made.place_accepted_at) == (AddressOrigin.FOUND, None)


def test_an_accepted_address_lies_where_the_visited_one_does(
    server: Running, world: World, sign_in: SignIn
) -> None:
    visited = world.north.address
    with server.database.begin() as connection:
        record(connection, replace(visited, municipality="Bogotá"), visited, at=WEDNESDAY)
    proposal = proposal_of(
        world,
        ProposalKind.ADDRESS,
        street="Carrera 9 # 10-11",
        address_id=visited.id,
        lat=4.6,
        lon=-74.1,
    )
    write(server.database, proposal)
    decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)
    [made] = [a for a in all_of(server.database, Address) if a.street == "Carrera 9 # 10-11"]
    assert made.key == "BOGOTA|KR 9 # CL 10 - 11|"
    assert (made.geocode_quality, made.place_accepted_at) == (GeocodeQuality.DOOR, WEDNESDAY)


@pytest.mark.both_engines
def test_an_accepted_pin_moves_the_door(server: Running, world: World, sign_in: SignIn) -> None:
    side = world.north
    proposal = proposal_of(
        world, ProposalKind.PIN, address_id=side.address.id, lat=4.651, lon=-74.061
    )
    write(server.database, proposal)
    result = decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)
    assert result["status"] == "applied"
    with server.database.read() as connection:
        address = find(connection, Address, side.address.id)
    assert address is not None
    assert (address.lat, address.lon, address.geocode_quality) == (
        4.651,
        -74.061,
        GeocodeQuality.DOOR,
    )
    assert (address.geocode_source, address.verified_at) == ("field", WEDNESDAY)
    assert address.place_accepted_at == WEDNESDAY  # no file and no method moves it any more
    decided = only(server.database, Proposal)
    assert (decided.decided_by, decided.decided_at) == (world.users["supervisor"].id, WEDNESDAY)
    audit = sign_in("admin").get("/api/v1/audit").json()["items"]
    assert any(line["act"] == "proposal.decide" for line in audit)


def test_a_declined_proposal_changes_nothing_and_stays_declined(
    server: Running, world: World, sign_in: SignIn
) -> None:
    proposal = proposal_of(world, ProposalKind.PHONE, phone="3001112233")
    write(server.database, proposal)
    client = sign_in("supervisor")
    assert decide(client, proposal, ProposalState.DECLINED)["status"] == "applied"
    late = decide(client, proposal, ProposalState.ACCEPTED)
    assert late["status"] == "conflict"
    [forced] = client.operate(edit(proposal.id, "proposal.decide", state=("declined", "accepted")))
    assert (forced["status"], forced["code"]) == ("rejected", "already_decided")
    with server.database.read() as connection:
        party = find(connection, Party, world.north.party.id)
    assert party is not None
    assert party.channels == ()


def test_what_has_nothing_to_accept_is_refused(
    server: Running, world: World, sign_in: SignIn
) -> None:
    proposal = proposal_of(world, ProposalKind.PHONE, note="no sabe")
    write(server.database, proposal)
    result = decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)
    assert (result["status"], result["code"]) == ("rejected", "nothing_to_accept")


def test_a_viewer_decides_nothing(server: Running, world: World, sign_in: SignIn) -> None:
    proposal = proposal_of(world, ProposalKind.PHONE, phone="3001112233")
    write(server.database, proposal)
    assert decide(sign_in("viewer"), proposal, ProposalState.ACCEPTED)["code"] == "not_allowed"
