"""Acuerdos › Promesas."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.agreements.people import Whose
from kobra_desktop.models.agreements.promises import PromisesModel
from kobra_desktop.models.counts import counts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.agreements.list_tab import ListTab
from kobra_desktop.views.theme import Look

translate = QCoreApplication.translate


class PromisesTab(ListTab):
    """Shows a PromisesModel."""

    def __init__(self, look: Look, workspace: Workspace) -> None:
        self.model = PromisesModel(workspace)
        super().__init__(look, workspace, self.model.list, translate("Agreements", "Promises"))
        self.model.setParent(self)
        words = translate(
            "Agreements", "No promises yet: they come from what agents hear at the door."
        )
        self.box.set_empty(words, "handshake")
        self.box.set_count(counts.promises)

    def whose(self, row_id: str) -> Whose | None:
        """Of whom a promise is."""
        found = self.model.row(row_id)
        return found.whose if found else None

    def visit_of(self, row_id: str) -> str:
        """At which visit it was made."""
        found = self.model.row(row_id)
        return (found.promise.visit_id or "") if found else ""
