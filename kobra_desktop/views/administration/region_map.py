"""The map of *Mapa con calles de tu región*: the box that is asked for, drawn by hand if wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.map.spec import LatLon, ZoneMark
from kobra_desktop.models.administration.shipped_places import Box
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap

if TYPE_CHECKING:
    from kobra_desktop.map.view import MapView

_AMERICA = (14.0, -88.0, 3.0)  # a whole zoom, at which names are sharp


class RegionMapView(SmallMap):
    """`drawn` (west, south, east, north): a person drew a figure; its box."""

    drawn = Signal(object)

    def __init__(
        self, look: Look, workspace: Workspace, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, workspace, archive, parent, high=220)
        self._box: Box | None = None
        self._is_listening = False
        self.setLayout(column(self.stack, space=0))

    @property
    def has_places(self) -> bool:
        """There is always ground to draw on."""
        return True

    def show_box(self, box: Box | None) -> None:
        """This box, or none."""
        self._box = box
        self.show_places()

    def draw(self) -> None:
        """Let a person draw a figure around the region."""
        self._listening().draw_zone()

    def place(self) -> None:
        """Put the box on the map, and come near it."""
        page = self._listening()
        if self._box is None:
            page.show_zones(())
            page.look_at(*_AMERICA)
            return
        west, south, east, north = self._box
        ring = ((south, west), (south, east), (north, east), (north, west))
        page.show_zones((ZoneMark("region", "", ring),))
        self.look_at(list(ring), 0.0)

    def _listening(self) -> MapView:
        page = self.made()
        if not self._is_listening:
            self._is_listening = True
            page.hush()
            page.zone_drawn.connect(self._on_drawn)
        return page

    def _on_drawn(self, ring: tuple[LatLon, ...]) -> None:
        if ring:
            self.drawn.emit(box_of_ring(ring))


def box_of_ring(ring: tuple[LatLon, ...]) -> Box:
    """West, south, east, north around a figure."""
    lats, lons = [lat for lat, _ in ring], [lon for _, lon in ring]
    west, south, east, north = (
        round(one, 4) for one in (min(lons), min(lats), max(lons), max(lats))
    )
    return west, south, east, north
