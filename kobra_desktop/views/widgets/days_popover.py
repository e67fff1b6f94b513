"""The days of a chip: names to tick, and from which day to which, typed or by a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QTableView, QWidget

from kobra_desktop.models.days import between, span
from kobra_desktop.models.listing import Days
from kobra_desktop.models.told_days import DaysModel, read_day
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.options_popover import OptionList
from kobra_desktop.views.widgets.popover import Popover
from kobra_domain.errors import Invalid
from kobra_domain.words import full_day

translate = QCoreApplication.translate


class DaysPopover(Popover):
    """Named days are ticked at once; a range holds once a day was typed or chosen, and only a range
    that can be read. A click elsewhere takes what was typed, Esc leaves it.
    """

    def __init__(self, look: Look, model: DaysModel, name: str, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._look, self._model = look, model
        self.setAccessibleName(name)
        self.list = OptionList(look, model)
        self.list.setAccessibleName(name)
        self.first, self.last = DayField(model.days), DayField(model.days)
        self._active = self.first
        self.wrong = label("", "error", wrap=True)
        self.calendar = _calendar(look, model.days.locale)
        self.clear = Button(look, translate("Chips", "Clear"), "quiet", "x")
        self._build()
        self._connect()

    def _build(self) -> None:
        ends = row(
            *(
                column(_named(field, words), field, space=2)
                for field, words in (
                    (self.first, translate("Days", "From")),
                    (self.last, translate("Days", "To")),
                )
            ),
            None,
            space=8,
        )
        dates = column(ends, self.wrong, self.calendar, None, row(None, self.clear), space=6)
        self.setLayout(row(column(self.list, None), dates, space=12, margins=(8, 8, 8, 8)))

    def _connect(self) -> None:
        for field in (self.first, self.last):
            field.editingFinished.connect(self._take)
            field.installEventFilter(self)
        self.calendar.clicked.connect(self._on_day)
        self.calendar.activated.connect(self._on_day)
        self.clear.clicked.connect(lambda: self._model.set_values(()))
        self._model.ticked.connect(self._show)

    # Popover

    def prepare(self, room: QSize) -> None:
        """The names beside the dates, each as large as it needs."""
        look, model = self._look, self._model
        model.arrange()
        self._show()
        self.list.ensurePolished()
        metrics = self.list.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, model.words), default=0)
        self.list.setFixedWidth(longest + look.pixels(60))
        lines = self.list.height_of(len(model.words))
        self.list.setFixedHeight(min(lines, room.height() - 20))
        for field in (self.first, self.last):
            field.ensurePolished()
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("30 sep 2026") + 44)

    def focus_first(self) -> None:
        """The names."""
        self._active = self.first
        self.list.enter()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What was typed is taken, or it is said why it cannot be."""
        if self.rect().contains(event.position().toPoint()) or self._take():
            super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The calendar is the field's that was left last; Enter there is enough."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, DayField):
            self._active = watched
            self._show_day(watched.day_or_none())
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            if self._take():
                self.close()
            return True
        return False

    # The range

    def _take(self) -> bool:
        """Hold to what the fields say; False if it cannot be read, and that is said."""
        wrong: list[QWidget] = []
        words, value = "", ""
        for field in (self.first, self.last):
            try:
                field.day()
            except Invalid:
                wrong.append(field)
                words = translate("Days", "This is no date: {text}").format(text=field.text())
        if not wrong:
            first, last = self.first.day(), self.last.day()
            try:
                value = between(first, last) if first or last else ""
            except Invalid:
                wrong = [self.first, self.last]
                words = translate("Days", "The first day comes after the last.")
        if wrong:
            self._say(words, wrong)
        elif value != self._model.range_value:
            self._model.set_range(value)
        else:
            self._show()
        return not wrong

    def _say(self, words: str, wrong: list[QWidget]) -> None:
        self.wrong.setText(words)
        for field in (self.first, self.last):
            set_property(field, "wrong", field in wrong)
            field.setAccessibleDescription(words if field in wrong else "")

    def _on_day(self, chosen: QDate) -> None:
        self._active.show_day(date(chosen.year(), chosen.month(), chosen.day()))
        self._take()
        self._active = self.last

    def _show(self) -> None:
        """What the model holds to."""
        model = self._model
        ends = span(model.range_value, model.days.today()) or (date.min, date.max)
        self.first.show_day(ends[0] if ends[0] != date.min else None)
        self.last.show_day(ends[1] if ends[1] != date.max else None)
        self._say("", [])
        self._show_day(self._active.day_or_none())
        self.clear.setEnabled(bool(model.values))

    def _show_day(self, day: date | None) -> None:
        shown = day or self._model.days.today()
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))


class DayField(QLineEdit):
    """A day as it is typed, shown with its month by name once it was read."""

    def __init__(self, days: Days) -> None:
        super().__init__()
        self._days = days
        self.setPlaceholderText(translate("Days", "mm/dd/yyyy"))

    def day(self) -> date | None:
        """The day typed, None for nothing. Raises Invalid (`not_a_date`)."""
        return read_day(self.text(), self._days)

    def day_or_none(self) -> date | None:
        """The day typed, None for what is none."""
        try:
            return self.day()
        except Invalid:
            return None

    def show_day(self, day: date | None) -> None:
        """Say a day."""
        self.setText(full_day(day, self._days.locale) if day else "")


def _named(field: QLineEdit, words: str) -> QWidget:
    made = label(words, "name")
    made.setBuddy(field)
    field.setAccessibleName(words)
    return made


def _calendar(look: Look, locale: str) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setLocale(QLocale(locale))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    made.setDateEditEnabled(False)  # letters there would open an editor of its own
    plain = QTextCharFormat()
    plain.setForeground(look.colour("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, plain)
    for part in (made, *made.findChildren(QTableView)):  # the days themselves have the focus
        part.setAccessibleName(translate("Chips", "Calendar"))
    return made
