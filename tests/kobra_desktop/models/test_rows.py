"""Search, filters and order over many rows, and the item model that shows them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kobra_desktop.models.rows import Column, RowsModel, View, arranged, prepared
from kobra_desktop.store.accents import plain


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
    Column("name", "Name", lambda p: p.name, lambda p: plain(p.name)),
    Column("age", "Age", lambda p: str(p.age or ""), lambda p: p.age, is_number=True),
]
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
BY_KEY = {column.key: column for column in COLUMNS}
HELD = prepared(PEOPLE, lambda p: p.id, lambda p: plain(p.name), {"team": lambda p: p.team})


def ids(view: View) -> str:
    """The ids in order."""
    return "".join(HELD.ids[n] for n in arranged(HELD, view, BY_KEY))


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
    model.show(HELD, arranged(HELD, View(sort_key="name"), BY_KEY))
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
    model.repaint(prepared(rows, lambda p: p.id, lambda p: p.name, {}), ["1", "3"])
    assert told == [(1, 1)]
    assert model.data(model.index(1, 1)) == "41"
