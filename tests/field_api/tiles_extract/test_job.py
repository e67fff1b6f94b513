"""An administrator asks for a region; the server tells its size, and brings it after a yes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from field_api.places.archive import BASEMAP
from field_api.tiles_extract.job import RegionBringer
from field_api.tiles_extract.turn import Turn
from tests.field_api.places.maps import grid, write_pmtiles
from tests.field_api.servers import NOW, Clock, Running, running, wait_until
from tests.field_api.tiles_extract.world_map import INSIDE, Giver, giving

REGION = "/api/v1/tiles/region"
pytestmark = pytest.mark.both_engines


class Office:
    """A server whose worker goes by hand, and an administrator at it."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.client = server.client()
        self.client.headers.update(server.sign_in())

    def ask(self, expected: int = 202, **values: Any) -> Any:
        """Ask for the region."""
        west, south, east, north = INSIDE.bounds
        body = {"west": west, "south": south, "east": east, "north": north, **values}
        answer = self.client.post(REGION, json=body)
        assert answer.status_code == expected, answer.text
        return answer.json() if expected != 202 else None

    def region(self) -> dict[str, Any]:
        """How it goes."""
        found: dict[str, Any] = self.client.get(REGION).json()["region"]
        return found

    def look(self) -> dict[str, Any]:
        """Let the worker look; answers how it goes then."""
        self.server.app.state.bringer.look()
        return self.region()


@pytest.fixture
def office(database_url: str, tmp_path: Path, giver: Giver) -> Iterator[Office]:
    """A server whose regions are taken of the giver's map."""
    source = {"tiles_source": giver.url, "tiles_private": True, "least_free_bytes": 0}
    with running(database_url, tmp_path, Clock(NOW), **source) as server:
        yield Office(server)


def test_a_region_is_sized_then_brought_and_every_desktop_gets_it(office: Office) -> None:
    assert office.client.get(REGION).json()["region"] is None
    office.ask(name="Bogotá")
    assert office.region()["state"] == "sizing"
    assert office.client.post(f"{REGION}/start").json()["code"] == "region_not_sized"
    assert office.ask(409)["code"] == "region_busy"
    sized = office.look()
    assert (sized["state"], sized["host"], sized["asked"]["name"]) == (
        "sized",
        "127.0.0.1",
        "Bogotá",
    )
    assert sized["tiles"] > 700
    assert office.client.get("/api/v1/tiles").json()["size"] is None
    assert office.client.post(f"{REGION}/start").status_code == 202
    done = office.look()
    assert (done["state"], done["done"], done["code"]) == ("done", sized["bytes"], "")
    assert office.client.get("/api/v1/tiles").json()["size"] == sized["bytes"]
    assert office.client.get("/api/v1/audit").json()["items"][0]["act"] == "tiles.put"
    office.ask(max_zoom=9)
    assert office.look()["bytes"] < sized["bytes"]


def test_what_is_no_region_is_refused_at_once(office: Office) -> None:
    assert office.ask(422, west=-74.0, east=-74.2)["code"] == "tiles_box_antimeridian"
    assert office.ask(422, north=4.5)["code"] == "tiles_box_empty"
    assert office.ask(422, west=-300)["code"] == "too_small"
    office.ask(max_zoom=20)
    failed = office.look()
    assert (failed["state"], failed["code"]) == ("failed", "tiles_zoom")
    assert failed["params"] == {"zoom": 20, "most": 15}


def test_it_is_stopped_wherever_it_is(office: Office, giver: Giver) -> None:
    office.ask()
    office.client.delete(REGION)
    assert office.look()["state"] == "stopped"
    office.ask()
    office.look()
    office.client.delete(REGION)
    assert office.region()["state"] == "stopped"
    office.ask()
    office.look()
    office.client.post(f"{REGION}/start")
    office.client.delete(REGION)
    assert office.look()["state"] == "stopped"
    assert not (office.server.settings.data_folder / BASEMAP).exists()


def test_what_a_stopped_server_was_bringing_goes_on(office: Office, giver: Giver) -> None:
    office.ask()
    office.look()
    office.client.post(f"{REGION}/start")
    state, settings = office.server.app.state, office.server.settings
    ending = RegionBringer(office.server.database, settings, state.books)
    ending.stop()
    ending.look()
    assert office.region()["state"] == "fetching"
    assert office.look()["state"] == "done"


def test_one_process_brings_it(office: Office) -> None:
    office.ask()
    state, settings = office.server.app.state, office.server.settings
    with Turn(office.server.database, settings):
        assert office.look()["state"] == "sizing"
    other = RegionBringer(office.server.database, replace(settings), state.books)
    other.look()
    assert office.look()["state"] == "sized"


def test_the_streets_of_its_municipality_are_read_from_it(
    database_url: str, tmp_path: Path
) -> None:
    city = write_pmtiles(tmp_path / "city.pmtiles", list(grid()))
    with (
        giving(city) as giver,
        running(
            database_url, tmp_path, Clock(NOW), tiles_source=giver.url, tiles_private=True
        ) as server,
    ):
        office = Office(server)
        office.ask(west=-74.12, south=4.59, east=-74.09, north=4.62, municipality="Villa Ámbar")
        office.look()
        office.client.post(f"{REGION}/start")
        assert office.look()["state"] == "done"
        wait_until(lambda: server.app.state.books.last.is_over)
        [book] = office.client.get("/api/v1/places/books").json()["items"]
        assert (book["municipality"], book["streets"]) == ("Villa Ámbar", 24)
