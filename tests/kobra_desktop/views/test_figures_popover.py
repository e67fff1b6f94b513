"""A range of numbers in a chip: typed as people write them, held once it can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.listing import Figures, Quality
from kobra_desktop.models.told_figures import range_words, read_figure
from kobra_desktop.store.queries.figure_ranges import FigureRange, between, read_range
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.chips import FiguresChip, chip_of
from kobra_desktop.views.widgets.figures_popover import FiguresPopover
from kobra_domain.errors import Invalid

GRABBING = pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)


@pytest.fixture
def chip(qtbot: QtBot, look: Look) -> FiguresChip:
    """Amounts in two currencies, with one step."""
    figures = Figures("es", "Saldo vencido", lambda: ("COP", "USD"))
    quality: Quality[str] = Quality("amount", "Monto", lambda row: "", figures=figures)
    made = chip_of(look, quality)
    assert isinstance(made, FiguresChip)
    made.set_options([("5", "100.000 a 1.000.000")])
    qtbot.addWidget(made)
    made.show()
    return made


def opened(chip: FiguresChip) -> FiguresPopover:
    chip.open_values()
    assert isinstance(chip._popover, FiguresPopover)
    return chip._popover


@GRABBING
def test_a_range_takes_the_place_of_steps_and_is_told(chip: FiguresChip) -> None:
    chip.set_values({"5"})
    popover = opened(chip)
    QTest.keyClicks(popover.range.first, "100.000")
    QTest.keyClicks(popover.range.last, "500000")
    QTest.keyClick(popover.range.last, Qt.Key.Key_Return)
    assert chip.values == {"COP:100000..500000"}
    assert not popover.isVisible()
    assert chip.words.endswith("COP")
    assert not chip.strangers
    again = opened(chip)
    again.range.unit.choose("USD")
    again.range.unit.edited.emit()
    assert chip.values == {"USD:100000..500000"}
    chip._options.toggle(0)
    assert chip.values == {"5"}
    assert again.range.first.text() == ""


@GRABBING
def test_what_cannot_be_read_is_said_and_held_to_no_more_than_before(chip: FiguresChip) -> None:
    popover = opened(chip)
    for first, last in (("mucho", ""), ("500", "100"), ("-5", ""), ("1,5", "")):
        popover.range.first.setText(first)
        popover.range.last.setText(last)
        assert not popover.range.take()
        assert popover.range.wrong.text()
        assert chip.values == frozenset()
    popover.range.first.setText("")
    popover.range.last.setText("30")
    assert popover.range.take()
    assert chip.values == {"COP:..30"}


def test_ranges_are_read_and_refused() -> None:
    assert read_range("30..60") == FigureRange(30, 60)
    assert read_range("COP:..60") == FigureRange(None, 60, "COP")
    for nonsense in ("", "..", "30", "30-60", ":1..2", "a..b", "1" * 30 + "..", "2026-01-01.."):
        assert read_range(nonsense) is None, nonsense
    assert between(None, None) == ""
    with pytest.raises(Invalid):
        between(2, 1)
    assert read_figure("1.500", "es") == 1_500
    assert read_figure(" ", "es") is None
    assert range_words("30..") == "from 30"
