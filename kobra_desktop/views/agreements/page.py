"""Acuerdos: promises and payments, each a list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from kobra_desktop.errors import Known
from kobra_desktop.models.agreements.payments import unmatched
from kobra_desktop.models.reports.behind import find_behind
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.agreements.list_tab import ListTab
from kobra_desktop.views.agreements.payments import PaymentsTab
from kobra_desktop.views.agreements.promises import PromisesTab
from kobra_desktop.views.page import PageState
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.tab import PageTab
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_domain.metrics.behind import NumberRows, read_number

translate = QCoreApplication.translate
_KINDS = {"promises": "promise", "payments": "bank_payment"}


class AgreementsPage(PortfolioPage):
    """A state names the tab (`promises`, `payments`), its list, what is chosen in it, and the
    report's `number` whose rows are seen. Who is opened is opened in Cartera.
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
        self._workspace = workspace
        title = translate("Pages", "Agreements")
        super().__init__(look, workspace, status, tabs, title=title)

    def restore(self, state: PageState) -> None:
        """Likewise."""
        super().restore(state)
        tab = self.tab
        number = read_number(str(state.get("number") or ""), _KINDS[self.tabs.key])
        if not isinstance(number, NumberRows) or not isinstance(tab, ListTab):
            return
        if isinstance(tab, PaymentsTab):
            tab.model.look_back(0)  # a report goes further back than the list does by itself
        hold = partial(tab.box.hold, number.caption(self._workspace.locale))
        find_behind(self._workspace, number, hold, self._on_lost, self)

    def _on_lost(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._workspace.locale), None)

    def _go(self, page: str, state: PageState) -> None:
        self.open_requested.emit(page, state)
