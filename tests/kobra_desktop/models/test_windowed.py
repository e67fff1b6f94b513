"""A list of many rows to a table: what is not read yet is empty, what is seen is read, and it
follows the news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.visits import assign_visits
from kobra_desktop.models.arrangement import LargeArrangement, ManyChosen
from kobra_desktop.models.ranges import Range, every_line
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_columns import visit_columns
from kobra_desktop.models.visit_source import VisitSource
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.windowed_rows import WindowedModel
from kobra_desktop.models.windows import WINDOW
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.visits import VisitRow, visit_rows
from kobra_domain.visits import ReviewState, VisitState
from tests.kobra_desktop.views.world import TODAY, World
from tests.kobra_domain.things import a_submission

Visits = WindowedList[VisitRow]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """More visits than three windows hold."""
    made = World(tmp_path_factory.mktemp("many"), visits=3 * WINDOW + 50)
    yield made
    made.replica.close()


@pytest.fixture
def desk(many: World, background: Background, qtbot: QtBot) -> Workspace:
    """Over them."""
    return many.workspace(background, Relay())


def opened(workspace: Workspace, qtbot: QtBot) -> Visits:
    """A list that knows where everything stands; it lives as long as what reads for it."""
    source, background = VisitSource(workspace, lambda: (), "Nobody"), workspace.background
    made: Visits = WindowedList(workspace, source, visit_columns(workspace), parent=background)
    made.open()
    qtbot.waitUntil(lambda: made.is_loaded)
    return made


def every(model: WindowedModel[VisitRow]) -> list[str]:
    """All ids that are shown, in order."""
    return list(model.choice([(0, model.rowCount() - 1)]))


class Slow(VisitSource):
    """Where all rows stand is known when the test says so."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, lambda: (), "Nobody")
        self.may_go = Event()

    def arrange(self, view: View) -> LargeArrangement:
        """As it is, later."""
        assert self.may_go.wait(30)
        return super().arrange(view)


@pytest.fixture
def begun(desk: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visits]:
    """A list that shows its first rows and knows no others yet."""
    monkeypatch.setattr("kobra_desktop.store.queries.visit_views.SHORT", 0)
    source = Slow(desk)
    made: Visits = WindowedList(desk, source, visit_columns(desk), parent=desk.background)
    with qtbot.waitSignal(made.begun):
        made.open()
    made.setProperty("go", source.may_go)
    yield made
    source.may_go.set()


def go_on(visits: Visits, qtbot: QtBot) -> None:
    """All rows are known."""
    visits.property("go").set()
    qtbot.waitUntil(lambda: visits.is_loaded)


def test_the_first_rows_are_seen_before_all_are_known(
    begun: Visits, many: World, qtbot: QtBot
) -> None:
    """They are the first of all, with what they say, and stay where they are."""
    model = begun.model
    first = every(model)
    assert (len(first), begun.is_loaded) == (WINDOW, False)
    assert all(row is not None and row.id == first[n] for n, row in enumerate(model.windows[0]))
    go_on(begun, qtbot)
    assert every(model)[:WINDOW] == first
    assert model.rowCount() == len(many.visits)


def test_what_leaves_before_all_are_known_waits_for_them(
    begun: Visits, many: World, qtbot: QtBot
) -> None:
    """An export and «all» are of all rows, not of the first."""
    told: list[list[str]] = []

    def export() -> None:
        told.append([row.id for row in begun.model.shown_rows()()])

    begun.model.when_whole(export)
    assert not told
    go_on(begun, qtbot)
    assert told == [every(begun.model)]
    assert len(told[0]) == len(many.visits)


def test_a_search_before_all_are_known_shows_what_it_finds(begun: Visits, qtbot: QtBot) -> None:
    begun.look(search="zzz")
    go_on(begun, qtbot)
    qtbot.waitUntil(lambda: begun.model.rowCount() == 0)


