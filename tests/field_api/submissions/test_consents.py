"""What a person agrees to or takes back in a form reaches their row, with its proof."""

from dataclasses import replace

import pytest

from field_api.operations.settled import settled_fields
from kobra_domain.portfolios import Authorisation, Channel, ChannelKind, Party
from kobra_domain.visits import Visit
from tests.field_api.servers import Running
from tests.field_api.submissions.conftest import phone, visit
from tests.field_api.submissions.phone import Phone, form, photo, promise_of
from tests.field_api.submissions.rows import all_of, submission
from tests.field_api.world import World

__all__ = ["phone", "visit"]  # fixtures
SIGNED = {"fachada.jpg": photo(), "firma.png": photo()}


def person(server: Running, world: World) -> Party:
    """The north's, as they stand."""
    return next(one for one in all_of(server.database, Party) if one.id == world.north.party.id)


def channels(party: Party) -> dict[ChannelKind, Channel]:
    return {one.kind: one for one in party.channels}


@pytest.mark.both_engines
def test_a_signed_yes_is_kept_with_its_form(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    server.edit(
        world.north.party, channels=(Channel(kind=ChannelKind.PHONE, value="300 555 0142"),)
    )
    answers = promise_of(visit, consiente_sms="si", consiente_visita="si", firma="firma.png")
    assert phone.post(form(answers), SIGNED).status_code == 201
    sms = channels(person(server, world))[ChannelKind.SMS]
    assert (sms.value, sms.consent is not None) == ("300 555 0142", True)
    assert sms.consent is not None
    assert submission(server.database).instance_id in sms.consent.source
    # A tick is no paper: those that there were are as they were, and there is no other.
    papers = {one.party_id: one for one in all_of(server.database, Authorisation)}
    sides = (world.north, world.south)
    assert papers == {side.party.id: side.authorisation for side in sides}
    assert len(all_of(server.database, Authorisation)) == len(sides)


def test_a_yes_without_signature_is_told_and_nothing_else(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    assert phone.post(form(promise_of(visit, consiente_sms="si")), SIGNED).status_code == 201
    assert submission(server.database).problem == "consent_unsigned"
    assert person(server, world) == world.north.party


def test_a_no_to_visits_ends_the_authorisation(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    assert phone.post(form(promise_of(visit, consiente_visita="no")), SIGNED).status_code == 201
    with server.database.read() as connection:  # no file gives the paper back
        ids = [world.north.party.id]
        assert settled_fields(connection, "party", ids) == {world.north.party.id: {"channels"}}
        paper = world.north.authorisation.id
        assert settled_fields(connection, "authorisation", [paper]) == {paper: {"revoked_on"}}
    mine = {one.party_id: one for one in all_of(server.database, Authorisation)}
    north, south = world.north, world.south
    assert mine[north.party.id] == replace(north.authorisation, revoked_on=visit.planned_on)
    assert mine[south.party.id] == south.authorisation
    assert ChannelKind.VISIT in channels(person(server, world))


def test_a_neighbour_agrees_to_nothing(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    answers = {"visita": visit.id, "resultado": "contact_third_party"}
    more = {"consiente_sms": "si", "consiente_visita": "no", "firma": "firma.png"}
    answers = {**promise_of(visit), **answers, **more, "promesa_monto": "", "promesa_fecha": ""}
    assert phone.post(form(answers), SIGNED).status_code == 201
    assert person(server, world) == world.north.party
    papers = all_of(server.database, Authorisation)
    assert {one.party_id: one.revoked_on for one in papers} == {
        world.north.party.id: None,
        world.south.party.id: None,
    }
