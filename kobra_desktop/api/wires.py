"""Which wires a server speaks, held to those that this version does: before anybody signs in there,
and before each run of the sync.
"""

from dataclasses import dataclass

import msgspec

from kobra_desktop.api.errors import NewerServer, OlderServer
from kobra_domain.answers import ALIVE
from kobra_domain.wire import API_VERSION, OLDEST_SERVER_API_VERSION


@dataclass(frozen=True, slots=True)
class _Said:
    status: str
    api_version: int
    oldest_api_version: int


def hold(newest: int, oldest: int, version: str = "") -> None:
    """`newest` and `oldest` wire of a server of that version. Raises NewerServer, OlderServer."""
    if oldest > API_VERSION:
        raise NewerServer(version=version)
    if newest < OLDEST_SERVER_API_VERSION:
        raise OlderServer(version=version)


def hear(health: bytes) -> None:
    """Hold what a server says at `/health`. One that says nothing of it is older than that saying,
    or none of ours: what it answers next will tell. Raises NewerServer, OlderServer.
    """
    try:
        said = msgspec.json.decode(health, type=_Said)
    except msgspec.DecodeError:  # another shape, or no JSON at all
        return
    if said.status == ALIVE:
        hold(said.api_version, said.oldest_api_version)
