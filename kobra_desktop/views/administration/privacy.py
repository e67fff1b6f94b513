"""Administración › Datos personales: what is kept for a court or only kept, and erasing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.privacy import LIFTED, PrivacyModel, state
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.privacy_forms import ErasureDialog, HoldDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.answers import Erasure

translate = QCoreApplication.translate


class PrivacyTab(Tab):
    """Shows a PrivacyModel."""

    def __init__(self, look: Look, model: PrivacyModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Personal data"),
            translate("Administration", "Name, document, case…   Ctrl+F"),
            translate("Administration", "Legal hold…"),
            "scale",
        )
        empty = translate(
            "Administration",
            "Nobody's data is held for a court or restricted. A person's data is erased here when "
            "they ask for it.",
        )
        self.box.set_empty(empty, "shield-check")
        self.lift = Button(look, translate("Administration", "Lift"), icon="lock-open")
        self.erase = Button(look, translate("Administration", "Erase a person…"), icon="trash-2")
        self.box.add_act(self.lift)
        self.box.add_act(self.erase)
        self.setLayout(column(self.box, margins=(20, 12, 20, 12)))
        self._connect()
        self._on_chosen("")

    @property
    def _locale(self) -> str:
        return self.model.workspace.locale

    def _connect(self) -> None:
        self.listen(self.model.acts, self._locale)
        self.box.chosen.connect(self._on_chosen)
        self.box.new_requested.connect(self.create_new)
        self.lift.clicked.connect(self._on_lift)
        self.erase.clicked.connect(self.ask_erasure)
        self.model.list.tell(self._on_list)
        self.model.status.changed.connect(self._allow)
        self._allow()

    def _on_list(self) -> None:
        self._on_chosen(self.box.chosen_id)

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def choose(self, row_id: str) -> None:
        """Select a line."""
        self.box.choose(row_id)

    def create_new(self) -> None:
        """Ctrl+N: a legal hold."""

        def submit(values: Values, then: Then, refused: Refused) -> None:
            self.model.hold(values, then, refused)

        HoldDialog(self.look, self, self.model, submit).open()

    def ask_erasure(self) -> None:
        """Whose data, and by which request."""

        def submit(values: Values, then: Then, refused: Refused) -> None:
            def done(answer: Erasure) -> None:
                then()
                self.said.emit(self._words_of(answer), None)

            self.model.erase(values["party_id"], values["reason"], done, refused)

        ErasureDialog(self.look, self, self.model, submit).open()

    def _words_of(self, answer: Erasure) -> str:
        if answer.is_erased:
            return translate("Administration", "Erased. It leaves every control center now.")
        kept = translate("Administration", "It may not be erased yet, so it is only kept: {reason}")
        return kept.format(reason=answer.message)

    def _allow(self) -> None:
        """Only the server erases."""
        self.erase.setEnabled(not self.model.is_offline)

    def _on_chosen(self, row_id: str) -> None:
        found: Any = self.model.row(row_id) if row_id else None
        self.lift.setEnabled(found is not None and state(found) != LIFTED)

    def _on_lift(self) -> None:
        found = self.model.row(self.box.chosen_id)
        if found is None:
            return
        if found.hold is not None:
            self.model.lift(found.hold)
            return
        title = translate("Administration", "Use the data of {name} again")
        title = title.format(name=found.party.name)
        act = translate("Administration", "Lift")
        dialog = ReasonDialog(self.look, self, title, act)
        dialog.given.connect(lambda reason: self.model.use_again(found, reason))
        dialog.open()
