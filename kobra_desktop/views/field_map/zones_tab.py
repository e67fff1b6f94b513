"""Zonas: where each team works, drawn corner by corner on the map."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.commands.done import Done
from kobra_desktop.errors import Known
from kobra_desktop.models.field_map.zones import LatLon, ZonesModel
from kobra_desktop.views.field_map.marks import zone_marks
from kobra_desktop.views.field_map.stage import MapStage
from kobra_desktop.views.field_map.zones_side import ZonesSide
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_domain.people import Team


class ZonesTab(QObject):
    """`said` (sentence, undo or None)."""

    said = Signal(str, object)

    def __init__(
        self, look: Look, zones: ZonesModel, stage: MapStage, locale: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._zones, self._stage, self._locale = zones, stage, locale
        self._is_on = False
        self._drawn_for: Team | None = None  # as it was when the drawing began
        self.side = ZonesSide(look, zones)
        self.side.chosen.connect(self._on_chosen)
        self.side.draw_requested.connect(self._on_draw)
        self.side.clear_requested.connect(self._on_clear)
        zones.changed.connect(self._on_zones)
        zones.acts.acted.connect(self._on_acted)
        zones.acts.failed.connect(self._on_failed)
        stage.map.zone_drawn.connect(self._on_drawn)

    def enter(self) -> None:
        """The tab is seen."""
        self._is_on = True
        self._zones.open()
        self._on_zones()
        self._stage.map.show_visits([])

    def leave(self) -> None:
        """Another tab is seen: there the ground stays clear for marks and trails."""
        self._is_on = False
        self._zones.rest()
        self._give_up()
        self._stage.map.show_zones([])

    def escape(self) -> bool:
        """Give up drawing."""
        was_drawing = self._drawn_for is not None
        self._give_up()
        return was_drawing

    def _give_up(self) -> None:
        if self._drawn_for:
            self._set_drawing(None)
            self._stage.map.draw_zone(False)

    def _set_drawing(self, team: Team | None) -> None:
        self._drawn_for = team
        self.side.set_drawing(team is not None)

    def _on_zones(self) -> None:
        if self._is_on:
            self._stage.map.show_zones(zone_marks(self._zones.teams))

    def _on_chosen(self, team_id: str) -> None:
        team = self._zones.zone_of(team_id)
        if team is not None and team.ring:
            lat = sum(corner[0] for corner in team.ring) / len(team.ring)
            lon = sum(corner[1] for corner in team.ring) / len(team.ring)
            self._stage.bring_into_view(lat, lon)

    def _on_draw(self, team_id: str) -> None:
        found = self._zones.zone_of(team_id)
        if self._drawn_for is not None:
            self._give_up()
        elif found is not None:
            self._set_drawing(found.team)
            self._stage.map.draw_zone(True)
            self._stage.map.setFocus()

    def _on_drawn(self, ring: tuple[LatLon, ...]) -> None:
        team = self._drawn_for
        self._set_drawing(None)
        if team is not None and ring:
            self._zones.set_zone(team, ring)

    def _on_clear(self, team_id: str) -> None:
        found = self._zones.zone_of(team_id)
        if found is not None:
            self._zones.set_zone(found.team, ())

    def _on_acted(self, words: str, done: Done) -> None:
        self.said.emit(words, self._zones.acts.way_back(done))

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._locale), None)
