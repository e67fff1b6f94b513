"""The list of very many visits shows what the list of rows shows: same filters, same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kobra_desktop.commands.visits import assign_visits, edit_visit
from kobra_desktop.store import rows
from kobra_desktop.store.accents import words_of
from kobra_desktop.store.collation import Key, name_key, name_key_or_last
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.visit_views import VisitView
from kobra_desktop.store.queries.visit_windows import VisitIndex
from kobra_desktop.store.queries.visits import VisitRow, visit_rows
from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Predicate,
    holds,
)
from kobra_domain.visits import OPEN_STATES, Outcome, Priority, Verdict, VisitState
from tests.kobra_desktop.views.world import TODAY, World

SORTED: dict[str, Callable[[VisitRow], Any]] = {
    "state": lambda r: list(VisitState).index(r.state),
    "party": lambda r: name_key_or_last(r.party_name),
    "address": lambda r: name_key_or_last(r.street),
    "agent": lambda r: name_key_or_last(r.agent_name),
    "portfolio": lambda r: name_key_or_last(r.portfolio_name),
    "planned": lambda r: r.planned_on,
    "window": lambda r: r.window_start_at,
    "on_phone": lambda r: r.on_phone_at,
    "ended": lambda r: r.ended_at,
    "outcome": lambda r: r.outcome,
    "verdict": lambda r: r.verdict,
    "purpose": lambda r: r.purpose,
    "priority": lambda r: list(Priority).index(r.priority),
    "sync": lambda r: (not r.is_held, not r.is_pending),
}
WORDS = ("g", "ga", "pena", "ruiz", "calle 8", "candelaria", "consumo", "zzz", "Íván", "#1 ana")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A field with a past, and some edits that wait."""
    made = World(tmp_path_factory.mktemp("windows"), visits=150, has_last_week=True)
    yield made
    made.replica.close()


def of_rows(rows_: list[VisitRow], view: VisitView) -> list[VisitRow]:
    """The oracle: row by row, by what the columns and chips of the page say."""
    quality: dict[str, Callable[[VisitRow], str]] = {
        "state": lambda r: r.state.value,
        "agent": lambda r: r.agent_id or "-",
        "portfolio": lambda r: r.portfolio_id,
        "outcome": lambda r: r.outcome or "-",
        "verdict": lambda r: r.verdict or "-",
        "law": lambda r: (
            "blocked" if r.id in view.blocked else "allowed" if r.state in OPEN_STATES else "-"
        ),
        "sync": lambda r: "held" if r.is_held else "pending" if r.is_pending else "-",
    }
    passing = [
        row
        for row in rows_
        if all(quality[name](row) in values for name, values in view.accepted.items() if values)
        and (view.day is None or view.day(row.planned_on))
        and holds(view.where, row)
        and all(word in row.searchable for word in words_of(view.search))
    ]
    passing.sort(key=usual)
    if view.sort_key:
        key = SORTED[view.sort_key]
        known = [row for row in passing if key(row) is not None]
        known.sort(key=key, reverse=view.is_descending)
        passing = known + [row for row in passing if key(row) is None]
    return passing


def usual(row: VisitRow) -> tuple[int, int, bool, Key]:
    """Today, the days to come, no day, the past from its end; then the name."""
    name = (not row.party_name, name_key(row.party_name))
    if row.planned_on is None:
        return (1, 0, *name)
    ahead = (row.planned_on - TODAY).days
    return (0, ahead, *name) if ahead >= 0 else (2, -ahead, *name)


def some_conditions(random: Random, world: World) -> tuple[Predicate, ...]:
    """What numbers and links hold the list to: fields, moments by the clock at the door, ids."""
    return (
        Compare("party_id", "=", random.choice(world.visits).party_id),
        Compare(Clock("on_phone_at", "hour"), ">=", 7),
        Compare(Clock("ended_at", "day"), "=", TODAY),
        Not(Among("state", (VisitState.DRAFT, VisitState.COMPLETED))),
        Either((Absent("agent_id"), Among("id", [v.id for v in random.sample(world.visits, 7)]))),
    )


