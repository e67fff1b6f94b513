"""Editors of one value that the forms share: a choice, ticks in a list, a date that may be
missing, a measure, a time zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from kobra_desktop.models.administration.choices import ZONES
from kobra_desktop.views.widgets.layouts import row

_ID = int(Qt.ItemDataRole.UserRole)
Option = tuple[Any, str]  # value, word


def narrow(box: QComboBox) -> None:
    """Let a box be narrower than its longest word, so that forms stay within their width."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(7)


class Choice(QComboBox):
    """One of a few values; keeps the values themselves, for Qt would make plain text of them."""

    def __init__(self, options: Iterable[Option] = (), value: Any = None) -> None:
        super().__init__()
        self._values: list[Any] = []
        narrow(self)
        self.set_options(options)
        self.choose(value)

    def set_options(self, options: Iterable[Option]) -> None:
        """Other values; the choice stays if it is still among them."""
        before = self.value
        self.blockSignals(True)
        self.clear()
        self._values = []
        for value, word in options:
            self._values.append(value)
            self.addItem(word)
        self.blockSignals(False)
        self.choose(before)

    @property
    def value(self) -> Any:
        """What is chosen; None when there is nothing to choose from."""
        line = self.currentIndex()
        return self._values[line] if 0 <= line < len(self._values) else None

    def choose(self, value: Any) -> None:
        """Show this one, if it is there."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


class CheckList(QListWidget):
    """Names to tick; Space ticks the one with the focus."""

    ticked = Signal()

    def __init__(self, lines: int, pixels: int) -> None:
        super().__init__()
        self._wanted: frozenset[str] = frozenset()
        self.setFixedHeight(lines * pixels + 4)
        self.itemChanged.connect(lambda _: self.ticked.emit())
        self.setTabKeyNavigation(False)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """The names by id."""
        self.blockSignals(True)
        self.clear()
        for value, word in options:
            item = QListWidgetItem(word)
            item.setData(_ID, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            on = Qt.CheckState.Checked if value in self._wanted else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.addItem(item)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)

    def tick(self, ids: Iterable[str]) -> None:
        """Tick exactly these, now or when the names have come."""
        self._wanted = frozenset(ids)
        for line in range(self.count()):
            item = self.item(line)
            is_on = item.data(_ID) in self._wanted
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is ticked; those without a name here keep their tick."""
        if not self.count():
            return tuple(sorted(self._wanted))
        items = [self.item(line) for line in range(self.count())]
        shown = {str(item.data(_ID)) for item in items}
        ticked = {str(i.data(_ID)) for i in items if i.checkState() == Qt.CheckState.Checked}
        return tuple(sorted(ticked | (self._wanted - shown)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves the form, so it is not taken here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class DayField(QDateEdit):
    """A date with its calendar."""

    def __init__(self, day: date) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")

    @property
    def day(self) -> date:
        """What it shows."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class OptionalDay(QWidget):
    """A date that need not be: ticked or not."""

    def __init__(self, words: str, day: date | None, otherwise: date) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.field = DayField(day or otherwise)
        self.box.setChecked(day is not None)
        self.field.setEnabled(day is not None)
        self.box.toggled.connect(self.field.setEnabled)
        self.setFocusProxy(self.box)
        self.setLayout(row(self.box, self.field, None))

    def setAccessibleName(self, name: str) -> None:
        """The date is read with the field's name."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    @property
    def day(self) -> date | None:
        """The date, None when it is not ticked."""
        return self.field.day if self.box.isChecked() else None


def measure(value: float, least: int, most: int, unit: str) -> QSpinBox:
    """A whole number with its unit."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(round(value))
    made.setSuffix(f" {unit}")
    made.setGroupSeparatorShown(True)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def zone_box(zone: str) -> QComboBox:
    """A time zone, by typing or from the usual ones."""
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.addItems(ZONES)
    completer = made.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    made.setCurrentText(zone)
    narrow(made)
    return made
