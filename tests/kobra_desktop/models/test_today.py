"""Hoy's numbers and lawful windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.today.day import TILES, TodayModel, numbers_before, read_day
from kobra_desktop.models.today.head import windows_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.noting import noting
from kobra_desktop.store.queries.portfolios import portfolio_rows, portfolios_here
from kobra_desktop.store.queries.visits import visit_rows
from kobra_domain.metrics.predicates import holds
from tests.elsewhere import FAR_ZONES, machine_in
from tests.kobra_desktop.views.world import NOW, World

WEEK = timedelta(days=7)


def test_the_day_counts_what_the_rows_say(workspace: Workspace, world: World) -> None:
    """Against a count of the field itself."""
    day = read_day(workspace)
    planned = [v for v in world.visits if v.planned_on == workspace.today]
    assert day.numbers["planned"].n == len(planned)
    assert day.numbers["done"].n == sum(v.ended_at is not None for v in planned)
    assert len(day.results.rows) == day.numbers["done"].n
    ended = [row.ended_at for row in day.results.rows if row.ended_at]
    assert ended == sorted(ended, reverse=True)


def test_every_number_is_its_rows(workspace: Workspace) -> None:
    """What Visitas would show of each, by the row's own fields, the list's."""
    day = read_day(workspace)
    rows = visit_rows(workspace.desk.store)
    for metric, _ in TILES:
        drilled = [row for row in rows if holds(day.asked(metric).rows, row)]
        assert len(drilled) == day.numbers[metric.key].n


@pytest.mark.parametrize("zone", FAR_ZONES)
def test_the_machines_zone_changes_no_number(workspace: Workspace, zone: str) -> None:
    """The day is the address's, the hour compared with is the user's."""
    here = read_day(workspace)
    with machine_in(zone):
        there = read_day(workspace)
    assert (there.on, there.numbers, there.before) == (here.on, here.numbers, here.before)


def test_a_narrower_reach_narrows_every_number(workspace: Workspace, world: World) -> None:
    """Team and portfolio, promised money too."""
    whole = read_day(workspace).numbers
    workspace.scope.choose(Scope(world.teams[0].id, world.portfolios[0].id))
    narrow = read_day(workspace).numbers
    assert 0 < narrow["done"].n < whole["done"].n
    assert all(narrow[key].n <= whole[key].n for key in whole)


def test_a_week_ago_is_counted_as_it_stood_at_this_hour(
    tmp_path: Path, background: Background
) -> None:
    """What ended later that day is not done yet; a day without visits is nothing to stand by."""
    world = World(tmp_path, has_last_week=True)
    workspace = world.workspace(background, Relay())
    before = read_day(workspace).before
    assert before is not None
    assert (before["planned"].n, before["done"].n) == (12, 12)
    ends = sorted(visit.ended_at for visit in world.before if visit.ended_at)
    halfway = numbers_before(workspace, ends[5])
    assert halfway is not None
    assert halfway["done"].n == sum(end <= ends[5] for end in ends) < 12
    assert halfway["planned"].n == 12
    assert numbers_before(workspace, NOW - 2 * WEEK) is None
    world.replica.close()


def test_the_window_counts_down(workspace: Workspace, world: World) -> None:
    """Once a country and zone."""
    assert windows_of(world.portfolios, workspace) == ["CO until 19:00 (8 h 19 min left)"]


def test_a_closed_window_says_when_it_opens(workspace: Workspace, world: World) -> None:
    """Sunday in Colombia: Monday at 7."""
    sunday = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    desk = replace(workspace.desk, clock=lambda: sunday)
    words = windows_of(world.portfolios, replace(workspace, desk=desk))
    assert words == ["CO closed, opens lun 23, 07:00"]


def test_it_reads_again_when_a_visit_changes(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Only while the page is seen."""
    from kobra_desktop.commands.visits import cancel_visits

    model = TodayModel(workspace)
    with qtbot.waitSignal(model.changed):
        model.open()
    assert model.day is not None
    before = model.day.numbers["planned"].n
    target = next(v for v in world.visits if v.planned_on == workspace.today and v.ended_at is None)
    with qtbot.waitSignal(model.changed, timeout=5_000):
        cancel_visits(workspace.desk, visit_ids=[target.id], reason="Duplicada")
    assert model.day.numbers["planned"].n == before - 1
    model.rest()


def test_what_only_names_portfolios_counts_nothing(workspace: Workspace) -> None:
    """Half a million accounts are not gone through for a name, and news of them concern nobody who
    shows one.
    """
    store = workspace.desk.store
    with noting() as kinds:
        found = portfolios_here(store)
    assert kinds == {"portfolio"}
    assert [one.id for one in found] == [row.portfolio.id for row in portfolio_rows(store)]
    with noting() as kinds:
        read_day(workspace)
    assert not kinds & {"account", "authorisation"}
