"""The left side of Zonas: teams with the zone they work in, and drawing one on the map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.counts import counts
from kobra_desktop.models.field_map.zones import TeamZone, ZonesModel
from kobra_desktop.views.field_map.field_side import WIDTH
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState

_ID = int(Qt.ItemDataRole.UserRole)


class ZonesSide(QFrame):
    """`chosen` a team's id; `draw_requested` and `clear_requested` are about the chosen one."""

    chosen = Signal(str)
    draw_requested = Signal(str)
    clear_requested = Signal(str)

    def __init__(self, look: Look, zones: ZonesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zones = zones
        self._wanted = ""
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(WIDTH))
        self.teams = QListWidget()
        self.teams.setProperty("look", "bare")
        self.teams.setAccessibleName(self.tr("Teams and their zones"))
        self.draw = Button(look, self.tr("Draw the zone"), "primary", "lasso-select")
        self.clear = Button(look, self.tr("Remove"), "row", "trash-2")
        self._state = PageState(look, self.teams)
        alert = self.tr("An agent who leaves the zone of the team raises an alert.")
        only = self.tr("An administrator draws zones.")
        self._hint = label(alert if zones.may_draw else only, "caption", wrap=True)
        acts = row(self.draw, None, self.clear, margins=(12, 8, 12, 12))
        head = column(self._hint, margins=(16, 12, 16, 8))
        lines = column(head, self._state, acts, space=0)
        lines.setStretchFactor(self._state, 1)
        self.setLayout(lines)
        for button in (self.draw, self.clear):
            button.setVisible(zones.may_draw)
        self.teams.itemSelectionChanged.connect(self._on_current)
        self.draw.clicked.connect(lambda: self.draw_requested.emit(self.team_id))
        self.clear.clicked.connect(lambda: self.clear_requested.emit(self.team_id))
        zones.changed.connect(self._fill)
        self._on_current()

    @property
    def team_id(self) -> str:
        """The chosen team; empty: none."""
        chosen = self.teams.selectedItems()
        return str(chosen[0].data(_ID)) if chosen else ""

    def choose(self, team_id: str) -> None:
        """Select a team, now or once the teams are here; it is told as if it were clicked."""
        self._wanted = team_id
        for line in range(self.teams.count()):
            if self.teams.item(line).data(_ID) == team_id:
                self._wanted = ""
                self.teams.setCurrentRow(line)

    def set_drawing(self, is_drawing: bool) -> None:
        """While a person draws, the button gives up."""
        words = self.tr("Give up drawing") if is_drawing else self.tr("Draw the zone")
        self.draw.setText(words)

    def _fill(self) -> None:
        kept = self.team_id
        self.teams.blockSignals(True)
        self.teams.clear()
        for team in self._zones.teams:
            item = QListWidgetItem(self._words(team))
            item.setData(_ID, team.id)
            self.teams.addItem(item)
            if team.id == kept:
                self.teams.setCurrentItem(item)
        self.teams.blockSignals(False)
        if self._zones.teams:
            self._state.show_content()
        else:
            self._state.show_empty(self.tr("There are no teams in this scope."), None, "users")
        self._on_current(is_told=False)
        if self._wanted:
            self.choose(self._wanted)

    def _words(self, team: TeamZone) -> str:
        zone = self.tr("with zone") if team.ring else self.tr("no zone")
        return f"{team.name}\n{counts.agents(team.agents)} · {zone}"

    def _on_current(self, *, is_told: bool = True) -> None:
        team = self._zones.zone_of(self.team_id)
        self.draw.setEnabled(team is not None)
        self.clear.setEnabled(team is not None and bool(team.ring))
        if team is not None and is_told:
            self.chosen.emit(team.id)
