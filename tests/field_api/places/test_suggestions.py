"""Who places by hand is shown what agents found, what can be found, and who lives there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from field_api.change_log.record import record_all
from field_api.places.streets import load_streets
from field_api.tables.places import place_methods
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import Address
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.submissions import Proposal, ProposalKind
from kobra_domain.visits import CheckIn, Outcome, Verdict, VisitState
from kobra_records.ids import new_id
from tests.field_api.places.maps import grid, true_door, write_geojson
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import World, write

SignIn = Callable[[str], Client]


@pytest.fixture
def address(server: Running, world: World, tmp_path: Path) -> Address:
    """The northern holder's, on a street of a known city, not placed yet."""
    path = write_geojson(tmp_path / "city.geojson", list(grid()))
    load_streets(server.database, path, "Villa", WEDNESDAY)
    before = world.north.address
    bare = replace(before, lat=None, lon=None, geocode_quality=GeocodeQuality.NONE)
    after = keyed(replace(bare, street="Calle 5 # 7-42 Apto 3", municipality="Villa"))
    with server.database.begin() as connection:
        record_all(connection, [(after, before)], at=WEDNESDAY)
    return after


def seen(lat: float, **more: Any) -> CheckIn:
    values = {"accuracy_m": 8.0, "at": WEDNESDAY, **more}
    return CheckIn(fix_at=WEDNESDAY, lat=lat, lon=-74.1, **values)


@pytest.mark.both_engines
def test_what_is_suggested(
    server: Running, world: World, sign_in: SignIn, address: Address
) -> None:
    north, south = world.north, world.south
    ended: dict[str, Any] = {
        "state": VisitState.COMPLETED,
        "outcome": Outcome.CONTACT_HOLDER,
        "verdict": Verdict.UNPLACED,
        "ended_at": WEDNESDAY,
        "agent_id": north.agent.id,
        "planned_on": WEDNESDAY.date(),
    }
    fixes = [
        seen(4.6001),
        seen(4.6002),
        seen(4.6003, at=WEDNESDAY + timedelta(hours=1)),
        seen(4.9, is_mock=True),
        seen(4.9, accuracy_m=900.0),
    ]
    met = [north.visit(**{**ended, "check_in": fix}) for fix in fixes]
    missed = north.visit(**{**ended, "outcome": Outcome.NO_CONTACT, "check_in": fixes[3]})
    pin = Proposal(
        id=new_id(),
        portfolio_id=north.portfolio.id,
        party_id=north.party.id,
        address_id=address.id,
        kind=ProposalKind.PIN,
        proposed_at=WEDNESDAY,
        lat=4.61,
        lon=-74.12,
        note="portón azul",
    )
    neighbour = keyed(replace(address, id=new_id(), street="CL 5 7 42 AP 9", lat=4.6, lon=-74.1))
    stranger = keyed(
        replace(
            address,
            id=new_id(),
            portfolio_id=south.portfolio.id,
            party_id=south.party.id,
            street="CL 5 7 42",
        )
    )
    write(server.database, *met, missed, pin, neighbour, stranger)
    told = sign_in("supervisor").get(f"/api/v1/places/{address.id}/suggestions").json()
    field, proposed, corner, street = told["items"]
    assert (field["method"], field["arrivals"], field["lat"]) == ("field", 2, 4.60015)
    assert field["radius_m"] == 15.0
    assert (proposed["proposal_id"], proposed["note"]) == (pin.id, "portón azul")
    assert (corner["method"], street["method"]) == ("corner_metres", "street")
    assert abs(corner["lat"] - true_door(5, 7, 42).lat) < 1e-5
    (person,) = told["people"]  # whoever is of another team stays unknown
    assert (person["address_id"], person["name"]) == (neighbour.id, north.party.name)
    assert not person["is_placed"]
    both = sign_in("admin").get(f"/api/v1/places/{address.id}/suggestions").json()
    assert {one["address_id"] for one in both["people"]} == {neighbour.id, stranger.id}


def test_whose_address_it_is_not_sees_nothing(
    world: World, sign_in: SignIn, address: Address
) -> None:
    path = f"/api/v1/places/{address.id}/suggestions"
    assert sign_in("stranger").get(path).status_code == 404
    assert sign_in("viewer").get(path).status_code == 403
    assert sign_in("supervisor").get(f"/api/v1/places/{new_id()}/suggestions").status_code == 404


def test_how_good_each_method_is(server: Running, world: World, sign_in: SignIn) -> None:
    values = {"municipality": "VILLA", "p50_m": 11.0, "p90_m": 36.0, "p95_m": 52.0}
    rows = [
        {**values, "method": PlaceMethod.CORNER, "arrivals": 12},
        {**values, "method": PlaceMethod.CORNER_METRES, "arrivals": 1_204},
    ]
    with server.database.begin() as connection:
        connection.execute(insert(place_methods), rows)
    told = sign_in("supervisor").get("/api/v1/places/quality").json()["items"]
    assert [(one["method"], one["arrivals"], one["is_learnt"]) for one in told] == [
        ("corner_metres", 1_204, True),
        ("corner", 12, False),
    ]
    assert told[0]["p50_m"] == 11.0
