"""Agents in words, and positions that come in live."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from kobra_desktop.models.administration.agent_columns import agent_columns, phone_faults
from kobra_desktop.models.agents import AgentLine, AgentsModel, agent_line
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.agents import AgentRow
from kobra_domain.agent_state import Body
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind
from tests.kobra_desktop.views.world import NOW, World


def loaded(workspace: Workspace, qtbot: QtBot) -> AgentsModel:
    """A model that has read its rows."""
    model = AgentsModel(workspace, StatusModel(workspace.zone))
    with qtbot.waitSignal(model.list.loaded):
        model.open()
    return model


def test_the_worst_state_stands_first(workspace: Workspace, qtbot: QtBot) -> None:
    """SOS, no signal, stopped, moving, off shift."""
    rows = loaded(workspace, qtbot).list.model
    bodies = [rows.row_at(line).state.body for line in range(rows.rowCount())]
    assert bodies == sorted(bodies, key=list(Body).index)
    assert bodies[0] is Body.SOS


def test_state_age_and_battery_are_words(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """«Sin movimiento 41 min», 18 %."""
    line = loaded(workspace, qtbot).line_of(world.agents[1].id)
    assert line is not None
    assert (line.state_words, line.detail) == ("Sin movimiento", "41 min")
    assert (line.battery_words, line.age_words) == ("18 %", "1:00")
    assert line.is_low


def test_who_is_silent_or_low_goes_by_the_companys_rules(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    with world.replica.pulling() as connection:
        rules = AlertRules(not_heard_min=240, low_battery_pct=5)
        rows.write(connection, "alert_rules", rules, 9)
    model = loaded(workspace, qtbot)
    silent, low = model.line_of(world.agents[2].id), model.line_of(world.agents[1].id)
    assert silent is not None
    assert silent.state.body is not Body.NO_SIGNAL
    assert low is not None
    assert not low.is_low


def test_of_a_phone_that_tells_no_new_place_it_is_said_since_when(
    workspace: Workspace, world: World
) -> None:
    """Not that the agent stands: nobody knows."""
    at = NOW - timedelta(minutes=15)
    known = replace(world.latest[1], heard_at=NOW, fix_at=at)
    words = agent_line(AgentRow(agent=world.agents[1], latest=known), NOW, NOW, "es").whole_words
    at = at.astimezone(ZoneInfo(world.agents[1].time_zone))
    assert words == f"Sin posición desde {at:%H:%M}"


def test_a_wrong_clock_is_said_beside_what_the_agent_does(
    workspace: Workspace, world: World
) -> None:
    known = replace(world.latest[1], clock_error_s=72_000.0, clock_seen_at=NOW)
    line = agent_line(AgentRow(agent=world.agents[1], latest=known), NOW, NOW, "es")
    assert line.whole_words.endswith("· El reloj de este teléfono está adelantado 20 h")
    behind = replace(known, clock_error_s=-3_600.0)
    said = agent_line(AgentRow(agent=world.agents[1], latest=behind), NOW, NOW, "en").clock_words
    assert said == "This phone's clock is 1 h behind"


def test_a_live_position_changes_its_line_in_place(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Without reading the replica; who listens gets the fresh lines."""
    model = loaded(workspace, qtbot)
    fresh = replace(
        world.latest[2], heard_at=NOW, fix_at=NOW - timedelta(seconds=5), battery_pct=46.0
    )
    told: list[list[AgentLine]] = []
    model.heard.connect(told.append)
    with qtbot.waitSignal(model.heard):
        workspace.heard.send([fresh])
    line = model.line_of(world.agents[2].id)
    assert line is not None
    assert line.state.body is Body.MOVING
    assert [one.battery for one in told[0]] == [46]


def test_what_is_heard_while_the_page_is_not_seen_is_shown_when_it_is(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Nothing is worked out unseen: thousands of positions a second cost the window nothing."""
    model = loaded(workspace, qtbot)
    model.rest()
    told: list[object] = []
    model.heard.connect(told.append)
    workspace.heard.send([replace(world.latest[2], heard_at=NOW, battery_pct=46.0)])
    with qtbot.waitSignal(model.list.loaded):
        model.open()
    line = model.line_of(world.agents[2].id)
    assert line is not None
    assert line.battery == 46
    assert told == []


def test_a_phone_that_asks_for_a_hand_is_said_among_the_agents(
    workspace: Workspace, world: World
) -> None:
    """In Administración, in words; what is wrong with the agent's day is said elsewhere."""
    phone = next(c for c in agent_columns(workspace) if c.key == "phone")
    agent = replace(world.agents[1], enrolled_at=NOW - timedelta(days=9))
    sound = AgentRow(agent=agent, latest=world.latest[1])
    alert = Alert(
        id=agent.id,
        kind=AlertKind.PHONE_SETUP,
        raised_at=NOW,
        last_at=NOW,
        detail="not_valid 7",
    )
    idle = replace(alert, kind=AlertKind.LONG_IDLE, detail="40")
    assert phone_faults(replace(sound, open_alerts=(idle,)), "es") == []
    faulty = replace(sound, open_alerts=(idle, alert))
    assert phone.text(faulty) == "Needs a look"
    (said,) = phone_faults(faulty, "es")
    assert said.startswith("El teléfono marcó como no válidas sus últimas 7 posiciones")
