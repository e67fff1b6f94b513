"""A chip's values: searched, several ticked in one look, by hand and by keys alone."""

from __future__ import annotations

from time import thread_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.chips import FilterChip, RemovableChip
from kobra_desktop.views.widgets.options_popover import OptionsPopover

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
KEY = Qt.Key
MANY = [(str(n), f"Agente número {n:04}") for n in range(2_000)]
STATES = [("open", "Abierta"), ("done", "Hecha"), ("late", "Vencida sin que nadie haya ido")]


@pytest.fixture
def chip(look: Look, ground: QWidget) -> FilterChip:
    """A chip with three values."""
    made = FilterChip(look, "Estado", ground)
    made.set_options(STATES)
    made.move(40, 20)
    made.show()
    return made


def opened(chip: FilterChip) -> OptionsPopover:
    """What is open below it."""
    chip.setFocus()
    QTest.keyClick(chip, KEY.Key_Space)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, OptionsPopover)
    return popover


def press(key: Qt.Key) -> None:
    """As a keyboard does: to what has the focus in the popup."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.focusWidget(), key)


def test_several_are_ticked_in_one_look_by_mouse(chip: FilterChip) -> None:
    """Wherever on the line; a second click takes the tick."""
    popover = opened(chip)
    for line in (0, 2):
        at = popover.list.visualRect(popover.list.model().index(line, 0)).center()
        QTest.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert popover.isVisible()
    assert chip.values == {"open", "late"}
    box = popover.list.visualRect(popover.list.model().index(0, 0)).topLeft() + QPoint(16, 15)
    QTest.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert chip.values == {"late"}
    assert chip.isChecked()
    assert chip.text().startswith("Estado: Vencida")
    QTest.mouseClick(popover.clear, Qt.MouseButton.LeftButton)
    assert chip.values == frozenset()
    assert not popover.clear.isEnabled()
    assert popover.isVisible()


def test_few_values_need_no_search_and_keys_do_all(chip: FilterChip) -> None:
    popover = opened(chip)
    assert popover.field.isHidden()
    for key in (KEY.Key_Space, KEY.Key_End, KEY.Key_Return, KEY.Key_Home, KEY.Key_Space):
        press(key)
    assert chip.values == {"late"}
    press(KEY.Key_Escape)
    assert not popover.isVisible()
    assert chip.hasFocus()


def test_typing_narrows_and_enter_ticks_what_is_marked(chip: FilterChip) -> None:
    """From the field, from the list; letters in the list go on in the field."""
    chip.set_options(MANY)
    popover = opened(chip)
    assert popover.field.hasFocus()
    QTest.keyClicks(popover.field, "NUMERO 17")
    assert popover.list.model().rowCount() == sum("17" in word for _, word in MANY)
    press(KEY.Key_Return)
    assert chip.values == {"17"}
    press(KEY.Key_Down)
    assert popover.list.hasFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Space)
    assert chip.values == {"17", "117"}
    press(KEY.Key_4)
    assert popover.field.hasFocus()
    assert popover.field.text() == "NUMERO 174"
    popover.field.setText("nadie")
    assert popover.nothing.isVisible()
    press(KEY.Key_Return)
    assert chip.values == {"17", "117"}
    press(KEY.Key_Escape)
    assert chip.hasFocus()
    again = opened(chip)
    assert again.field.text() == ""
    assert [again.list.model().index(line, 0).data() for line in (0, 1)] == [
        MANY[17][1],
        MANY[117][1],
    ]


def test_up_from_the_first_line_goes_back_to_the_field(chip: FilterChip) -> None:
    chip.set_options(MANY)
    popover = opened(chip)
    press(KEY.Key_Down)
    press(KEY.Key_Up)
    assert popover.field.hasFocus()


def test_two_thousand_values_open_and_narrow_at_once(chip: FilterChip) -> None:
    """Nothing is made a line; the bound is far above what it takes and far below what is felt."""
    chip.set_options(MANY)
    began = thread_time()
    popover = opened(chip)
    QTest.keyClicks(popover.field, "agente")
    popover.grab()
    assert thread_time() - began < 1.0


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_stays_within_the_screen_and_cuts_no_word(
    chip: FilterChip, look: Look, scale: float
) -> None:
    """Also at its edge, and with words as long as Spanish has them."""
    look.apply(ThemeChoice.DARK, scale)
    assert not opened(chip).list.verticalScrollBar().isVisible()
    press(KEY.Key_Escape)
    word = "Comprometió un pago que no se ha recibido todavía"
    chip.set_options([*MANY, ("x", word)])
    room = chip.screen().availableGeometry()
    chip.window().move(room.right() - 120, room.bottom() - 80)
    popover = opened(chip)
    assert room.contains(popover.geometry())
    shown = popover.list.viewport().width() - look.pixels(16 + 6 + 2 * 8 + 6)
    assert popover.list.fontMetrics().horizontalAdvance(word) <= shown
    chip.set_options([*MANY, ("x", word * 9)])
    press(KEY.Key_Escape)
    assert room.contains(opened(chip).geometry())


def test_a_click_on_the_chip_closes_it(chip: FilterChip) -> None:
    popover = opened(chip)
    at = popover.mapFromGlobal(chip.mapToGlobal(chip.rect().center()))
    QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=at)
    assert not popover.isVisible()
    assert QApplication.activePopupWidget() is None


def test_what_it_is_called_is_said(chip: FilterChip) -> None:
    """The chip with what it holds, the list by the quality, each line as a box to tick."""
    chip.set_values({"done"})
    assert chip.accessibleName() == "Estado: Hecha"
    assert chip.words == "Estado: Hecha"
    popover = opened(chip)
    assert popover.list.accessibleName() == "Estado"
    flags = popover.list.model().flags(popover.list.model().index(0, 0))
    assert flags & Qt.ItemFlag.ItemIsUserCheckable


def test_names_that_look_like_markup_are_words(chip: FilterChip, look: Look) -> None:
    name = '<img src="x"> <b>Norte</b>'
    chip.set_options([("n", name)])
    chip.set_values(["n"])
    removable = RemovableChip(look)
    removable.set_text(name)
    for one in (chip, removable):
        assert "&lt;b&gt;Norte&lt;/b&gt;" in one.toolTip()
        assert "<b>" in one.text()
