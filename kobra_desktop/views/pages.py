"""Which pages there are, who may use them, and how each is built when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.head import HeadModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.page import Page, PageSpec
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.today.tabs import today_tabs
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.scope import Permission

_P = Permission


@dataclass(frozen=True, slots=True)
class PageTools:
    """What some pages need beside the workspace; `archive` is where the server's map is kept."""

    status: StatusModel
    archive: Path | None = None


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes each page when it is first opened. The heavy ones are loaded then: half of a start
    would be theirs.
    """

    look: Look
    workspace: Workspace
    tools: PageTools

    def today(self) -> Page:
        """Hoy."""
        workspace, status = self.workspace, self.tools.status
        tabs = today_tabs(self.look, workspace, status)
        return TodayPage(self.look, HeadModel(workspace), status, tabs)

    def map(self) -> Page:
        """Mapa."""
        from kobra_desktop.views.field_map.page import MapPage, map_models

        return MapPage(self.look, map_models(self.workspace, self.tools.status, self.tools.archive))

    def visits(self) -> Page:
        """Visitas."""
        model, card = VisitsModel(self.workspace), VisitCardModel(self.workspace)
        return VisitsPage(self.look, model, card, self.tools.status, self.tools.archive)

    def portfolio(self) -> Page:
        """Cartera."""
        from kobra_desktop.views.portfolio.page import PortfolioPage
        from kobra_desktop.views.portfolio.tabs import person_view, portfolio_tabs

        look, workspace, status = self.look, self.workspace, self.tools.status
        tabs = portfolio_tabs(look, workspace, status, self.tools.archive)
        return PortfolioPage(
            look, workspace, status, tabs, person_view(look, workspace, self.tools.archive)
        )

    def agreements(self) -> Page:
        """Acuerdos."""
        from kobra_desktop.views.agreements.page import AgreementsPage

        return AgreementsPage(self.look, self.workspace, self.tools.status)

    def questionnaires(self) -> Page:
        """Cuestionarios."""
        from kobra_desktop.views.questionnaires.page import QuestionnairesPage

        return QuestionnairesPage(self.look, self.workspace, self.tools.status)

    def reports(self) -> Page:
        """Reportes."""
        from kobra_desktop.views.reports.page import ReportsPage

        return ReportsPage(self.look, self.workspace, self.tools.status, self.tools.archive)

    def alerts(self) -> Page:
        """Alertas."""
        return AlertsPage(self.look, AlertsModel(self.workspace), self.tools.status)

    def administration(self) -> Page:
        """Administración."""
        from kobra_desktop.views.administration.page import AdministrationPage

        return AdministrationPage(self.look, self.workspace, self.tools.status)


def page_specs(look: Look, workspace: Workspace, tools: PageTools) -> list[PageSpec]:
    """The rail's entries for this user, in order. The digit of each page's shortcut never moves."""
    translate, may = QCoreApplication.translate, workspace.desk.may
    make, page = Builder(look, workspace, tools), PageSpec
    forms, admin = translate("Pages", "Questionnaires"), translate("Pages", "Administration")
    specs = [
        (
            _P.WATCH_FIELD,
            page("today", 1, "layout-dashboard", translate("Pages", "Today"), make.today),
        ),
        (_P.WATCH_FIELD, page("map", 2, "map", translate("Pages", "Map"), make.map)),
        (
            _P.WATCH_FIELD,
            page("visits", 3, "clipboard-list", translate("Pages", "Visits"), make.visits),
        ),
        (
            _P.PLAN_VISITS,
            page("portfolio", 4, "wallet", translate("Pages", "Portfolio"), make.portfolio),
        ),
        (
            _P.PLAN_VISITS,
            page("agreements", 5, "handshake", translate("Pages", "Agreements"), make.agreements),
        ),
        (_P.REVIEW, page("questionnaires", 6, "file-pen-line", forms, make.questionnaires)),
        (
            _P.WATCH_FIELD,
            page("reports", 7, "chart-column", translate("Pages", "Reports"), make.reports),
        ),
        (_P.ATTEND_ALERTS, page("alerts", 8, "bell", translate("Pages", "Alerts"), make.alerts)),
        (_P.ADMINISTER, page("administration", 9, "settings", admin, make.administration)),
    ]
    return [spec for needed, spec in specs if may(needed)] or [
        PageSpec("welcome", 1, "house", translate("Pages", "Welcome"), lambda: WelcomePage(look))
    ]


class WelcomePage(Page):
    """For who may sign in but works on the phone: it says so."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        stack = PageState(look, QWidget())
        words = self.tr("Your role works on the phone: this program shows nothing to it.")
        stack.show_empty(words, None, "smartphone")
        self.setLayout(column(stack))
