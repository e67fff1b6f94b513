"""The list of visits: loading, following the news, acts with their refusals and their undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import Done
from kobra_desktop.models.arranging import arranged
from kobra_desktop.models.days import between
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.rows import MARK_ROLE, View
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.visit_card import facts_of
from kobra_desktop.models.visit_columns import state_column
from kobra_desktop.models.visit_qualities import BLOCKED, NOBODY
from kobra_desktop.models.visits import Chosen, VisitsModel, blocked_visits
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.visits import VisitRow, visit_rows
from kobra_domain.metrics.predicates import Compare
from kobra_domain.visits import OPEN_STATES
from kobra_domain.words import moment
from tests.kobra_desktop.views.world import TODAY, World


def loaded(workspace: Workspace, qtbot: QtBot) -> VisitsModel:
    """A model that has read its rows."""
    model = VisitsModel(workspace)
    with qtbot.waitSignal(model.list.loaded):
        model.open()
    qtbot.waitUntil(lambda: bool(model.blocked) and not model.list.is_busy)
    return model


def shown(model: VisitsModel) -> list[VisitRow]:
    """The rows on the screen."""
    rows = model.list.model
    return [row for line in range(rows.rowCount()) if (row := rows.row_at(line)) is not None]


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
    assert (model.list.model.rowCount(), model.list.model.total) == (60, 60)
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(accepted={"agent": frozenset({NOBODY})})
    assert {row.agent_id for row in shown(model)} == {None}
    assert (model.list.model.rowCount(), model.list.model.total) == (5, 60)


def test_what_is_known_before_an_act_on_very_many_is_what_their_rows_say(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day of the first that has one, how many phones hold, their states; the gone are left."""
    model = loaded(workspace, qtbot)
    ids = [*(row.id for row in shown(model)[::-1]), "gone"]
    told: list[Chosen] = []
    model.look_at(ids, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    monkeypatch.setattr("kobra_desktop.models.visits.MOST_READ", 1)
    model.look_at(ids, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert replace(told[0], seen={}) == told[1]  # nobody looks at each of so many
    assert (told[0].day > TODAY, told[0].on_phones > 0, len(told[0].states) > 2) == (True,) * 3


def test_days_from_one_to_another_with_either_end_open(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """Both ends included."""
    model = loaded(workspace, qtbot)
    days = sorted({one.planned_on for one in world.visits if one.planned_on})
    for first, last in ((days[0], days[1]), (days[-1], None), (None, days[0])):
        with qtbot.waitSignal(model.list.loaded):
            model.list.look(accepted={"day": frozenset({between(first, last)})})
        wanted = [day for day in days if (first or day) <= day <= (last or day)]
        assert sorted({row.planned_on for row in shown(model) if row.planned_on}) == wanted
        assert all(row.planned_on for row in shown(model))


def test_what_a_list_is_held_to_is_shown(workspace: Workspace, world: World, qtbot: QtBot) -> None:
    """By id, as a search for a person holds it."""
    model, wanted = loaded(workspace, qtbot), world.visits[7].party_id
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(where=Compare("party_id", "=", wanted))
    assert {row.party_id for row in shown(model)} == {wanted}
    assert len(shown(model)) == sum(one.party_id == wanted for one in world.visits)


@pytest.mark.parametrize("seed", range(3))
def test_any_chips_and_order_show_what_they_say(
    workspace: Workspace, qtbot: QtBot, seed: int
) -> None:
    """The chips and columns of the page, asked row by row."""
    model, random = loaded(workspace, qtbot), Random(seed)
    everything = shown(model)
    columns = {one.key: one for one in model.list.model.columns}
    offered = {q.key: [v for v, _ in q.options()] for q in model.list.qualities if q.options}
    offered["agent"] = [value for value, _ in model.list.options["agent"]]
    for _ in range(8):
        chosen = random.sample(sorted(offered), 2)
        accepted = {
            key: frozenset(random.sample(offered[key], (len(offered[key]) + 1) // 2))
            for key in chosen
        }
        sort_key, is_descending = random.choice(sorted(columns)), random.random() < 0.5
        view = View(accepted=accepted, sort_key=sort_key, is_descending=is_descending)
        listing: Listing[VisitRow] = Listing(
            name="",
            load=tuple,
            identity=lambda row: row.id,
            words=lambda row: row.searchable,
            columns=model.list.model.columns,
            qualities=model.list.qualities,
        )
        wanted = arranged(listing, listing.prepare(everything), view)
        model.list.look(**{name: getattr(view, name) for name in ("accepted", "sort_key")})
        model.list.look(is_descending=is_descending)
        qtbot.waitUntil(lambda: not model.list.is_busy)
        found = shown(model)
        assert [row.id for row in found] == [everything[n].id for n in wanted.shown]


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


def test_a_visit_that_only_has_to_wait_says_until_when(workspace: Workspace, world: World) -> None:
    """At night: the next lawful hour first, for the cell is narrow; then the rule."""
    at = workspace.now + timedelta(hours=11)
    late = replace(workspace, desk=replace(workspace.desk, clock=lambda: at))
    blocked = blocked_visits(late)
    waiting = {i: block for i, block in blocked.items() if block.until_at}
    assert waiting
    column = state_column(late, lambda: blocked)
    rows = {row.id: row for row in visit_rows(world.replica)}
    for visit_id, block in waiting.items():
        assert block.until_at is not None
        until = moment(block.until_at, rows[visit_id].time_zone, late.locale, late.now)
        assert column.text(rows[visit_id]) == f"Blocked until {until}. {block.why}"
        assert until in block.why


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
