"""The chips above the map: team, state, battery, portfolio; of visits their own state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.views.field_map.field_side import AGENTS
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.layouts import row


class FieldChips(QWidget):
    """Each asks the model at once; which are seen depends on the list that is seen."""

    def __init__(self, look: Look, field: FieldModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        names = {
            "team": self.tr("Team"),
            "agent_state": self.tr("State"),
            "visit_state": self.tr("State"),
            "battery": self.tr("Battery"),
            "portfolio": self.tr("Portfolio"),
        }
        self.chips = {quality: FilterChip(look, name) for quality, name in names.items()}
        for quality, chip in self.chips.items():
            chip.values_changed.connect(
                lambda q=quality, c=chip: self._field.filter(**{q: c.values})
            )
        # One line: a second one would push the map down when a card opens beside it.
        self.setLayout(row(*self.chips.values(), None, space=6))
        field.workspace.scope.changed.connect(self._fill)
        self._fill()
        self.show_kind(AGENTS)

    def show_kind(self, kind: str) -> None:
        """The chips of agents or of visits; one that filters is never hidden."""
        of_agents = {"agent_state": True, "battery": True, "visit_state": False}
        for quality, is_of_agents in of_agents.items():
            chip = self.chips[quality]
            chip.setVisible(is_of_agents == (kind == AGENTS) or bool(chip.values))

    def clear(self) -> None:
        """No ticks."""
        self.restore({})

    def state(self) -> dict[str, list[str]]:
        """The ticks, to be restored."""
        return {q: sorted(chip.values) for q, chip in self.chips.items() if chip.values}

    def restore(self, ticks: Mapping[str, list[str]]) -> None:
        """Tick exactly these."""
        for quality, chip in self.chips.items():
            wanted = ticks.get(quality, ())
            if chip.values != frozenset(wanted):
                chip.set_values(wanted)

    def _fill(self) -> None:
        for quality, chip in self.chips.items():
            chip.set_options(self._field.options(quality))
