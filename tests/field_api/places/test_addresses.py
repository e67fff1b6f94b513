"""Addresses of portfolios are placed in bundles and by the job; what people accepted stays."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.database import Database
from field_api.places import waiting
from field_api.places.addresses import placed_addresses
from field_api.places.books import OwnDoors, Shelf
from field_api.places.doors import load_doors
from field_api.places.learning import learn, share
from field_api.places.streets import load_streets
from field_api.places.waiting import place_waiting
from field_api.tables.places import place_methods
from kobra_domain.geo import distance_m
from kobra_domain.kinds import Entity
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.portfolios import Address
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.places.maps import grid, true_door, write_geojson
from tests.field_api.servers import NOW
from tests.field_api.world import Side, build_side, write

pytestmark = pytest.mark.both_engines
ELSEWHERE = Point(4.0, -74.0)


@pytest.fixture
def side() -> Side:
    return build_side("Norte", 1)


@pytest.fixture
def town(database: Database, tmp_path: Path) -> None:
    load_streets(database, write_geojson(tmp_path / "city.geojson", list(grid())), "Villa", NOW)


def door(side: Side, street: str, **more: Any) -> Address:
    values = {"id": new_id(), "street": street, "municipality": "Villa", **more}
    bare = replace(
        side.address, lat=None, lon=None, geocode_quality=GeocodeQuality.NONE, geocode_source=""
    )
    return replace(bare, **values)


def placed(database: Database, *addresses: Address) -> list[Address]:
    with database.read() as connection:
        return placed_addresses(connection, addresses)


def held(database: Database, address: Address) -> Address:
    with database.read() as connection:
        found = find(connection, Address, address.id)
    assert found is not None
    return found


def point(address: Address) -> Point:
    assert address.lat is not None
    assert address.lon is not None
    return Point(address.lat, address.lon)


@pytest.mark.usefixtures("town")
def test_a_bundle_is_placed_in_its_order(database: Database, side: Side) -> None:
    write(database, *side.rows(), at=NOW)
    given = {"lat": ELSEWHERE.lat, "lon": ELSEWHERE.lon}
    accepted = {**given, "place_accepted_at": NOW, "geocode_quality": GeocodeQuality.DOOR}
    seen = {**given, "geocode_quality": GeocodeQuality.DOOR, "geocode_source": "Encuesta"}
    coarse = {**given, "geocode_quality": GeocodeQuality.STREET}
    one, two, three, four, five, six, seven = placed(
        database,
        door(side, "Calle 5 # 7-42 Apto 3"),
        door(side, "Calle 5 # 7-42", **given),
        door(side, "Calle 5 # 7-42", **accepted),
        door(side, "Calle 5 # 7-42", **seen),
        door(side, "Vereda El Salitre", **coarse),
        door(side, "Calle 77 # 7-42"),
        door(side, "Calle 5 # 7-42", **coarse),
    )
    assert distance_m(point(one), true_door(5, 7, 42)) < 2
    assert (one.geocode_source, one.geocode_quality, one.place_radius_m) == (
        PlaceMethod.CORNER_METRES,
        GeocodeQuality.CORNER,
        60.0,
    )
    assert one.key == "VILLA|CL 5 # KR 7 - 42|AP 3"
    assert (point(two), two.geocode_quality) == (ELSEWHERE, GeocodeQuality.DOOR)
    assert two.geocode_source == PlaceMethod.GIVEN
    assert (point(three), three.key) == (ELSEWHERE, "VILLA|CL 5 # KR 7 - 42|")
    assert (point(four), four.geocode_source) == (ELSEWHERE, "Encuesta")
    assert (point(five), five.geocode_quality) == (ELSEWHERE, GeocodeQuality.STREET)
    assert (six.lat, six.geocode_quality, six.geocode_source) == (None, GeocodeQuality.NONE, "")
    assert seven.geocode_source == PlaceMethod.CORNER_METRES


@pytest.mark.usefixtures("town")
def test_a_verified_door_places_its_neighbours_of_the_same_institution(database: Database) -> None:
    ours, beside, theirs = build_side("Norte", 1), build_side("Sur", 2), build_side("Este", 3)
    bank = new_id()
    sides = [replace(one.portfolio, institution_id=bank) for one in (ours, beside)]
    verified = door(
        ours,
        "Calle 5 # 7-42 Apto 3",
        lat=4.61,
        lon=-74.11,
        geocode_quality=GeocodeQuality.DOOR,
        place_accepted_at=NOW,
        key="VILLA|CL 5 # KR 7 - 42|AP 3",
    )
    write(database, *sides, theirs.portfolio, verified, at=NOW)
    same, other, stranger = placed(
        database,
        door(beside, "CL 5 7 42"),
        door(beside, "CL 5 7 43"),
        door(theirs, "CL 5 7 42"),
    )
    assert (same.geocode_source, point(same)) == (PlaceMethod.SAME_DOOR, Point(4.61, -74.11))
    assert other.geocode_source == PlaceMethod.CORNER_METRES
    assert stranger.geocode_source == PlaceMethod.CORNER_METRES


def test_the_job_places_what_waits_and_never_moves_what_is_accepted(
    database: Database, side: Side, tmp_path: Path
) -> None:
    waits = door(side, "Calle 5 # 7-42")
    accepted = door(
        side,
        "Calle 6 # 7-42",
        lat=ELSEWHERE.lat,
        lon=ELSEWHERE.lon,
        geocode_source=PlaceMethod.CORNER_METRES,
        geocode_quality=GeocodeQuality.CORNER,
        place_accepted_at=NOW,
    )
    write(database, *side.rows(), waits, accepted, at=NOW)
    assert place_waiting(database, NOW) == 2  # nothing to place by, but each door has its key
    assert held(database, waits).key == "VILLA|CL 5 # KR 7 - 42|"
    assert held(database, waits).lat is None
    path = write_geojson(tmp_path / "city.geojson", list(grid()))
    load_streets(database, path, "Villa", NOW)
    assert place_waiting(database, NOW) == 1
    assert distance_m(point(held(database, waits)), true_door(5, 7, 42)) < 2
    assert point(held(database, accepted)) == ELSEWHERE
    assert held(database, accepted).key == "VILLA|CL 6 # KR 7 - 42|"
    assert place_waiting(database, NOW) == 0


@pytest.mark.usefixtures("town")
def test_other_words_are_another_place(database: Database, side: Side) -> None:
    one = door(side, "Calle 5 # 7-42")
    write(database, *side.rows(), one, at=NOW)
    place_waiting(database, NOW)
    before = held(database, one)
    with database.begin() as connection:
        record_all(connection, [(replace(before, street="Calle 6 # 7-42"), before)], at=NOW)
    assert place_waiting(database, NOW) == 1
    assert distance_m(point(held(database, one)), true_door(6, 7, 42)) < 2
    before = held(database, one)
    with database.begin() as connection:
        record_all(connection, [(replace(before, street="Calle 77 # 7-42"), before)], at=NOW)
    place_waiting(database, NOW)
    assert held(database, one).lat is None


@pytest.mark.usefixtures("town")
def test_the_job_stops_in_time_and_goes_on(database: Database, side: Side) -> None:
    write(database, *side.rows(), *[door(side, f"Calle 5 # 7-{n}") for n in range(9)], at=NOW)
    times = iter([0.0, 100.0])
    assert place_waiting(database, NOW, clock=lambda: next(times)) == 0
    assert place_waiting(database, NOW) == 9


@pytest.mark.usefixtures("town")
def test_the_verified_doors_of_a_municipality_are_read_once(
    database: Database, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many bundles wait there."""
    verified = replace(door(side, "Calle 9 # 3-30"), lat=ELSEWHERE.lat, lon=ELSEWHERE.lon)
    verified = replace(verified, geocode_quality=GeocodeQuality.DOOR, place_accepted_at=NOW)
    write(database, *side.rows(), verified, at=NOW)
    place_waiting(database, NOW)
    same = [door(side, "Calle 9 # 3-30 Apto 2") for _ in range(5)]
    write(database, *same, at=NOW)
    reads: list[str] = []
    read = Shelf._read_own

    def counted(shelf: Shelf, beginning: str) -> OwnDoors:
        reads.append(beginning)
        return read(shelf, beginning)

    monkeypatch.setattr(Shelf, "_read_own", counted)
    monkeypatch.setattr(waiting, "_AT_ONCE", 2)
    assert place_waiting(database, NOW) == 5
    assert reads == ["VILLA|"]
    assert {point(held(database, one)) for one in same} == {ELSEWHERE}


