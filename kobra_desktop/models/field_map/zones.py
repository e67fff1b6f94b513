"""The zones of teams: which there are, and drawing one anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.teams import edit_team
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.people import TeamRow, team_rows
from kobra_domain.people import Team
from kobra_domain.places import Point
from kobra_domain.scope import Permission

LatLon = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TeamZone:
    """A team as it was read and the polygon it works in; an empty ring: it has none."""

    team: Team
    agents: int
    ring: tuple[LatLon, ...]

    @property
    def id(self) -> str:
        """The team's id."""
        return self.team.id

    @property
    def name(self) -> str:
        """The team's name."""
        return self.team.name


class ZonesModel(QObject):
    """`changed`: other teams or zones. Drawing is the administrator's."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.acts = Acts(workspace, self)
        self.list = LiveRead(workspace, self._read, self)
        self.list.loaded.connect(self.changed)
        self.list.failed.connect(self.failed)

    @property
    def teams(self) -> tuple[TeamZone, ...]:
        """The teams in use."""
        return self.list.value or ()

    @property
    def is_loaded(self) -> bool:
        """Whether they are known."""
        return self.list.is_loaded

    @property
    def may_draw(self) -> bool:
        """Whether the user may change zones."""
        return self._workspace.desk.may(Permission.ADMINISTER)

    def zone_of(self, team_id: str) -> TeamZone | None:
        """A team by its id."""
        return next((team for team in self.teams if team.id == team_id), None)

    def open(self) -> None:
        """The map is seen."""
        self.list.open()

    def rest(self) -> None:
        """The map is not seen."""
        self.list.rest()

    def _read(self) -> tuple[TeamZone, ...]:
        store, wanted = self._workspace.desk.store, self._workspace.reach.team_ids
        found = [row for row in team_rows(store) if wanted is None or row.team.id in wanted]
        return tuple(_zone(row) for row in found if row.team.is_active)

    def set_zone(self, seen: Team, ring: tuple[LatLon, ...]) -> None:
        """Give a team its zone; an empty ring takes it away. `seen`: the team as it was when the
        drawing began.
        """
        desk = self._workspace.desk
        corners = tuple(Point(lat, lon) for lat, lon in ring)
        translate = QCoreApplication.translate
        kept, gone = translate("FieldMap", "Zone kept."), translate("FieldMap", "Zone removed.")
        self.acts.run(
            lambda: edit_team(desk, seen.id, seen=seen, zone=corners),
            lambda _: kept if corners else gone,
        )


def _zone(row: TeamRow) -> TeamZone:
    ring = tuple((corner.lat, corner.lon) for corner in row.team.zone)
    return TeamZone(row.team, row.agents, ring)
