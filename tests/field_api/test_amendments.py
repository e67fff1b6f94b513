"""Edits of people by hand say why; that is in the audit and in the feed. A death outlives all."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from field_api.tables.audit import audit
from kobra_domain.amendments import Amendment
from kobra_domain.portfolios import Party
from kobra_domain.visits import CheckIn, Outcome, Verdict, Visit, VisitState
from kobra_records import json_form
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.rows import all_of
from tests.field_api.world import DOOR, World, creation, edit, write

SignIn = Callable[[str], Client]
WHY = "Lo dijo en la ventanilla"
FIX = CheckIn(at=WEDNESDAY, lat=DOOR[0], lon=DOOR[1], accuracy_m=5.0)


def said(entity_id: str, command: str, reason: str = WHY, **changed: Any) -> dict[str, Any]:
    return {**edit(entity_id, command, **changed), "reason": reason}


def amendments(server: Running) -> list[Amendment]:
    return all_of(server.database, Amendment)


@pytest.mark.both_engines
def test_why_a_person_was_changed_is_kept_with_it(
    server: Running, world: World, sign_in: SignIn
) -> None:
    client, party = sign_in("supervisor"), world.north.party
    name = (party.name, "Ana María Gómez")
    [bare] = client.operate(edit(party.id, "party.keep", name=name))
    assert (bare["status"], bare["code"], bare["params"]) == (
        "rejected", "missing", {"field": "reason"},
    )  # fmt: skip
    [result] = client.operate(said(party.id, "party.keep", name=name))
    assert result["status"] == "applied"
    [one] = amendments(server)
    assert (one.party_id, one.subject_id, one.kind) == (party.id, party.id, "party")
    assert (one.fields, one.reason, one.made_by) == (("name",), WHY, world.users["supervisor"].id)
    with server.database.read() as connection:
        lines = connection.execute(select(audit).where(audit.c.act == "party.keep")).all()
    assert [json_form.read_text(line.details, dict[str, Any])["reason"] for line in lines] == [WHY]
    assert {kind for kind, _ in client.pull().put} >= {"amendment"}


@pytest.mark.parametrize("reason", ["x" * 2_001, "a\0b", 3])
def test_a_reason_that_is_none_is_refused(world: World, sign_in: SignIn, reason: Any) -> None:
    party = world.north.party
    sent = {**edit(party.id, "party.keep", name=(party.name, "Otra")), "reason": reason}
    [result] = sign_in("supervisor").operate(sent)
    assert result["status"] == "rejected"


def test_that_contact_stops_says_why_itself_and_lifting_it_must(
    server: Running, world: World, sign_in: SignIn
) -> None:
    client, party = sign_in("supervisor"), world.north.party
    stop, lift = ("", "Lo pidió"), ("Lo pidió", "")
    [stopped] = client.operate(edit(party.id, "party.do_not_contact", do_not_contact_reason=stop))
    [bare] = client.operate(edit(party.id, "party.do_not_contact", do_not_contact_reason=lift))
    [lifted] = client.operate(said(party.id, "party.do_not_contact", do_not_contact_reason=lift))
    assert [one["status"] for one in (stopped, bare, lifted)] == ["applied", "rejected", "applied"]
    assert sorted(one.reason for one in amendments(server)) == sorted(["Lo pidió", WHY])


def test_words_of_an_address_are_corrected_by_who_keeps_people(
    server: Running, world: World, sign_in: SignIn
) -> None:
    address = world.north.address
    wanted: dict[str, Any] = {"street": (address.street, "Calle 9 # 12-40")}
    [result] = sign_in("supervisor").operate(said(address.id, "address.correct", **wanted))
    assert result["status"] == "applied"
    [one] = amendments(server)
    assert (one.kind, one.subject_id, one.party_id) == ("address", address.id, address.party_id)
    # The key of another door follows, and is told with it.
    assert "street" in one.fields
    [other] = sign_in("viewer").operate(said(address.id, "address.correct", street=("a", "b")))
    assert other["status"] == "rejected"


def test_who_has_died_is_visited_no_more(server: Running, world: World, sign_in: SignIn) -> None:
    client, party = sign_in("supervisor"), world.north.party
    at = WEDNESDAY.isoformat().replace("+00:00", "Z")
    [noted] = client.operate(said(party.id, "party.deceased", deceased_known_at=(None, at)))
    assert noted["status"] == "applied"
    visit = world.north.visit(planned_on=WEDNESDAY.date())
    [refused] = client.operate(creation(visit, "visit.create"))
    assert (refused["status"], refused["code"]) == ("rejected", "deceased")


def test_who_disputes_the_debt_at_the_door_is_visited_no_more(
    server: Running, world: World, sign_in: SignIn
) -> None:
    """Nor for another visit that is planned already."""
    north = world.north
    begun = north.visit(
        state=VisitState.CHECKED_IN, agent_id=north.agent.id, planned_on=WEDNESDAY.date(),
        assigned_at=WEDNESDAY, check_in=FIX, verdict=Verdict.AT_ADDRESS,
    )  # fmt: skip
    waiting = north.visit()
    write(server.database, begun, waiting)
    ended = {
        "state": ("checked_in", "completed"),
        "outcome": (None, Outcome.DISPUTE.value),
        "ended_at": (None, WEDNESDAY.isoformat().replace("+00:00", "Z")),
    }
    [result] = sign_in("agent").operate(edit(begun.id, "visit.complete", **ended))
    assert result["status"] == "applied", result
    party = next(one for one in all_of(server.database, Party) if one.id == north.party.id)
    assert party.do_not_contact_reason == "Desconoce la deuda: lo dijo en una visita."
    given = {
        "state": ("draft", "assigned"),
        "agent_id": (None, north.agent.id),
        "planned_on": (None, "2026-06-01"),
        "assigned_at": (None, WEDNESDAY.isoformat().replace("+00:00", "Z")),
    }
    [refused] = sign_in("supervisor").operate(edit(waiting.id, "visit.assign", **given))
    assert (refused["status"], refused["code"]) == ("rejected", "do_not_contact")


def test_a_death_that_a_visit_found_is_known_from_then_on(
    server: Running, world: World, sign_in: SignIn
) -> None:
    north = world.north
    begun = north.visit(
        state=VisitState.CHECKED_IN, agent_id=north.agent.id, planned_on=WEDNESDAY.date(),
        assigned_at=WEDNESDAY, check_in=FIX, verdict=Verdict.AT_ADDRESS,
    )  # fmt: skip
    write(server.database, begun)
    ended = {
        "state": ("checked_in", "completed"),
        "outcome": (None, Outcome.DECEASED.value),
        "ended_at": (None, WEDNESDAY.isoformat().replace("+00:00", "Z")),
    }
    [result] = sign_in("agent").operate(edit(begun.id, "visit.complete", **ended))
    assert result["status"] == "applied", result
    party = next(one for one in all_of(server.database, Party) if one.id == north.party.id)
    assert party.deceased_known_at == next(
        one.ended_at for one in all_of(server.database, Visit) if one.id == begun.id
    )
