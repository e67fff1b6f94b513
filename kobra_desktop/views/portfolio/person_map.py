"""The small map of a person's page: their doors, each with its fence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.portfolio.person_facts import AddressLine
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap
from kobra_domain.visits import VisitState

HIGH = 220


class PersonMap(SmallMap):
    """Hidden where no door is placed."""

    def __init__(
        self, look: Look, workspace: Workspace, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, workspace, archive, parent, high=HIGH)
        self._lines: tuple[AddressLine, ...] = ()
        self.setLayout(column(self.stack, space=0))

    def show_addresses(self, lines: tuple[AddressLine, ...]) -> None:
        """These doors."""
        if lines != self._lines:
            self._lines = lines
            self.show_places()

    @property
    def has_places(self) -> bool:
        """Whether one of them is placed."""
        return any(line.place is not None for line in self._lines)

    def place(self) -> None:
        """Each door with its fence."""
        from kobra_desktop.map.spec import VisitMark

        the_map = self.made()
        placed = [(one, one.place) for one in self._lines if one.place is not None]
        the_map.show_visits(
            [
                VisitMark(
                    one.address.id, at.words, at.lat, at.lon, VisitState.DRAFT,
                    radius_m=one.radius_m,
                )
                for one, at in placed
            ]
        )  # fmt: skip
        widest = max(one.radius_m for one, _ in placed)
        self.look_at([(at.lat, at.lon) for _, at in placed], widest)
