"""Editors of a date, an hour and both, by the promises of the others: what nobody touches stays as
it was, seconds and all.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDateTimeEdit, QTimeEdit, QWidget

from kobra_desktop.views.widgets.editors import Editor, Named, Told
from kobra_desktop.views.widgets.layouts import row

_BEFORE = 6


class DayEditor(Editor):
    """A date with its calendar. With `optional` words it need not be, and they stand at its tick;
    `otherwise` is what the calendar opens at.
    """

    def __init__(self, locale: str, otherwise: date, optional: str = "") -> None:
        self.field = QDateEdit(_qdate(otherwise))
        self.field.setCalendarPopup(True)
        self.field.setLocale(QLocale(locale))
        self.field.calendarWidget().setLocale(QLocale(locale))
        self.field.setDisplayFormat("ddd d MMM yyyy")
        self.box: QCheckBox | None = None
        self.widget: QWidget = self.field
        if optional:
            self.box = QCheckBox(optional)
            self.field.setEnabled(False)
            self.box.toggled.connect(self.field.setEnabled)
            self.widget = Named(self.field)
            self.widget.setLayout(row(self.box, self.field, None))

    @property
    def focus(self) -> QWidget:
        """The tick, else the date."""
        return self.box or self.field

    def put(self, value: Any) -> None:
        """Show a date, or that there is none."""
        if self.box is not None:
            self.box.setChecked(value is not None)
        if value is not None:
            self.field.setDate(_qdate(value))

    def typed(self) -> date | None:
        """The date, None without its tick."""
        shown = self.field.date()
        is_none = self.box is not None and not self.box.isChecked()
        return None if is_none else date(shown.year(), shown.month(), shown.day())

    def read(self) -> Any:
        """The date, None without its tick."""
        return self.typed()

    def listen(self, told: Told) -> None:
        """After each date and tick."""
        self.field.dateChanged.connect(lambda _: told())
        if self.box is not None:
            self.box.toggled.connect(lambda _: told())


class TimeEditor(Editor):
    """An hour and minute."""

    def __init__(self) -> None:
        self.widget: QTimeEdit = hour_field(QTime(9, 0))

    def put(self, value: Any) -> None:
        """Show it."""
        self.widget.setTime(QTime(value.hour, value.minute))

    def typed(self) -> object:
        """The hour shown."""
        shown = self.widget.time()
        return time(shown.hour(), shown.minute())

    def read(self) -> Any:
        """The hour shown."""
        return self.typed()

    def listen(self, told: Told) -> None:
        """After each change."""
        self.widget.timeChanged.connect(lambda _: told())


class MomentEditor(Editor):
    """A date and hour by the clock of a zone."""

    def __init__(self, locale: str, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self.widget: QDateTimeEdit = QDateTimeEdit()
        self.widget.setCalendarPopup(True)
        self.widget.setLocale(QLocale(locale))
        self.widget.setDisplayFormat("ddd d MMM yyyy HH:mm")

    def put(self, value: Any) -> None:
        """Show it by the clock of the zone."""
        local = value.astimezone(self._zone)
        self.widget.setDateTime(QDateTime(_qdate(local), QTime(local.hour, local.minute)))

    def typed(self) -> object:
        """The clock shown."""
        shown = self.widget.dateTime().toString(Qt.DateFormat.ISODate)
        return datetime.fromisoformat(shown).replace(tzinfo=None)

    def read(self) -> Any:
        """The moment in UTC."""
        typed = self.typed()
        assert isinstance(typed, datetime)
        return typed.replace(tzinfo=self._zone).astimezone(UTC)

    def listen(self, told: Told) -> None:
        """After each change."""
        self.widget.dateTimeChanged.connect(lambda _: told())


def hour_field(at: QTime) -> QTimeEdit:
    """An hour to type or step. Where its buttons are styled, Qt leaves no room before the text."""
    made = QTimeEdit(at)
    made.setDisplayFormat("HH:mm")
    line = made.lineEdit()
    if line is not None:
        line.setTextMargins(_BEFORE, 0, 0, 0)
    return made


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
