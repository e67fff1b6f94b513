"""The map of *Domicilios por ubicar*: the places that are offered, and the middle, where a pin may
be put by hand.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.portfolio.unplaced import Offer
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap
from kobra_domain.places import Point
from kobra_domain.visits import VisitState

HIGH = 260
_HAND = "hand"


class UnplacedMap(SmallMap):
    """Offers carry their number. The pin of the hand stands in the middle once the map was moved:
    `middle` is where it would be put.
    """

    def __init__(
        self, look: Look, workspace: Workspace, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, workspace, archive, parent, high=HIGH)
        self.middle: Point | None = None
        self._offers: tuple[Offer, ...] = ()
        self._is_listening = False
        self.setLayout(column(self.stack, space=0))

    @property
    def has_places(self) -> bool:
        """There is always ground to put a pin on."""
        return True

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """These places, and no pin of the hand yet."""
        self._offers, self.middle = offers, None
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

    def light(self, number: int) -> None:
        """The pointer or the keyboard is at an offer (from 0)."""
        if self.is_alive:
            self.made().select(str(number))

    def _mark(self) -> None:
        from kobra_desktop.map.spec import VisitMark

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
        from kobra_desktop.map.spec import MapArea

        if isinstance(area, MapArea) and self.is_alive:
            self.middle = Point(area.lat, area.lon)
            self._mark()
