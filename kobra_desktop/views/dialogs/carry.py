"""To which day visits that were not done go, and why: what the law lets pass is shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.commands.leftovers import Carry
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.dialogs.refusals import by_reason
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.limits import Length
from kobra_domain.words import day_words

MOST_REASONS = 3  # the rest is told when it is done


@dataclass(frozen=True)
class CarryLine:
    """The day, and why."""

    day: date
    text: Annotated[str, Length(1, 240)]


class CarryDialog(Form):
    """`given` (day or None, reason). Without a `day` each visit goes to its first lawful one.
    `day_changed`: what would come of it is to be asked anew.
    """

    kind = CarryLine
    given = Signal(object, str)
    day_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        count: int,
        day: date | None,
        today: date,
        *,
        warning: str = "",
    ) -> None:
        title = counts.carry(count) if day is None else counts.reschedule(count)
        start = {"day": day or today, "text": ""}
        act = self.tr("Move them") if day is None else self.tr("Reschedule")
        super().__init__(look, parent, title, Setting.here(), act=act, start=start)
        self._today, self._has_day = today, day is not None
        self.save.setEnabled(False)
        self.editor = DayEditor(self.setting.locale, day or today)
        editor = LineEditor()
        self.text = editor.widget
        reason = QCoreApplication.translate("ReasonDialog", "Reason")
        self.reason = self.by("text", editor, reason)
        chips = Flow(6)
        for words in self._usual():
            chip = Button(look, words, "chip")
            chip.clicked.connect(lambda _checked=False, w=words: self.text.setText(w))
            chips.addWidget(chip)
        told = notice("warn")
        told.setText(warning)
        self.foreseen = label("", "", wrap=True)
        self.refused = label("", "secondary", wrap=True)
        parts: list[QWidget] = [told, holding(chips), self.reason, self.foreseen, self.refused]
        if self._has_day:
            self.planned = self.by("day", self.editor, self.tr("Day"))
            parts.insert(1, holding(row(self.planned, None)))
            self.editor.field.dateChanged.connect(lambda _: self._ask())
        self.build(column(*parts, space=12), 460)
        told.setVisible(bool(warning))
        self.refused.hide()
        self.text.setFocus()
        self._wait()

    @property
    def chosen_day(self) -> date | None:
        """The day that the field shows; None: the first lawful one of each."""
        return self.editor.typed() if self._has_day else None

    def _usual(self) -> Sequence[str]:
        return (
            self.tr("Not enough time"),
            self.tr("The agent was absent"),
            self.tr("Unsafe area"),
            self.tr("The phone failed"),
        )

    def _ask(self) -> None:
        self._wait()
        self.day_changed.emit(self.chosen_day)

    def _wait(self) -> None:
        self.foreseen.setText(self.tr("Asking the rules…"))
        self.refused.hide()

    def show_foreseen(self, on: date | None, carry: Carry) -> None:
        """What would come of it, of the day that is asked about."""
        if not isValid(self) or on != self.chosen_day:  # it was left, or another day is shown
            return
        locale = self.setting.locale
        days = [
            self.tr("{count} to {day}").format(
                count=figure(count), day=day_words(day, locale, self._today)
            )
            for day, count in carry.days
        ]
        self.foreseen.setText(" · ".join(days) or self.tr("None of them may be moved there."))
        groups = by_reason(carry.refused, locale)
        lines = [f"{figure(len(members))} · {reason}" for reason, members in groups]
        if lines:
            head = counts.staying(len(carry.refused))
            self.refused.setText("\n".join((head, *lines[:MOST_REASONS])))
        self.refused.setVisible(bool(lines))
        self.adjustSize()

    def send(self, values: Values) -> None:
        """They go."""
        self.accept()
        self.given.emit(self.chosen_day, values["text"])