def some_view(random: Random, world: World) -> VisitView:
    """Any combination of what a person can choose."""
    open_ids = [v.id for v in world.visits if v.state in OPEN_STATES]
    values = {
        "state": [s.value for s in VisitState],
        "agent": [*(a.id for a in world.agents), "-"],
        "portfolio": [p.id for p in world.portfolios],
        "outcome": [*(o.value for o in Outcome), "-"],
        "verdict": [*(v.value for v in Verdict), "-"],
        "law": ["blocked", "allowed", "-"],
        "sync": ["held", "pending", "-"],
    }
    chosen = random.sample(sorted(values), random.choice((0, 1, 1, 2)))
    return VisitView(
        today=TODAY,
        search=random.choice(("", "", *WORDS)),
        accepted={
            k: frozenset(random.sample(values[k], (len(values[k]) + 1) // 2)) for k in chosen
        },
        day=random.choice((None, None, lambda day: day == TODAY, lambda day: day is None)),
        where=random.choice((EVERY, EVERY, *some_conditions(random, world))),
        sort_key=random.choice(("", *SORTED)),
        is_descending=random.random() < 0.5,
        blocked=frozenset(random.sample(open_ids, 9)),
    )


def same(world: World, index: VisitIndex, view: VisitView, reach: Reach = EVERYTHING) -> None:
    """Both show the same rows in the same order; rows that nothing tells apart may be swapped."""
    wanted = of_rows(visit_rows(world.replica, reach=reach), view)
    with world.replica.reading() as connection:
        found = index.ids(index.numbers(connection, view))
    by_id = {row.id: row for row in wanted}
    assert sorted(found) == sorted(by_id)
    key = SORTED.get(view.sort_key, usual)
    assert [(key(by_id[one]), usual(by_id[one])) for one in found] == [
        (key(row), usual(row)) for row in wanted
    ]


def index_of(world: World, reach: Reach = EVERYTHING) -> VisitIndex:
    """The index as it is read at first."""
    with world.replica.reading() as connection:
        return VisitIndex(connection, reach)


def test_any_filter_and_order_shows_what_rows_show(world: World) -> None:
    random, index = Random(3), index_of(world)
    drafts = [v.id for v in world.visits if v.state is VisitState.ASSIGNED][:4]
    edit_visit(world.desk(), drafts[0], note="x")
    for _ in range(150):
        same(world, index, some_view(random, world))


def test_the_reach_narrows_both(world: World) -> None:
    random = Random(4)
    for reach in (
        Reach(team_ids=frozenset({world.teams[0].id})),
        Reach(portfolio_ids=frozenset({world.portfolios[1].id})),
    ):
        index = index_of(world, reach)
        for _ in range(10):
            same(world, index, some_view(random, world), reach)


def test_what_changed_is_patched_into_what_was_read(world: World) -> None:
    """Rows that change, come and go, in an index that has read every column."""
    random, index = Random(5), index_of(world)
    for key in SORTED:
        same(world, index, VisitView(today=TODAY, sort_key=key, search="a"))
    moved = [v.id for v in world.visits if v.state is VisitState.DRAFT][:3]
    assign_visits(world.desk(), visit_ids=moved, agent_id=world.agents[4].id, planned_on=TODAY)
    like = world.visits[0]
    new = replace(like, id="00000000-0000-4000-8000-0000000fffff", note="nueva")
    gone = world.before[0].id
    with world.replica.pulling() as connection:
        rows.write(connection, "visit", new, 9)
        rows.remove(connection, "visit", [gone])
    with world.replica.reading() as connection:
        index.patch(connection, [*moved, new.id, gone])
    assert index.number_of(new.id) is not None
    for _ in range(60):
        same(world, index, some_view(random, world))


def test_a_party_with_another_name_is_found_by_it(world: World) -> None:
    index, view = index_of(world), VisitView(today=TODAY, search="xochitl")
    same(world, index, view)
    with world.replica.pulling() as connection:
        party = rows.one(connection, "party", world.visits[0].party_id)
        rows.write(connection, "party", replace(party, name="Xóchitl Ávila"), 9)
    index.rename("party")
    same(world, index, view)
    with world.replica.reading() as connection:
        assert world.visits[0].id in index.ids(index.numbers(connection, view))


def test_an_index_of_nothing_shows_nothing(tmp_path: Path) -> None:
    made = World(tmp_path, visits=0)
    with made.replica.reading() as connection:
        assert index_of(made).numbers(connection, VisitView(today=TODAY, search="a")).size == 0
    made.replica.close()
