"""Lays the same ground under the small map as under the big one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from kobra_desktop.map.basemaps import BasemapError, attribution_in, open_ground
from kobra_desktop.map.spec import FileBasemap
from kobra_desktop.map.view import MapView
from kobra_desktop.models.field_map.ground import GroundModel
from kobra_desktop.models.workspace import Workspace

_INVENTED = ("inventad", "invented")


def lay_ground(the_map: MapView, workspace: Workspace, archive: Path | None) -> GroundModel:
    """The person's own file, else the server's archive, which is brought if nobody has opened the
    big map before, else the map that ships.
    """
    ground = GroundModel(workspace, archive, the_map)
    ground.changed.connect(partial(show_ground, the_map, ground))
    show_ground(the_map, ground)
    if ground.file is None:
        ground.fetch(is_asked=False)
    return ground


def show_ground(the_map: MapView, ground: GroundModel) -> None:
    """Lay what there is now."""
    path = ground.file
    if path is None:
        return
    try:
        open_ground(FileBasemap(path))
        credit = attribution_in(path) if path.suffix == ".pmtiles" else ""
        is_invented = any(word in credit.casefold() for word in _INVENTED)
        the_map.set_basemap(FileBasemap(path, credit, is_invented=is_invented))
    except (BasemapError, OSError):
        the_map.set_basemap(None)
