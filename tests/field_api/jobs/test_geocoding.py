"""A service that a client has set is asked for houses only, slowly, and never for more."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from field_api.change_log.rows import find
from field_api.database import Database
from field_api.jobs.geocoding import Nominatim, ServiceDown, ask_service
from field_api.jobs.plan import jobs
from field_api.places.streets import load_streets
from field_api.places.waiting import place_waiting
from field_api.settings import Settings, from_environment
from kobra_domain.places import GeocodeQuality, Point
from kobra_domain.portfolios import Address
from kobra_domain.streets.doors import Written
from kobra_domain.streets.placing import PlaceMethod
from kobra_records.ids import new_id
from tests.field_api.places.maps import grid, write_geojson
from tests.field_api.servers import NOW
from tests.field_api.world import Side, build_side, write

HOUSE = {"lat": "4.65", "lon": "-74.06", "place_rank": 30, "address": {"house_number": "12-40"}}
ASKED = Written(street="Calle 8 # 12-40", municipality="Bogotá")


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def service(httpserver: HTTPServer, clock: Clock | None = None) -> Nominatim:
    time = clock or Clock()
    return Nominatim(httpserver.url_for("/"), clock=time, sleep=time.sleep)


def answer(httpserver: HTTPServer, said: Any) -> None:
    httpserver.expect_request("/search").respond_with_json(said)


def test_a_house_is_where_it_says(httpserver: HTTPServer) -> None:
    asked = {"street": "Calle 8 # 12-40", "city": "Bogotá", "countrycodes": "co"}
    more = {"state": "", "postalcode": "", "format": "jsonv2", "addressdetails": "1", "limit": "1"}
    httpserver.expect_request("/search", query_string={**asked, **more}).respond_with_json([HOUSE])
    assert service(httpserver)(ASKED, "CO") == Point(4.65, -74.06)


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        "x",
        None,
        [7],
        [{**HOUSE, "place_rank": 26}],
        [{**HOUSE, "place_rank": "30"}],
        [{**HOUSE, "address": {}}],
        [{**HOUSE, "address": 7}],
        [{**HOUSE, "lat": "x"}],
        [{**HOUSE, "lat": "999"}],
        [{**HOUSE, "lat": "nan"}],
        [{"place_rank": 30, "address": {"house_number": "1"}}],
    ],
    ids=range(13),
)
def test_what_is_no_house_is_no_answer(httpserver: HTTPServer, said: Any) -> None:
    """A street's middle is farther off than no place at all."""
    answer(httpserver, said)
    assert service(httpserver)(ASKED, "CO") is None


@pytest.mark.parametrize(
    "response",
    [
        Response("", 500),
        Response("", 429),
        Response("", 302, {"Location": "/search?x=1"}),
        Response("no json"),
        Response("[" * 100_000),
        Response(b"[" + b" " * 300_000 + b"]"),
    ],
    ids=range(6),
)
def test_what_is_no_service_is_down(httpserver: HTTPServer, response: Response) -> None:
    httpserver.expect_request("/search").respond_with_response(response)
    with pytest.raises(ServiceDown):
        service(httpserver)(ASKED, "CO")


def test_nobody_is_asked_faster_than_once_a_second(httpserver: HTTPServer) -> None:
    answer(httpserver, [HOUSE])
    clock = Clock()
    asked = service(httpserver, clock)
    for _ in range(3):
        asked(ASKED, "CO")
        clock.now += 0.25
    assert clock.slept == [0.0, 0.75, 0.75]


@pytest.fixture
def side() -> Side:
    return build_side("Norte", 1)


def door(side: Side, **more: Any) -> Address:
    values = {"lat": None, "lon": None, "geocode_quality": GeocodeQuality.NONE, **more}
    return replace(side.address, **{"id": new_id(), "municipality": "Bogotá", **values})


@pytest.fixture
def held(database: Database) -> Callable[[Address], Address]:
    def look(address: Address) -> Address:
        with database.read() as connection:
            found = find(connection, Address, address.id)
        assert found is not None
        return found

    return look


@pytest.mark.both_engines
def test_what_waits_is_asked_once(
    database: Database, side: Side, httpserver: HTTPServer, held: Callable[[Address], Address]
) -> None:
    answer(httpserver, [HOUSE])
    waits, nowhere = door(side), door(side, municipality="")
    settled = door(side, place_accepted_at=NOW)
    write(database, *side.rows(), waits, nowhere, settled, at=NOW)
    asked = service(httpserver)
    assert ask_service(database, asked, NOW) == 1
    assert len(httpserver.log) == 1  # not for who is placed, settled, or in no town
    placed = held(waits)
    assert (placed.lat, placed.geocode_source) == (4.65, PlaceMethod.SERVICE)
    assert (placed.geocode_quality, placed.place_radius_m) == (GeocodeQuality.DOOR, 60.0)
    assert (held(nowhere), held(settled)) == (nowhere, settled)
    assert ask_service(database, asked, NOW) == 0
    assert len(httpserver.log) == 1


def test_what_a_service_found_is_not_taken_away_by_a_map(
    database: Database,
    side: Side,
    httpserver: HTTPServer,
    held: Callable[[Address], Address],
    tmp_path: Path,
) -> None:
    answer(httpserver, [HOUSE])
    waits = door(side, street="Avenida de los Andes 7")
    write(database, *side.rows(), waits, at=NOW)
    ask_service(database, service(httpserver), NOW)
    placed = held(waits)
    load_streets(database, write_geojson(tmp_path / "a.geojson", list(grid())), "Bogotá", NOW)
    place_waiting(database, NOW)
    assert held(waits) == placed


def test_a_service_that_is_down_is_asked_again(
    database: Database, side: Side, httpserver: HTTPServer
) -> None:
    httpserver.expect_oneshot_request("/search").respond_with_data("", 503)
    write(database, *side.rows(), door(side), at=NOW)
    asked = service(httpserver)
    assert ask_service(database, asked, NOW) == 0
    answer(httpserver, [HOUSE])
    assert ask_service(database, asked, NOW) == 1


def test_a_house_in_another_country_is_not_believed(
    database: Database, side: Side, httpserver: HTTPServer
) -> None:
    answer(httpserver, [{**HOUSE, "lat": "40.4"}])
    write(database, *side.rows(), door(side), at=NOW)
    assert ask_service(database, service(httpserver), NOW) == 0


def test_nobody_is_asked_unless_it_was_set(database: Database, tmp_path: Path) -> None:
    part: Any = type("Part", (), {"partitions": None})()

    def names(settings: Settings) -> set[str]:
        return {job.name for job in jobs(database, part, part, part, (), part, settings)}

    assert "ask_service" not in names(Settings())
    told = {"KOBRA_GEOCODER_URL": "http://127.0.0.1:9/", "KOBRA_GEOCODER_PAUSE_S": "0"}
    assert "ask_service" in names(from_environment(told))
