"""A small map within a page: made when it is first seen, ended before its window is."""

from __future__ import annotations

from math import cos, log2, radians
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_domain.geo import metres

if TYPE_CHECKING:
    from kobra_desktop.map.view import MapView

EQUATOR_M_PER_PIXEL = 156_543.0
CLOSEST, HIGH = 17.5, 300


class SmallMap(QFrame):
    """A subclass lays out `stack` and says in `place` what is shown; `has_places` whether there is
    anything.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        archive: Path | None,
        parent: QWidget | None = None,
        *,
        high: int = HIGH,
    ) -> None:
        super().__init__(parent)
        self._look, self._workspace, self._archive = look, workspace, archive
        self.map: MapView | None = None
        self._is_disposed = False
        self.setMinimumHeight(look.pixels(high))
        self.stack = QStackedWidget()
        look.changed.connect(self._on_look)

    @property
    def has_places(self) -> bool:
        """Whether there is anything to be seen on a map."""
        raise NotImplementedError

    def place(self) -> None:
        """Put what there is on the map."""
        raise NotImplementedError

    @property
    def is_alive(self) -> bool:
        """Whether there is a page that can be shown something."""
        return self.map is not None and not self._is_disposed

    def show_places(self) -> None:
        """There is something else to be seen, or nothing."""
        self.setVisible(self.has_places)
        if self.has_places and self.isVisible() and not self._is_disposed:
            self.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Only a map that is seen is made; it must end before its window does."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        if self.has_places and not self._is_disposed:
            self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to be deleted."""
        if event.type() == QEvent.Type.DeferredDelete:
            self.dispose()
        return super().eventFilter(watched, event)

    def dispose(self) -> None:
        """End the page before its application does."""
        if self.map is not None and not self._is_disposed:
            self._is_disposed = True
            self.map.dispose()

    def made(self) -> MapView:
        """The page, in front."""
        if self.map is None:
            from kobra_desktop.map.view import MapView
            from kobra_desktop.views.visits.result_ground import lay_ground

            self.map = MapView(parent=self)
            self.map.set_language(self._workspace.locale, self._workspace.zone.key)
            self.map.set_theme(self._look.theme)
            lay_ground(self.map, self._workspace, self._archive)
            self.stack.addWidget(self.map)
        self.stack.setCurrentWidget(self.map)
        return self.map

    def look_at(self, points: list[tuple[float, float]], radius_m: float) -> None:
        """See all points, and a fence around them."""
        high = max(self.height(), self.minimumHeight()) - 50
        self.made().look_at(*view_of(points, radius_m, max(self.width(), 200), high))

    def _on_look(self) -> None:
        if self.map is not None and not self._is_disposed:
            self.map.set_theme(self._look.theme)


def view_of(
    points: list[tuple[float, float]], radius_m: float, wide: int, high: int
) -> tuple[float, float, float]:
    """Middle and zoom at which all points, and a fence of `radius_m`, are seen with some room."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    across = metres(lat, min(lons), lat, max(lons)) + radius_m
    up = metres(min(lats), lon, max(lats), lon) + radius_m
    # Room for the pin and its name as well: half of the picture.
    per_pixel = max(across / (wide * 0.5), up / (high * 0.45), 0.01)
    zoom = log2(EQUATOR_M_PER_PIXEL * cos(radians(lat)) / per_pixel)
    return lat, lon, max(3.0, min(CLOSEST, zoom))
