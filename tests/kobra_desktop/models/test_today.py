"""Hoy's numbers and lawful windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.today.day import TILES, TodayModel, read_day
from kobra_desktop.models.today.head import windows_of
from kobra_desktop.models.today.usual import UsualReader, read_usual
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.noting import noting
from kobra_desktop.store.queries.portfolios import portfolio_rows, portfolios_here
from kobra_desktop.store.queries.visits import visit_rows
from kobra_domain.contact import RuleSet, rules_of
from kobra_domain.metrics.declared import DONE, UNASSIGNED
from kobra_domain.metrics.predicates import holds
from kobra_domain.portfolios import Portfolio
from tests.elsewhere import FAR_ZONES, machine_in
from tests.kobra_desktop.views.world import NOW, World


def laws(world: World) -> list[tuple[Portfolio, RuleSet]]:
    return [(one, rules_of(one, ())) for one in world.portfolios]


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
    assert (there.on, there.numbers, there.usual) == (here.on, here.numbers, here.usual)


def test_a_narrower_reach_narrows_every_number(workspace: Workspace, world: World) -> None:
    """Team and portfolio, promised money too."""
    whole = read_day(workspace).numbers
    workspace.scope.choose(Scope(world.teams[0].id, world.portfolios[0].id))
    narrow = read_day(workspace).numbers
    assert 0 < narrow["done"].n < whole["done"].n
    assert all(narrow[key].n <= whole[key].n for key in whole)


@pytest.fixture
def weeks(tmp_path: Path, background: Background) -> Iterator[Workspace]:
    """Four Fridays before with 12, 11, 10 and 9 visits, all ended by this hour."""
    world = World(tmp_path, weeks_before=4)
    yield world.workspace(background, Relay())
    world.replica.close()


def test_a_number_stands_by_the_median_of_the_days_before(weeks: Workspace) -> None:
    """Of the same weekday; of a number of no day there is none."""
    day = read_day(weeks)
    assert day.usual.days == 4
    assert day.usual.by_metric["planned"].median == day.usual.by_metric["done"].median == 10.5
    assert day.more(DONE) == int(day.numbers["done"].n - 10.5)
    assert day.more(UNASSIGNED) is None


def test_the_days_before_are_counted_as_they_stood_at_this_hour(
    weeks: Workspace,
) -> None:
    """What ended later that day was not done yet."""
    early = NOW.replace(hour=13, minute=30)  # 8:30 in Bogotá
    found = read_usual(weeks, early).by_metric
    assert found["planned"].median == 10.5
    assert 0 < found["done"].median < 10.5


def test_of_too_few_days_before_nothing_is_said(tmp_path: Path, background: Background) -> None:
    """Two Fridays are no custom."""
    world = World(tmp_path, weeks_before=2)
    day = read_day(world.workspace(background, Relay()))
    assert day.more(DONE) is None
    assert day.usual.days == 0
    assert (day.usual.worked, day.usual.known_on) == (2, day.on + timedelta(weeks=1))
    world.replica.close()


def test_within_a_minute_and_a_scope_the_past_is_read_once(weeks: Workspace) -> None:
    """However often news come in."""
    reader = UsualReader(weeks)
    first = reader.read()
    assert reader.read() is first
    weeks.scope.choose(Scope(None, weeks_portfolio(weeks)))
    assert reader.read() is not first


def weeks_portfolio(workspace: Workspace) -> str:
    return portfolios_here(workspace.desk.store)[0].id


def test_the_window_counts_down(workspace: Workspace, world: World) -> None:
    """Once a country and zone."""
    assert windows_of(laws(world), workspace) == ["CO until 19:00 (8 h 19 min left)"]


def test_a_closed_window_says_when_it_opens(workspace: Workspace, world: World) -> None:
    """Sunday in Colombia: Monday at 7."""
    sunday = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    desk = replace(workspace.desk, clock=lambda: sunday)
    words = windows_of(laws(world), replace(workspace, desk=desk))
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
    with qtbot.waitSignal(model.changed):
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
