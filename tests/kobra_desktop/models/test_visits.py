"""The list of visits: loading, following the news, acts with their refusals and their undo,
100,000 rows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.done import Done
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.models.rows import MARK_ROLE
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.visit_card import facts_of
from kobra_desktop.models.visit_columns import BLOCKED, NOBODY, state_column
from kobra_desktop.models.visits import VisitsModel, blocked_visits
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.visits import VisitRow, visit_rows
from kobra_domain.visits import OPEN_STATES, VisitState
from tests.kobra_desktop.views.world import TODAY, World


def loaded(workspace: Workspace, qtbot: QtBot) -> VisitsModel:
    """A model that has read its rows."""
    model = VisitsModel(workspace)
    with qtbot.waitSignal(model.list.loaded):
        model.open()
    qtbot.waitUntil(lambda: BLOCKED in model.list.held.qualities["law"])
    return model


def shown(model: VisitsModel) -> list[VisitRow]:
    """The rows on the screen."""
    rows = model.list.model
    return [rows.row_at(line) for line in range(rows.rowCount())]


def test_today_stands_first_and_the_past_last(workspace: Workspace, qtbot: QtBot) -> None:
    """Then the days to come, then those without a day."""
    days = [row.planned_on for row in shown(loaded(workspace, qtbot))]
    assert days[0] == TODAY
    assert days[-1] is None
    known = [day for day in days if day is not None]
    assert known == sorted(known)


def test_the_view_narrows_and_the_count_says_so(workspace: Workspace, qtbot: QtBot) -> None:
    """«5 of 60»."""
    model = loaded(workspace, qtbot)
    assert model.count_words == "60 visit(s)"
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(accepted={"agent": frozenset({NOBODY})})
    assert {row.agent_id for row in shown(model)} == {None}
    assert model.count_words == "5 of 60"


def test_a_change_of_one_visit_reads_one_visit(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """The others keep their rows, by identity."""
    model = loaded(workspace, qtbot)
    before = {row.id: row for row in model.list.held.rows}
    target = next(v for v in world.visits if v.state is VisitState.ASSIGNED)
    with qtbot.waitSignal(model.list.loaded):
        edit_visit(workspace.desk, target.id, note="Llamar antes")
    after = {row.id: row for row in model.list.held.rows}
    assert after[target.id].is_pending
    assert [i for i in after if after[i] is not before[i]] == [target.id]


def test_news_of_strangers_reads_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    """A new position is no reason to read visits."""
    model = loaded(workspace, qtbot)
    with qtbot.assertNotEmitted(model.list.loaded, wait=100):
        workspace.news.send(ChangeSet.of("latest", ["x"]))


def test_scope_narrows_to_a_portfolio(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """One choice for all pages."""
    model = loaded(workspace, qtbot)
    wanted = world.portfolios[1].id
    with qtbot.waitSignal(model.list.loaded):
        workspace.scope.choose(Scope(None, wanted))
    assert {row.portfolio_id for row in shown(model)} == {wanted}


def test_assigning_says_what_was_refused_and_can_be_undone(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """The banned product stays as it was, with its rule; undo brings the other back."""
    model = loaded(workspace, qtbot)
    drafts = [v for v in world.visits if v.agent_id is None]
    banned = next(
        v for v in world.visits if v.portfolio_id == world.portfolios[1].id and not v.ended_at
    )
    told: list[tuple[str, Done]] = []
    model.acts.acted.connect(lambda words, done: told.append((words, done)))
    agent = world.agents[2]
    with qtbot.waitSignal(model.acts.acted):
        model.assign([drafts[0].id, banned.id], agent.id, agent.name, TODAY + timedelta(days=3))
    words, done = told[0]
    assert words.replace("%n", "1") == "1 visit(s) assigned to Iván Díaz"
    assert [one.entity_id for one in done.refused] == [banned.id]
    assert "Ley 2300" in str(done.refused[0].reason.params["source"])
    with qtbot.waitSignal(model.acts.acted):
        model.acts.undo(done)
    row = next(r for r in visit_rows(world.replica) if r.id == drafts[0].id)
    assert row.agent_id is None
    assert not row.is_pending


def test_a_hundred_thousand_rows_are_searched_off_the_gui_thread(
    tmp_path: Path, background: Background, qtbot: QtBot
) -> None:
    """The model answers with what is on the screen; nothing is asked of the other rows."""
    world = World(tmp_path)
    workspace = world.workspace(background, Relay())
    model = VisitsModel(workspace)
    row = visit_rows(world.replica)[0]
    many = [replace(row, id=f"{n}", searchable=f"row {n}") for n in range(100_000)]
    model.list.listing = replace(model.list.listing, load=lambda: many)
    with qtbot.waitSignal(model.list.loaded, timeout=30_000):
        model.open()
    assert model.list.model.rowCount() == 100_000
    model.list.look(search="99999")
    qtbot.waitUntil(lambda: model.list.model.rowCount() == 1, timeout=30_000)
    assert [one.id for one in shown(model)] == ["99999"]
    world.replica.close()


def test_a_visit_that_only_has_to_wait_says_until_when(workspace: Workspace, world: World) -> None:
    """At night: the next lawful hour first, for the cell is narrow; then the rule."""
    at = workspace.now + timedelta(hours=11)
    late = replace(workspace, desk=replace(workspace.desk, clock=lambda: at))
    blocked = blocked_visits(late)
    waiting = {i: block for i, block in blocked.items() if block.until}
    assert waiting
    column = state_column(late, lambda: blocked)
    rows = {row.id: row for row in visit_rows(world.replica)}
    for visit_id, block in waiting.items():
        assert column.text(rows[visit_id]) == f"Blocked until {block.until}. {block.why}"
        assert block.until in block.why


def test_what_the_law_forbids_is_marked_and_can_be_filtered(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Only open visits; the reason stands there and is said to who hovers."""
    model = loaded(workspace, qtbot)
    qtbot.waitUntil(lambda: len(model.blocked) > 0)
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(accepted={"law": frozenset({BLOCKED})})
    rows = shown(model)
    assert {row.id for row in rows} == set(model.blocked)
    assert all(row.state in OPEN_STATES for row in rows)
    cell = model.list.model.index(0, 0)
    assert cell.data().startswith("Blocked. ")
    assert "Ley 2300" in cell.data()
    assert cell.data(MARK_ROLE) == "visits:blocked"
    assert "Ley 2300" in cell.data(Qt.ItemDataRole.ToolTipRole)
    for row in rows:
        facts = facts_of(workspace, row.id)
        assert facts is not None
        assert facts.law is not None
        assert facts.law.is_refusal
