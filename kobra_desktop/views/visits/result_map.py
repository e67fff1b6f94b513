"""The small map of a visit: the door with its fence, the arrival, what is proposed, where photos
were taken, and the trail around it when it is asked for.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.visit_ground import Ground, Place
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.small_map import SmallMap
from kobra_domain.visits import VisitState


class ResultMap(SmallMap):
    """Where a visit happened."""

    def __init__(
        self, look: Look, model: ResultModel, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, model.workspace, archive, parent)
        self._model = model
        self._shown: Ground | None = None
        self._photo: Place | None = None
        self.trail = Button(look, self.tr("Trail ± 15 min"), "chip", "route")
        self.trail.setCheckable(True)
        hide_unless(self.trail, model.may_see_trail)
        self._said = label("", "caption", wrap=True)
        foot = row(self.trail, self._said, space=10)
        foot.setStretchFactor(self._said, 1)
        lines = column(self.stack, foot, space=8)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self.trail.clicked.connect(model.want_trail)
        model.trail_changed.connect(self._on_trail)

    def show_ground(self, ground: Ground) -> None:
        """Show what is known of the places of a visit."""
        self.trail.setEnabled(ground.at is not None and bool(ground.agent_id))
        if ground != self._shown:
            self._shown, self._photo = ground, None
            self.show_places()

    @property
    def has_places(self) -> bool:
        """Whether a place of the visit is known."""
        return self._shown is not None and not self._shown.is_empty

    def show_photo(self, place: Place) -> None:
        """Mark where a photo was taken, until another visit is shown."""
        self._photo = place
        self.place()

    def place(self) -> None:
        """The door with its fence, the arrival, what is proposed, a photo."""
        ground = self._shown
        if ground is None:
            return
        from kobra_desktop.map.spec import VisitMark

        the_map = self.made()
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
        points = [*_points(ground), *([(self._photo.lat, self._photo.lon)] if self._photo else [])]
        self.look_at(points, ground.radius_m or 0.0)
        self._on_trail()

    # The trail

    def _on_trail(self) -> None:
        model = self._model
        self.trail.setChecked(model.wants_trail)
        trail = model.trail
        if self.map is not None and self.is_alive:
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


def _points(ground: Ground) -> list[tuple[float, float]]:
    places: list[Place] = [p for p in (ground.door,) if p] + list(ground.proposed)
    points = [(one.lat, one.lon) for one in places]
    fix = ground.arrival
    if fix is not None and fix.lat is not None and fix.lon is not None:
        points.append((fix.lat, fix.lon))
    return points
