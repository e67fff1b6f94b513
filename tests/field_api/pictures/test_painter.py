"""Pictures of visits, drawn in a process that can be killed."""

import io
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from field_api.pictures.painter import Painter
from field_api.pictures.visits import ground_of_visit
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import Address, AddressKind, CreditorType, Portfolio, ProductType
from kobra_domain.visits import CheckIn, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.places.maps import at, grid, true_door, write_pmtiles

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.cold_workers
DOOR = true_door(5, 5, 40)


@pytest.fixture(scope="module")
def painter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Painter]:
    folder = tmp_path_factory.mktemp("data")
    write_pmtiles(folder / "basemap.pmtiles", list(grid()))
    made = Painter(folder)
    yield made
    made.stop()


def portfolio() -> Portfolio:
    return Portfolio(
        id=new_id(),
        name="Microcrédito",
        institution_id=new_id(),
        creditor_type=CreditorType.FINANCIAL,
        country="CO",
        currency="COP",
        time_zone="America/Bogota",
        product_type=ProductType.MICROCREDIT,
    )


def address(portfolio_id: str) -> Address:
    return Address(
        id=new_id(),
        portfolio_id=portfolio_id,
        party_id=new_id(),
        kind=AddressKind.HOME,
        street="Calle 5 # 5-40",
        lat=DOOR.lat,
        lon=DOOR.lon,
        geocode_quality=GeocodeQuality.DOOR,
    )


def visit(home: Address) -> Visit:
    place = at(-340, 900)
    return Visit(
        id=new_id(),
        portfolio_id=home.portfolio_id,
        party_id=home.party_id,
        address_id=home.id,
        account_ids=(new_id(),),
        created_at=NOW,
        state=VisitState.COMPLETED,
        check_in=CheckIn(at=NOW, fix_at=NOW, lat=place.lat, lon=place.lon, accuracy_m=14.0),
        verdict=Verdict.AWAY,
        distance_m=512.0,
        ended_at=NOW,
    )


def test_a_visit_shows_its_door_its_arrival_and_the_metres_between() -> None:
    owner = portfolio()
    home = address(owner.id)
    ground = ground_of_visit(visit(home), home, owner, "es")
    assert ground is not None
    assert [spot.words for spot in ground.spots] == ["Domicilio · radio 60 m", "Llegada · ± 14 m"]
    assert (ground.way, ground.note) == ("A 512 m", "")


def test_what_is_not_there_is_said() -> None:
    owner = portfolio()
    home = address(owner.id)
    unheard = replace(visit(home), check_in=None, verdict=Verdict.NO_FIX, distance_m=None)
    told = ground_of_visit(unheard, home, owner, "en")
    assert told is not None
    assert told.note == "No location on arrival"
    nowhere = replace(home, lat=None, lon=None)
    told = ground_of_visit(visit(home), nowhere, owner, "es")
    assert told is not None
    assert (len(told.spots), told.note, told.way) == (1, "Domicilio sin ubicar", "")
    assert ground_of_visit(unheard, nowhere, owner, "es") is None
    planned = replace(unheard, ended_at=None, verdict=None, state=VisitState.ASSIGNED)
    told = ground_of_visit(planned, home, owner, "es")
    assert told is not None
    assert told.note == ""


def test_within_the_fence_no_line_lies_under_the_pin() -> None:
    owner = portfolio()
    home = address(owner.id)
    there = replace(visit(home), verdict=Verdict.AT_ADDRESS, distance_m=9.0)
    told = ground_of_visit(there, home, owner, "es")
    assert told is not None
    assert told.way == ""


def test_the_process_draws_and_another_takes_over_when_it_died(painter: Painter) -> None:
    owner = portfolio()
    home = address(owner.id)
    ground = ground_of_visit(visit(home), home, owner, "es")
    assert ground is not None
    first = painter.draw(ground)
    assert first is not None
    process_id = painter._worker.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)
    assert Image.open(io.BytesIO(first)).size == (1200, 600)
    other = ground_of_visit(visit(home), home, owner, "en")
    assert other is not None
    assert painter.draw(other) or painter.draw(other)


def test_a_ground_drawn_a_moment_ago_is_not_drawn_again(tmp_path: Path) -> None:
    door = portfolio()
    home = address(door.id)
    ground = ground_of_visit(visit(home), home, door, "es")
    assert ground is not None
    made = Painter(tmp_path)
    first = made.draw(ground)
    made.stop()  # whoever would draw is gone
    assert first is not None
    assert made.draw(ground) is first


def test_what_cannot_be_drawn_in_time_holds_no_mail_back(tmp_path: Path) -> None:
    owner = portfolio()
    home = address(owner.id)
    ground = ground_of_visit(visit(home), home, owner, "es")
    assert ground is not None
    write_pmtiles(tmp_path / "basemap.pmtiles", list(grid()))
    hurried = Painter(tmp_path, seconds=0.0)
    try:
        assert hurried.draw(ground) is None
    finally:
        hurried.stop()


def test_a_call_for_help_waits_for_no_picture_for_long(tmp_path: Path) -> None:
    owner = portfolio()
    home = address(owner.id)
    ground = ground_of_visit(visit(home), home, owner, "es")
    assert ground is not None
    made = Painter(tmp_path, urgent_s=0.05)
    made.warm()
    try:
        assert made.draw(ground) is not None
        with made._turn(is_urgent=False) as is_ours:  # somebody draws, and does not end
            assert is_ours
            assert made.draw(replace(ground, note="sos", is_urgent=True)) is None
            made._urgent_s = 30.0
        assert made.draw(replace(ground, note="sos", is_urgent=True)) is not None
    finally:
        made.stop()
