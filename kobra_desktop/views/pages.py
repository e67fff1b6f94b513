"""Which pages there are, who may use them, and how each is built when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today import TodayModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.page import Page, PageSpec
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.visits.page import VisitsPage


@dataclass(frozen=True, slots=True)
class PageTools:
    """What some pages need beside the workspace."""

    status: StatusModel


def page_specs(look: Look, workspace: Workspace, tools: PageTools) -> list[PageSpec]:
    """The rail's entries for this user, in order."""
    translate = QCoreApplication.translate

    def visits() -> Page:
        return VisitsPage(look, VisitsModel(workspace), VisitCardModel(workspace))

    def today() -> Page:
        return TodayPage(
            look,
            TodayModel(workspace),
            AlertsModel(workspace),
            AgentsModel(workspace, tools.status),
        )

    def alerts() -> Page:
        return AlertsPage(look, AlertsModel(workspace))

    return [
        PageSpec("today", "layout-dashboard", translate("Pages", "Today"), today),
        PageSpec("visits", "clipboard-list", translate("Pages", "Visits"), visits),
        PageSpec("alerts", "bell", translate("Pages", "Alerts"), alerts),
    ]
