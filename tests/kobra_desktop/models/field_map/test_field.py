"""The field live: filters that meet, one selection, ages by the newest word of the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_domain.agent_state import Body
from kobra_domain.visits import VisitState
from kobra_domain.words import short_age
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.world import NOW, TODAY


@pytest.fixture
def field(qtbot: QtBot, workspace: Workspace) -> FieldModel:
    """Loaded."""
    status = StatusModel(workspace.zone)
    status.show(SyncStatus(link=Link.ONLINE, synced_at=NOW - timedelta(seconds=40)))
    made = FieldModel(workspace, status)
    with qtbot.waitSignals([made.agents_changed, made.visits_changed]):
        made.open()
    return made


def settled(qtbot: QtBot, field: FieldModel, **changes: frozenset[str]) -> None:
    """Filter, and wait for both lists."""
    with qtbot.waitSignals([field.agents_changed, field.visits_changed]):
        field.filter(**changes)


def test_visits_are_todays_without_the_cancelled(field: FieldModel, world: TellingWorld) -> None:
    shown = {visit.id for visit in field.shown_visits}
    today = {v.id for v in world.visits if v.planned_on == TODAY}
    assert shown == today
    assert all(visit.row.state is not VisitState.CANCELLED for visit in field.shown_visits)


def test_an_ended_visit_knows_where_the_agent_checked_in(field: FieldModel) -> None:
    ended = [v for v in field.shown_visits if v.row.state is VisitState.COMPLETED]
    assert ended
    assert all(visit.check_in is not None for visit in ended)


def test_a_team_filters_agents_and_their_visits(
    qtbot: QtBot, field: FieldModel, world: TellingWorld
) -> None:
    team = world.teams[0].id
    settled(qtbot, field, team=frozenset({team}))
    assert {line.row.agent.team_id for line in field.shown_agents} == {team}
    mine = {a.id for a in world.agents if a.team_id == team}
    assert {visit.row.agent_id for visit in field.shown_visits} <= mine


def test_a_portfolio_leaves_the_agents_who_work_for_it_today(
    qtbot: QtBot, field: FieldModel, world: TellingWorld
) -> None:
    portfolio = world.portfolios[1].id
    settled(qtbot, field, portfolio=frozenset({portfolio}))
    working = {
        v.agent_id
        for v in world.visits
        if v.portfolio_id == portfolio and v.planned_on == TODAY and v.agent_id
    }
    assert {line.id for line in field.shown_agents} == working
    assert {visit.row.portfolio_id for visit in field.shown_visits} == {portfolio}


def test_battery_and_state_filter_agents_only(qtbot: QtBot, field: FieldModel) -> None:
    visits = len(list(field.shown_visits))
    settled(qtbot, field, battery=frozenset({"low"}))
    assert {line.is_low for line in field.shown_agents} == {True}
    assert len(list(field.shown_visits)) == visits


def test_the_search_reads_both_lists(qtbot: QtBot, field: FieldModel) -> None:
    with qtbot.waitSignals([field.agents_changed, field.visits_changed]):
        field.search("ivan diaz")
    assert [line.name for line in field.shown_agents] == ["Iván Díaz"]
    assert {visit.row.agent_name for visit in field.shown_visits} == {"Iván Díaz"}


def test_one_selection_holds_an_agent_or_a_visit(field: FieldModel, world: TellingWorld) -> None:
    heard: list[str] = []
    field.chosen_changed.connect(lambda: heard.append(field.chosen_id))
    agent = world.agents[0].id
    field.choose(agent)
    field.choose(agent)
    assert (field.chosen_agent is None, field.chosen_visit is None) == (False, True)
    visit = next(iter(field.shown_visits)).id
    field.choose(visit)
    assert field.chosen_agent is None
    assert heard == [agent, visit]


def test_counts_are_of_all_agents_by_state(field: FieldModel, world: TellingWorld) -> None:
    counts = field.counts()
    assert counts[Body.SOS] == 1
    assert counts[Body.NO_SIGNAL] == 1
    assert sum(counts.values()) == len(world.agents)


def test_the_live_stream_makes_the_data_younger_than_the_last_sync(
    qtbot: QtBot, field: FieldModel, workspace: Workspace, world: TellingWorld
) -> None:
    assert field.data_at == NOW - timedelta(seconds=40)
    line = field.agents.line_of(world.agents[1].id)
    assert line is not None
    assert line.row.latest is not None
    fresh = replace(line.row.latest, heard_at=NOW, lat=4.7)
    with qtbot.waitSignal(field.agents_moved):
        workspace.heard.send([fresh])
    assert field.data_at == NOW
    with qtbot.waitSignal(field.agents_changed):
        field.agents.list.reload()
    again = field.agents.line_of(world.agents[1].id)
    assert again is not None
    assert again.row.latest == fresh  # the replica still holds the older one


def test_offline_is_said(field: FieldModel) -> None:
    assert not field.is_offline
    field.status.show(SyncStatus(link=Link.OFFLINE, synced_at=NOW))
    assert field.is_offline


def test_an_agents_visits_come_in_the_order_of_the_plan(
    field: FieldModel, world: TellingWorld
) -> None:
    mine = field.visits_of_agent(world.agents[0].id)
    positions = [visit.row.position for visit in mine]
    assert positions == sorted(positions)
    assert mine


def test_lines_stay_where_they_are_while_somebody_points_at_them(
    qtbot: QtBot, field: FieldModel
) -> None:
    """An agent that stops being dangerous moves only once the pointer has left."""
    before = [line.id for line in field.shown_agents]
    listed = field.agents.list
    listed.keep_order(is_kept=True)
    first = next(field.shown_agents)
    listed.replace_rows({first.id: replace(first, state=replace(first.state, body=list(Body)[-1]))})
    with qtbot.waitSignal(listed.loaded):
        listed.mark_anew()
    assert [line.id for line in field.shown_agents] == before
    with qtbot.waitSignal(listed.loaded):
        listed.keep_order(is_kept=False)
    after = [line.id for line in field.shown_agents]
    assert sorted(after) == sorted(before)
    assert after.index(first.id) > 0


def test_list_and_card_tell_one_age(field: FieldModel) -> None:
    for line in field.shown_agents:
        heard_s = field.state_now(line).heard_age_s
        words = "–" if heard_s is None else short_age(heard_s)
        assert field.line_now(line).age_words == words
