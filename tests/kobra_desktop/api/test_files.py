"""Trails as columns and tiles as a file: whole, resumed, or refused."""

import errno
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from field_api.ingest.reading import TRAIL_COLUMNS
from field_api.routes.trails import pack
from kobra_desktop.api.errors import CutAnswer
from kobra_desktop.api.http import FieldApi
from kobra_desktop.api.tiles import fetch_basemap
from kobra_desktop.api.trails import read_trail, trail

ARCHIVE = b"PMTiles\x03" + bytes(range(256)) * 2000


@pytest.fixture
def api(httpserver: HTTPServer) -> Iterator[FieldApi]:
    """A client of a server that answers as it is told."""
    made = FieldApi(httpserver.url_for(""), guard=threading.Lock(), on_tokens=lambda _: None)
    yield made
    made.close()


def packed(count: int) -> bytes:
    """A trail as the server packs it."""
    columns = {name: np.arange(count).astype(kind) for name, kind in TRAIL_COLUMNS}
    return pack(columns)


@pytest.mark.parametrize("count", [0, 1, 7, 10_000])
def test_a_trail_comes_back_as_it_was_packed(
    httpserver: HTTPServer, api: FieldApi, count: int
) -> None:
    httpserver.expect_request("/api/v1/trails/a").respond_with_data(
        packed(count), content_type="application/octet-stream"
    )
    day = datetime(2026, 3, 3, tzinfo=UTC)
    found = trail(api, "a", start_at=day, end_at=day)
    assert len(found) == count
    assert found.lat.tolist() == list(range(count))
    assert (found.flags.dtype.str, found.speed_mps.dtype.str) == ("|u1", "<f4")


@pytest.mark.parametrize("length", [0, 3, 50, 2000])
def test_a_cut_trail_is_refused(length: int) -> None:
    with pytest.raises(CutAnswer):
        read_trail(packed(1000)[:length])


class Tiles:
    """A server of one archive that may end too soon once."""

    def __init__(self) -> None:
        self.body, self.tag, self.cut_at = ARCHIVE, '"one"', 0
        self.ranges: list[str] = []

    def __call__(self, request: Request) -> Response:
        if request.headers.get("If-None-Match") == self.tag:
            return Response(status=304)
        wanted = request.headers.get("Range", "")
        self.ranges.append(wanted)
        begin = int(wanted[6:-1]) if wanted and request.headers["If-Range"] == self.tag else 0
        body = self.body[begin:]
        headers = {"ETag": self.tag, "Content-Length": str(len(body))}
        if self.cut_at:
            body, self.cut_at = body[: self.cut_at], 0
            return Response(iter([body]), 206 if begin else 200, headers, direct_passthrough=True)
        return Response(body, 206 if begin else 200, headers)


def test_tiles_are_fetched_once_and_again_when_they_change(
    httpserver: HTTPServer, api: FieldApi, tmp_path: Path
) -> None:
    tiles, target = Tiles(), tmp_path / "basemap.pmtiles"
    httpserver.expect_request("/api/v1/tiles/basemap.pmtiles").respond_with_handler(tiles)
    assert fetch_basemap(api, target)
    assert target.read_bytes() == ARCHIVE
    assert not fetch_basemap(api, target)
    tiles.body, tiles.tag = ARCHIVE[::-1], '"two"'
    with pytest.raises(CutAnswer):  # not an archive: what was there stays
        fetch_basemap(api, target)
    assert target.read_bytes() == ARCHIVE


def test_a_stopped_download_goes_on_where_it_was(
    httpserver: HTTPServer, api: FieldApi, tmp_path: Path
) -> None:
    tiles, target = Tiles(), tmp_path / "basemap.pmtiles"
    httpserver.expect_request("/api/v1/tiles/basemap.pmtiles").respond_with_handler(tiles)
    asked = iter([False, True])
    assert not fetch_basemap(api, target, stopped=lambda: next(asked))
    assert not target.exists()
    part = (tmp_path / "basemap.pmtiles.part").stat().st_size
    assert fetch_basemap(api, target)
    assert tiles.ranges == ["", f"bytes={part}-"]
    assert target.read_bytes() == ARCHIVE


def test_a_disk_that_fills_mixes_no_two_maps(
    httpserver: HTTPServer, api: FieldApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles, target = Tiles(), tmp_path / "basemap.pmtiles"
    httpserver.expect_request("/api/v1/tiles/basemap.pmtiles").respond_with_handler(tiles)
    asked = iter([False, True])
    assert not fetch_basemap(api, target, stopped=lambda: next(asked))
    tiles.body, tiles.tag = ARCHIVE[:7] + ARCHIVE[:6:-1], '"two"'
    opened = Path.open

    def full(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if mode == "wb":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return opened(path, mode, *more, **named)

    with monkeypatch.context() as while_full:
        while_full.setattr(Path, "open", full)
        with pytest.raises(OSError, match="No space"):
            fetch_basemap(api, target)
    assert fetch_basemap(api, target)
    assert target.read_bytes() == tiles.body


def test_a_server_without_tiles(httpserver: HTTPServer, api: FieldApi, tmp_path: Path) -> None:
    httpserver.expect_request("/api/v1/tiles/basemap.pmtiles").respond_with_json(
        {"code": "not_found"}, status=404
    )
    assert not fetch_basemap(api, tmp_path / "basemap.pmtiles")
