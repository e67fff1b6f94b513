"""Which address under `kobra://map/` gives what, for one map. Not how a request is answered: that
is `web.scheme`.
"""

from __future__ import annotations

import re
from pathlib import Path

from kobra_desktop import resources
from kobra_desktop.map.agents import LiveAgents
from kobra_desktop.map.basemaps import WORLD, Ground
from kobra_desktop.map.trails import Trails, View
from kobra_desktop.map.walls import policy
from kobra_desktop.web.scheme import Answer, Work, channel_script, file_kind
from kobra_desktop.web.walls import new_nonce

_SHIPPED = frozenset({"map.js", "map.css"})
_TILE = re.compile(r"ground/\d+/(\d{1,2})/(\d{1,8})/(\d{1,8})")


class Routes:
    """What a map serves at this moment; the widget changes the parts, the scheme handler asks."""

    def __init__(self) -> None:
        self.agents = LiveAgents()
        self.trails = Trails()
        self.replay = Trails()
        self.ground: Ground = WORLD
        self.language = "es"

    def find(self, path: str, query: str) -> Work | None:
        """The work that answers a path, or None. Called on the GUI thread; the work may run
        elsewhere.
        """
        if path == "index.html":
            return self._page
        if path in _SHIPPED:
            file = resources.root() / "web" / "dist" / path
            return lambda: Answer(file, file_kind(file))
        if path == "qwebchannel.js":
            return channel_script
        if path.startswith("live/"):
            return self._live(path, query)
        return self._ground(path)

    def _page(self) -> Answer:
        # folium is half of what the map's page loads, and the page is seen without it.
        from kobra_desktop.map.page import render_page

        nonce = new_nonce()
        html = render_page(nonce, self.language)
        rule = ("Content-Security-Policy", policy(nonce))
        return Answer(html.encode(), "text/html", (rule,))

    def _live(self, path: str, query: str) -> Work | None:
        if path == "live/agents":
            packed = self.agents.packed()
            return lambda: Answer(packed)
        if path == "live/replay":
            replay = self.replay
            return lambda: Answer(replay.whole())
        view = _view(query) if path == "live/trails" else None
        if view is None:
            return None
        trails = self.trails
        return lambda: Answer(trails.page(view))

    def _ground(self, path: str) -> Work | None:
        ground = self.ground
        if path == "world.bin":
            return _world
        file = ground.file
        if file is not None and path.startswith("ground/") and path.endswith(".pmtiles"):
            return lambda: Answer(file)
        found = _TILE.fullmatch(path)
        tile = ground.tile
        if found is None or tile is None:
            return None
        z, x, y = (int(part) for part in found.groups())
        return lambda: _tile(tile(z, x, y))


def _tile(data: bytes | None) -> Answer:
    """A tile that is not there is an empty one: a refusal would be an error on the console."""
    return Answer(data or b"")


def _world() -> Answer | None:
    file: Path = resources.root() / "basemap" / "world.bin"
    return Answer(file) if file.is_file() else None


def _view(query: str) -> View | None:
    try:
        west, south, east, north, zoom = (float(part) for part in query.split(","))
    except ValueError:
        return None
    return View(west, south, east, north, zoom)
