"""Whose data a phone of an agent held: for the report of a breach, from its lists and answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.held_people import HeldPeopleModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class HeldPeopleView(QWidget):
    """Shows a HeldPeopleModel. `left`: back to the agents."""

    left = Signal()

    def __init__(self, look: Look, model: HeldPeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.back = Button(look, translate("HeldPeople", "Teams and agents"), "row", "arrow-left")
        self.title = label("", "strong")
        self.phones = Choice()
        self.phones.setMinimumWidth(look.pixels(270))
        self.phones.setAccessibleName(translate("HeldPeople", "Which phone"))
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("HeldPeople", "People whose data the phone held"),
            translate("HeldPeople", "Name, document, account…   Ctrl+F"),
        )
        what = translate(
            "HeldPeople",
            "As far as their visits were on the phone: name, document, address, telephones, "
            "accounts with what is overdue, and last contacts. To be exported for the report.",
        )
        head = row(self.back, self.title, self.phones, None, space=12)
        told = label(what, "caption", wrap=True)
        lines = column(head, told, self.box, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self.back.clicked.connect(self.left)
        self.phones.edited.connect(self._on_chosen)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)
        self._say()

    def _say(self) -> None:
        model = self.model
        name = model.agent.name if model.agent is not None else ""
        self.title.setText(translate("HeldPeople", "Data on the phone of {name}").format(name=name))
        self.phones.blockSignals(True)
        self.phones.set_options([(one.id, model.words_of(one)) for one in model.endings])
        if model.shown is not None:
            self.phones.choose(model.shown.id)
        self.phones.blockSignals(False)
        self.phones.setVisible(bool(model.endings))
        words = translate("HeldPeople", "That phone had no visits on it.")
        if not model.endings:
            words = translate("HeldPeople", "No phone of this agent was lost or left with.")
        self.box.set_empty(words, "smartphone")

    def _on_chosen(self) -> None:
        shown = self.model.shown
        if shown is None or self.phones.value != shown.id:
            self.model.show(str(self.phones.value))

    def _on_failed(self, problem: Known) -> None:
        agent = self.model.agent
        if agent is not None:
            shown = self.model.shown.id if self.model.shown else ""
            self.box.stack.show_problem(problem, lambda: self.model.open(agent, shown))
