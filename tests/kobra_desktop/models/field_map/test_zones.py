"""Zones of teams: drawn, undone, taken away; an administrator's only."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.done import Done
from kobra_desktop.models.field_map.zones import ZonesModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.people import team_rows
from tests.kobra_desktop.views.field_map.city import TellingWorld

RING = ((4.60, -74.08), (4.62, -74.08), (4.62, -74.05))


def test_a_zone_is_kept_and_can_be_undone(
    qtbot: QtBot, world: TellingWorld, workspace: Workspace
) -> None:
    zones = ZonesModel(workspace)
    with qtbot.waitSignal(zones.changed):
        zones.open()
    team = zones.teams[0]
    assert team.ring == ()
    done: list[Done] = []
    zones.acts.acted.connect(lambda _words, act: done.append(act))
    with qtbot.waitSignals([zones.acts.acted, zones.changed]):
        zones.set_zone(team.team, RING)
    drawn = zones.zone_of(team.id)
    assert drawn is not None
    assert drawn.ring == RING
    with qtbot.waitSignals([zones.acts.acted, zones.changed]):
        zones.acts.undo(done[0])
    held = next(row.team for row in team_rows(world.replica) if row.team.id == team.id)
    assert held.zone == ()


def test_a_supervisor_sees_zones_and_is_refused_to_draw(
    qtbot: QtBot, world: TellingWorld, background: Background
) -> None:
    zones = ZonesModel(world.workspace(background, Relay(), who=world.users[1]))
    assert not zones.may_draw
    with qtbot.waitSignal(zones.acts.failed) as said:
        zones.set_zone(world.teams[0], RING)
    assert said.args is not None
    assert said.args[0].code == "not_allowed"
