"""The map of *Domicilios por ubicar*: the places that are offered, and the middle, where a pin may
be put by hand.
"""

from __future__ import annotations

from math import cos, radians
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.map.spec import MapArea, VisitMark
from kobra_desktop.models.portfolio.unplaced import Offer
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import EQUATOR_M_PER_PIXEL, SmallMap
from kobra_domain.geo import metres
from kobra_domain.places import Point
from kobra_domain.visits import VisitState

HIGH = 200
NEAR = 14.0  # farther out a pixel is wider than a house
_HAND = "hand"


class UnplacedMap(SmallMap):
    """Offers carry their number. The pin of the hand stands in the middle once a person has moved
    the map near enough: `middle` is where it would be put, `middle_changed` tells of it.
    """

    middle_changed = Signal()

    def __init__(
        self, look: Look, workspace: Workspace, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, workspace, archive, parent, high=HIGH)
        self.middle: Point | None = None
        self._offers: tuple[Offer, ...] = ()
        self._is_listening = False
        self._looked: tuple[float, float] | None = None
        self.setLayout(column(self.stack, space=0))

    @property
    def has_places(self) -> bool:
        """There is always ground to put a pin on."""
        return True

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """These places, and no pin of the hand yet."""
        self._offers, self.middle = offers, None
        self.middle_changed.emit()
        self.show_places()

    def place(self) -> None:
        """Offers with their radius; all of them seen."""
        the_map = self.made()
        if not self._is_listening:
            self._is_listening = True
            the_map.view_changed.connect(self._on_moved)
        self._mark()
        if self._offers:
            points = [(one.point.lat, one.point.lon) for one in self._offers]
            self.look_at(points, min(self._offers[0].radius_m, 200.0))

    def look_at(self, points: list[tuple[float, float]], radius_m: float) -> None:
        """See all points; that this moves the map is nobody's wish for a pin."""
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        self._looked = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        super().look_at(points, radius_m)

    def _mark(self) -> None:
        marks = [
            VisitMark(
                str(n), f"{n + 1}", one.point.lat, one.point.lon, VisitState.ASSIGNED,
                radius_m=one.radius_m or None, order=n + 1,
            )
            for n, one in enumerate(self._offers)
        ]  # fmt: skip
        if self.middle is not None:
            words = QCoreApplication.translate("Places", "Here")
            at = self.middle
            marks.append(VisitMark(_HAND, words, at.lat, at.lon, VisitState.DRAFT))
        self.made().show_visits(marks)

    def _on_moved(self, area: object) -> None:
        if not isinstance(area, MapArea) or not self.is_alive:
            return
        is_ours = self._looked is not None and (
            metres(area.lat, area.lon, *self._looked) < metres_per_pixel(area)
        )
        middle = None if is_ours or area.zoom < NEAR else Point(area.lat, area.lon)
        if middle != self.middle:
            self.middle = middle
            self._mark()
            self.middle_changed.emit()


def metres_per_pixel(area: MapArea) -> float:
    """How many metres a pixel of the map is at its middle."""
    return float(EQUATOR_M_PER_PIXEL * cos(radians(area.lat)) / 2.0**area.zoom)
