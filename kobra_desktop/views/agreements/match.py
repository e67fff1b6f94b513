"""Asks whose a payment of the bank is: what speaks for an account is said, others are searched."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.agreements.payments import PaymentsModel, Suggested, hit_words
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.party_finder import PartyEditor, PartyFinder
from kobra_domain.dues import BankPayment
from kobra_domain.words import day_words, money

translate = QCoreApplication.translate


class MatchDialog(Form):
    """One payment, what the bank says of it, and the accounts that it may be of."""

    kind = BankPayment

    def __init__(
        self, look: Look, parent: QWidget, model: PaymentsModel, payment: BankPayment
    ) -> None:
        def submit(values: Values, then: Then, refused: Refused) -> None:
            model.match(payment, values["account_id"], then, refused)

        setting = Setting.of(model.workspace)
        title = translate("Agreements", "Whose payment is it?")
        act = translate("Agreements", "Give to the account")
        super().__init__(look, parent, title, setting, submit, act=act)
        self._model, self._payment = model, payment
        self._names: dict[str, str] = {}
        self.finder = PartyFinder(
            look, translate("Agreements", "Number of the credit, name or document…")
        )
        self.account = self.by("account_id", PartyEditor(self.finder))
        self.hint = label("", "caption", wrap=True)
        self.build(column(pairs(self._facts()), self.account, self.hint, None, space=12), 720, 440)
        self.finder.typed.connect(self._look)
        self.finder.chosen.connect(self._on_chosen)
        self.account.take_focus()
        model.suggest(payment, self._on_suggested, self)

    def _facts(self) -> list[tuple[str, str]]:
        one, locale = self._payment, self.setting.locale
        said = (
            (translate("Agreements", "Amount"), money(one.amount_minor, one.currency)),
            (
                translate("Agreements", "Day of the bank"),
                day_words(one.value_on, locale, self.setting.today),
            ),
            (translate("Agreements", "Credit by the bank"), one.account_number),
            (translate("Agreements", "Document"), one.document_number),
            (translate("Agreements", "Method"), one.method),
            (translate("Agreements", "Reference"), one.reference),
        )
        return [(title, words) for title, words in said if words]

    def _on_suggested(self, found: list[Suggested]) -> None:
        if self.finder.line.text():
            return  # somebody looks for another
        self._show(found, are_proposed=True)
        words = (
            translate(
                "Agreements",
                "What is listed fits by document, number or amount: choose one, or find another.",
            )
            if found
            else translate("Agreements", "No account fits by document, number or amount.")
        )
        self.hint.setText(words)
        hide_unless(self.hint, True)

    def _look(self, typed: str) -> None:
        if typed.strip():
            self._model.find(typed, self._payment, self._show, self)
        else:
            self._model.suggest(self._payment, self._on_suggested, self)

    def _show(self, found: Iterable[Suggested], *, are_proposed: bool = False) -> None:
        hits = [(one.account.id, hit_words(one, self.setting.locale)) for one in found]
        self._names = dict(hits)
        self.finder.show_hits(hits, are_proposed=are_proposed)

    def _on_chosen(self, account_id: str) -> None:
        self.finder.show_party(account_id, self._names[account_id])
        self.save.setFocus()
