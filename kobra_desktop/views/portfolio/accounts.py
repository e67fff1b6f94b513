"""Cartera › Cuentas: the accounts, the panel of one, acts on one or many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts
from kobra_desktop.models.portfolio.accounts import AccountsModel
from kobra_desktop.views.page import listen
from kobra_desktop.views.portfolio import bulk
from kobra_desktop.views.portfolio.account_panel import AccountPanel
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class AccountsTab(BoxTab):
    """Shows an AccountsModel."""

    def __init__(self, look: Look, model: AccountsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self._chosen: Sequence[str] = ()
        self.panel = AccountPanel(
            look, model.card, may_plan=model.may_plan, may_keep=model.may_keep
        )
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Portfolio", "Accounts"),
            translate("Portfolio", "Name, document, account, phone, street…   Ctrl+F"),
            several=True,
            panel=self.panel,
        )
        self.box.set_empty(translate("Portfolio", "There are no accounts yet."), "wallet")
        self.box.set_count(counts.accounts)
        self.table = self.box.table
        self.bulk = bulk.BulkBar(look)
        lines = column(self.box, self.bulk, space=10, margins=(20, 12, 20, 12))
        lines.setStretchFactor(self.box, 1)
        self.setLayout(lines)
        self._add_acts()
        self._connect()

    def _add_acts(self) -> None:
        if self.model.may_keep:
            self.bulk.add(translate("Portfolio", "Do not contact…"), "ban", self.ask_stop)
            self.bulk.add(translate("Portfolio", "Segment…"), "list-filter", self.ask_segment)
        if self.model.may_plan:
            words = translate("Portfolio", "Plan visits…")
            plan = self.bulk.add(words, "user-plus", self.assign_chosen, "primary")
            plan.setToolTip(key_words("Ctrl+Shift+A"))

    def _connect(self) -> None:
        model, panel = self.model, self.panel
        listen(self, self.look, model.acts, model.workspace.locale)
        model.card.failed.connect(self._on_unread)
        self.table.chosen_changed.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        panel.closed.connect(self._on_panel_closed)
        panel.open_requested.connect(self._open_party)
        panel.plan_requested.connect(lambda one: self.ask_plan([one]))
        panel.visits_requested.connect(lambda wish: self.open_requested.emit("visits", wish))
        panel.map_requested.connect(lambda one: self.open_requested.emit("map", {"visit": one}))
        panel.stop_requested.connect(lambda one: self._ask_stop([one]))

    # Tab

    def on_shown(self) -> None:
        """What the panel shows is kept true."""
        self.model.card.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.model.card.rest()

    def choose(self, row_id: str) -> None:
        """Select an account; the panel opens even if a filter hides it."""
        super().choose(row_id)
        self.model.card.show(row_id)

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # What is chosen

    def _on_chosen(self) -> None:
        ids = self.table.chosen_ids
        if ids == self._chosen:
            return  # rows were read anew: what is open stays open
        self._chosen = ids
        self.bulk.show_chosen(len(ids))
        if len(ids) == 1 and ids[0] != self.model.card.thing_id:
            self.model.card.show(ids[0])
        elif len(ids) > 1:
            self.model.card.show("")

    def _on_unread(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self.model.workspace.locale), None)

    def _on_panel_closed(self) -> None:
        self.model.card.show("")
        self.table.clearSelection()
        self.table.setFocus()

    def _on_opened(self, account_id: str) -> None:
        self.model.holders_of([account_id], lambda found: self._open_party("".join(found)))

    def _open_party(self, party_id: str) -> None:
        if party_id:
            self.open_requested.emit("portfolio", {"party": party_id})

    # Acts

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A."""
        if self.table.chosen_ids and self.model.may_plan:
            self.ask_plan(self.table.chosen_ids)

    def ask_plan(self, ids: Sequence[str]) -> None:
        """To whom the visits for these accounts are given."""
        bulk.ask_plan(self.look, self, self.model, ids)

    def ask_segment(self) -> None:
        """Into which segment what is chosen goes."""
        known = [word for _, word in self.model.list.options.get("segment", [])]
        bulk.ask_segment(self.look, self, self.model, self.table.chosen_ids, known)

    def ask_stop(self) -> None:
        """Why the holders of what is chosen are not to be contacted."""
        self.model.holders_of(self.table.chosen_ids, self._ask_stop)

    def _ask_stop(self, holders: Sequence[str]) -> None:
        bulk.ask_stop_many(self.look, self, self.model, holders)
