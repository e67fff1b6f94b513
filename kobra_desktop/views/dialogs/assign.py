"""To whom and for which day: a search field, the agents with their load; Enter or one click gives
the visits away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import AgentChoice
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.visits import Visit

ID = int(Qt.ItemDataRole.UserRole)


class AssignDialog(Form):
    """`chosen` (agent id or None, name, day): done with one click. `day_changed`: loads must be
    read anew.
    """

    kind = Visit
    is_act = True
    is_work = False

    chosen = Signal(object, str, object)
    day_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        count: int,
        day: date,
        warning: str = "",
        *,
        title: str = "",
    ) -> None:
        setting, words = Setting.here(), title or counts.assign(count)
        start = {"planned_on": day}
        super().__init__(look, parent, words, setting, start=start, act=self.tr("Assign"))
        self._choices: Sequence[AgentChoice] = ()
        editor = DayEditor(setting.locale, day)
        self.planned = self.by("planned_on", editor)
        self.day = editor.field
        self.field = line_edit(self.tr("Find an agent…"))
        self.field.setAccessibleName(self.tr("Find an agent"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Agents"))
        self.list.setUniformItemSizes(True)
        told = notice("warn")
        told.setText(warning)
        inside = column(told, row(self.planned, None), self.field, self.list, space=10)
        foot = self.tr("One click or Enter assigns. What the law refuses is told at once.")
        self.build(inside, 480, 500, foot)
        told.setVisible(bool(warning))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._on_item)
        self.day.dateChanged.connect(lambda _: self.day_changed.emit(self.chosen_day))
        self.field.setFocus()

    @property
    def chosen_day(self) -> date:
        """The day that the field shows."""
        day: date = self.planned.value
        return day

    def send(self, values: Values) -> None:
        """The button gives them to the agent of the line that is chosen."""
        if self.list.currentRow() >= 0:
            self._on_item(self.list.currentItem())

    def show_agents(self, choices: Sequence[AgentChoice]) -> None:
        """Who can be given visits that day."""
        if isValid(self):  # it may have been left meanwhile
            self._choices = choices
            self._fill()

    def _fill(self) -> None:
        self.list.clear()
        typed = self.field.text()
        for choice in self._choices:
            if choice.matches(typed):
                self._add(choice)
        if not typed:
            nobody = QListWidgetItem(self.tr("Nobody (leave unassigned)"))
            nobody.setData(ID, None)
            self.list.addItem(nobody)
        self.list.setCurrentRow(0)

    def _add(self, choice: AgentChoice) -> None:
        load = counts.visits(choice.planned)
        absent = self.tr("absent that day")
        detail = absent if choice.is_absent else load
        # The load before the team: of a line that is too long the end is cut.
        words = "   ·   ".join(filter(None, (choice.name, detail, choice.team_name)))
        item = QListWidgetItem(words)
        item.setToolTip(words)
        item.setData(ID, choice.id)
        item.setData(ID + 1, choice.name)
        if choice.is_absent:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.accept()
            self.chosen.emit(item.data(ID), str(item.data(ID + 1) or ""), self.chosen_day)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentRow() >= 0:
                    self._on_item(self.list.currentItem())
                return True
        return False
