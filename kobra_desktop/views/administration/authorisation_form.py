"""The form of an authorisation to visit: whose, for which credit, which paper, where, how long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import ChoiceEditor, LineEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.party_finder import PartyEditor, PartyFinder
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Authorisation, AuthorisedPlace

translate = QCoreApplication.translate


class AuthorisationDialog(Form):
    """A new paper (`found` None) or one that is there: then holder and credit stay."""

    kind = Authorisation

    def __init__(
        self, look: Look, parent: QWidget, model: AuthorisationsModel, found: Any, submit: Submit
    ) -> None:
        title = (
            translate("Administration", "Edit authorisation")
            if found
            else translate("Administration", "New authorisation to visit")
        )
        setting = Setting.of(model.workspace)
        start = {"place": AuthorisedPlace.ANY, "signed_on": setting.today}
        paper = found.authorisation if found else None
        super().__init__(look, parent, title, setting, submit, held=paper, start=start)
        self._model = model
        self._make(found)
        self._lay_out()
        self.finder.typed.connect(self._look)
        self.finder.chosen.connect(self._on_chosen)
        (self.document if found else self.holder).take_focus()

    def _make(self, found: Any) -> None:
        today = self.setting.today
        self.finder = PartyFinder(
            self.look, translate("Administration", "Name, document or credit…")
        )
        if found:
            self.finder.line.setText(found.party_name)
            self.finder.line.setEnabled(False)
        self.holder = self.by("party_id", PartyEditor(self.finder))
        known = ((found.authorisation.account_id, found.account_number),) if found else ()
        self.account = self.by("account_id", ChoiceEditor(known))
        self.account.typing.focus.setEnabled(False)
        example = translate("Administration", "Number of the signed paper")
        self.document = self.by("document", LineEditor(example))
        self.signed, self.place = self.of("signed_on"), self.of("place")
        in_a_year = today.replace(year=today.year + 1, day=min(today.day, 28))
        ends = translate("Administration", "It ends on")
        expires = DayEditor(self.setting.locale, in_a_year, ends)
        self.expires = self.by("expires_on", expires)

    def _lay_out(self) -> None:
        inside = column(
            self.holder,
            self.account,
            self.document,
            row(self.signed, self.place, space=12),
            self.expires,
            None,
            space=12,
        )
        caption = translate(
            "Administration", "Each credit needs its own. This is not legal advice."
        )
        self.build(inside, 500, 500, caption)

    def _look(self, typed: str) -> None:
        self.account.set_options(())
        self.account.typing.focus.setEnabled(False)
        self._model.find(typed, self.finder.show_hits, self)

    def _on_chosen(self, party_id: str) -> None:
        self._model.card(party_id, self._on_card, self)

    def _on_card(self, card: Any) -> None:
        if card is None:
            return
        self.finder.show_party(card.party.id, card.party.name)
        self.account.set_options([(one.id, one.number) for one in card.accounts])
        self.account.put(card.accounts[0].id if card.accounts else None)
        self.account.typing.focus.setEnabled(bool(card.accounts))
        self.document.take_focus()

    def judge(self, values: Values) -> Iterable[Invalid]:
        """A paper ends after it was signed."""
        signed, expires = self.signed.value, self.expires.value
        if expires is not None and expires < signed:
            yield Invalid("ends_before_start", field="expires_on")
