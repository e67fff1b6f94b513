"""What both tabs are: one list, from which a holder or a visit is opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.agreements.people import Whose
from kobra_desktop.models.listed import Listed
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class ListTab(BoxTab):
    """Enter and double click open whose it is; a button the visit at which it was heard."""

    def __init__(self, look: Look, workspace: Workspace, listed: Listed, name: str) -> None:
        super().__init__()
        self.look, self.workspace = look, workspace
        placeholder = translate("Agreements", "Holder or credit…   Ctrl+F")
        self.box = ListBox(look, listed, workspace.memory, name, placeholder)
        self.visit = Button(look, translate("Agreements", "Open the visit"), icon="clipboard-list")
        self.visit.setEnabled(False)
        self.box.add_act(self.visit)
        self.visit.clicked.connect(self._open_visit)
        self.box.chosen.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        self.setLayout(column(self.box, margins=(20, 12, 20, 12)))

    # Said by each

    def whose(self, row_id: str) -> Whose | None:
        """Of whom a row is; None when it is gone."""
        raise NotImplementedError

    def visit_of(self, row_id: str) -> str:
        """The visit of a row; empty without one."""
        raise NotImplementedError

    # Tab

    def _on_chosen(self, row_id: str) -> None:
        self.visit.setEnabled(bool(row_id and self.visit_of(row_id)))

    def _on_opened(self, row_id: str) -> None:
        found = self.whose(row_id)
        if found is not None and found.party_id:
            self.open_requested.emit("portfolio", {"party": found.party_id})
        elif found is not None and self.visit_of(row_id):
            self._open_visit()

    def _open_visit(self) -> None:
        visit_id = self.visit_of(self.box.chosen_id)
        if visit_id:
            self.open_requested.emit("visits", {"visit": visit_id, "chosen": visit_id})
