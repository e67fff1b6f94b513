"""Search, filters and order over many rows, and the item model that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kobra_desktop.models.arranging import Patch, arranged, patched
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.rows import Column, RowsModel, View
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key


@dataclass(frozen=True)
class Person:
    """A row."""

    id: str
    name: str
    age: int | None
    team: str = "a"


PEOPLE = (
    Person("1", "García", 40),
    Person("2", "Núñez", None, "b"),
    Person("3", "Ávila", 9),
    Person("4", "Garza", 100, "b"),
)
COLUMNS: list[Column[Person]] = [
    Column("name", "Name", lambda p: p.name, lambda p: name_key(p.name)),
    Column("age", "Age", lambda p: str(p.age or ""), lambda p: p.age),
]
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LISTING: Listing[Person] = Listing(
    name="people",
    load=lambda: PEOPLE,
    identity=lambda p: p.id,
    words=lambda p: plain(p.name),
    columns=COLUMNS,
    qualities=(Quality("team", "Team", lambda p: p.team, word=lambda p: p.team.upper()),),
    order=lambda: lambda p: p.id,
)
HELD = LISTING.prepare(PEOPLE)


def ids(view: View) -> str:
    """The ids in order."""
    return "".join(HELD.ids[n] for n in arranged(LISTING, HELD, view).shown)


def test_search_needs_no_accents_and_all_words() -> None:
    """«garc» finds García; every word must occur."""
    assert ids(View(search="GARC")) == "1"
    assert ids(View(search="nunez")) == "2"
    assert ids(View(search="gar a")) == "14"
    assert ids(View(search="gar x")) == ""


def test_numbers_are_ordered_as_numbers_and_unknown_ones_last() -> None:
    """9 before 40 before 100, both ways; nothing known stands last both ways."""
    assert ids(View(sort_key="age")) == "3142"
    assert ids(View(sort_key="age", is_descending=True)) == "4132"


def test_filters_accept_any_of_their_values() -> None:
    """No value means no filter; qualities narrow each other."""
    assert ids(View(accepted={"team": frozenset()})) == "1234"
    assert ids(View(accepted={"team": frozenset({"b"})}, search="ga")) == "4"


def test_the_model_is_a_sound_item_model(qtbot: QtBot) -> None:
    """Qt's own tester."""
    model = RowsModel(COLUMNS)
    model.show(HELD, arranged(LISTING, HELD, View(sort_key="name")).shown)
    QAbstractItemModelTester(model, FATAL)
    assert model.rowCount() == 4
    assert model.data(model.index(0, 0)) == "Ávila"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Age"
    assert model.line_of("4") == 2
    assert model.row_of("4") == PEOPLE[3]
    assert model.row_of("gone") is None


def test_other_contents_in_place_keep_the_lines() -> None:
    """A position that came in live does not move the list."""
    model = RowsModel(COLUMNS)
    model.show(HELD, [3, 0])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b: told.append((a.row(), b.row())))
    rows = [Person("1", "García", 41), *PEOPLE[1:]]
    model.repaint(LISTING.prepare(rows), ["1", "3"])
    assert told == [(1, 1)]
    assert model.data(model.index(1, 1)) == "41"


def test_names_stand_as_in_a_dictionary() -> None:
    """Accents do not send a name to the end; «ñ» is a letter after «n»."""
    names = ["Pablo", "Óscar", "Orlando", "Zoe", "Peña", "Penagos", "Pena", "Pérez"]
    ordered = ["Orlando", "Óscar", "Pablo", "Pena", "Penagos", "Peña", "Pérez", "Zoe"]
    assert sorted(names, key=name_key) == ordered


def test_what_there_is_is_offered_in_order() -> None:
    """A quality that words its rows offers the values that occur."""
    assert LISTING.offered(HELD) == {"team": [("a", "A"), ("b", "B")]}


VIEWS = (
    View(),
    View(sort_key="name"),
    View(sort_key="age"),
    View(sort_key="age", is_descending=True),
    View(search="ga", accepted={"team": frozenset("b")}),
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_patched_list_is_the_list_made_anew(view: View, qtbot: QtBot) -> None:
    """Whatever changes of a few rows: contents, place, filter, coming and going; line by line."""
    chance = Random(7)
    rows = [
        Person(f"{n:03}", chance.choice(["ga", "ñu", "áv", "ze"]), n % 7 or None) for n in range(60)
    ]
    before = arranged(LISTING, LISTING.prepare(rows), view)
    model: RowsModel[Person] = RowsModel(COLUMNS)
    QAbstractItemModelTester(model, FATAL)
    model.show(before.held, before.shown, before.lines)
    for _ in range(20):
        changed = chance.sample(range(80), 5)
        fresh = [
            Person(f"{n:03}", chance.choice(["ga", "ñu", "óc"]), chance.choice([None, 3, 90]), team)
            for n in changed
            if (team := chance.choice(["a", "b", ""]))
        ]
        named = {f"{n:03}" for n in changed}
        made = patched(LISTING, before, view, named, fresh)
        walked(model, made)
        rows = [row for row in before.held.rows if row.id not in named] + fresh
        whole = arranged(LISTING, LISTING.prepare(rows), view)
        lines = [model.row_at(n) for n in range(model.rowCount())]
        assert lines == [whole.held.rows[n] for n in whole.shown]
        assert made.after.lines == whole.lines
        assert made.after.held.qualities["team"] == [p.team for p in made.after.held.rows]
        before = made.after


def walked(model: RowsModel[Person], made: Patch[Person]) -> None:
    """The steps on a model, as LiveList takes them."""
    model.begin_patch(made.during)
    for line in made.out:
        model.take_out(line)
    for line, number in made.into:
        model.put_in(line, number)
    model.end_patch(made.after.held, list(made.after.shown), made.after.lines)
    model.repaint(made.after.held, made.changed)


def test_nothing_moves_under_the_hand() -> None:
    """While somebody points at the list, contents change in place and what is new comes last."""
    view = View(sort_key="name")
    before = arranged(LISTING, HELD, view)
    fresh = [Person("3", "Zúñiga", 9), Person("5", "Abad", 20)]
    made = patched(LISTING, before, view, {"3", "5"}, fresh, is_kept=True)
    assert "".join(made.after.held.ids[n] for n in before.shown) == "3142"
    assert "".join(made.after.held.ids[n] for n in made.after.shown) == "31425"
    kept = [made.after.held.ids[n] for n in made.after.shown]
    assert arranged(LISTING, made.after.held, view, kept).shown == made.after.shown
    left = arranged(LISTING, made.after.held, view)
    assert "".join(left.held.ids[n] for n in left.shown) == "51423"
