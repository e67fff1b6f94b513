"""What a box of choices drops down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.time_editors import TimeEditor
from kobra_desktop.views.widgets.zone_editor import ZoneEditor
from kobra_domain.errors import Invalid


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("count", [1, 3, 8, 14])
@pytest.mark.parametrize("is_searched", [False, True], ids=["chosen", "searched"])
def test_every_row_is_seen_whole(look: Look, qtbot: QtBot, count: int, is_searched: bool) -> None:
    """Whichever is chosen; nothing has to be scrolled to."""
    made = Choice([(n, f"Cartera {n}") for n in range(count)], is_searched=is_searched)
    window = QWidget()
    window.setLayout(column(made, None))
    window.resize(300, 600)
    qtbot.addWidget(window)
    window.show()
    for chosen in {0, count - 1}:
        made.setCurrentIndex(chosen)
        made.showPopup()
        view = made.view()
        last = view.visualRect(view.model().index(count - 1, 0))
        assert view.visualRect(view.model().index(0, 0)).top() >= 0
        assert last.bottom() <= view.viewport().rect().bottom()
        made.hidePopup()


def offered(choice: Choice, typed: str) -> list[str]:
    """What is dropped down for what somebody types."""
    completer = choice.completer()
    assert completer is not None
    completer.setCompletionPrefix(typed)
    found = completer.completionModel()
    return [completer.pathFromIndex(found.index(n, 0)) for n in range(found.rowCount())]


def test_a_word_is_found_with_and_without_its_accents(look: Look, qtbot: QtBot) -> None:
    made = Choice([(1, "Álvaro Núñez"), (2, "Beatriz")], is_searched=True)
    qtbot.addWidget(made)
    assert offered(made, "alvaro") == offered(made, "Álv") == offered(made, "nunez")
    assert offered(made, "alvaro") == ["Álvaro Núñez"]
    made.choose("otra")
    assert offered(made, "OTRA") == ["otra"]


def test_zones_are_cities_one_s_own_first(look: Look, qtbot: QtBot) -> None:
    made = ZoneEditor("America/Tijuana", datetime(2026, 1, 15, tzinfo=UTC), "es")
    qtbot.addWidget(made.widget)
    words = [made.widget.itemText(n) for n in range(made.widget.count())]
    assert words[:2] == ["Tijuana (UTC−8)", "Ciudad de México (UTC−6)"]
    assert len(words) == len(set(words))
    assert offered(made.widget, "mexico") == ["Ciudad de México (UTC−6)"]
    made.hold("Asia/Tokyo")
    assert (made.widget.currentText(), made.read()) == ("Tokyo (UTC+9)", "Asia/Tokyo")
    made.widget.setEditText("Ciudad de México (UTC−6)")
    assert made.read() == "America/Mexico_City"
    made.widget.setEditText(" Asia/Manila ")  # any other by its name; the form says what is none
    assert made.read() == "Asia/Manila"
    made.hold("Mars/Olympus")  # of a newer list of zones than this one
    assert (made.widget.currentText(), made.read()) == ("Mars/Olympus", "Mars/Olympus")


def test_an_hour_has_room_before_it(look: Look, qtbot: QtBot) -> None:
    made = TimeEditor()
    qtbot.addWidget(made.widget)
    line = made.widget.lineEdit()
    assert line is not None
    assert line.textMargins().left() > 0


def line_of(choice: Choice) -> QLineEdit:
    """Where one types."""
    found = choice.lineEdit()
    assert found is not None
    return found


@pytest.fixture
def people(look: Look, qtbot: QtBot) -> Choice:
    """Three to choose from, the first of them chosen."""
    names = ("Nadie", "Luis Mora (7)", "Luisa Peña (2)", "Óscar Núñez (0)")
    made = Choice([(n or None, name) for n, name in enumerate(names)], is_searched=True)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("typed", "value"),
    [("luis mora", 1), ("OSCAR", 3), ("nunez", 3), ("Luisa Peña (2)", 2), ("nadie", None)],
)
def test_what_only_one_has_is_that_one(people: Choice, typed: str, value: object) -> None:
    """With or without accents; it is shown as soon as one is done with it."""
    people.setEditText(typed)
    assert people.value == value
    line_of(people).editingFinished.emit()
    assert people.chosen == value
    assert people.currentText() == people.itemText(people.currentIndex())


@pytest.mark.parametrize("typed", ["luis", "x", ""])
def test_what_none_or_several_have_is_none(people: Choice, typed: str) -> None:
    people.setEditText(typed)
    line_of(people).editingFinished.emit()
    assert people.currentText() == typed
    with pytest.raises(Invalid):
        _ = people.value


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_what_is_typed_takes_the_place_of_what_is_chosen(people: Choice, qtbot: QtBot) -> None:
    """However one came to the field, and when other names have come meanwhile."""
    people.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    qtbot.waitUntil(people.hasFocus)
    people.set_options([(None, "Nadie"), (1, "Luis Mora (8)")])
    assert line_of(people).selectedText() == "Nadie"
    QTest.keyClicks(people, "mora")
    assert people.currentText() == "mora"
    people.set_options([(None, "Nadie"), (1, "Luis Mora (9)")])
    assert people.currentText() == "mora"
    assert people.value == 1
