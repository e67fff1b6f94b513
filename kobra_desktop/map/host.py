"""Keeps one map page alive: what it serves and what it must hear. How a page lives is in `web`."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kobra_desktop.map.bridge import Bridge
from kobra_desktop.map.routes import Routes
from kobra_desktop.map.walls import HOME
from kobra_desktop.web.host import PageHost, Site
from kobra_desktop.web.scheme import Runner

# What a new page must hear, in this order: its colours before anything is painted, the view last.
_ORDER = (
    "theme",
    "words",
    "basemap",
    "note",
    "wall",
    "roster",
    "numbers",
    "visits",
    "routes",
    "chosen",
    "zones",
    "circles",
    "pin",
    "trails",
    "replay",
    "replay_seek",
    "replay_follow",
    "dated",
    "select",
    "look_at",
    "follow",
)


class MapHost(PageHost):
    """The map's page with its routes and its bridge."""

    def __init__(self, run: Runner, parent: QObject | None = None) -> None:
        routes, bridge = Routes(), Bridge()
        super().__init__(Site(HOME, routes.find, "KobraMap", _ORDER), bridge, run, parent)
        self.routes = routes
        self.bridge = bridge
