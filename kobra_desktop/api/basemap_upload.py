"""Puts a city map (one PMTiles archive) on the server, from which every desktop fetches it."""

from collections.abc import Callable
from pathlib import Path

from kobra_desktop.api.errors import NotValid
from kobra_desktop.api.http import FieldApi, read
from kobra_desktop.api.told_file import ToldFile
from kobra_domain.answers import ServerBasemap

_MAGIC = b"PMTiles\x03"
_ANSWER_S = 120.0  # the server settles a large file on its disk before it answers


def server_basemap(api: FieldApi) -> ServerBasemap:
    """Whether there is a city map on the server. Raises ApiError."""
    found: ServerBasemap = read(api.request("GET", "/tiles"), ServerBasemap)
    return found


def put_basemap(
    api: FieldApi, path: Path, report: Callable[[int, int], None] = lambda done, whole: None
) -> ServerBasemap:
    """Send the archive; answers what the server has then. `report(done, whole)` in bytes.

    Raises NotValid (`not_tiles`), TooLarge, ApiError, OSError.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise NotValid("not_tiles")
        file.seek(0)
        # Asked first: it renews an expired token while there is nothing to send twice.
        server_basemap(api)
        api.request(
            "PUT",
            "/tiles/basemap.pmtiles",
            data=ToldFile(file, path.stat().st_size, report),
            headers={"Content-Type": "application/vnd.pmtiles"},
            read_timeout_s=_ANSWER_S,
        )
    return server_basemap(api)
