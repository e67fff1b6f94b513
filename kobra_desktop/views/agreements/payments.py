"""Acuerdos › Pagos: the bank's and those heard at doors; a payment is given to its account."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from kobra_desktop.models.agreements.payments import PERIODS, PaymentsModel
from kobra_desktop.models.agreements.people import Whose
from kobra_desktop.models.counts import counts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.agreements.list_tab import ListTab
from kobra_desktop.views.agreements.match import MatchDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless
from kobra_domain.scope import Permission
from kobra_domain.words import say

translate = QCoreApplication.translate


class PaymentsTab(ListTab):
    """Shows a PaymentsModel."""

    def __init__(self, look: Look, workspace: Workspace) -> None:
        self.model = PaymentsModel(workspace)
        super().__init__(look, workspace, self.model.list, translate("Agreements", "Payments"))
        self.model.setParent(self)
        words = translate(
            "Agreements", "No payments yet: they come with the bank's file and from the door."
        )
        self.box.set_empty(words, "banknote")
        self.box.set_count(counts.payments)
        self.period = Button(look, "", icon="calendar-days")
        self.period.setMenu(self._periods())
        self.box.add_act(self.period)
        self.match = Button(look, translate("Agreements", "Give to an account…"), icon="link")
        self.match.setEnabled(False)
        hide_unless(self.match, self.may_match)
        self.box.add_act(self.match)
        self.match.clicked.connect(self.match_chosen)
        self.listen(self.model.acts, workspace.locale)
        self._say_period()

    @property
    def may_match(self) -> bool:
        """Whether the user may say whose a payment is."""
        return self.workspace.desk.may(Permission.KEEP_PEOPLE)

    def _periods(self) -> QMenu:
        menu = QMenu(self.period)
        group = QActionGroup(menu)
        for days in PERIODS:
            action = menu.addAction(self._period_words(days))
            action.setCheckable(True)
            action.setChecked(days == self.model.days_back)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, d=days: self._look_back(d))
        return menu

    def _look_back(self, days: int) -> None:
        self.model.look_back(days)
        self._say_period()

    def _say_period(self) -> None:
        self.period.setText(self._period_words(self.model.days_back))

    def _period_words(self, days: int) -> str:
        if not days:
            return translate("Agreements", "All payments")
        return say("money.last", {"count": days}, self.workspace.locale)

    # ListTab

    def whose(self, row_id: str) -> Whose | None:
        """Of whom a payment is."""
        found = self.model.row(row_id)
        return found.whose if found else None

    def visit_of(self, row_id: str) -> str:
        """At which visit it was heard."""
        found = self.model.row(row_id)
        return found.visit_id if found else ""

    def _on_chosen(self, row_id: str) -> None:
        super()._on_chosen(row_id)
        found = self.model.row(row_id) if row_id else None
        self.match.setEnabled(found is not None and found.bank is not None)

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None and found.bank is not None and found.bank.account_id is None:
            self.match_chosen()  # there is nobody to be opened yet
        else:
            super()._on_opened(row_id)

    def match_chosen(self) -> None:
        """Ask whose the chosen payment is."""
        found = self.model.row(self.box.chosen_id)
        if self.may_match and found is not None and found.bank is not None:
            MatchDialog(self.look, self, self.model, found.bank).open()
