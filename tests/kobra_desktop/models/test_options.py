"""What a chip offers: narrowed by any part of a word, the ticked first, nothing asked for lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kobra_desktop.models.options import OptionsModel

AGENTS = [("a", "Íñigo Núñez"), ("b", "Óscar Peña"), ("c", "María Ibáñez")]


def _model() -> OptionsModel:
    made = OptionsModel()
    made.set_options(AGENTS)
    made.arrange()
    return made


def _shown(model: OptionsModel) -> list[str]:
    return [str(model.index(line).data()) for line in range(model.rowCount())]


def test_any_part_of_a_word_finds_accents_aside() -> None:
    model = _model()
    model.search("NEZ i")
    assert _shown(model) == ["Íñigo Núñez", "María Ibáñez"]
    model.search("peña")
    assert _shown(model) == ["Óscar Peña"]
    model.search("nobody")
    assert _shown(model) == []


def test_what_is_ticked_stands_first_from_the_next_look_on(qtbot: QtBot) -> None:
    """While one ticks no line moves."""
    model = _model()
    with qtbot.waitSignal(model.ticked):
        model.toggle(2)
    assert _shown(model) == [word for _, word in AGENTS]
    assert model.index(2).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    model.arrange()
    assert _shown(model) == ["María Ibáñez", "Íñigo Núñez", "Óscar Peña"]


def test_a_ticked_value_that_is_gone_stays_until_its_tick_is_taken() -> None:
    """The list is still filtered by it, so it must be seen and can be taken away."""
    model = _model()
    model.set_values({"b"})
    model.set_options([AGENTS[0]])
    assert model.values == {"b"}
    assert model.ticked_words == ["Óscar Peña"]
    model.arrange()
    assert _shown(model) == ["Óscar Peña", "Íñigo Núñez"]
    model.toggle(0)
    assert _shown(model) == ["Óscar Peña", "Íñigo Núñez"]
    model.arrange()
    assert _shown(model) == ["Íñigo Núñez"]


def test_options_that_come_while_one_looks_move_no_line() -> None:
    model = _model()
    model.set_options([("d", "Ana"), *reversed(AGENTS)])
    assert _shown(model) == [*(word for _, word in AGENTS), "Ana"]


def test_a_tick_that_came_before_its_word_is_kept() -> None:
    """A page is restored before its rows have loaded."""
    model = OptionsModel()
    model.set_values({"c"})
    assert not model.has_word("c")
    model.set_options(AGENTS)
    assert model.ticked_words == ["María Ibáñez"]