def test_a_choice_of_very_many_is_kept_without_their_ids(
    desk: Workspace, many: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through another order, a filter, rows that come and go: the same visits, no others."""
    monkeypatch.setattr("kobra_desktop.models.arrangement.MOST_SAID", 10)
    visits = opened(desk, qtbot)
    model = visits.model
    chosen = model.choice([(3, 40), (60, 200)])
    ids = list(chosen)
    assert isinstance(chosen, ManyChosen)
    assert (len(chosen), chosen[0], chosen[-1], chosen[1:3]) == (179, ids[0], ids[-1], ids[1:3])
    visits.look(sort_key="party", is_descending=True)
    with qtbot.waitSignal(visits.loaded):
        visits.mark_anew()
    assert shown(model, model.ranges_of(chosen)) == set(ids)
    assert model.choice(model.ranges_of(chosen)) != chosen  # in another order
    twin = replace(many.visits[0], id="00000000-0000-4000-8000-0000000fffff")
    with many.replica.pulling() as connection:
        rows.write(connection, "visit", twin, 9)
    many.replica.tell(ChangeSet.of("visit", [twin.id]))
    qtbot.waitUntil(lambda: model.line_of(twin.id) is not None)
    assert shown(model, model.ranges_of(chosen)) == set(ids)
    with many.replica.pulling() as connection:
        rows.remove(connection, "visit", [twin.id])
    many.replica.tell(ChangeSet.of("visit", [twin.id]))
    visits.look(sort_key="", is_descending=False, search="ru")
    qtbot.waitUntil(lambda: model.rowCount() < len(ids))
    assert shown(model, model.ranges_of(chosen)) == set(ids) & set(every(model))


def shown(model: WindowedModel[VisitRow], ranges: list[Range]) -> set[str]:
    """The visits on these lines."""
    return {model.id_at(line) for line in every_line(ranges)}


def test_lines_of_many_rows_are_said_by_a_worker(desk: Workspace, qtbot: QtBot) -> None:
    model = opened(desk, qtbot).model
    ids, answers = every(model), list[list[str]]()
    model.with_said([*ids, "gone"], lambda row: row.id, answers.append)
    assert not answers
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [ids]


def test_a_row_is_read_when_it_is_looked_at(desk: Workspace, many: World, qtbot: QtBot) -> None:
    visits = opened(desk, qtbot)
    model, last = visits.model, 3 * WINDOW + 49
    assert (model.rowCount(), model.total) == (last + 1, last + 1)
    first = model.row_at(0)
    assert first is not None
    assert model.id_at(0) == first.id
    cell = model.index(last, 1)
    assert (model.row_at(last), model.data(cell), model.cell(cell).text) == (None, None, "")
    said = model.id_at(last)
    qtbot.waitUntil(lambda: model.row_at(last) is not None)
    row = model.row_at(last)
    assert row is not None
    assert (row.id, model.data(cell), model.line_of(said)) == (said, row.party_name, last)
    assert model.row_of(said) == row
    assert sorted(every(model)) == sorted(visit.id for visit in many.visits)


def test_all_that_is_shown_leaves_in_its_order(desk: Workspace, qtbot: QtBot) -> None:
    """Read for the file alone; what is filtered meanwhile changes nothing of it."""
    visits = opened(desk, qtbot)
    ids, rows = every(visits.model), visits.model.shown_rows()
    visits.look(search="zzz")
    qtbot.waitUntil(lambda: visits.model.rowCount() == 0)
    assert [row.id for row in rows()] == ids


def test_rows_that_are_not_read_yet_are_read_for_an_act(desk: Workspace, qtbot: QtBot) -> None:
    """Of those that are read it is done at once; the order is that of the ids."""
    model = opened(desk, qtbot).model
    ids, answers = every(model), list[list[str]]()

    def then(found: list[VisitRow]) -> None:
        answers.append([row.id for row in found])

    model.with_rows(ids[:2], then)
    assert answers == [ids[:2]]
    scattered = [ids[-1], ids[0], "gone", ids[WINDOW + 1]]
    model.with_rows(scattered, then)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers[1] == [ids[-1], ids[0], ids[WINDOW + 1]]


def test_unseen_it_rests_and_is_true_when_it_is_seen(
    desk: Workspace, many: World, qtbot: QtBot
) -> None:
    visits, seen = opened(desk, qtbot), opened(desk, qtbot)
    loads: list[None] = []
    qtbot.waitUntil(lambda: not visits.is_busy)
    visits.rest()
    visits.loaded.connect(lambda: loads.append(None))
    agent = replace(many.agents[1], name="Zoraida Ñáñez")
    with many.replica.pulling() as connection:
        rows.write(connection, "agent", agent, 9)
    many.replica.tell(ChangeSet.of("agent", [agent.id]))
    qtbot.waitUntil(lambda: dict(seen.options["agent"])[agent.id] == agent.name)
    assert not loads
    visits.open()
    qtbot.waitUntil(lambda: dict(visits.options["agent"])[agent.id] == agent.name)


def test_the_cells_of_a_frame_ask_for_their_window_once(desk: Workspace, qtbot: QtBot) -> None:
    model = opened(desk, qtbot).model
    asked: list[int] = []
    model.wanted.connect(asked.append)
    for line in range(2 * WINDOW + 70, 2 * WINDOW + 90):
        assert model.row_at(line) is None
    assert asked == [2]
    qtbot.waitUntil(lambda: model.row_at(2 * WINDOW + 70) is not None)


def test_the_next_window_is_read_before_it_is_seen(desk: Workspace, qtbot: QtBot) -> None:
    model = opened(desk, qtbot).model
    model.row_at(WINDOW - 5)
    qtbot.waitUntil(lambda: 1 in model.windows)


def test_a_letter_narrows_and_the_order_turns(desk: Workspace, many: World, qtbot: QtBot) -> None:
    visits = opened(desk, qtbot)
    wanted = {row.id for row in visit_rows(many.replica) if "ru" in row.searchable}
    visits.look(search="ru", sort_key="party", is_descending=True)
    qtbot.waitUntil(lambda: visits.model.rowCount() == len(wanted))
    assert set(every(visits.model)) == wanted
    row = visits.model.row_at(0)
    assert row is not None
    names = {one.party_name for one in visit_rows(many.replica) if one.id in wanted}
    assert row.party_name == max(names, key=name_key)
    visits.look(search="zzz")
    qtbot.waitUntil(lambda: visits.model.rowCount() == 0)
    assert visits.model.total == 3 * WINDOW + 50


def test_an_act_is_seen_where_it_was_done(desk: Workspace, many: World, qtbot: QtBot) -> None:
    visits = opened(desk, qtbot)
    state = frozenset({VisitState.DRAFT.value})
    visits.look(accepted={"state": state})
    drafts = [v.id for v in many.visits if v.state is VisitState.DRAFT]
    qtbot.waitUntil(lambda: visits.model.rowCount() == len(drafts))
    done = assign_visits(
        desk.desk, visit_ids=drafts[:3], agent_id=many.agents[0].id, planned_on=TODAY
    )
    assert done.ids
    qtbot.waitUntil(lambda: visits.model.rowCount() == len(drafts) - len(done.ids))
    visits.look(accepted={"sync": frozenset({"pending"})})
    qtbot.waitUntil(lambda: set(every(visits.model)) == set(done.ids))
    row = visits.model.row_at(0)
    assert row is not None
    assert (row.is_pending, row.agent_name) == (True, many.agents[0].name)


def test_what_a_large_pull_brought_is_read_in_a_moment(
    desk: Workspace, many: World, qtbot: QtBot
) -> None:
    visits = opened(desk, qtbot)
    count = visits.model.rowCount()
    twin = replace(many.visits[0], id="00000000-0000-4000-8000-0000000fffff")
    with many.replica.pulling() as connection:
        rows.write(connection, "visit", twin, 9)
    many.replica.tell(ChangeSet(all_of=frozenset({"visit"})))
    qtbot.waitUntil(lambda: visits.model.rowCount() == count + 1)
    with many.replica.pulling() as connection:
        rows.remove(connection, "visit", [twin.id])
    many.replica.tell(ChangeSet.of("visit", [twin.id]))
    qtbot.waitUntil(lambda: visits.model.rowCount() == count)
    assert visits.model.line_of(twin.id) is None


def test_lines_stay_under_the_pointer_until_it_leaves(
    desk: Workspace, many: World, qtbot: QtBot
) -> None:
    """What they say follows at once; an act of one's own moves them at once."""
    visits = opened(desk, qtbot)
    visits.look(sort_key="outcome")
    qtbot.waitUntil(lambda: visits.is_settled)
    before = every(visits.model)
    moved = next(v for v in many.visits if v.id == before[0])
    visits.keep_order(is_kept=True)
    with many.replica.pulling() as connection:
        rows.write(connection, "visit", replace(moved, outcome=None, note="otra"), 9)
    with qtbot.waitSignal(visits.loaded):
        many.replica.tell(ChangeSet.of("visit", [moved.id]))
    assert every(visits.model) == before
    row = visits.model.row_at(0)
    assert row is not None
    assert row.outcome is None
    visits.keep_order(is_kept=False)
    qtbot.waitUntil(lambda: every(visits.model)[0] != moved.id)


@pytest.mark.parametrize("kind", ["outbox", "party"])
def test_news_of_all_of_a_kind_may_change_any_row(desk: Workspace, many: World, kind: str) -> None:
    """Such as an outbox that was carried over from a damaged replica."""
    source = VisitSource(desk, lambda: (), "Nobody")
    source.arrange(View())
    may_be_other = source.follow(ChangeSet(all_of=frozenset({kind})))
    assert may_be_other is not None
    assert all(map(may_be_other, source.rows([many.visits[0].id, many.visits[1].id]).values()))
    assert source.rows([many.visits[0].id])


def test_what_was_judged_of_an_answer_is_seen_at_its_visit(
    desk: Workspace, many: World, qtbot: QtBot
) -> None:
    """The visit itself is as it was: only its answer is another."""
    visits = opened(desk, qtbot)
    row = visits.model.row_at(0)
    assert row is not None
    unread = a_submission(
        id="00000000-0000-4000-8000-00000000eeee", visit_id=row.id, problem="unreadable_amount"
    )
    judged = replace(unread, review=ReviewState.HAS_ISSUES)
    for answer in (unread, judged):
        with many.replica.pulling() as connection:
            rows.write(connection, "submission", answer, 2)
        many.replica.tell(ChangeSet.of("submission", [unread.id]))
        lacks = answer is unread
        qtbot.waitUntil(partial(_is_said, visits, row.id, lacks_amount=lacks))


def _is_said(visits: Visits, visit_id: str, *, lacks_amount: bool) -> bool:
    line = visits.model.line_of(visit_id)
    row = None if line is None else visits.model.row_at(line)
    return row is not None and row.lacks_amount == lacks_amount
