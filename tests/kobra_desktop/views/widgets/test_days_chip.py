"""The days of a chip: named ones, typed ones in the reader's order, by the calendar; what cannot be
read is said.
"""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kobra_desktop.models.days import past_days
from kobra_desktop.models.listing import Days
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.chips import DaysChip
from kobra_desktop.views.widgets.days_popover import DaysPopover

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
KEY = Qt.Key
TODAY = date(2026, 11, 29)


@pytest.fixture
def chip(look: Look, ground: QWidget) -> DaysChip:
    """A chip of when something came, in Spanish."""
    made = DaysChip(look, "Fecha", Days(lambda: TODAY, "es_MX"), ground)
    made.set_options(past_days())
    made.move(40, 20)
    made.show()
    return made


def opened(chip: DaysChip) -> DaysPopover:
    """What is open below it."""
    chip.setFocus()
    QTest.keyClick(chip, KEY.Key_Space)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, DaysPopover)
    return popover


def type_in(field: QWidget, text: str, key: Qt.Key = KEY.Key_Tab) -> None:
    """Type and leave the field."""
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_two_days_are_typed_in_the_order_of_the_reader(chip: DaysChip) -> None:
    """Day first; each is shown with its month by name once it was read; one end alone is enough."""
    popover = opened(chip)
    type_in(popover.first, "3/11")
    assert popover.first.text() == "3 nov 2026"
    assert chip.values == {"2026-11-03.."}
    type_in(popover.last, "9-11-26", KEY.Key_Return)
    assert chip.values == {"2026-11-03..2026-11-09"}
    assert chip.words == "Fecha: 3 nov 2026 – 9 nov 2026"
    assert not popover.isVisible()
    assert chip.hasFocus()


def test_the_wrong_order_is_said_and_changes_nothing(chip: DaysChip) -> None:
    """Nor does a click elsewhere swallow it; Esc leaves what was typed."""
    chip.set_values({"2026-11-03.."})
    popover = opened(chip)
    type_in(popover.last, "1/11/2026")
    assert "after" in popover.wrong.text()
    assert popover.last.accessibleDescription() == popover.wrong.text()
    QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(-30, -10))
    assert popover.isVisible()
    QTest.keyClick(popover.last, KEY.Key_Escape)
    assert not popover.isVisible()
    assert chip.values == {"2026-11-03.."}
    again = opened(chip)
    assert again.wrong.text() == ""
    assert again.last.text() == ""


def test_what_is_no_date_is_said_with_its_text(chip: DaysChip) -> None:
    popover = opened(chip)
    type_in(popover.first, "31/2/2026", KEY.Key_Return)
    assert popover.isVisible()
    assert "31/2/2026" in popover.wrong.text()
    assert chip.values == frozenset()


def test_a_click_elsewhere_takes_what_was_typed(chip: DaysChip) -> None:
    popover = opened(chip)
    popover.first.setFocus()
    QTest.keyClicks(popover.first, "3/11")
    QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(-30, -10))
    assert not popover.isVisible()
    assert chip.values == {"2026-11-03.."}


def test_the_calendar_gives_the_first_day_and_then_the_last(chip: DaysChip) -> None:
    popover = opened(chip)
    popover.calendar.clicked.emit(QDate(2026, 11, 3))
    popover.calendar.clicked.emit(QDate(2026, 11, 9))
    assert chip.values == {"2026-11-03..2026-11-09"}
    popover.first.clear()
    type_in(popover.first, "")
    assert chip.values == {"..2026-11-09"}


def test_a_name_takes_the_place_of_a_range(chip: DaysChip) -> None:
    """And its tick is taken as it was given."""
    chip.set_values({"2026-11-03.."})
    popover = opened(chip)
    QTest.keyClick(popover.list, KEY.Key_Space)
    assert chip.values == {"today"}
    assert popover.first.text() == ""
    assert chip.text().startswith("Fecha: Today")
    assert chip.words == "Fecha: Today (29 nov 2026)"
    QTest.mouseClick(popover.clear, Qt.MouseButton.LeftButton)
    assert chip.values == frozenset()


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 853, 480), (1.5, 1280, 720)])
def test_it_fits_a_small_screen(
    chip: DaysChip, look: Look, scale: float, width: int, height: int
) -> None:
    """1280 × 720 at 150 %, by the system's scale or by the text's."""
    look.apply(ThemeChoice.LIGHT, scale)
    popover = opened(chip)
    popover.wrong.setText("Esto no es una fecha: el tres de noviembre del año que viene")
    popover.adjustSize()
    assert popover.width() < width - 8
    assert popover.height() < height - 8
    assert not popover.list.verticalScrollBar().isVisible()


def test_the_calendar_opens_on_the_day_of_the_field(look: Look, ground: QWidget) -> None:
    """Not on the machine's own, which is tomorrow where its clock is ahead."""
    held = DaysChip(look, "Fecha", Days(lambda: date(2031, 5, 4), "es_MX"), ground)
    held.set_options(past_days())
    held.show()
    assert opened(held).calendar.selectedDate() == QDate(2031, 5, 4)