# What is learnt


def ended(side: Side, address: Address, **more: Any) -> Visit:
    values = {
        "address_id": address.id,
        "state": VisitState.COMPLETED,
        "agent_id": side.agent.id,
        "planned_on": NOW.date(),
        "ended_at": NOW,
        "outcome": Outcome.PROMISE,
        "verdict": Verdict.AT_ADDRESS,
        "distance_m": 10.0,
        **more,
    }
    return side.visit(**values)


def counted(database: Database) -> list[tuple[PlaceMethod, int, float, float]]:
    with database.read() as connection:
        rows = connection.execute(place_methods.select()).all()
    return [(row.method, row.arrivals, row.p50_m, row.p95_m) for row in rows]


@pytest.mark.usefixtures("town")
def test_radii_are_learnt_from_who_was_at_the_right_door(database: Database, side: Side) -> None:
    one = door(side, "Calle 5 # 7-42")
    write(database, *side.rows(), one, at=NOW)
    place_waiting(database, NOW)
    lessons: list[Entity] = [ended(side, one, distance_m=float(n)) for n in range(1, 20)]
    lessons.append(
        ended(
            side,
            one,
            state=VisitState.NOT_COMPLETED,
            outcome=None,
            not_completed_reason=NotCompletedReason.MISPLACED_ADDRESS,
            verdict=Verdict.AWAY,
            distance_m=20.0,
        )
    )
    others: list[Entity] = [
        ended(side, one, outcome=Outcome.NO_CONTACT, distance_m=500.0),
        ended(side, one, verdict=Verdict.NOT_TRUSTED, distance_m=500.0),
        ended(side, one, verdict=Verdict.AWAY, distance_m=5_000.0),
        ended(side, one, verdict=Verdict.NO_FIX, distance_m=None),
        ended(side, side.address, distance_m=500.0),  # its place came from elsewhere
    ]
    write(database, *lessons, *others, at=NOW)
    assert learn(database, NOW) == 20
    assert counted(database) == [(PlaceMethod.CORNER_METRES, 20, 10.0, 19.0)]
    assert learn(database, NOW) == 0
    # too few to be believed
    assert held(database, one).place_radius_m == 60.0
    assert place_waiting(database, NOW) == 0
    write(database, *[ended(side, one, distance_m=22.0) for _ in range(10)], at=NOW)
    assert learn(database, NOW) == 10
    assert place_waiting(database, NOW) == 1
    assert held(database, one).place_radius_m == 22.0


