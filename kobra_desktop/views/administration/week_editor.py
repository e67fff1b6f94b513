"""Edits a weekly shift: a line of text a day for the work and one for the breaks, and a button that
copies a day to others. Two fields of an agent share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QWidget

from kobra_desktop.models.administration.week import DAYS, Spans, day_text, minutes_of, read_day
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.errors import Invalid
from kobra_domain.words.figures import calendar

translate = QCoreApplication.translate


class WeekEditor(QWidget):
    """`edited`: something was typed. `shift` and `breaks` raise ValueError while a line cannot be
    read.
    """

    edited = Signal()

    def __init__(self, look: Look, locale: str) -> None:
        super().__init__()
        self._look, self._locale = look, locale
        self.lines: dict[tuple[str, int], QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self._grid.addWidget(label(translate("Administration", "Works"), "caption"), 0, 1)
        self._grid.addWidget(label(translate("Administration", "Breaks"), "caption"), 0, 2)
        for day in DAYS:
            self._add_day(day)
        self.sum = label("", "secondary", wrap=True)
        self.setLayout(column(self._grid, self.sum, space=8))
        self._say()

    def _add_day(self, day: int) -> None:
        name = calendar(self._locale).weekdays[day]
        self._grid.addWidget(label(name, "strong"), day + 1, 0)
        kinds = (
            ("shift", translate("Administration", "Works"), "7:00-12:00, 14:00-18:00"),
            ("breaks", translate("Administration", "Breaks"), "12:30-13:00"),
        )
        for place, (kind, words, example) in enumerate(kinds, start=1):
            field = line_edit(example if day == 0 else "")
            field.setAccessibleName(f"{words} {name}")
            field.textEdited.connect(lambda _: self._on_edited())
            field.editingFinished.connect(lambda k=kind, d=day: self._tidy(k, d))
            self.lines[kind, day] = field
            self._grid.addWidget(field, day + 1, place)
        words = translate("Administration", "Copy {day} to other days").format(day=name)
        copy = IconButton(self._look, "copy", words)
        copy.setMenu(self._copies(day, copy))
        copy.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._grid.addWidget(copy, day + 1, 3)

    def _copies(self, day: int, parent: QWidget) -> QMenu:
        names = calendar(self._locale).weekdays
        menu = QMenu(parent)
        to = translate("Administration", "Copy to {days}")
        for days in (range(5), range(6), range(7)):
            action = QAction(to.format(days=f"{names[0]}–{names[days[-1]]}"), menu)
            action.triggered.connect(lambda _=False, d=day, t=days: self.copy_day(d, t))
            menu.addAction(action)
        return menu

    def copy_day(self, day: int, to: Iterable[int]) -> None:
        """The lines of one day on other days too."""
        for other in to:
            for kind in ("shift", "breaks"):
                self.lines[kind, other].setText(self.lines[kind, day].text())
        self._on_edited()

    def show_half(self, kind: str, spans: Spans) -> None:
        """Show the `shift` or its `breaks`."""
        for day in DAYS:
            self.lines[kind, day].setText(day_text(spans, day))
        self._on_edited()

    @property
    def shift(self) -> Spans:
        """When the agent works; empty: always. Raises ValueError."""
        return self._spans("shift")

    @property
    def breaks(self) -> Spans:
        """The planned breaks. Raises ValueError."""
        return self._spans("breaks")

    def _spans(self, kind: str) -> Spans:
        made: list[Spans] = []
        for day in DAYS:
            spans = read_day(self.lines[kind, day].text(), day)
            if spans is None:
                raise ValueError(kind)
            made.append(spans)
        return tuple(span for spans in made for span in spans)

    def _tidy(self, kind: str, day: int) -> None:
        """«7-19» becomes «07:00–19:00» when the field is left."""
        field = self.lines[kind, day]
        spans = read_day(field.text(), day)
        if spans is not None:
            field.setText(day_text(spans, day))
        self._mark(kind, day)

    def _mark(self, kind: str, day: int) -> bool:
        field = self.lines[kind, day]
        is_wrong = read_day(field.text(), day) is None
        set_property(field, "wrong", is_wrong)
        words = translate("Administration", "Write the hours like 7-12, 14-18.")
        field.setAccessibleDescription(words if is_wrong else "")
        field.setToolTip(words if is_wrong else "")
        return is_wrong

    def mark(self, kind: str) -> None:
        """Show which lines of the `shift` or its `breaks` cannot be read."""
        for day in DAYS:
            self._mark(kind, day)

    def _on_edited(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        try:
            shift, breaks = self.shift, self.breaks
        except ValueError:
            set_property(self.sum, "look", "error")
            self.sum.setText(translate("Administration", "Write the hours like 7-12, 14-18."))
            return
        set_property(self.sum, "look", "secondary")
        if not shift:
            words = translate(
                "Administration",
                "No hours: always in shift, so positions are kept day and night.",
            )
            self.sum.setText(words)
            return
        hours = minutes_of(shift) - minutes_of(breaks)
        worked = f"{hours // 60} h" + (f" {hours % 60} min" if hours % 60 else "")
        words = translate(
            "Administration",
            "{hours} a week without breaks. Outside it positions are counted, not kept.",
        )
        self.sum.setText(words.format(hours=worked))


class WeekHalf(Editor):
    """One of the two fields of a week: `shift` or `breaks`. Only the first shows the week."""

    def __init__(self, week: WeekEditor, kind: str) -> None:
        self._week, self._kind = week, kind
        self.widget = week if kind == "shift" else QWidget()

    @property
    def focus(self) -> QWidget:
        """The first line that cannot be read, else Monday's."""
        lines = [self._week.lines[self._kind, day] for day in DAYS]
        return next((line for line in lines if line.property("wrong")), lines[0])

    def put(self, value: Any) -> None:
        """Show the stretches of all days."""
        self._week.show_half(self._kind, value or ())

    def typed(self) -> object:
        """The lines."""
        return tuple(self._week.lines[self._kind, day].text() for day in DAYS)

    def read(self) -> Any:
        """The stretches. Raises Invalid; the lines that cannot be read are marked."""
        try:
            return self._week.shift if self._kind == "shift" else self._week.breaks
        except ValueError as problem:
            self._week.mark(self._kind)
            raise Invalid("not_hours") from problem

    def listen(self, told: Told) -> None:
        """After each letter in any line."""
        self._week.edited.connect(told)
