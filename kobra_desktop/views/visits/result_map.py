"""The small map of a visit: the door with its fence, the arrival, what is proposed, where photos
were taken, and the trail around it when it is asked for.
"""

from __future__ import annotations

from math import cos, log2, radians
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.visit_ground import Ground, Place
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.geo import metres
from kobra_domain.visits import VisitState

if TYPE_CHECKING:
    from kobra_desktop.map.view import MapView

EQUATOR_M_PER_PIXEL = 156_543.0
CLOSEST, HIGH = 17.5, 300


class ResultMap(QFrame):
    """The page behind it is made when the first visit with a place is shown."""

    def __init__(
        self, look: Look, model: ResultModel, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._archive = look, model, archive
        self.map: MapView | None = None
        self._is_disposed = False
        self._shown: Ground | None = None
        self._photo: Place | None = None
        self.setMinimumHeight(look.pixels(HIGH))
        self._stack = QStackedWidget()
        self.trail = Button(look, self.tr("Trail ± 15 min"), "chip", "route")
        self.trail.setCheckable(True)
        hide_unless(self.trail, model.may_see_trail)
        self._said = label("", "caption", wrap=True)
        foot = row(self.trail, self._said, space=10)
        foot.setStretchFactor(self._said, 1)
        lines = column(self._stack, foot, space=8)
        lines.setStretchFactor(self._stack, 1)
        self.setLayout(lines)
        self.trail.clicked.connect(model.want_trail)
        model.trail_changed.connect(self._on_trail)
        look.changed.connect(self._on_look)

    def show_ground(self, ground: Ground) -> None:
        """Show what is known of the places of a visit."""
        self.trail.setEnabled(ground.at is not None and bool(ground.agent_id))
        if ground == self._shown:
            return
        self._shown, self._photo = ground, None
        self.setVisible(not ground.is_empty)
        if ground.is_empty:
            return
        if self.isVisible():
            self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Only a map that is seen is made; it must end before its window does."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        if self._shown is not None and not self._shown.is_empty:
            self._place()

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

    def show_photo(self, place: Place) -> None:
        """Mark where a photo was taken, until another visit is shown."""
        self._photo = place
        self._place()

    def _made(self) -> MapView:
        if self.map is None:
            from kobra_desktop.map.view import MapView
            from kobra_desktop.views.visits.result_ground import lay_ground

            workspace = self._model.workspace
            self.map = MapView(parent=self)
            self.map.set_language(workspace.locale, workspace.zone.key)
            self.map.set_theme(self._look.theme)
            lay_ground(self.map, workspace, self._archive)
            self._stack.addWidget(self.map)
        return self.map

    def _place(self) -> None:
        ground = self._shown
        if ground is None or self._is_disposed:
            return
        from kobra_desktop.map.spec import VisitMark

        the_map = self._made()
        marks = []
        fix = ground.arrival
        arrival = (
            (fix.lat, fix.lon) if fix and fix.lat is not None and fix.lon is not None else None
        )
        door = ground.door
        if door is not None:
            marks.append(
                VisitMark(
                    "door", door.words, door.lat, door.lon, ground.state, ground.verdict,
                    ground.radius_m, None, False, arrival, ground.distance_m,
                )
            )  # fmt: skip
        elif arrival is not None:
            words = self.tr("Arrival")
            marks.append(VisitMark("door", words, *arrival, ground.state, ground.verdict))
        for n, one in enumerate(ground.proposed):
            marks.append(VisitMark(f"proposed-{n}", one.words, one.lat, one.lon, VisitState.DRAFT))
        if self._photo is not None:
            one = self._photo
            marks.append(VisitMark("photo", one.words, one.lat, one.lon, VisitState.DRAFT))
        the_map.show_visits(marks)
        the_map.select("photo" if self._photo is not None else "door")
        self._stack.setCurrentWidget(the_map)
        points = [*_points(ground), *([(self._photo.lat, self._photo.lon)] if self._photo else [])]
        lat, lon, zoom = view_of(points, ground.radius_m or 0.0, max(self.width(), 200), HIGH - 50)
        the_map.look_at(lat, lon, zoom)
        self._on_trail()

    # The trail

    def _on_trail(self) -> None:
        model = self._model
        self.trail.setChecked(model.wants_trail)
        trail = model.trail
        if self.map is not None and not self._is_disposed:
            from kobra_desktop.map.spec import Trail

            shown = []
            if trail is not None and len(trail.times):
                shown = [Trail(trail.agent_id, trail.name, trail.times, trail.lats, trail.lons)]
            self.map.show_trails(shown)
        if not model.wants_trail:
            words = self.tr("Asking for the trail is kept in the audit.")
        elif model.is_trail_loading:
            words = self.tr("Fetching the trail…")
        elif model.trail_problem is not None:
            words = sentence(model.trail_problem, model.workspace.locale)
            if model.trail_needs_server:
                words = self.tr("The trail is on the server only: there is no connection now.")
        elif trail is not None and not len(trail.times):
            words = self.tr("The phone reported no position around the visit.")
        else:
            words = self.tr("It is kept that you looked at this trail.")
        self._said.setText(words)

    def _on_look(self) -> None:
        if self.map is not None and not self._is_disposed:
            self.map.set_theme(self._look.theme)


def _points(ground: Ground) -> list[tuple[float, float]]:
    places: list[Place] = [p for p in (ground.door,) if p] + list(ground.proposed)
    points = [(one.lat, one.lon) for one in places]
    fix = ground.arrival
    if fix is not None and fix.lat is not None and fix.lon is not None:
        points.append((fix.lat, fix.lon))
    return points


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