@pytest.mark.usefixtures("town")
def test_a_list_that_is_swapped_or_at_sea_places_nobody(
    database: Database, side: Side, tmp_path: Path
) -> None:
    listed = tmp_path / "doors.csv"
    rows = ("4.6,-74.1,7-42,Calle 5", "0,0,1-2,Calle 90")
    listed.write_text("\n".join(("LON,LAT,NUMBER,STREET", *rows)))
    load_doors(database, listed, "Villa", NOW)
    write(database, *side.rows(), at=NOW)
    swapped, at_sea = placed(database, door(side, "Calle 5 # 7-42"), door(side, "Calle 90 # 1-2"))
    assert swapped.geocode_source == PlaceMethod.CORNER_METRES
    assert (at_sea.lat, at_sea.geocode_quality) == (None, GeocodeQuality.NONE)


@pytest.mark.usefixtures("town")
def test_no_visit_teaches_twice(database: Database, side: Side) -> None:
    one = door(side, "Calle 5 # 7-42")
    write(database, *side.rows(), one, at=NOW)
    place_waiting(database, NOW)
    visit = ended(side, one)
    write(database, visit, at=NOW)
    learn(database, NOW)
    with database.begin() as connection:
        record_all(connection, [(replace(visit, result_note="otra"), visit)], at=NOW)
    learn(database, NOW)
    assert counted(database) == [(PlaceMethod.CORNER_METRES, 1, 10.0, 10.0)]
    with database.read() as connection:
        assert entities(connection, Visit)[0].result_note == "otra"


def test_the_nearest_rank() -> None:
    numbers = [float(n) for n in range(1, 101)]
    assert (share(numbers, 0.5), share(numbers, 0.95), share([3.0], 0.95)) == (50.0, 95.0, 3.0)
