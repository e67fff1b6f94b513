"""Cartera › Titulares: the people of the portfolios; Enter opens one in full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import counts
from kobra_desktop.models.portfolio.parties import PartiesModel
from kobra_desktop.views.page import listen
from kobra_desktop.views.portfolio import bulk
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class PartiesTab(BoxTab):
    """Shows a PartiesModel."""

    def __init__(self, look: Look, model: PartiesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Portfolio", "Holders"),
            translate("Portfolio", "Name, document, account, phone, street…   Ctrl+F"),
            several=True,
        )
        self.box.set_empty(translate("Portfolio", "There are no people yet."), "users")
        self.box.set_count(counts.people)
        self.table = self.box.table
        self.bulk = bulk.BulkBar(look)
        if model.may_keep:
            self.bulk.add(translate("Portfolio", "Do not contact…"), "ban", self.ask_stop)
        lines = column(self.box, self.bulk, space=10, margins=(20, 12, 20, 12))
        lines.setStretchFactor(self.box, 1)
        self.setLayout(lines)
        listen(self, self.look, model.acts, model.workspace.locale)
        self.table.chosen_changed.connect(lambda: self.bulk.show_chosen(len(self.table.chosen_ids)))
        self.box.opened.connect(
            lambda party_id: self.open_requested.emit("portfolio", {"party": party_id})
        )

    def ask_stop(self) -> None:
        """Why those that are chosen are not to be contacted."""
        bulk.ask_stop_many(self.look, self, self.model, self.table.chosen_ids)
