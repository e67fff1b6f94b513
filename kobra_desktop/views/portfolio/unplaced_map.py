"""The map of *Domicilios por ubicar*: the places that are offered, and the pin of the hand, which
is dragged to the door.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.map.spec import MapArea, VisitMark
from kobra_desktop.models.portfolio.unplaced import Offer
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap
from kobra_domain.places import Point
from kobra_domain.visits import VisitState

translate = QCoreApplication.translate
HIGH = 200
NEAR, NEARER = 14.0, 16.0  # farther out a pixel is wider than a house


class UnplacedMap(SmallMap):
    """Offers carry their number. The pin stands at the first of them, else in the middle, until a
    person drags it, clicks beside it or moves it by keys: from then on `hand` is where it would be
    put, and `hand_changed` tells of it. `key_pressed`: a letter or figure, while the page has the
    keyboard.
    """

    hand_changed = Signal()
    key_pressed = Signal(str)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        archive: Path | None,
        parent: QWidget | None = None,
        *,
        may_place: bool = True,
    ) -> None:
        super().__init__(look, workspace, archive, parent, high=HIGH)
        self.hand: Point | None = None
        self._may_place = may_place
        self._offers: tuple[Offer, ...] = ()
        self._area: MapArea | None = None
        self._of, self._is_listening = "", False
        self._from: Point | None = None  # where the pin waits to be dragged
        self.setLayout(column(self.stack, space=0))

    @property
    def has_places(self) -> bool:
        """There is always ground to put a pin on."""
        return True

    def show_offers(self, offers: tuple[Offer, ...], of: str) -> None:
        """These places of an address; of another than before nobody has put a pin yet."""
        self._offers = offers
        if of != self._of:
            self._of, self.hand, self._from = of, None, None
            self.hand_changed.emit()
        self.show_places()

    def search_at(self, point: Point) -> None:
        """Come near a place with the pin, from where a person drags it to the door."""
        self._from = point
        if self.is_alive:
            self.made().look_at(point.lat, point.lon, NEARER)
            self._show_pin()

    def nudge(self, key: str, *, is_far: bool = False) -> None:
        """Move the pin a little («ArrowLeft»…)."""
        if self.is_alive:
            self.made().nudge_pin(key, is_far=is_far)

    def place(self) -> None:
        """Offers with their radius, and the pin; those that are doors are seen from near."""
        the_map = self.made()
        if not self._is_listening:
            self._is_listening = True
            the_map.view_changed.connect(self._on_moved)
            the_map.pin_moved.connect(self._on_put)
            the_map.key_pressed.connect(self.key_pressed)
        the_map.show_visits(
            [
                VisitMark(
                    str(n), f"{n + 1}", one.point.lat, one.point.lon, VisitState.ASSIGNED,
                    radius_m=one.radius_m or None, order=n + 1,
                )
                for n, one in enumerate(self._offers)
            ]
        )  # fmt: skip
        self._show_pin()
        if self._offers and self.hand is None and self._from is None:
            doors = [one for one in self._offers if one.is_door] or self._offers
            points = [(one.point.lat, one.point.lon) for one in doors]
            self.look_at(points, min(doors[0].radius_m, 200.0))

    def _show_pin(self) -> None:
        """Where the hand put it, else where it may be dragged from."""
        the_map, start = self.made(), self._start()
        if not self._may_place or start is None:
            the_map.show_pin(None)
        elif self.hand is not None:
            the_map.show_pin((self.hand.lat, self.hand.lon), translate("Places", "Here"))
        else:
            the_map.show_pin(start, translate("Places", "Drag it to the door"))

    def _start(self) -> tuple[float, float] | None:
        if self._from is not None:
            return self._from.lat, self._from.lon
        if self._offers:
            return self._offers[0].point.lat, self._offers[0].point.lon
        return (self._area.lat, self._area.lon) if self._area is not None else None

    def _on_moved(self, area: object) -> None:
        """Without any offer the pin stands in the middle of what is seen."""
        if not isinstance(area, MapArea) or not self.is_alive:
            return
        self._area = area
        if self.hand is None and not self._offers:
            self._show_pin()

    def _on_put(self, at: object) -> None:
        """From afar nobody can tell a door: the map comes nearer first."""
        if not isinstance(at, MapArea) or not self.is_alive:
            return
        if at.zoom < NEAR:
            self.search_at(Point(at.lat, at.lon))
            return
        self.hand = Point(at.lat, at.lon)
        self._show_pin()
        self.hand_changed.emit()
