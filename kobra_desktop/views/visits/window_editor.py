"""The agreed hour of a visit: a tick and two hours by the clock at the address. Two fields of a
visit share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kobra_desktop.models.visit_form import VisitFormModel
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import row
from kobra_desktop.views.widgets.time_editors import hour_field

translate = QCoreApplication.translate


class WindowEditor(QWidget):
    """`day` and `address` say on which day and by which clock the hours are."""

    edited = Signal()

    def __init__(self, model: VisitFormModel, day: Editor, address: Editor) -> None:
        super().__init__()
        self.model, self.day, self.address = model, day, address
        self.box = QCheckBox(translate("VisitDialog", "At an agreed hour"))
        self.start, self.end = hour_field(QTime(9, 0)), hour_field(QTime(11, 0))
        self.start.setAccessibleName(translate("VisitDialog", "From"))
        self.end.setAccessibleName(translate("VisitDialog", "To"))
        for hour in (self.start, self.end):
            hour.setEnabled(False)
            self.box.toggled.connect(hour.setEnabled)
            hour.timeChanged.connect(lambda _: self.edited.emit())
        self.box.toggled.connect(lambda _: self.edited.emit())
        self.setLayout(row(self.box, self.start, label("–"), self.end, None))
        self.setFocusProxy(self.box)

    def show_clock(self, halves: Iterable[Editor]) -> None:
        """The zone of the address is known now: what was held is shown by its clock."""
        for half in halves:
            if not half.is_touched:
                half.hold(half.value)


class WindowHalf(Editor):
    """One end of the window. On another day or at another door the same hour is another moment."""

    def __init__(self, window: WindowEditor, *, is_start: bool) -> None:
        self._window = window
        self._hour = window.start if is_start else window.end
        self.widget = window if is_start else QWidget()

    @property
    def focus(self) -> QWidget:
        """The hour."""
        return self._hour

    def put(self, value: Any) -> None:
        """Show a moment by the clock at the address; None, no window."""
        window = self._window
        window.box.setChecked(value is not None)
        if value is not None:
            local = value.astimezone(window.model.clock_of(window.address.typed()))
            self._hour.setTime(QTime(local.hour, local.minute))

    def typed(self) -> object:
        """The hour, its day and door; None without a window."""
        window, shown = self._window, self._hour.time()
        if not window.box.isChecked():
            return None
        at = time(shown.hour(), shown.minute())
        return at, window.day.typed(), window.address.typed()

    def read(self) -> Any:
        """The moment in UTC, None without a window."""
        typed = self.typed()
        return self._window.model.moment(*typed) if isinstance(typed, tuple) else None

    def listen(self, told: Told) -> None:
        """After each change of tick or hours."""
        self._window.edited.connect(told)
