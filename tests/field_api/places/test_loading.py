"""Files of streets and doors are brought to a running server, read beside it, and stopped."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from field_api.database import Database
from field_api.places import loading
from tests.field_api.places.maps import grid, write_geojson
from tests.field_api.servers import Client, Running, running, wait_until
from tests.field_api.world import World

SignIn = Callable[[str], Client]
DOORS = "LON,LAT,NUMBER,STREET,CITY\n-74.1,4.6,7-42,Calle 5,Villa\n-74.2,4.6,1-2,Calle 9,Cali\n"


def bring(client: Client, content: bytes | Iterator[bytes], **asked: str) -> requests.Response:
    given = {"municipality": "Villa", "kind": "streets", "filename": "calles.geojson", **asked}
    return client.post("/api/v1/places/books", params=given, data=content)


def books(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/places/books").json()
    return found


def over(client: Client) -> dict[str, Any]:
    """What became of the file, once that is known."""
    wait_until(lambda: bool((books(client)["loading"] or {}).get("is_over")), seconds=60)
    found: dict[str, Any] = books(client)["loading"]
    return found


@pytest.mark.both_engines
def test_streets_and_doors_are_loaded_and_listed(
    server: Running, sign_in: SignIn, tmp_path: Path
) -> None:
    admin = sign_in("admin")
    assert books(admin) == {"items": [], "loading": None}
    streets = write_geojson(tmp_path / "calles.geojson", list(grid())).read_bytes()
    answer = bring(admin, streets)
    assert (answer.status_code, answer.json()["is_over"]) == (202, False)
    done = over(admin)
    assert (done["code"], done["counts"]["streets"], done["counts"]["corners"]) == ("", 24, 144)
    assert bring(admin, DOORS.encode(), kind="doors", filename="puertas.csv").status_code == 202
    done = over(admin)
    assert (done["filename"], done["counts"]["doors"]) == ("puertas.csv", 1)
    assert done["counts"]["elsewhere"] == 1
    (item,) = books(sign_in("supervisor"))["items"]
    counted = [item[name] for name in ("municipality", "streets", "corners", "doors")]
    assert counted == ["Villa", 24, 144, 1]
    assert list((server.settings.data_folder / "books").iterdir()) == []
    [act] = {one["act"] for one in admin.get("/api/v1/audit").json()["items"]} & {"places.load"}
    assert act


def test_a_file_that_is_none_is_said_and_nothing_goes(
    server: Running, sign_in: SignIn, tmp_path: Path
) -> None:
    admin = sign_in("admin")
    bring(admin, DOORS.encode(), kind="doors", filename="puertas.csv")
    over(admin)
    assert bring(admin, b"\x00\xff no", filename="../calles.geojson").status_code == 202
    done = over(admin)
    assert (done["code"], done["params"]["filename"]) == ("not_geojson", "calles.geojson")
    bring(admin, b"LON,LAT\n1,2\n", kind="doors", filename="puertas.csv")
    assert over(admin)["code"] == "door_columns_missing"
    assert [one["doors"] for one in books(admin)["items"]] == [1]


def test_one_file_is_read_at_a_time_and_can_be_stopped(
    server: Running, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker waits for a file that never ends: a pipe that nobody writes to."""
    admin = sign_in("admin")
    monkeypatch.setattr(loading, "load_book", _reads_for_ever)
    assert bring(admin, b"{}").status_code == 202
    refused = bring(admin, b"{}", filename="otras.geojson")
    assert (refused.status_code, refused.json()["code"]) == (409, "books_busy")
    assert refused.json()["params"] == {"filename": "calles.geojson"}
    assert admin.delete("/api/v1/places/books/loading").status_code == 204
    assert over(admin)["code"] == "books_stopped"
    assert list((server.settings.data_folder / "books").iterdir()) == []
    monkeypatch.undo()
    streets = write_geojson(tmp_path / "calles.geojson", [*grid()][:4]).read_bytes()
    assert bring(admin, streets).status_code == 202
    assert over(admin)["code"] == ""


def _reads_for_ever(_url: str, path: Path, *_more: object) -> dict[str, int]:
    pipe = path.with_name("pipe")
    os.mkfifo(pipe)
    pipe.read_bytes()
    return {}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"municipality": "  "}, 422),
        ({"municipality": "x" * 241}, 422),
        ({"municipality": "a\0b"}, 422),
        ({"kind": "houses"}, 422),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    server: Running, sign_in: SignIn, asked: dict[str, str], status: int
) -> None:
    assert bring(sign_in("admin"), b"{}", **asked).status_code == status


def test_a_file_that_is_too_large_is_not_kept(
    database: Database, tmp_path: Path, world: World
) -> None:
    url = database.url.render_as_string(hide_password=False)
    with running(url, tmp_path, largest_tiles=10) as small:
        admin = small.client().sign_in(world.email("admin"))
        for content in (b"x" * 11, iter((b"x" * 6, b"x" * 6))):
            refused = bring(admin, content)
            assert (refused.status_code, refused.json()["code"]) == (413, "too_big")
        assert books(admin)["loading"] is None
        assert list((small.settings.data_folder / "books").iterdir()) == []


def test_a_file_is_larger_than_what_else_is_sent(
    database: Database, tmp_path: Path, world: World
) -> None:
    url = database.url.render_as_string(hide_password=False)
    streets = write_geojson(tmp_path / "calles.geojson", [*grid()][:4]).read_bytes()
    with running(url, tmp_path, largest_body=500) as small:
        assert len(streets) > 500
        assert bring(small.client().sign_in(world.email("admin")), streets).status_code == 202
        # What is asked of a file is none: nobody's server reads half a gigabyte to refuse it.
        stranger = small.client().post("/api/v1/imports/x/commit", data=b" " * 501)
        assert (stranger.status_code, stranger.json()["code"]) == (413, "too_big")


@pytest.mark.parametrize("name", ["..", "a/.", "漢" * 120 + ".geojson"])
def test_no_name_of_a_file_is_too_strange(server: Running, sign_in: SignIn, name: str) -> None:
    admin = sign_in("admin")
    assert bring(admin, b"{}", filename=name).status_code == 202
    assert over(admin)["code"] == "not_geojson"
