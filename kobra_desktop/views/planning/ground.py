"""The map of a day's plan."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap
from kobra_domain.visits import VisitState


class PlanMap(SmallMap):
    """The doors of the day."""

    def __init__(
        self,
        look: Look,
        model: DayPlanModel,
        archive: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, model.workspace, archive, parent)
        self._model = model
        self.setLayout(column(self.stack))
        model.changed.connect(self.show_places)

    @property
    def has_places(self) -> bool:
        """Whether a door of the day is known."""
        day = self._model.day
        return day is not None and any(one.place for one in day.visits.values())

    def place(self) -> None:
        """The doors."""
        from kobra_desktop.map.spec import VisitMark

        day = self._model.day
        assert day is not None
        self.made().show_visits(
            [
                VisitMark(one.id, "", one.place.lat, one.place.lon, VisitState.DRAFT)
                for one in day.visits.values()
                if one.place is not None
            ]
        )
