"""The tile archive: what is taken, and how parts of it are read."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.field_api.servers import Client, Running, running
from tests.field_api.world import build_world

SignIn = Callable[[str], Client]
PATH = "/api/v1/tiles/basemap.pmtiles"


def archive(data: int = 5_000) -> bytes:
    """A header whose parts lie inside the file, and random tiles."""
    numbers = [127, 10, 137, 10, 147, 0, 147, data]
    header = b"PMTiles\x03" + b"".join(n.to_bytes(8, "little") for n in numbers)
    return header.ljust(127, b"\0") + os.urandom(20 + data)


def test_an_archive_is_put_and_read_in_parts(sign_in: SignIn) -> None:
    admin, viewer, tiles = sign_in("admin"), sign_in("viewer"), archive()
    assert viewer.get("/api/v1/tiles").json() == {"size": None, "etag": None}
    assert viewer.get(PATH).status_code == 404
    assert admin.put(PATH, data=tiles).status_code == 204
    whole = viewer.get(PATH)
    assert (whole.status_code, whole.content) == (200, tiles)
    etag = whole.headers["ETag"]
    assert viewer.get("/api/v1/tiles").json() == {"size": len(tiles), "etag": etag}
    part = viewer.get(PATH, headers={"Range": "bytes=100-299"})
    assert (part.status_code, part.content) == (206, tiles[100:300])
    assert part.headers["Content-Range"] == f"bytes 100-299/{len(tiles)}"
    assert viewer.get(PATH, headers={"Range": "bytes=-50"}).content == tiles[-50:]
    assert viewer.get(PATH, headers={"Range": "bytes=5000-"}).content == tiles[5000:]
    assert viewer.get(PATH, headers={"If-None-Match": etag}).status_code == 304
    beyond = viewer.get(PATH, headers={"Range": f"bytes={len(tiles)}-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(tiles)}")
    for odd in ("bytes=9-3", "bytes=-", "lines=1-2", "bytes=1-2,5-6", "bytes=" + "9" * 40 + "-"):
        assert viewer.get(PATH, headers={"Range": odd}).status_code == 200, odd


def test_a_new_archive_takes_the_place_of_the_old(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    first, second = archive(), archive()
    admin.put(PATH, data=first)
    etag = admin.get("/api/v1/tiles").json()["etag"]
    admin.put(PATH, data=second)
    part = admin.get(PATH, headers={"Range": "bytes=0-99", "If-Range": etag})
    assert (part.status_code, part.content) == (200, second)
    lines = admin.get("/api/v1/audit").json()["items"]
    assert [line["act"] for line in lines] == ["tiles.put", "tiles.put"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PMTiles\x03",
        b"<html>" + b"x" * 500,
        archive().replace(b"\x03", b"\x02", 1),
        archive()[:400],
    ],
    ids=["empty", "short", "another thing", "another version", "cut"],
)
def test_what_is_not_an_archive_is_refused_and_the_old_one_stays(
    sign_in: SignIn, server: Running, body: bytes
) -> None:
    admin, tiles = sign_in("admin"), archive()
    admin.put(PATH, data=tiles)
    refused = admin.put(PATH, data=body)
    assert (refused.status_code, refused.json()["code"]) == (415, "not_tiles")
    assert admin.get(PATH).content == tiles
    files = [p.name for p in server.settings.data_folder.iterdir() if p.suffix != ".key"]
    assert files == ["basemap.pmtiles"]


def test_an_archive_may_be_larger_than_other_bodies_but_not_endless(
    sqlite_url: str, tmp_path: Path
) -> None:
    limits: dict[str, Any] = {"largest_body": 10_000, "largest_tiles": 50_000}
    with running(sqlite_url, tmp_path, **limits) as server:
        admin = server.client().sign_in(build_world(server.database).email("admin"))
        assert admin.put(PATH, data=archive(40_000)).status_code == 204
        refused = admin.put(PATH, data=archive(60_000))
        assert (refused.status_code, refused.json()["code"]) == (413, "too_big")
        for body in (b"[" + b" " * 20_000 + b"]", iter([b"[", b" " * 20_000, b"]"])):
            as_json = {"Content-Type": "application/json"}
            other = admin.post("/api/v1/operations", data=body, headers=as_json)
            assert (other.status_code, other.json()["code"]) == (413, "too_big")
