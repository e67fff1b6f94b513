"""The list of very many visits shows what the list of rows shows: same filters, same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, text

from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.store import rows
from kobra_desktop.store.accents import words_of
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import Key, name_key, name_key_or_last
from kobra_desktop.store.queries.large import LargeView
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.packed import Numbers, said_ids
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.visit_views import VISITS
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
from kobra_domain.visits import OPEN_STATES, Outcome, Priority, Verdict, Visit, VisitState
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
WORDS = (
    "8812",
    "800",
    "g",
    "ga",
    "pena",
    "ruiz",
    "calle 8",
    "candelaria",
    "consumo",
    "zzz",
    "Íván",
    "#1 ana",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A field with a past, and some edits that wait."""
    made = World(tmp_path_factory.mktemp("windows"), visits=150, weeks_before=1)
    yield made
    made.replica.close()


def of_rows(rows_: list[VisitRow], texts: dict[str, str], view: LargeView) -> list[VisitRow]:
    """The oracle: row by row, by what the columns and chips of the page say."""
    quality: dict[str, Callable[[VisitRow], str]] = {
        "state": lambda r: r.state.value,
        "agent": lambda r: r.agent_id or "-",
        "portfolio": lambda r: r.portfolio_id,
        "outcome": lambda r: r.outcome or "-",
        "verdict": lambda r: r.verdict or "-",
        "law": lambda r: (
            "blocked"
            if r.id in view.named["blocked"]
            else "allowed"
            if r.state in OPEN_STATES
            else "-"
        ),
        "sync": lambda r: "held" if r.is_held else "pending" if r.is_pending else "-",
    }
    passing = [
        row
        for row in rows_
        if all(quality[name](row) in values for name, values in view.accepted.items() if values)
        and all(test(getattr(row, name)) for name, test in view.tests.items())
        and holds(view.where, row)
        and all(word in texts[row.id] for word in words_of(view.search))
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


def some_view(random: Random, world: World) -> LargeView:
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
    return LargeView(
        today=TODAY,
        search=random.choice(("", "", *WORDS)),
        accepted={
            k: frozenset(random.sample(values[k], (len(values[k]) + 1) // 2)) for k in chosen
        },
        tests=random.choice(
            (
                {},
                {},
                {"planned_on": lambda day: day == TODAY},
                {"planned_on": lambda day: day is None},
            )
        ),
        where=random.choice((EVERY, EVERY, *some_conditions(random, world))),
        sort_key=random.choice(("", *SORTED)),
        is_descending=random.random() < 0.5,
        named={"blocked": frozenset(random.sample(open_ids, 9))},
    )


def ids(index: LargeIndex, numbers: Numbers) -> list[str]:
    """The visits of row numbers."""
    return list(said_ids(index.held.packed(numbers)))


def searched(world: World, rows_: list[VisitRow]) -> dict[str, str]:
    """By visit: all that a search looks through."""
    with world.replica.reading() as connection:
        party, account, visit = (
            {one.id: one for one in rows.entities(connection, kind)}
            for kind in ("party", "account", "visit")
        )
    return {
        row.id: " ".join(
            (
                row.searchable,
                party[row.party_id].document_number if row.party_id in party else "",
                *(account[one].number for one in visit[row.id].account_ids),
            )
        )
        for row in rows_
    }


def same(world: World, index: LargeIndex, view: LargeView, reach: Reach = EVERYTHING) -> None:
    """Both show the same rows in the same order; rows that nothing tells apart may be swapped."""
    every = visit_rows(world.replica, reach=reach)
    wanted = of_rows(every, searched(world, every), view)
    with world.replica.reading() as connection:
        found = ids(index, index.numbers(connection, view))
    by_id = {row.id: row for row in wanted}
    assert sorted(found) == sorted(by_id)
    key = SORTED.get(view.sort_key, usual)
    assert [(key(by_id[one]), usual(by_id[one])) for one in found] == [
        (key(row), usual(row)) for row in wanted
    ]


def index_of(world: World, reach: Reach = EVERYTHING) -> LargeIndex:
    """The index as it is read at first."""
    with world.replica.reading() as connection:
        return LargeIndex(connection, VISITS, reach)


@pytest.mark.parametrize("at_once", [5_000, 7])
def test_any_filter_and_order_shows_what_rows_show(
    world: World, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Whether all rows are read at once or a few at a time."""
    monkeypatch.setattr("kobra_desktop.store.queries.packed._ROWS", at_once)
    random, index = Random(3), index_of(world)
    drafts = [v.id for v in world.visits if v.state is VisitState.ASSIGNED][:4]
    edit_visit(world.desk(), drafts[0], note="x")
    for _ in range(50):
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


class Change:
    """What a pull or an act may do to visits and to what they name, at random."""

    def __init__(self, world: World, random: Random) -> None:
        self.world, self.random = world, random
        self.count = 0

    def any(self) -> ChangeSet:
        """Do something; what has changed, as it is told."""
        act = self.random.choice(
            (self.edit, self.edit, self.come, self.go, self.come_back, self.rename, self.touch)
        )
        self.count += 1
        with self.world.replica.pulling() as connection:
            return act(connection)

    def some(self, connection: Connection, most: int = 5) -> list[Visit]:
        """Some visits that are there."""
        held: list[Visit] = sorted(rows.entities(connection, "visit"), key=lambda v: v.id)
        return self.random.sample(held, self.random.randrange(1, most))

    def edit(self, connection: Connection) -> ChangeSet:
        """Other days, agents, states, parties, accounts."""
        like = self.random.choice(self.world.visits)
        far = self.random.randrange(-9, 9)
        fields: dict[str, Any] = self.random.choice(
            (
                {"planned_on": TODAY + timedelta(days=far)},
                {"planned_on": None, "agent_id": None},
                {"agent_id": self.random.choice(self.world.agents).id, "ended_at": like.ended_at},
                {"state": like.state, "outcome": like.outcome, "verdict": like.verdict},
                {"party_id": like.party_id, "account_ids": like.account_ids},
                {"note": f"{self.count}", "priority": self.random.choice(list(Priority))},
            )
        )
        return self.put(connection, [replace(one, **fields) for one in self.some(connection)])

    def put(self, connection: Connection, visits: list[Visit]) -> ChangeSet:
        """Write them."""
        for one in visits:
            rows.write(connection, "visit", one, 9)
        return ChangeSet.of("visit", [one.id for one in visits])

    def come(self, connection: Connection) -> ChangeSet:
        """New visits, some of parties that are new as well."""
        party = replace(rows.one(connection, "party", self.world.visits[0].party_id))
        party = replace(party, id=self.world.new_id(), name=self.random.choice(("", "Íñigo Xul")))
        made = [replace(one, id=self.world.new_id()) for one in self.some(connection)]
        if self.random.random() < 0.5:
            made[0] = replace(made[0], party_id=party.id)
            rows.write(connection, "party", party, 9)
        return self.put(connection, made) | ChangeSet.of("party", [party.id])

    def go(self, connection: Connection) -> ChangeSet:
        """Visits that are no longer here."""
        gone = [one.id for one in self.some(connection)]
        rows.remove(connection, "visit", gone)
        return ChangeSet.of("visit", gone)

    def come_back(self, connection: Connection) -> ChangeSet:
        """Visits that left and came back: under other numbers, their own taken by new ones."""
        back = self.some(connection)
        last = connection.execute(text('SELECT id FROM "visit" ORDER BY rowid DESC LIMIT 1'))
        gone = str(last.scalar_one())
        rows.remove(connection, "visit", [gone, *(one.id for one in back)])
        new = replace(back[0], id=self.world.new_id())
        told = self.put(connection, [new, *back[::-1]])
        return told | ChangeSet.of("visit", [gone])

    def rename(self, connection: Connection) -> ChangeSet:
        """One of each thing that is searched is called otherwise."""
        visit = self.random.choice(self.world.visits)
        kind, one, field = self.random.choice(
            (
                ("party", visit.party_id, "name"),
                ("address", visit.address_id, "street"),
                ("account", visit.account_ids[0], "number"),
                ("agent", self.world.agents[0].id, "name"),
            )
        )
        said = self.random.choice(("Zuñiga Ñandú", "8812 calle", "ana", "#1 Peña"))
        row = rows.one(connection, kind, one)
        rows.write(connection, kind, replace(row, **{field: f"{said} {self.count}"}), 9)
        return ChangeSet.of(kind, [one])

    def touch(self, connection: Connection) -> ChangeSet:
        """Something that no list reads."""
        party = rows.one(connection, "party", self.random.choice(self.world.visits).party_id)
        rows.write(connection, "party", replace(party, language="en"), 9)
        return ChangeSet.of("party", [party.id])


def follow(world: World, index: LargeIndex, news: ChangeSet) -> None:
    """What has changed, told as the list tells it."""
    with world.replica.reading() as connection:
        for kind in {names.kind for names in VISITS.names.values()} & news.kinds:
            index.rename(connection, kind, news.ids_of(kind))
        index.patch(connection, news.ids_of("visit") or ())


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_is_patched_into_what_was_read(tmp_path: Path, seed: int) -> None:
    """Rows that change, come, go and come back under other numbers, things with other names: at any
    time the index that was told of it stands as one that is read anew, to the line.
    """
    random, world = Random(seed), World(tmp_path, visits=60, weeks_before=1)
    index, change = index_of(world), Change(world, random)
    for _ in range(40):
        follow(world, index, change.any())
        view = some_view(random, world)
        same(world, index, view)
        with world.replica.reading() as connection:
            anew = LargeIndex(connection, VISITS)
            told, read = (ids(one, one.numbers(connection, view)) for one in (index, anew))
            assert set(index.used(connection, "agent_id")) == set(anew.used(connection, "agent_id"))
            assert index.total(connection) == anew.total(connection)
        assert told == read
    world.replica.close()


def test_a_party_with_another_name_is_found_by_it(world: World) -> None:
    index, view = index_of(world), LargeView(today=TODAY, search="xochitl")
    same(world, index, view)
    with world.replica.pulling() as connection:
        party = rows.one(connection, "party", world.visits[0].party_id)
        rows.write(connection, "party", replace(party, name="Xóchitl Ávila"), 9)
    follow(world, index, ChangeSet.of("party", [party.id]))
    same(world, index, view)
    with world.replica.reading() as connection:
        assert world.visits[0].id in ids(index, index.numbers(connection, view))


def test_an_index_of_nothing_shows_nothing(tmp_path: Path) -> None:
    made = World(tmp_path, visits=0)
    with made.replica.reading() as connection:
        assert index_of(made).numbers(connection, LargeView(today=TODAY, search="a")).size == 0
    made.replica.close()
