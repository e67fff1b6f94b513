"""Acuerdos: promises and payments, each a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.agreements.payments import unmatched
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.agreements.payments import PaymentsTab
from kobra_desktop.views.agreements.promises import PromisesTab
from kobra_desktop.views.page import PageState
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.tab import PageTab
from kobra_desktop.views.theme import Look

translate = QCoreApplication.translate


class AgreementsPage(PortfolioPage):
    """A state names the tab (`promises`, `payments`), its list, and what is chosen in it. Who is
    opened is opened in Cartera.
    """

    def __init__(self, look: Look, workspace: Workspace, status: StatusModel) -> None:
        tabs = {
            "promises": PageTab(
                translate("Agreements", "Promises"), lambda: PromisesTab(look, workspace)
            ),
            "payments": PageTab(
                translate("Agreements", "Payments"),
                lambda: PaymentsTab(look, workspace),
                waiting=lambda: unmatched(workspace),
                waits=translate("Agreements", "Payments of the bank that no account has yet"),
            ),
        }
        title = translate("Pages", "Agreements")
        super().__init__(look, workspace, status, tabs, title=title)

    def _go(self, page: str, state: PageState) -> None:
        self.open_requested.emit(page, state)
